"""The periods of people's mediation (domain.md 3.2, 3.3): day 0, last day, law."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.deadlines import Deadline, Unit, deadline
from mediatordesk.forms import Pack, facts_of, running_periods
from mediatordesk.forms.calendars import read_calendar
from mediatordesk.forms.checks.periods import as_set

CALENDAR = read_calendar(Path(__file__).parents[2] / "resources" / "calendars")
BuildFile = Callable[..., CaseFile]
DAY = date(2025, 5, 1)


def last_day(pack: Pack, code: str, day0: date) -> Deadline:
    rule = pack.deadline(code, day0)
    return deadline(day0, rule.length, rule.unit, CALENDAR, roll=rule.roll)


@pytest.mark.parametrize(
    ("code", "day0", "due"),
    [
        ("T01", date(2025, 9, 26), date(2025, 9, 30)),  # Sunday 28 September is worked
        ("T01", date(2025, 4, 7), date(2025, 4, 10)),
        ("T02", date(2024, 1, 31), date(2024, 2, 29)),  # 民法典 202
        ("T02", date(2025, 1, 31), date(2025, 2, 28)),
        ("T10", date(2025, 5, 1), date(2025, 6, 3)),  # 31 May to 2 June are rest days
        ("T11", date(2025, 5, 6), date(2025, 5, 9)),
        ("T12", date(2025, 5, 6), date(2025, 5, 21)),
        ("T12B", date(2025, 5, 6), date(2025, 6, 5)),
        ("T13", date(2025, 5, 6), date(2025, 5, 21)),
        ("T13B", date(2024, 8, 31), date(2025, 2, 28)),
        ("T14", date(2025, 6, 20), date(2027, 6, 21)),  # 20 June 2027 is a Sunday
        ("T15", date(2024, 2, 29), date(2027, 3, 1)),  # the month's end, 28 February, is a Sunday
        ("T25", date(2025, 4, 1), date(2025, 6, 3)),
        ("T26", date(2025, 5, 1), date(2025, 6, 3)),
        ("T27", date(2025, 5, 1), date(2025, 5, 1)),  # at once, holiday or not
    ],
)
def test_the_last_day(people: Pack, code: str, day0: date, due: date) -> None:
    assert last_day(people, code, day0).due == due


def test_the_last_day_says_what_it_was_rolled_from_and_which_day_is_safe(people: Pack) -> None:
    counted = last_day(people, "T10", date(2025, 5, 1))
    assert (counted.rolled_from, counted.safe_day) == (date(2025, 5, 31), date(2025, 5, 30))


@pytest.mark.parametrize(
    ("code", "article"),
    [
        ("T01", "本地规则待核"),
        ("T02", "人民调解工作若干规定》第三十三条"),
        ("T10", "第三十三条"),
        ("T10", "第二百零五条"),
        ("T11", "第四条"),
        ("T12", "第五条"),
        ("T12B", "第一百八十七条"),
        ("T12M", "第三百五十七条"),
        ("T13", "第三百七十二条"),
        ("T14", "第二百五十条"),
        ("T15", "第一百八十八条"),
        ("T15", "第十二条"),
        ("T25", "第三十四条"),
        ("T26", "本地规则待核"),
        ("T27", "人民调解法》第二十五条"),
    ],
)
def test_the_law_it_rests_on(people: Pack, code: str, article: str) -> None:
    day = date(2025, 5, 1)
    assert article in people.basis(people.deadline(code, day), day)


def confirmed(file_with: BuildFile, **elements: str) -> CaseFile:
    file = file_with(
        ("支付20,000.00元", ClauseKind.PAYMENT),
        amounts=((2_000_000, date(2025, 5, 20)), (1_650_000, date(2025, 6, 20))),
        labour=True,
        effective_on=date(2025, 5, 1),
    )
    return replace(file, elements=elements)


def running(pack: Pack, file: CaseFile, **settings: Any) -> dict[str, date]:
    facts = facts_of(file, date(2025, 7, 1)) | {"settings": settings}
    return {
        one.rule.code: deadline(one.day0, one.rule.length, one.rule.unit, CALENDAR).due
        for one in running_periods(pack, facts)
    }


def test_the_way_of_a_confirmation(people: Pack, file_with: BuildFile) -> None:
    applied = confirmed(file_with, confirmation_applied="2025-05-06")
    due = running(people, applied)
    assert due["T11"] == date(2025, 5, 9)
    assert not {"T12", "T12B", "T13", "T14"} & set(due)
    accepted = confirmed(file_with, confirmation_accepted="2025-05-08")
    assert {"T12", "T12B"} <= set(running(people, accepted))
    only = running(people, accepted, confirmation_decision="fifteen_days")
    assert "T12" in only
    assert "T12B" not in only
    ruled = confirmed(file_with, ruling_received="2025-05-20")
    due = running(people, ruled)
    assert due["T13"] == date(2025, 6, 4)
    assert due["T14"] == date(2027, 6, 21)  # two years from the last instalment, a Sunday


@pytest.mark.parametrize("result", ["rejected", "not_accepted", "withdrawn"])
def test_nothing_is_objected_to_or_enforced_that_was_not_confirmed(
    people: Pack, file_with: BuildFile, result: str
) -> None:
    told = confirmed(file_with, ruling_received="2025-05-20", confirmation_result=result)
    assert not {"T13", "T14"} & set(running(people, told))
    ruled = confirmed(file_with, ruling_received="2025-05-20", confirmation_result="confirmed")
    assert {"T13", "T14"} <= set(running(people, ruled))


def test_more_material_is_due_on_the_day_that_the_court_said(
    people: Pack, file_with: BuildFile
) -> None:
    asked = confirmed(file_with, material_asked="2025-05-09")
    assert "T12M" not in running(people, asked), "the court's day is not known yet"
    said = confirmed(file_with, material_asked="2025-05-09", material_due="2025-05-31")
    [one] = [
        each
        for each in running_periods(people, facts_of(said, date(2025, 5, 10)))
        if each.rule.code == "T12M"
    ]
    assert (one.day0, one.until) == (date(2025, 5, 9), date(2025, 5, 31))
    assert one.rule.met_by == ("material_handed_in", "ruling_received")


def test_an_own_day_of_performance_goes_before_the_instalments(
    people: Pack, file_with: BuildFile
) -> None:
    file = confirmed(file_with, infringement_known="2024-02-29")
    assert "T14" not in running(people, file), "nothing was confirmed"
    assert running(people, file)["T15"] == date(2027, 3, 1)


def test_an_office_says_its_own_lengths(people: Pack, file_with: BuildFile) -> None:
    file = confirmed(file_with)
    file = replace(file, case=replace(file.case, accepted_on=date(2024, 1, 31)))
    assert running(people, file)["T02"] == date(2024, 2, 29)
    assert running(people, file, mediation_term="30cd")["T02"] == date(2024, 3, 1)
    assert running(people, file, acceptance_term="5wd")["T01"] != running(people, file)["T01"]


def test_a_length_that_cannot_be_read_leaves_the_packs_own(people: Pack) -> None:
    rule = people.deadline("T02", date(2025, 5, 1))
    assert as_set(rule, {"mediation_term": "一个月"}) is rule
    assert as_set(rule, {}) is rule
    assert as_set(rule, {"mediation_term": "30cd"}).unit is Unit.CALENDAR_DAY


def test_a_labour_claim_has_a_year_for_arbitration(people: Pack, file_with: BuildFile) -> None:
    """T16, and T15 beside it for what goes to the court directly (an IOU for wages)."""
    file = confirmed(file_with, infringement_known="2024-02-29")
    assert running(people, file)["T16"] == date(2025, 2, 28)
    other = replace(file, case=replace(file.case, dispute_type="04"))
    assert "T16" not in running(people, other)
    assert "第二十七条" in people.basis(people.deadline("T16", DAY), DAY)


def test_a_suit_on_a_bankruptcy_claim_has_fifteen_days(people: Pack, file_with: BuildFile) -> None:
    verified = {"claims_verified": "2025-05-16", "bankruptcy_accepted": "true"}
    assert running(people, confirmed(file_with, **verified))["T17"] == date(2025, 6, 3)
    assert "T17" not in running(people, confirmed(file_with, claims_verified="2025-05-16"))
    assert "第八条" in people.basis(people.deadline("T17", DAY), DAY)


def test_a_work_injury_is_reported_by_the_employer_or_within_a_year_by_the_worker(
    social_insurance: Pack, file_with: BuildFile
) -> None:
    file = file_with()
    hurt = replace(file, elements={"work_accident": "2025-05-02", "premium_types": '["P10"]'})
    due = running(social_insurance, hurt)
    assert (due["T22"], due["T22W"]) == (date(2025, 6, 3), date(2026, 5, 6))
    other = replace(file, elements={"work_accident": "2025-05-02", "premium_types": '["P01"]'})
    assert not {"T22", "T22W"} & set(running(social_insurance, other))


@pytest.mark.parametrize(
    ("code", "day0", "due"),
    [
        ("T03", date(2025, 5, 1), date(2025, 6, 3)),
        ("T04", date(2025, 5, 16), date(2025, 6, 3)),  # the fifteenth day, 31 May, is a rest day
        ("T04S", date(2025, 5, 6), date(2025, 5, 13)),
        ("T05", date(2025, 9, 26), date(2025, 9, 30)),
        ("T06", date(2025, 9, 30), date(2025, 10, 11)),  # a Saturday that is worked
        ("T07", date(2025, 5, 6), date(2025, 6, 5)),
        ("T07O", date(2025, 5, 6), date(2025, 5, 21)),
        ("T07S", date(2025, 5, 6), date(2025, 5, 13)),
        ("T08", date(2025, 4, 7), date(2025, 4, 22)),
        ("T09", date(2025, 5, 1), date(2025, 5, 16)),
        ("T23", date(2025, 5, 1), date(2025, 6, 3)),
        ("T24", date(2024, 3, 31), date(2024, 4, 1)),  # a Sunday: late fees run on rest days too
    ],
)
def test_the_last_day_of_a_referral_a_labour_matter_and_a_premium(
    social_insurance: Pack, code: str, day0: date, due: date
) -> None:
    assert last_day(social_insurance, code, day0).due == due
