"""The way of a case from office to office: passed on, signed for, sent back, answered."""

from datetime import date
from pathlib import Path

import pytest

from mediatordesk.actions.cases.checks import routing_advice
from mediatordesk.core.entries import BadEntry
from mediatordesk.core.routing import HopKind
from mediatordesk.forms.errors import WrongEntry
from tests.actions.cases.premium_cases import TAX, TOWN, WINDOW, PremiumCase, premium_case


@pytest.fixture
def case(tmp_path: Path) -> PremiumCase:
    return premium_case(tmp_path / "desk")


def passed_up_from(case: PremiumCase, moment: str) -> list[str]:
    """Return from which tiers the case should go up at an hour."""
    advice = routing_advice(case.at(moment), case.file)
    return [one.quote for one in advice if one.code == "R02"]


def test_a_hop_has_from_to_day_and_the_office_s_own_time_to_answer(case: PremiumCase) -> None:
    [hop] = case.do("2024-06-03T10:00", "refer", to_office=TOWN, matter="核定").hops
    assert (hop.from_office, hop.to_office, hop.sent_on) == (WINDOW, TOWN, date(2024, 6, 3))
    # Five working days; Monday the 10th of June 2024 is the Dragon Boat Festival.
    assert hop.due_on == date(2024, 6, 11)
    assert hop.kind is HopKind.ROUTING


def test_a_hop_may_name_its_own_day(case: PremiumCase) -> None:
    [hop] = case.do("2024-06-03T10:00", "refer", to_office=TAX, due_on="2024-06-07").hops
    assert hop.due_on == date(2024, 6, 7)


def test_the_first_hop_ends_the_period_of_the_first_contact(case: PremiumCase) -> None:
    assert case.period("Q01").due_on == date(2024, 6, 4)
    assert case.period("Q01").met_on is None
    case.do("2024-06-03T10:00", "refer", to_office=TOWN)
    assert case.period("Q01").met_on == date(2024, 6, 3)
    assert case.period("Q02").met_on is None


def test_a_letter_to_another_committee_is_no_first_routing(case: PremiumCase) -> None:
    case.do("2024-06-03T10:00", "refer", to_office="长洲镇人民调解委员会", kind="referral")
    assert case.period("Q01").met_on is None


def test_the_case_is_handled_at_the_tier_to_which_it_was_passed(case: PremiumCase) -> None:
    up = [
        one for one in routing_advice(case.at("2024-06-03T09:05"), case.file) if one.code == "R02"
    ]
    assert [one.quote for one in up] == ["村（社区）"]
    case.do("2024-06-03T10:00", "refer", to_office=TOWN, tier="township")
    up = [
        one for one in routing_advice(case.at("2024-06-03T10:05"), case.file) if one.code == "R02"
    ]
    assert [one.quote for one in up] == ["乡镇（街道）"]
    with pytest.raises(WrongEntry):
        case.do("2024-06-03T10:00", "refer", to_office=TAX, tier="nowhere")


def test_a_receipt_names_who_signed_and_when(case: PremiumCase) -> None:
    case.do("2024-06-03T10:00", "refer", to_office=TOWN)
    [hop] = case.do(
        "2024-06-04T09:30",
        "receive",
        to_office=TOWN,
        receiver="陆海燕",
        receipt_no="a<b〔2024〕16号",
    ).hops
    assert (hop.receiver, hop.received_on) == ("陆海燕", date(2024, 6, 4))
    assert hop.receipt_no == "a<b〔2024〕16号"
    assert hop.replied_on is None


def test_what_is_sent_back_says_why(case: PremiumCase) -> None:
    case.do("2024-06-03T10:00", "refer", to_office=TAX)
    [hop] = case.do("2024-06-05T09:00", "receive", to_office=TAX, returned="材料不全").hops
    assert hop.reply == "退回：材料不全"
    assert hop.replied_on == date(2024, 6, 5)


def test_an_office_to_which_nothing_was_sent_signs_for_nothing(case: PremiumCase) -> None:
    with pytest.raises(BadEntry):
        case.do("2024-06-05T09:00", "receive", to_office=TAX)
