"""Where agreements can go, one by one, and how a mixed one is split."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediatordesk.core.agreements import AgreementForm, ClauseKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms import Pack, facts_of
from mediatordesk.forms.checks.eligibility import Eligibility, eligibility

DAY = date(2025, 5, 7)
PRIVATE = ("公司退还社保补贴600.00元（人民币陆佰元整）", ClauseKind.PAYMENT)
PREMIUM = ("公司向税务局申请办理补缴", ClauseKind.STATUTORY_PREMIUM)
STATUS = ("双方自愿离婚", ClauseKind.OTHER)
OWED = ((60_000, date(2025, 6, 1)),)


def told(pack: Pack, file: CaseFile) -> Eligibility:
    [one] = eligibility(pack, facts_of(file, DAY), on=DAY)
    return one


def why(one: Eligibility, name: str) -> str:
    return next(way.why for way in one.ways if way.name == name)


def test_a_mixed_agreement_is_refused_with_the_split_proposed(
    social_insurance: Pack, file_with: Any
) -> None:
    one = told(social_insurance, file_with(PREMIUM, PRIVATE, amounts=OWED))
    assert "拆成两份" in why(one, "court")
    assert one.split is not None
    assert (one.split.confirmable, one.split.apart) == ((2,), (1,))
    assert one.split.words == "第一份（可以申请司法确认）：第2条；第二份（另立协议）：第1条"


def test_status_goes_into_an_agreement_of_its_own_with_its_article(
    people: Pack, file_with: Any
) -> None:
    one = told(people, file_with(STATUS, PRIVATE, amounts=OWED, labour=True))
    assert one.split is not None
    assert one.split.apart == (1,)
    assert "第三百五十五条第三项" in one.split.basis


def test_what_goes_one_way_is_not_split(people: Pack, file_with: Any) -> None:
    for clauses in ((PRIVATE,), (STATUS,)):
        assert told(people, file_with(*clauses, amounts=OWED, labour=True)).split is None


def test_premiums_alone_can_go_nowhere_and_it_is_said_why(
    social_insurance: Pack, file_with: Any
) -> None:
    one = told(social_insurance, file_with(PREMIUM))
    assert not any(way.is_open for way in one.ways)
    assert "司法确认：依法缴纳社会保险费的义务不属于司法确认的范围" in one.why_none


def test_an_oral_agreement_has_its_reason_too(people: Pack, file_with: Any) -> None:
    one = told(people, file_with(PRIVATE, form=AgreementForm.ORAL, labour=True))
    assert "改用书面协议" in why(one, "court")
    assert one.why_none


def test_what_is_due_and_unpaid_can_go_the_way_of_a_payment_order(
    people: Pack, file_with: Any
) -> None:
    overdue = told(people, file_with(PRIVATE, amounts=((60_000, date(2025, 5, 1)),), labour=True))
    assert [way.is_open for way in overdue.ways if way.name == "payment_order"] == [True]
    not_yet = told(people, file_with(PRIVATE, amounts=OWED, labour=True))
    assert why(not_yet, "payment_order") == "没有到期未付的款项"


def test_the_police_way_begins_with_its_law(people: Pack, file_with: Any) -> None:
    file = file_with(PRIVATE, amounts=OWED, labour=True)
    names = {way.name for way in people.exits(date(2025, 12, 31))}
    assert "police" not in names
    facts = facts_of(file, date(2026, 1, 5))
    [one] = eligibility(people, facts, on=date(2026, 1, 5))
    assert why(one, "police") == "不是治安案件"


WAYS = {
    "court": "司法确认",
    "arbitration": "仲裁审查",
    "payment_order": "支付令",
    "notary": "赋强公证",
    "award": "仲裁裁决（按和解协议）",
    "administrator": "破产管理人",
    "abroad": "境外执行（新加坡调解公约）",
    "police": "公安机关认可",
}
"""The ways out of domain.md 13; the eighth is none, with the reason of each."""


def test_every_agreement_is_told_every_way_out_with_law_and_reason(
    people: Pack, file_with: Any
) -> None:
    day = date(2026, 11, 23)
    file = file_with(PRIVATE, amounts=OWED, labour=True)
    [one] = eligibility(people, facts_of(file, day), on=day)
    assert {way.name: way.title for way in one.ways} == WAYS
    assert all(way.basis for way in one.ways)
    assert all(bool(way.why) is not way.is_open for way in one.ways)


@pytest.mark.parametrize(
    ("name", "dispute_type", "elements", "why"),
    [
        ("court", "04", {"bankruptcy_accepted": "true"}, "由管理人向破产法院提交"),
        ("arbitration", "04", {}, "只有劳动争议的调解协议可以申请仲裁审查"),
        ("arbitration", "10", {}, ""),
        ("award", "10", {"arbitration_clause": "true"}, "见仲裁审查"),
        ("award", "04", {}, "双方没有仲裁协议"),
        ("award", "04", {"arbitration_clause": "true"}, ""),
        ("administrator", "04", {}, "没有一方进入破产程序"),
        ("administrator", "04", {"bankruptcy_accepted": "true"}, ""),
        ("police", "06", {}, "不是治安案件"),
        ("police", "06", {"public_security_case": "true"}, "还没有履行完毕"),
        ("notary", "04", {}, ""),
    ],
)
def test_a_way_is_open_or_says_why_not(
    people: Pack, file_with: Any, name: str, dispute_type: str, elements: dict[str, str], why: str
) -> None:
    day = date(2026, 1, 5)
    file = file_with(PRIVATE, amounts=OWED, labour=True)
    file = replace(
        file,
        case=replace(file.case, dispute_type=dispute_type),
        elements={**file.elements, **elements},
    )
    [one] = eligibility(people, facts_of(file, day), on=day)
    [way] = [way for way in one.ways if way.name == name]
    assert (why in way.why) if why else way.is_open


def test_the_lists_of_refusals_are_whole(people: Pack) -> None:
    """民诉法解释 354, 355 (1)–(5), 358 (1)–(6), 人民调解法 33: each has a check that cites it."""
    cited = "；".join(people.basis(one, DAY) for one in people.checks(DAY) if "court" in one.stages)
    for item in "一二三四五":
        assert f"第三百五十五条第{item}项" in cited
    for item in "一二三四五六":
        assert f"第三百五十八条第{item}项" in cited
    assert "第三百五十四条" in cited
    assert "《中华人民共和国人民调解法》第三十三条" in cited
