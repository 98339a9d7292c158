"""The pages of a case file: order, numbers, what stands around it, what counts once."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.actions.papers.file_pages import (
    Counted,
    Form,
    Trouble,
    bound_items,
    pages_of_file,
    pages_of_frame,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Attachment, Paper
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.forms import Packs
from tests.actions.closing_cases import quarrel

PACK = Packs.read(Path(__file__).parents[3] / "forms").pack("people")
DAY = date(2025, 5, 12)


def file_with(*papers: tuple[str, int], about: object = None) -> CaseFile:
    """Return a case with papers of these codes and page counts."""
    file = quarrel()
    made = tuple(
        Paper(case_id=file.case.id, kind=kind, title=kind, made_on=DAY, pages=pages)
        for kind, pages in papers
    )
    return CaseFile(file.office, file.case, file.parties, papers=made)


def test_papers_stand_in_the_order_of_the_index_whenever_they_were_made() -> None:
    file = file_with(("D20", 2), ("D04", 1), ("D15", 3))
    told = [(one.item.code, one.first, one.last) for one in bound_items(PACK, file, DAY)]
    assert told == [("D04", 1, 1), ("D15", 2, 4), ("D20", 5, 6)]


def test_of_several_versions_only_the_newest_counts() -> None:
    file = file_with(("D15", 3), ("D15", 2))
    assert pages_of_file(bound_items(PACK, file, DAY)) == 2


def test_each_party_has_its_own_notice() -> None:
    file = quarrel()
    papers = tuple(
        Paper(case_id=file.case.id, kind="D20", title="D20", made_on=DAY, pages=2, about=uuid4())
        for _party in file.parties
    )
    bound = bound_items(PACK, CaseFile(file.office, file.case, papers=papers), DAY)
    assert [one.first for one in bound] == [1, 3, 5]


def test_cover_index_note_and_back_have_no_numbers_and_registers_are_kept_elsewhere() -> None:
    file = file_with(("D01", 1), ("D02", 2), ("D29", 1), ("D30", 1), ("D32", 4), ("D45", 3))
    assert bound_items(PACK, file, DAY) == ()
    assert pages_of_frame(file) == 5


def test_what_is_not_made_yet_around_the_papers_will_be_one_page_each() -> None:
    assert pages_of_frame(file_with()) == 4


def test_pages_that_were_not_printed_here_count_too() -> None:
    assert pages_of_file(bound_items(PACK, file_with(("D15", 3)), DAY), further=7) == 10


def handed_in(file: CaseFile, kind: str, name: str, sha256: str) -> Attachment:
    return Attachment(
        case_id=file.case.id,
        kind=kind,
        name=name,
        sha256=sha256,
        size=9,
        media_type="application/pdf",
        added_on=DAY,
    )


def test_what_was_handed_in_stands_among_the_papers_by_its_kind() -> None:
    file = file_with(("D04", 1), ("D41", 1), ("D15", 2))
    files = (
        handed_in(file, "evidence", "合同 a<b.pdf", "e" * 64),
        handed_in(file, "identity", "覃𬭎.jpg", "i" * 64),
        handed_in(file, "voucher", "录音.mp3", "f" * 64),
        handed_in(file, "of an older pack", "O'Brien.pdf", "o" * 64),
    )
    counted = {"e" * 64: Counted(3), "i" * 64: Counted(1), "f" * 64: Counted(0, Trouble.NO_PAGES)}
    told = bound_items(PACK, replace(file, attachments=files), DAY, counted)
    assert [(one.item.code, one.first, one.last) for one in told] == [
        ("D04", 1, 1),
        ("D41", 2, 2),
        ("identity", 3, 3),
        ("evidence", 4, 6),
        ("D15", 7, 8),
        ("voucher", 0, 0),
        ("of an older pack", 0, 0),
    ]
    assert [one.trouble for one in told[-2:]] == [Trouble.NO_PAGES, Trouble.UNCOUNTED]


def test_a_seal_goes_before_a_scan_and_a_scan_before_the_print() -> None:
    file = file_with(("D15", 3), ("D04", 1), ("D17", 2))
    minutes, form, agreement = file.papers
    sealed = replace(agreement, pdf_sha256="p", sealed_sha256="s")
    scans = tuple(
        SignedScan(
            case_id=file.case.id, paper_id=one.id, sha256=sha256, pages=2, filed_on=DAY, sources=()
        )
        for one, sha256 in ((minutes, "m"), (sealed, "n"))
    )
    papers = (minutes, replace(form, pdf_sha256="f"), sealed)
    told = bound_items(PACK, replace(file, papers=papers, signed_scans=scans), DAY)
    assert [(one.item.form, one.item.sha256, one.pages) for one in told] == [
        (Form.PRINT, "f", 1),
        (Form.SCAN, "m", 2),
        (Form.SEALED, "s", 2),
    ]


def test_a_scan_that_was_matched_to_its_paper_is_not_bound_twice() -> None:
    file = file_with(("D11", 1))
    raw = handed_in(file, "power_of_attorney", "委托书.jpg", "r" * 64)
    other = handed_in(file, "power_of_attorney", "另一份.jpg", "x" * 64)
    scan = SignedScan(
        case_id=file.case.id,
        paper_id=file.papers[0].id,
        sha256="s",
        pages=1,
        sources=("r" * 64,),
        filed_on=DAY,
    )
    with_scan = replace(file, attachments=(raw, other), signed_scans=(scan,))
    told = [one.item.sha256 for one in bound_items(PACK, with_scan, DAY)]
    assert told == ["s", "x" * 64]


@given(
    st.lists(st.tuples(st.sampled_from(["D04", "D07", "D15", "D20", "D28"]), st.integers(1, 99)))
)
def test_pages_follow_each_other_without_gaps(papers: list[tuple[str, int]]) -> None:
    bound = bound_items(PACK, file_with(*papers), DAY)
    pages = [page for one in bound for page in range(one.first, one.last + 1)]
    assert pages == list(range(1, pages_of_file(bound) + 1))
