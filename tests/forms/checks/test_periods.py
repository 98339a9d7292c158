"""Which periods run in a case, from which day, and until when."""

from dataclasses import replace
from datetime import date
from typing import Any

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.core.deadlines import Calendar, YearCalendar, deadline
from mediatordesk.forms import Pack, facts_of, running_periods

REST = {date(2025, 5, 31), date(2025, 6, 1), date(2025, 6, 2)}
CALENDAR = Calendar({2025: YearCalendar(frozenset(REST), frozenset())})


def test_the_periods_of_a_labour_settlement(people: Pack, file_with: Any) -> None:
    file = file_with(
        ("支付20,000.00元", ClauseKind.PAYMENT), labour=True, effective_on=date(2025, 5, 1)
    )
    file = replace(file, case=replace(file.case, accepted_on=date(2025, 4, 7)))
    due = {}
    for one in running_periods(people, facts_of(file, date(2025, 5, 1))):
        rule = one.rule
        counted = deadline(one.day0, rule.length, rule.unit, CALENDAR, roll=rule.roll)
        due[rule.code] = (counted.due, counted.safe_day)
    assert due["T08"][0] == date(2025, 4, 22)
    assert due["T09"][0] == date(2025, 5, 16)
    assert due["T10"] == (date(2025, 6, 3), date(2025, 5, 30))
    assert due["T02"][0] == date(2025, 5, 7)
    assert due["T01"][0] == date(2025, 4, 10)


def test_a_premium_undertaking_has_no_period_for_the_court(
    social_insurance: Pack, file_with: Any
) -> None:
    first = file_with(
        ("滞纳金由公司承担", ClauseKind.STATUTORY_PREMIUM), effective_on=date(2024, 6, 12)
    )
    both = file_with(
        ("返还600.00元", ClauseKind.PAYMENT), file=first, effective_on=date(2024, 7, 3)
    )
    running = running_periods(social_insurance, facts_of(both, date(2024, 7, 3)))
    (joint,) = (one for one in running if one.rule.code == "T10")
    assert joint.about == str(both.agreements[1].id)
    rule = joint.rule
    counted = deadline(joint.day0, rule.length, rule.unit, CALENDAR, roll=rule.roll)
    assert counted.due == date(2024, 8, 2)


def test_a_day_that_is_entered_begins_its_period(people: Pack, file_with: Any) -> None:
    file = file_with(labour=True)
    file = replace(file, elements={"infringement_known": "2024-02-29"})
    (limitation,) = (
        one
        for one in running_periods(people, facts_of(file, date(2025, 5, 1)))
        if one.rule.code == "T15"
    )
    assert limitation.day0 == date(2024, 2, 29)
    assert "第一百八十八条" in limitation.basis
