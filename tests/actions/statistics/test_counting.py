"""Counting reads only what figures name, in slices; it finds what the whole case file says."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.statistics import counting
from mediatordesk.actions.statistics.counting import (
    counted_in_slices,
    counted_on_desk,
    figures_of_desk,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.statistics import Counted
from mediatordesk.forms.definitions.figures import Each, Figure, Report
from mediatordesk.forms.facts.facts import facts_of
from mediatordesk.forms.language import language
from mediatordesk.forms.statistics.counted_facts import CountedFacts, lists_of
from mediatordesk.forms.statistics.counting import (
    AlikeFigures,
    Origin,
    Span,
    count_case,
    count_round,
    type_counted,
)
from mediatordesk.store.case_lists import read_case_file

from .border_cases import FIRST, LAST

YEAR = Span(FIRST, LAST)
DAYS = st.dates(FIRST - timedelta(days=40), LAST)
SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5,
                deadline=None)  # fmt: skip


def counted_slowly(desk: Desk, figures: list[Figure], span: Span) -> list[Counted]:
    """Return what counts, one case after another with all of its facts, nothing left out."""
    found: list[Counted] = []
    alike = AlikeFigures.among(figures)
    for case in desk.store.all(Case):
        file = read_case_file(desk.store, case.id)
        pack = desk.packs.pack(file.case.pack)
        facts = language.readable(pack.with_elements(facts_of(file, span.last)))
        kind = type_counted(pack, file.case.dispute_type)
        origin = Origin(str(case.id), kind, case.committee or desk.office.name)
        found += count_case(alike, facts, origin, span)
    for visit in desk.store.all(ScreeningVisit):
        found += count_round(alike, visit, desk.office.name, span)
    return found


def in_order(counted: list[Counted]) -> list[tuple[object, ...]]:
    return sorted((one.source, one.column, one.on, one.amount, one.kind, one.office)
                  for one in counted)  # fmt: skip


@given(DAYS, DAYS)
@SLOW
def test_in_any_period_the_fast_way_finds_what_the_slow_way_finds(
    desk: Desk, first: date, last: date
) -> None:
    span = Span(min(first, last), max(first, last))
    figures = list(figures_of_desk(desk, span, Report.CASES).values())
    assert in_order(list(counted_on_desk(desk, figures, span))) == in_order(
        counted_slowly(desk, figures, span)
    )


@pytest.mark.parametrize("size", [1, 7, 10_000])
def test_slices_of_any_size_find_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    figures = list(figures_of_desk(desk, YEAR, Report.CASES).values())
    usual = in_order(list(counted_on_desk(desk, figures, YEAR)))
    monkeypatch.setattr(counting, "SLICE", size)
    parts = list(counted_in_slices(desk, figures, YEAR))
    assert in_order([one for part in parts for one in part.counted]) == usual
    assert [part.done for part in parts] == sorted(part.done for part in parts)
    assert parts[-1].done == parts[-1].of > 0


def test_a_slice_is_counted_as_its_cases_stand_and_none_by_halves(desk: Desk) -> None:
    figures = list(figures_of_desk(desk, YEAR, Report.CASES).values())
    for part in counted_in_slices(desk, figures, YEAR):
        sources = {one.source for one in part.counted if one.column == "accepted"}
        parties = [one.source for one in part.counted if one.column == "parties"]
        assert sorted(parties) == sorted([*sources, *sources])


def test_a_fact_that_nobody_has_traced_reads_the_whole_file() -> None:
    assert lists_of(["agreements", "payments_total"]) == frozenset({"agreements", "obligations"})
    assert lists_of(["agreements", "is_signed"]) is None
    assert lists_of(["parties", "consents"]) is None
    assert lists_of(["case", "accepted_on", "elements", "ruling_received"]) == frozenset()


def test_a_county_may_count_what_is_signed(desk: Desk) -> None:
    signed = Figure.model_validate(
        {
            "name": "signed",
            "label": "a<b",
            "group": "覃𬭎",
            "kind": "count",
            "each": Each.AGREEMENT,
            "on": "agreement.agreed_on",
            "when": "agreement.is_signed or not agreement.has_seal",
            "definition": "…",
        },
        strict=False,
    )
    pack = desk.packs.pack("people")
    wanted = CountedFacts.of(pack, [signed], LAST, {})
    assert wanted.lists is None
    files = [read_case_file(desk.store, one.id) for one in desk.store.all(Case)]
    agreed = [file for file in files if file.agreements]
    assert agreed
    for file in agreed:
        [whole] = language.readable(facts_of(file, LAST))["agreements"]
        [read] = wanted.read(file)["agreements"]
        assert (read["is_signed"], read["agreed_on"]) == (whole["is_signed"], whole["agreed_on"])
