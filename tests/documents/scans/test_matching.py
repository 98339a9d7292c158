"""Pages of a scan find their papers, and what is amiss has a name."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.papers import Paper
from mediatordesk.documents import Matching, PageCode, ScannedPage, match_scan

CASE_ID = UUID("3f2a9c70-5b1e-4c6d-8e2f-a1b2c3d4e5f6")


def paper(
    kind: str, version: int, pages: int, *, case: UUID = CASE_ID, locked: bool = False
) -> Paper:
    content = sha256(f"{case}{kind}{version}".encode()).hexdigest()
    return Paper(
        case_id=case,
        kind=kind,
        title=kind,
        version=version,
        made_on=date(2025, 4, 7),
        pages=pages,
        locked=locked,
        content_sha256=content,
    )


def scanned(one: Paper, page: int, index: int = 0) -> ScannedPage:
    code = PageCode.of_paper(one.case_id, one.kind, one.version, one.content_sha256)
    return ScannedPage(index, code.for_page(page, one.pages))


FORM, AGREEMENT = paper("D04", 1, 1), paper("D17", 2, 3)
OLD = paper("D17", 1, 3)
ELSEWHERE = paper("D17", 2, 3, case=uuid4())
PAPERS = (OLD, AGREEMENT, FORM)


def test_pages_in_any_order_of_several_papers_find_their_papers() -> None:
    stack = [scanned(AGREEMENT, 3), scanned(FORM, 1), scanned(AGREEMENT, 1), scanned(AGREEMENT, 2)]
    found = match_scan(stack, PAPERS)
    assert [one.page for one in found.pages_of(AGREEMENT)] == [1, 2, 3]
    assert set(found.complete) == {AGREEMENT, FORM}
    assert found == replace(Matching(), matched=found.matched)


def test_a_missing_page_is_named() -> None:
    found = match_scan([scanned(AGREEMENT, 3), scanned(AGREEMENT, 1)], PAPERS)
    assert [(one.paper, one.page) for one in found.missing] == [(AGREEMENT, 2)]
    assert found.complete == ()


def test_a_page_twice_is_named_and_the_first_is_taken() -> None:
    stack = [scanned(AGREEMENT, page, index) for index, page in enumerate((1, 2, 2, 3))]
    found = match_scan(stack, PAPERS)
    assert [one.scanned.index for one in found.doubled] == [2]
    assert found.complete == (AGREEMENT,)


def test_a_page_of_another_case_is_foreign() -> None:
    foreign = scanned(ELSEWHERE, 1)
    assert match_scan([foreign], PAPERS).foreign == (foreign,)


def test_a_page_of_the_same_version_with_another_text_is_foreign() -> None:
    other = replace(AGREEMENT, content_sha256=sha256(b"other").hexdigest())
    page = scanned(other, 1)
    assert match_scan([page], PAPERS).foreign == (page,)


def test_a_page_of_a_replaced_version_is_older() -> None:
    found = match_scan([scanned(OLD, 1)], PAPERS)
    assert [(one.paper, one.page) for one in found.older] == [(OLD, 1)]


def test_a_signed_version_is_not_older_than_a_draft_of_the_next() -> None:
    signed = replace(OLD, locked=True)
    assert match_scan([scanned(signed, 1)], (signed, AGREEMENT)).older == ()


def test_the_notice_to_another_party_does_not_make_a_notice_older() -> None:
    first, second = (replace(paper("D05", n, 1), about=uuid4()) for n in (1, 2))
    assert match_scan([scanned(first, 1)], (first, second)).older == ()


def test_a_page_without_a_code_is_unread() -> None:
    blank = ScannedPage(4)
    assert match_scan([blank], PAPERS).unread == (blank,)


PAGES = st.one_of(
    st.just(ScannedPage(0)),
    st.builds(
        scanned,
        st.sampled_from([OLD, AGREEMENT, FORM, ELSEWHERE]),
        st.just(1),
        st.integers(0, 9),
    ),
    st.builds(scanned, st.just(AGREEMENT), st.integers(1, 3), st.integers(0, 9)),
)


@given(st.lists(PAGES, max_size=12))
def test_every_scanned_page_is_in_exactly_one_place(stack: list[ScannedPage]) -> None:
    found = match_scan(stack, PAPERS)
    placed = [one.scanned for one in (*found.matched, *found.doubled, *found.older)]
    placed += [*found.foreign, *found.unread]
    assert sorted(map(repr, placed)) == sorted(map(repr, stack))
    assert len({(one.paper.id, one.page) for one in found.matched}) == len(found.matched)
