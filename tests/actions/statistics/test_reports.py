"""Reports add up: to their totals, to each other, and to the cases behind each figure."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.statistics.reports import (
    NoSuchFigure,
    PeriodBackwards,
    Report,
    period,
    report,
    sources,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.fees import court_fee, half_fee
from mediatordesk.core.office_settings import OfficeSetting
from mediatordesk.core.records import added, changed
from mediatordesk.core.statistics import By, Rounding

from .border_cases import COMMITTEES, FIRST, LAST, some_cases
from .conftest import SOME

YEAR = period(FIRST, LAST)
CASES = some_cases(SOME)
DAYS = st.dates(FIRST, LAST)
NAMES = "rounds found accepted agreed referred written agreement_amount parties online saved_fee "
NAMES += "performed by_unknown accepted_by_type"
SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10,
                deadline=None)  # fmt: skip


def numbers(made: Report) -> dict[str, str]:
    """Return the total of a report as it is shown, by column."""
    return {one.name: made.table.shown(made.table.total, one) for one in made.table.columns}


@pytest.mark.parametrize("by", By)
def test_every_figure_adds_up_to_its_total(desk: Desk, by: By) -> None:
    table = report(desk, YEAR, by).table
    for column in table.columns:
        if column.figure.is_added:
            parts = [line.numbers.get(column.name, 0) for line in table.lines]
            assert sum(parts) == table.total.numbers.get(column.name, 0), column.name


@pytest.mark.parametrize("by", By)
def test_every_grouping_has_the_same_total(desk: Desk, by: By) -> None:
    by_month = numbers(report(desk, YEAR, By.MONTH))
    grouped = numbers(report(desk, YEAR, by))
    assert grouped == {name: by_month[name] for name in grouped}


@given(first=DAYS, second=DAYS, name=st.sampled_from(NAMES.split()))
@SLOW
def test_the_cases_behind_a_figure_add_up_to_it_in_any_period(
    desk: Desk, first: date, second: date, name: str
) -> None:
    span = period(min(first, second), max(first, second))
    behind = sources(desk, span, name)
    assert all(one.on in span for one in behind)
    total = report(desk, span, By.MONTH).table.total.numbers
    assert sum(one.amount for one in behind) == sum(
        amount for column, amount in total.items() if column.partition(".")[0] == name
    )


def test_what_is_counted_is_what_happened(desk: Desk) -> None:
    shown = numbers(report(desk, YEAR, By.QUARTER))
    settled = [one for one in CASES if one.is_settled]
    assert shown["accepted"] == str(len(CASES))
    assert shown["agreed"] == shown["agreements"] == str(len(settled))
    assert shown["oral"] == str(sum(one.n % 4 == 0 for one in settled))
    assert shown["online"] == str(sum(one.is_online for one in CASES))
    assert shown["parties"] == str(2 * len(CASES))
    assert shown["performed"] == str(sum(one.amount > 0 for one in settled))
    total = report(desk, YEAR, By.YEAR).table.total.numbers
    assert total["agreement_amount"] == sum(one.amount for one in settled)
    assert total["saved_fee"] == sum(court_fee(one.amount) for one in settled if one.amount)
    assert total["saved_fee_half"] == sum(half_fee(one.amount) for one in settled if one.amount)


def test_rounds_are_counted_by_their_day_and_named_by_their_place(desk: Desk) -> None:
    shown = numbers(report(desk, YEAR, By.MONTH))
    assert (shown["rounds"], shown["found"], shown["prevented"]) == ("3", "4", "3")
    january = report(desk, period(FIRST, date(2024, 1, 31)), By.MONTH)
    assert numbers(january)["rounds"] == "2"
    assert [one.called for one in sources(desk, YEAR, "found")][-1] == "2024-02-05 a<b 屯"


def test_local_types_count_as_the_ministrys_and_only_once(desk: Desk) -> None:
    lines = {one.label: one.numbers for one in report(desk, YEAR, By.TYPE).table.lines}
    counted = Counter({"L3": "99", "L4": "04"}.get(one.type, one.type) for one in CASES)
    assert lines["其他纠纷"]["accepted"] == counted["99"]
    assert lines["合同纠纷"]["accepted"] == counted["04"]
    assert not {"L3", "L4"} & set(lines)
    columns = report(desk, YEAR, By.MONTH).table
    by_type = [one for one in columns.columns if one.figure.name == "accepted_by_type"]
    assert len(by_type) == 18
    assert sum(columns.total.numbers.get(one.name, 0) for one in by_type) == len(CASES)


def test_each_committee_has_a_line(desk: Desk) -> None:
    table = report(desk, YEAR, By.OFFICE).table
    assert {one.label for one in table.lines} == {*COMMITTEES, desk.office.name}
    accepted = {one.label: one.numbers.get("accepted", 0) for one in table.lines}
    assert accepted[desk.office.name] == 0  # it only made the rounds
    assert sum(accepted.values()) == len(CASES)


def test_months_without_a_case_stand_in_the_report(desk: Desk) -> None:
    table = report(desk, period(date(2023, 11, 15), date(2024, 1, 31)), By.MONTH).table
    accepted = next(one for one in table.columns if one.name == "accepted")
    rate = next(one for one in table.columns if one.name == "success_rate")
    assert [table.shown(one, accepted) for one in table.lines][:2] == ["0", "0"]
    assert [table.shown(one, rate) for one in table.lines][:2] == ["", ""]
    assert [one.key for one in table.lines] == ["2023-11", "2023-12", "2024-01"]


def test_a_rate_is_cut_as_the_office_has_set_unless_it_is_said(desk: Desk) -> None:
    before = numbers(report(desk, YEAR, By.YEAR))["success_rate"]
    cut = numbers(report(desk, YEAR, By.YEAR, Rounding.TRUNCATE))["success_rate"]
    setting = OfficeSetting.of("statistics_rounding", '"truncate"')
    desk.commit([added(setting)])
    try:
        made = report(desk, YEAR, By.YEAR)
        assert numbers(made)["success_rate"] == cut
        assert made.table.rounding is Rounding.TRUNCATE
    finally:
        desk.commit([changed(setting, OfficeSetting.of("statistics_rounding", '"half_up"'))])
    assert numbers(report(desk, YEAR, By.YEAR))["success_rate"] == before


def test_an_office_says_how_many_mediators_it_has(desk: Desk) -> None:
    assert numbers(report(desk, YEAR, By.YEAR))["accepted_each"] == ""
    setting = OfficeSetting.of("mediators_count", "4")
    desk.commit([added(setting)])
    try:
        shown = numbers(report(desk, YEAR, By.YEAR))
        assert shown["mediators"] == "4"
        assert shown["accepted_each"] == f"{len(CASES) / 4:.1f}"
    finally:
        desk.commit([changed(setting, OfficeSetting.of("mediators_count", "0"))])


def test_a_void_case_counts_no_more(desk: Desk) -> None:
    case = desk.store.where(Case, "1 ORDER BY rowid LIMIT 1", ())[0]
    desk.commit([changed(case, type(case)(**vars(case) | {"void_reason": "重复登记"}))])
    try:
        assert numbers(report(desk, YEAR, By.YEAR))["accepted"] == str(len(CASES) - 1)
    finally:
        void = desk.store.where(Case, "id = ?", (case.id.bytes,))[0]
        desk.commit([changed(void, case)])


def test_every_figure_stands_in_the_definitions_with_its_law(desk: Desk) -> None:
    meanings = {one.name: one for one in report(desk, YEAR, By.YEAR).definitions}
    assert "第十三条" in meanings["saved_fee"].basis
    assert "公式版本" in meanings["saved_fee"].definition
    assert all(one.definition for one in meanings.values())


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(PeriodBackwards):
        period(LAST, FIRST)


@pytest.mark.parametrize("figure", ["no_such", "success_rate", "mediators", "", "a'; DROP TABLE"])
def test_a_figure_that_is_not_counted_is_refused(desk: Desk, figure: str) -> None:
    with pytest.raises(NoSuchFigure) as refused:
        sources(desk, YEAR, figure)
    assert "accepted" in str(refused.value.fields["figures"])


def test_a_type_of_a_figure_can_be_asked_for_its_cases(desk: Desk) -> None:
    behind = sources(desk, YEAR, "accepted_by_type.04")
    assert len(behind) == sum(one.type in {"04", "L4"} for one in CASES)
    assert {one.kind for one in behind} == {"04"}


def test_sessions_are_counted_by_how_they_were_held(desk: Desk) -> None:
    """Source case 1: together or one by one, on the spot or online, face to face or apart."""
    shown = numbers(report(desk, YEAR, By.MONTH))
    assert shown["sessions"] == str(len(CASES))
    assert shown["sessions_online"] == str(sum(one.is_online for one in CASES))
    assert shown["sessions_collective"] == str(sum(one.n % 5 > 0 for one in CASES))
    assert shown["sessions_joint_session"] == shown["sessions"]
    for parts in (
        "collective individual attendance_unsaid",
        "on_site online setting_unsaid",
        "joint_session caucus mode_unsaid",
    ):
        names = [f"sessions_{part}" for part in parts.split()]
        assert sum(int(shown[name]) for name in names) == len(CASES)


def test_cases_are_counted_by_the_countries_of_their_parties(desk: Desk) -> None:
    made = report(desk, YEAR, By.YEAR)
    shown = numbers(made)
    for country in ("越南", "马来西亚", "中国香港"):
        count = sum(one.country == country for one in CASES)
        assert shown[f"by_country.{country}"] == str(count) != "0"
        assert len(sources(desk, YEAR, f"by_country.{country}")) == count
    assert shown["country_unsaid"] == str(sum(not one.country for one in CASES))
    labels = {one.name: one.label for one in made.table.columns}
    assert labels["by_country.越南"] == "越南"


@pytest.mark.parametrize("by", By)
def test_a_year_is_compared_with_the_year_before(desk: Desk, by: By) -> None:
    """Source case 7: year on year, from the cases of both years."""
    after = period(FIRST.replace(year=2025), LAST.replace(year=2025))
    made = report(desk, after, by)
    assert numbers(made)["accepted_change"] == "-100.00"
    assert numbers(report(desk, YEAR, by))["accepted_change"] == ""
    total = made.table.total.numbers["accepted@before"]
    assert (
        total
        == len(CASES)
        == sum(line.numbers.get("accepted@before", 0) for line in made.table.lines)
    )
