"""case catalogue, case bind, and the archive at the command line."""

from pathlib import Path

import pikepdf
import pytest

from .commands import TypedDesk
from .intakes import gutter, wages

DAY, LATER = ("--now", "2025-03-10T15:00"), ("--now", "2025-03-21T10:00")


@pytest.fixture
def quarrel(desk: TypedDesk, signature: Path) -> str:
    """Return a quarrel that was agreed on the spot, performed and closed."""
    case = desk.add(gutter(), *DAY)
    desk.ask("paper", "make", case, "D18", *DAY)
    for who in ("黄文德", "committee_seal"):
        desk.ask("sign", "add", case, "D18", "--who", who, "--image", signature, *DAY)
    seen = {"reason": "履行情况", "findings": "雨水槽已装好 a<b。", "performed": True}
    desk.ask("case", "do", case, "visit", "--with", desk.written(seen), *LATER)
    desk.ask("paper", "make", case, "D23", *LATER)
    desk.ask("sign", "add", case, "D23", "--who", "黄文德", "--image", signature, *LATER)
    desk.ask("case", "do", case, "close", *LATER)
    return case


def test_a_file_is_bound_as_one_pdf_and_says_its_pages(
    desk: TypedDesk, quarrel: str, tmp_path: Path
) -> None:
    to = tmp_path / "整 卷 O'Brien.pdf"
    bound = desk.ask("case", "bind", quarrel, "--to", to, *LATER)
    assert bound.keys() >= {"file", "pages", "papers", "findings"}
    assert (bound["file"], bound["findings"]) == (str(to), [])
    assert [one["code"] for one in bound["papers"]] == ["D18", "D23"]
    with pikepdf.open(to) as pdf:
        assert len(pdf.pages) == bound["sheets"]
        before = bound["sheets"] - 2 - bound["pages"]
        for one in bound["papers"]:  # signed here, not sealed yet: with the signatures' pictures
            pages = pdf.pages[before + one["first"] - 1 : before + one["last"]]
            assert any(page.get_images() for page in pages)
    both_sides = desk.ask("case", "bind", quarrel, "--to", to, "--two-sided", *LATER)
    assert both_sides["pages"] == bound["pages"]
    assert both_sides["sheets"] > bound["sheets"]


def test_the_catalogue_says_what_must_be_there(desk: TypedDesk, quarrel: str) -> None:
    told = desk.ask("case", "catalogue", quarrel, *LATER)
    assert told.keys() >= {"lines", "pages", "findings", "bound", "current"}
    lines = {one["code"]: one for one in told["lines"]}
    assert (lines["D18"]["must"], lines["D18"]["standing"]) == (True, "print")
    assert lines["D17"]["standing"] == "absent"
    assert (told["bound"], told["current"]) == (None, False)
    words = desk("case", "catalogue", quarrel, *LATER, "--lang", "en")
    assert words.code == 0


def test_archiving_an_oral_case_binds_its_papers_without_a_cover(
    desk: TypedDesk, quarrel: str
) -> None:
    desk.ask("case", "do", quarrel, "archive", *LATER)
    shown = desk.ask("case", "show", quarrel)
    assert shown["case"]["status"] == "archived"
    assert {one["kind"] for one in shown["papers"]} == {"D18", "D23"}
    told = desk.ask("case", "catalogue", quarrel, *LATER)
    assert told["current"]
    assert told["bound"]["sheets"] == told["pages"]


def test_an_incomplete_file_is_not_archived_and_the_check_says_why(
    desk: TypedDesk, quarrel: str, signature: Path
) -> None:
    desk.ask("file", "add", quarrel, signature, "--as", "evidence", *LATER)
    checked = desk.ask("case", "check", quarrel, "--for", "archive", *LATER)
    assert [one["code"] for one in checked["findings"]] == ["K13"]
    open_case = desk.add(wages(), *DAY)
    before = desk.saved()
    desk("case", "do", open_case, "archive", *LATER).complaint()
    assert desk.saved() == before


def test_binding_says_in_three_lines_what_is_wrong(
    desk: TypedDesk, quarrel: str, tmp_path: Path
) -> None:
    desk("case", "bind", quarrel, "--to", tmp_path / "file.docx", *LATER).complaint()
    desk("case", "bind", "no such case", "--to", tmp_path / "file.pdf").complaint()
    empty = desk.add(wages(), *DAY)
    desk("case", "bind", empty, "--to", tmp_path / "file.pdf", *DAY).complaint()
    assert list(tmp_path.glob("*.pdf")) == []
