"""docs/guide/packs.md makes a pack: typed off as it stands, it is checked, and a case uses it."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn

from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.cases.intake import add_case
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.office_settings import set_setting
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.handover.exports import NotReady, export_packet
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.actions.statistics.reports import report
from mediatordesk.actions.templates.templates import check_folder
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.statistics import By
from mediatordesk.forms import Packs, facts_of, ways_out
from mediatordesk.forms.statistics.counting import Span
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import read_case_file

GUIDE = (Path(__file__).parents[3] / "docs/guide/packs.md").read_text(encoding="utf-8")
PLACES = Places.installed().without_marks()
NOW = datetime(2025, 4, 7, 9, tzinfo=CHINA)
TODAY = NOW.date()
OFFICE = Office(code="450405101999", name="正阳村人民调解委员会", number_prefix="正阳")


def blocks(language: str) -> list[str]:
    """Return the blocks of a language in the guide."""
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", GUIDE)


def write_packs(folder: Path) -> None:
    """Write the guide's packs into a folder, as somebody does who types them off."""
    for block in blocks("toml"):
        name = block.partition("\n")[0].removeprefix("# ")
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    (paragraphs,) = blocks("text")
    (named,) = re.findall(r"Now the template `([^`]+)`", GUIDE)
    word = Document()
    font = word.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    font.set(qn("w:eastAsia"), "仿宋")
    for paragraph in paragraphs.splitlines():
        word.add_paragraph(paragraph)
    word.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    (folder / named).parent.mkdir()
    word.save(str(folder / named))


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the shipped packs, with the guide's own beside them."""
    folder = tmp_path_factory.mktemp("包 packs") / "forms"
    shutil.copytree(PLACES.forms, folder)
    write_packs(folder)
    return folder


@pytest.fixture(scope="module")
def desk(forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk that has the guide's pack, at nine on a Monday."""
    made = new_desk(
        tmp_path_factory.mktemp("desk") / "台",
        OFFICE,
        Operator(name="黄文德"),
        "正阳 correct horse battery staple",
        places=replace(PLACES, forms=forms),
        clock=Clock.typed(NOW),
        cost=Cost(8, 1),
    )
    yield made.desk
    made.desk.close()


@pytest.fixture(scope="module")
def file(desk: Desk) -> CaseFile:
    """Return the guide's case: registered, accepted, with one row of its account."""
    entry, row, _agreement = map(json.loads, blocks("json"))
    case = add_case(desk, entry).case
    do_step(desk, case.id, "accept", {})
    do_step(desk, case.id, "fee-item", row)
    return read_case_file(desk.store, case.id)


def paragraphs_of(docx: bytes) -> list[str]:
    """Return the paragraphs of a Word file."""
    return [one.text for one in Document(BytesIO(docx)).paragraphs]


def test_the_check_finds_nothing_to_mend(forms: Path) -> None:
    assert check_folder(forms / "property") == ()
    assert "property" in Packs.read(forms).offered()


def test_the_mistake_that_the_guide_tries_is_found(forms: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(forms, tmp_path / "forms")) / "property"
    path = folder / "rules.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('stages = ["sign", "court"]', 'stages = ["singing"]'), "utf-8")
    (finding,) = check_folder(folder)
    assert (finding.code, finding.file, finding.level) == ("P12", "rules.toml", "B")
    assert "singing" in finding.why
    assert finding.place.endswith("checks Y01")


def test_a_word_file_with_a_field_that_nobody_has_is_found(forms: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(forms, tmp_path / "forms")) / "property"
    word = Document(str(folder / "templates/D80.docx"))
    word.add_paragraph("天气：{{天气}}")
    word.save(str(folder / "templates/D80.docx"))
    (folder / "templates/~$D80.docx").write_bytes(b"Word is open")
    (finding,) = check_folder(folder)
    assert (finding.code, finding.file, finding.level) == ("P15", "templates/D80.docx", "B")
    assert "天气" in finding.why
    assert finding.place


def test_the_paper_says_what_was_entered(desk: Desk, file: CaseFile) -> None:
    made = make_paper(desk, file, "D80")
    assert paragraphs_of(made.docx) == [
        "物业费核对单",
        "正阳村人民调解委员会　（2025）正阳人调字第1号",
        "小区：正阳花园",
        "业主：覃𬭎　物业服务人：O'Brien & Sons 物业服务有限公司",
        "书面催告日期：2025年3月1日",
        "1. 2024年1月至6月：主张￥1,080.00，确认￥972.00（保洁减收一成）",
        "以上账目经双方核对。",
        "覃𬭎（签名）：",
        "O'Brien & Sons 物业服务有限公司（签名）：",
        "调解员（签名）：",
        "2025年4月7日",
    ]
    assert made.pdf.startswith(b"%PDF")


def test_the_visit_is_due_five_working_days_after_the_acceptance(
    desk: Desk, file: CaseFile
) -> None:
    (period,) = (one for one in file.periods if one.code == "T80")
    assert period.due_on == date(2025, 4, 14)
    set_setting(desk, "property_visit_term", "10wd", "正阳镇司法所通知")
    entry = json.loads(blocks("json")[0])
    later = add_case(desk, entry).case
    do_step(desk, later.id, "accept", {})
    begun = read_case_file(desk.store, later.id).periods
    assert [one.due_on for one in begun if one.code == "T80"] == [date(2025, 4, 21)]


def agreed(text: str) -> dict[str, Any]:
    """Return an agreement of one clause."""
    clause = {"kind": "action", "text": text}
    owed = {
        "obligor": "覃𬭎",
        "obligee": "O'Brien & Sons 物业服务有限公司",
        "amount": "972.00",
        "due_on": "2025-05-20",
    }
    return {"agreed_on": "2025-04-07", "clauses": [clause], "obligations": [owed]}


def test_the_check_stops_what_the_civil_code_forbids(desk: Desk) -> None:
    for text, wanted in (("逾期不交的，物业公司可以停水", ["停水"]), ("物业公司不得停水", [])):
        case = add_case(desk, json.loads(blocks("json")[0])).case
        do_step(desk, case.id, "accept", {})
        do_step(desk, case.id, "agree", agreed(text))
        found = check_case(desk, read_case_file(desk.store, case.id), "sign")
        assert [one.quote for one in found if one.code == "Y01"] == wanted, text
        if wanted:
            (finding,) = (one for one in found if one.code == "Y01")
            assert finding.basis == "《中华人民共和国民法典》第九百四十四条"
            assert finding.blocks


def test_the_law_carries_the_day_from_which_the_check_is_there(forms: Path) -> None:
    pack = Packs.read(forms).pack("property")
    for day, there in ((date(2020, 12, 31), False), (date(2021, 1, 1), True)):
        assert any(one.code == "Y01" for one in pack.checks(day)) == there


def test_the_way_out_is_open_with_its_paper_and_its_law(desk: Desk, file: CaseFile) -> None:
    do_step(desk, file.case.id, "agree", agreed("双方按核对的金额结算"))
    whole = read_case_file(desk.store, file.case.id)
    pack = desk.packs.pack("property")
    ways = {one.name: one for one in ways_out(pack, facts_of(whole, TODAY), on=TODAY)}
    way = ways["housing_authority"]
    assert way.is_open
    assert way.basis == "《物业管理条例》第四十八条（待核）"
    make_paper(desk, whole, "D80")
    with pytest.raises(NotReady) as refused:
        export_packet(desk, read_case_file(desk.store, file.case.id), "housing_authority")
    assert "物业费核对单" in str(refused.value.fields["why"]), "nobody has signed it yet"


def test_the_figure_stands_in_the_report_with_its_definition(desk: Desk, file: CaseFile) -> None:
    made = report(desk, Span(date(2025, 4, 1), date(2025, 4, 30)), By.MONTH)
    (meant,) = (one for one in made.definitions if one.name == "property_fees_accepted")
    assert "核对确认" in meant.definition
    assert file.case.accepted_on == TODAY
    assert made.table.total.numbers["property_fees_accepted"] == 97_200
