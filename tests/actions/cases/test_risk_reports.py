"""The rapid report of a risk: three recipients at once, receipts, and the clock."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.actions.cases.risk_reports import NotToAll
from mediatordesk.core.entries import BadEntry, FieldMissing
from mediatordesk.core.routing import HopKind
from tests.actions.cases.premium_cases import PremiumCase, premium_case

ALL_THREE = ["party_committee", "government", "political_legal"]
REPORT: dict[str, Any] = {
    "number": "长洲险报〔2024〕1号",
    "stage": "first",
    "level": "village",
    "occurred_at": "2024年6月3日8时",
    "place": "正阳村委会",
    "area_code": "450405101999",
    "people": 32,
    "demands": "要求补缴社会保险费 a<b",
    "risks": ["group_petition"],
    "risk_level": "orange",
    "measures": "已派人到场",
    "recipients": ALL_THREE,
    "reporter": "李秀兰",
    "issuer": "黄文德",
    "reported_at": "2024年6月3日10时",
}


@pytest.fixture
def case(tmp_path: Path) -> PremiumCase:
    made = premium_case(tmp_path / "desk")
    made.do("2024-06-03T10:00", "risk-report", **REPORT)
    return made


def clock(case: PremiumCase) -> dict[str, Any]:
    """Return the one clock of a case."""
    pack = case.desk.packs.pack("social-insurance")
    [row] = pack.read_elements(case.file.elements)["risk_clocks"]
    return dict(row)


def test_a_report_goes_to_all_three_in_one_change(case: PremiumCase) -> None:
    before = len(case.desk.store.changes_of(case.id))
    hops = case.do("2024-06-03T10:20", "send-risk", found_at="2024-06-03T09:30").hops_of(
        HopKind.RISK
    )
    assert [hop.to_office for hop in hops] == ["党委", "政府", "政法委"]
    assert {hop.letter_no for hop in hops} == {"长洲险报〔2024〕1号"}
    assert {hop.sent_on for hop in hops} == {date(2024, 6, 3)}
    assert len(case.desk.store.changes_of(case.id)) == before + 1


def test_each_recipient_signs_for_itself(case: PremiumCase) -> None:
    names = ["长洲镇党委", "长洲镇政府", "梧州市委政法委"]
    case.do("2024-06-03T10:20", "send-risk", found_at="2024-06-03T09:30", to=names)
    case.do("2024-06-03T10:40", "receive", to_office=names[2], receiver="韦某", receipt_no="收1")
    hops = case.file.hops_of(HopKind.RISK)
    assert [hop.to_office for hop in hops] == names
    assert [bool(hop.received_on) for hop in hops] == [False, False, True]


def test_the_clock_says_until_when_and_that_it_was_in_time(case: PremiumCase) -> None:
    case.do(
        "2024-06-03T11:00", "send-risk", found_at="2024-06-03T09:30", told_at="2024-06-03T10:30"
    )
    row = clock(case)
    assert (row["tell_by"], row["write_by"]) == ("2024-06-03T10:30", "2024-06-03T11:30")
    assert row["late"] is False


@pytest.mark.parametrize(
    ("sent", "told"), [("2024-06-03T11:31", "2024-06-03T10:00"), ("2024-06-03T10:31", "")]
)
def test_a_report_that_came_too_late_says_so(case: PremiumCase, sent: str, told: str) -> None:
    case.do(sent, "send-risk", found_at="2024-06-03T09:30", told_at=told)
    assert clock(case)["late"] is True


def test_a_report_that_leaves_one_out_is_not_sent(tmp_path: Path) -> None:
    case = premium_case(tmp_path / "desk")
    case.do("2024-06-03T10:00", "risk-report", **REPORT | {"recipients": ALL_THREE[:2]})
    with pytest.raises(NotToAll) as refused:
        case.do("2024-06-03T10:20", "send-risk", found_at="2024-06-03T09:30")
    assert refused.value.fields["lacking"] == "政法委"
    assert not case.file.hops


def test_names_for_two_of_three_are_too_few(case: PremiumCase) -> None:
    with pytest.raises(NotToAll):
        case.do("2024-06-03T10:20", "send-risk", found_at="2024-06-03T09:30", to=["甲", "乙"])


def test_a_report_needs_the_moment_when_the_risk_was_found(case: PremiumCase) -> None:
    with pytest.raises(FieldMissing):
        case.do("2024-06-03T10:20", "send-risk")
    with pytest.raises(BadEntry):
        case.do("2024-06-03T10:20", "send-risk", found_at="2024-06-03T10:21")


def test_without_a_report_nothing_is_sent(tmp_path: Path) -> None:
    case = premium_case(tmp_path / "desk")
    with pytest.raises(BadEntry):
        case.do("2024-06-03T10:20", "send-risk", found_at="2024-06-03T09:30")
