"""Pages of the list: one after another by index, nothing twice and nothing left out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.periods import Period
from mediatordesk.core.records import added, changed
from mediatordesk.store import Store
from mediatordesk.store.case_lines import CaseLine, Order
from mediatordesk.store.case_pages import Counts, Wanted, count_cases, page_of_cases
from mediatordesk.store.search_index import index_pending, waiting_count

from .exchange import OPERATOR

DAY = date(2026, 11, 1)
STATUSES = tuple(CaseStatus)


def fill(store: Store, cases: int, *, indexed: int) -> None:
    """Add cases of which some are alike in what they are sorted by, and index so many of them."""
    for number in range(cases):
        case = Case(
            pack="people",
            title=f"{'甲乙丙'[number % 3]}案",
            number=f"第{number % 12}号" if number % 4 else "",
            status=STATUSES[number % len(STATUSES)],
            registered_on=DAY + timedelta(number % 5) if number % 6 else None,
        )
        party = Party(case_id=case.id, role=PartyRole.APPLICANT, name="王小明")
        due = Period(
            case_id=case.id, code="T02", title="期限", day0=DAY, due_on=DAY + timedelta(number % 7)
        )
        records = [case, party, due] if number % 2 else [case]
        store.commit(OPERATOR, [added(one) for one in records])
        if number + 1 == indexed:
            index_pending(store, 1000)


def pages(store: Store, wanted: Wanted, limit: int) -> list[CaseLine]:
    """Return all lines, asked for page after page."""
    lines: list[CaseLine] = []
    while page := page_of_cases(store, wanted, after=lines[-1] if lines else None, limit=limit):
        assert len(page) <= limit
        lines += page
    return lines


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store of 60 cases, of which 45 are indexed."""
    folder = tmp_path_factory.mktemp("many")
    store = Store.create(folder, bytes(32), replica=b"aaaaaaaa", clock=Clock.computer())
    fill(store, 60, indexed=45)
    assert waiting_count(store) == 15
    return store


@settings(deadline=None, max_examples=60)
@given(
    wanted=st.builds(
        Wanted,
        find=st.sampled_from(["", "", "案", "甲", "xm", "小明 1", "第3号", "王小明"]),
        status=st.none() | st.sampled_from(CaseStatus),
        over=st.none() | st.booleans(),
        due_before=st.none() | st.dates(DAY, DAY + timedelta(8)),
        order=st.sampled_from(Order),
        backwards=st.booleans(),
    ),
    limit=st.integers(1, 70),
)
def test_pages_are_the_whole_list_in_its_order(many: Store, wanted: Wanted, limit: int) -> None:
    everything = page_of_cases(many, Wanted(find=wanted.find), limit=10_000)
    kept = [line for line in everything if wanted.keeps(line)]
    kept.sort(key=wanted.order.key, reverse=wanted.falls)
    assert pages(many, wanted, limit) == kept


@pytest.mark.parametrize(("find", "all_of_them"), [("", 60), ("xm", 30), ("王小明", 30), ("龘", 0)])
def test_cases_are_counted_as_they_are_listed(many: Store, find: str, all_of_them: int) -> None:
    today = DAY + timedelta(3)
    lines = page_of_cases(many, Wanted(find=find), limit=100)
    closed = [line for line in lines if Wanted(over=True).keeps(line)]
    late = [line for line in lines if Wanted(due_before=today).keeps(line)]
    counts = Counts(all_of_them, len(lines) - len(closed), len(late), len(closed))
    assert count_cases(many, find, today) == counts
    assert len(lines) == all_of_them


def test_numbers_are_sorted_by_their_figures(store: Store) -> None:
    for number in ("第10号", "第9号", "临-A-0002", "第101号"):
        store.commit(OPERATOR, [added(Case(pack="people", title="案", number=number))])
    lines = page_of_cases(store, Wanted(order=Order.NUMBER))
    assert [line.number for line in lines] == ["临-A-0002", "第9号", "第10号", "第101号"]


def test_a_line_says_why_its_case_was_found_unless_it_shows(store: Store) -> None:
    case = Case(pack="people", title="王小明与李四的货款", number="第3号", facts="欠条\n两张")
    party = Party(case_id=case.id, role=PartyRole.APPLICANT, name="Nguyễn Văn Đức", phone="138")
    other = Party(case_id=case.id, role=PartyRole.RESPONDENT, name="覃𬭎")
    store.commit(OPERATOR, [added(case), added(party), added(other)])

    def found(typed: str) -> str:
        return page_of_cases(store, Wanted(find=typed))[0].found

    for _ in range(2):
        assert found("") == found("小明 3号") == ""
        assert found("nguyen") == "Nguyễn Văn Đức"
        assert found("138") == found("小明 138") == "138"
        assert found("qh") == "覃𬭎"
        assert found("欠条") == "欠条 两张"
        index_pending(store)


def test_a_list_reads_a_corrected_case_before_and_after_it_is_indexed(store: Store) -> None:
    fill(store, 5, indexed=5)
    line = page_of_cases(store, Wanted())[0]
    case = store.get(Case, line.id)
    store.commit(OPERATOR, [changed(case, replace(case, title="新名"))])
    for _ in range(2):
        assert page_of_cases(store, Wanted())[0].title == "新名"
        assert [one.id for one in page_of_cases(store, Wanted(find="新名"))] == [case.id]
        assert line.title not in page_of_cases(store, Wanted())[0].title
        index_pending(store)
    assert waiting_count(store) == 0


def plans_of(store: Store, work: Callable[[], object]) -> list[str]:
    """Return how SQLite does what a piece of work asks of the lines."""
    asked = list[str]()
    store._connection.set_trace_callback(asked.append)
    work()
    store._connection.set_trace_callback(None)
    about = [one for one in asked if one.startswith("SELECT") and "FROM case_line" in one]
    return [row[3] for one in about for row in store.rows(f"EXPLAIN QUERY PLAN {one}")]


@pytest.mark.parametrize("order", list(Order))
@pytest.mark.parametrize(
    "wanted",
    [Wanted(), Wanted(over=False), Wanted(status=CaseStatus.AGREED), Wanted(due_before=DAY)],
)
def test_a_page_is_read_by_index_and_not_sorted(many: Store, order: Order, wanted: Wanted) -> None:
    wanted = replace(wanted, order=order)
    last = page_of_cases(many, Wanted(order=order), limit=5)[-1]
    plans = plans_of(many, lambda: page_of_cases(many, wanted, after=last, limit=5))
    assert plans
    assert all("INDEX line_" in plan for plan in plans), plans
    assert not any("TEMP B-TREE" in plan for plan in plans), plans


def test_counting_reads_an_index_alone(many: Store) -> None:
    plans = plans_of(many, lambda: count_cases(many, "", DAY))
    assert any("COVERING INDEX line_next_due" in plan for plan in plans), plans
