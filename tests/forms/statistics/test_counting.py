"""What of a case counts for a figure: on which day, how often, and how much."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.statistics import Counted
from mediatordesk.forms.definitions.figures import Figure
from mediatordesk.forms.language.language import readable
from mediatordesk.forms.statistics.counting import (
    AlikeFigures,
    Origin,
    Span,
    count_case,
    count_round,
    entered_number,
)

ORIGIN = Origin("1", "04", "O'Brien & Sons")
MARCH = Span(date(2025, 3, 1), date(2025, 3, 31))
APRIL = Span(date(2025, 4, 1), date(2025, 4, 30))
EVER = Span(date.min, date.max)


def figure(**said: Any) -> Figure:
    """Return a figure that counts agreements on the day they were reached, unless it is said."""
    usual = {
        "name": "agreed",
        "label": "覃𬭎",
        "group": "a<b",
        "kind": "count",
        "definition": "…",
        "each": "agreement",
        "on": "agreement.agreed_on",
    }
    return Figure.model_validate(usual | said, strict=False)


def agreement(day: str | None, form: str = "written", total: int = 0) -> dict[str, Any]:
    """Return the facts of an agreement, as far as the figures here look at them."""
    owed = ({"amount": total, "due_on": date(2025, 3, 9)},) if total else ()
    agreed_on = date.fromisoformat(day) if day else None
    return {"agreed_on": agreed_on, "form": form, "payments_total": total, "obligations": owed}


def counted(one: Figure, span: Span = EVER, **facts: Any) -> list[Counted]:
    return list(count_case(AlikeFigures.among([one]), readable(facts), ORIGIN, span))


def test_each_of_its_day_counts() -> None:
    agreements = (agreement("2025-03-31"), agreement("2025-04-01"), agreement(None))
    for span, count in ((MARCH, 1), (APRIL, 1), (EVER, 2)):
        assert len(counted(figure(), span, agreements=agreements)) == count


def test_a_case_that_counts_once_counts_with_its_first_whatever_period_is_asked_for() -> None:
    once = figure(once=True)
    agreements = (agreement("2025-04-01"), agreement("2025-03-31"))
    assert [one.on for one in counted(once, EVER, agreements=agreements)] == [date(2025, 3, 31)]
    assert len(counted(once, MARCH, agreements=agreements)) == 1
    assert counted(once, APRIL, agreements=agreements) == []


def test_the_first_is_the_first_of_those_that_fulfil_the_condition() -> None:
    oral = figure(once=True, when="agreement.form == 'oral'")
    agreements = (agreement("2025-03-01"), agreement("2025-04-01", "oral"))
    assert [one.on for one in counted(oral, agreements=agreements)] == [date(2025, 4, 1)]


@given(st.lists(st.dates(), max_size=6), st.lists(st.dates(), min_size=1, max_size=4))
def test_periods_side_by_side_count_everything_once(days: list[date], cuts: list[date]) -> None:
    agreements = tuple({"agreed_on": day} for day in days)
    ends = [*sorted(set(cuts)), date.max]
    first, found = date.min, 0
    for last in ends:
        found += len(counted(figure(), Span(first, last), agreements=agreements))
        found += 10 * len(counted(figure(once=True), Span(first, last), agreements=agreements))
        if last == date.max:
            break
        first = date.fromordinal(last.toordinal() + 1)
    assert found == len(days) + (10 if days else 0)


def test_a_sum_adds_what_is_known() -> None:
    total = figure(kind="sum", amount="agreement.payments_total")
    agreements = (agreement("2025-03-01", total=2_000_000), agreement("2025-03-01"))
    assert [one.amount for one in counted(total, agreements=agreements)] == [2_000_000]
    unknown = figure(kind="sum", amount="elements.people_count")
    assert counted(unknown, agreements=agreements, elements={"people_count": None}) == []


@pytest.mark.parametrize(("fee", "fen"), [("full", 30_000), ("half", 15_000)])
def test_a_saved_fee_is_that_of_each_amount(fee: str, fen: int) -> None:
    saved = figure(kind="sum", amount="agreement.payments_total", fee=fee)
    agreements = (agreement("2025-03-01", total=2_000_000),) * 2
    assert [one.amount for one in counted(saved, agreements=agreements)] == [fen, fen]


def test_an_obligation_is_counted_beside_its_agreement() -> None:
    owed = figure(each="obligation", on="obligation.due_on", when="agreement.form == 'written'")
    agreements = (agreement("2025-03-01", total=5), agreement("2025-03-01", "oral", 5))
    assert [one.on for one in counted(owed, agreements=agreements)] == [date(2025, 3, 9)]


def test_a_split_figure_goes_into_each_of_its_columns_once() -> None:
    split = figure(split="premium", into="elements.premium_types")
    facts: dict[str, Any] = {"agreements": (agreement("2025-03-01"),)}
    found = counted(split, **facts, elements={"premium_types": ("P01", "P04", "P01")})
    assert [one.column for one in found] == ["agreed.P01", "agreed.P04"]
    by_type = figure(split="ministry", into="type")
    assert [one.column for one in counted(by_type, **facts)] == ["agreed.04"]


def test_a_session_counts_on_the_day_of_its_moment() -> None:
    held = figure(each="session", on="session.held_at")
    facts = {"sessions": ({"held_at": "2025-03-31T23:59+08:00"},)}
    assert [one.on for one in counted(held, MARCH, **facts)] == [date(2025, 3, 31)]


def test_rows_of_a_table_are_counted_by_their_own_day() -> None:
    people = figure(
        kind="sum", each="row", table="escalations", on="row.prevented_on", amount="row.people"
    )
    rows = ({"prevented_on": date(2025, 3, 2), "people": 12}, {"prevented_on": None, "people": 3})
    assert [one.amount for one in counted(people, elements={"escalations": rows})] == [12]
    assert counted(people, elements={"escalations": None}) == []
    assert counted(people, elements={}) == []


def test_a_round_belongs_to_the_office_and_to_no_type() -> None:
    found = figure(kind="sum", each="round", on="round.visited_on", amount="round.found")
    visit = ScreeningVisit(visited_on=date(2025, 3, 5), place="a<b 屯", found=2)
    [one] = count_round(AlikeFigures.among([found, figure()]), visit, "正阳村人民调解委员会", MARCH)
    assert (one.amount, one.kind, one.office) == (2, "", "正阳村人民调解委员会")
    assert list(count_round(AlikeFigures.among([found]), visit, "", APRIL)) == []
    assert counted(found) == []


@pytest.mark.parametrize(("said", "number"), [(4, 4), (0, 0), (None, None), ("4", None)])
def test_a_number_is_entered_or_it_is_not_known(said: object, number: int | None) -> None:
    entered = figure(kind="entered", amount="settings.judges", on="")
    assert entered_number(entered, {"judges": said}) == number
