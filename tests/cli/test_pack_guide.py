"""docs/guide/packs.md, steps 6 to 8, typed: its packs are checked, added to a desk, and used."""

import json
import shutil
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from mediatordesk.core.changes import CHINA
from tests.forms.packs.test_guide import GUIDE, blocks, write_packs

from .commands import TypedDesk, typed


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of one's own with the guide's packs, far from those of the program."""
    folder = tmp_path_factory.mktemp("桌面") / "O'Brien & Sons"
    write_packs(folder)
    return folder


def test_the_guides_pack_is_added_and_a_case_has_its_paper(
    desk: TypedDesk, packs: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "property"
    shutil.copytree(packs / "property", mine)
    assert typed("forms", "check", mine, "--json").data == {"ok": True, "findings": []}
    assert desk.ask("forms", "add", mine)["findings"] == []
    shutil.rmtree(mine)
    assert desk.ask("forms", "check", "property") == {"ok": True, "findings": []}
    entry, row, agreement = map(json.loads, blocks("json"))
    assert "housing_estate" in desk("forms", "schema", "property").out
    case = desk.add(entry)
    desk.done(case, "accept")
    desk.done(case, "fee-item", row)
    desk.ask("paper", "make", case, "D80", "--to", tmp_path / "papers")
    (made,) = (tmp_path / "papers").glob("*.docx")
    words = [one.text for one in Document(BytesIO(made.read_bytes())).paragraphs]
    assert words[0] == "物业费核对单"
    assert "1. 2024年1月至6月：主张￥1,080.00，确认￥972.00（保洁减收一成）" in words
    packet = tmp_path / "packet.zip"
    way = ("packet", "export", case, "--for", "housing_authority", "--to", packet)
    assert "协议" in desk(*way).complaint()[0]
    assert desk.ask("case", "exits", case) == []
    desk.done(case, "agree", agreement)
    (told,) = desk.ask("case", "exits", case)
    assert [one["open"] for one in told["ways"] if one["name"] == "housing_authority"] == [True]
    assert "未签" in desk(*way).complaint()[0]
    signed = ("--signed-on", datetime.now(CHINA).date(), "--confirm")
    desk.ask("sign", "scan", case, "D80", signed_page(tmp_path), *signed)
    papers = desk.ask(*way)["papers"]
    assert papers[0] == "01_物业费核对单.pdf"
    assert packet.is_file()


def signed_page(folder: Path) -> Path:
    """Return a picture of the page that was printed, signed by hand and scanned."""
    (printed,) = (folder / "papers").glob("*.pdf")
    page = pypdfium2.PdfDocument(printed)[0].render(scale=2.5).to_pil()
    page.save(folder / "扫描.png")
    return folder / "扫描.png"


def test_the_county_of_the_guide_changes_one_period(desk: TypedDesk, packs: Path) -> None:
    county = packs / "county" / "people"
    assert typed("forms", "check", county, "--json").data == {"ok": True, "findings": []}
    desk.ask("forms", "add", county)
    (people,) = (one for one in desk.ask("forms", "list") if one["pack"] == "people")
    assert f"`{people['version']}`" in GUIDE
    counted = desk.ask("calculate", "deadline", "T02", "2025-06-03")
    standard = typed("calculate", "deadline", "T02", "2025-06-03", "--json").data
    assert (counted["due"], standard["due"]) == ("2025-07-01", "2025-07-03")
