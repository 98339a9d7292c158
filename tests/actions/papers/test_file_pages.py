"""The pages of a case file: order, numbers, what stands around it, what counts once."""

from datetime import date
from pathlib import Path
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.actions.papers.file_pages import bound_papers, pages_of_file, pages_of_frame
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
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
    told = [(one.kind.code, one.first, one.last) for one in bound_papers(PACK, file, DAY)]
    assert told == [("D04", 1, 1), ("D15", 2, 4), ("D20", 5, 6)]


def test_of_several_versions_only_the_newest_counts() -> None:
    file = file_with(("D15", 3), ("D15", 2))
    assert pages_of_file(bound_papers(PACK, file, DAY)) == 2


def test_each_party_has_its_own_notice() -> None:
    file = quarrel()
    papers = tuple(
        Paper(case_id=file.case.id, kind="D20", title="D20", made_on=DAY, pages=2, about=uuid4())
        for _party in file.parties
    )
    bound = bound_papers(PACK, CaseFile(file.office, file.case, papers=papers), DAY)
    assert [one.first for one in bound] == [1, 3, 5]


def test_cover_index_note_and_back_have_no_numbers_and_registers_are_kept_elsewhere() -> None:
    file = file_with(("D01", 1), ("D02", 2), ("D29", 1), ("D30", 1), ("D32", 4), ("D45", 3))
    assert bound_papers(PACK, file, DAY) == ()
    assert pages_of_frame(file) == 5


def test_what_is_not_made_yet_around_the_papers_will_be_one_page_each() -> None:
    assert pages_of_frame(file_with()) == 4


def test_pages_that_were_not_printed_here_count_too() -> None:
    assert pages_of_file(bound_papers(PACK, file_with(("D15", 3)), DAY), further=7) == 10


@given(
    st.lists(st.tuples(st.sampled_from(["D04", "D07", "D15", "D20", "D28"]), st.integers(1, 99)))
)
def test_pages_follow_each_other_without_gaps(papers: list[tuple[str, int]]) -> None:
    bound = bound_papers(PACK, file_with(*papers), DAY)
    pages = [page for one in bound for page in range(one.first, one.last + 1)]
    assert pages == list(range(1, pages_of_file(bound) + 1))
