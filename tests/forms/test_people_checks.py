"""The lint of an agreement, A01 to A14 (domain.md 2, 13): of each, one that trips and one not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediatordesk.core.agreements import AgreementForm, ClauseKind, Obligation
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Attachment, SignerRole
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.forms import Finding, Level, Pack, facts_of, run_checks

ON = date(2025, 6, 2)
PAYMENT, ACTION, OTHER = ClauseKind.PAYMENT, ClauseKind.ACTION, ClauseKind.OTHER
LOAN = {"is_loan": "true", "lent_on": "2024-08-01"}
BuildFile = Callable[..., CaseFile]


def found(pack: Pack, file: CaseFile, stage: str = "sign", **settings: Any) -> tuple[Finding, ...]:
    facts = facts_of(file, ON)
    return run_checks(pack, facts | {"settings": settings}, stage=stage, on=ON)


def of_code(code: str, findings: tuple[Finding, ...]) -> list[Finding]:
    return [one for one in findings if one.code == code]


def clause(text: str, kind: ClauseKind = PAYMENT) -> tuple[str, ClauseKind]:
    return (text, kind)


# ── words of clauses ──

TRIPS = [
    ("A01", "B", "公司尽快向覃𬭎道歉", "公司不迟于2025年6月20日（含当日）向覃𬭎道歉"),
    ("A01", "B", "年底前付清", "2025年12月31日前（含当日）付清"),
    ("A02", "B", "公司支付20,000.00元（人民币贰仟元整）", "公司支付20,000.00元（人民币贰万元整）"),
    ("A02", "B", "公司支付20000给苏美玲", "公司支付20,000.00元给苏美玲"),
    ("A02", "B", "公司赔偿5000。", "公司返还3套工具，支付至6217000000000000000账户"),
    ("A04", "B", "双方解除婚姻关系", "双方共同抚养子女，每月给付抚养费"),
    ("A04", "B", "确认正阳村三组7号房屋所有权归甲方", "甲方搬出正阳村三组7号房屋"),
    ("A04", "B", "甲方免予追究乙方刑事责任", "乙方向甲方赔礼道歉"),
    ("A04", "B", "乙方不再要求公司缴纳社会保险", "公司不得要求职工放弃社会保险"),
    ("A07", "W", "双方不得再上访", "任何一方不得阻止对方上访"),
    ("A08", "W", "由案外人韦某代为偿还", "公司自己付清"),
    ("A08", "W", "O'Brien & Sons 提供连带责任保证", "公司保证按时付清"),
    ("A09", "W", "甲方将宅基地转让给乙方", "甲方从宅基地上搬走堆放的木料"),
    ("A14", "B", "2025年6月20日前付清", "2025年6月20日前（含当日）付清"),
    ("A14", "B", "6月20日之前安装雨水槽", "不迟于6月20日（含当日）安装雨水槽"),
    ("A14", "B", "待工程款到账后付清", "待工程款到账后凭银行回单付清"),
    ("A14", "B", "如果验收合格后付款", "经双方签字的验收单为准付款"),
]


@pytest.mark.parametrize(("code", "level", "bad", "good"), TRIPS, ids=lambda one: str(one)[:16])
def test_words_that_trip_a_check_and_words_that_pass(
    people: Pack, file_with: BuildFile, code: str, level: str, bad: str, good: str
) -> None:
    kind = PAYMENT if code == "A02" else OTHER
    owed = ((2_000_000, ON),)
    tripped = of_code(code, found(people, file_with((bad, kind), amounts=owed, labour=True)))
    assert [one.level.value for one in tripped] == [level], tripped
    assert tripped[0].basis
    assert tripped[0].quote in bad
    passed = found(people, file_with((good, kind), amounts=owed, labour=True))
    assert not of_code(code, passed), passed


def test_a_default_clause_is_no_condition(people: Pack, file_with: BuildFile) -> None:
    for text in (
        "如公司逾期未付清，苏美玲可以申请人民法院强制执行",
        "补缴后，职工不迟于2024年7月3日（含当日）返还社保补贴600.00元",
        "一方违约的，另一方可以向人民法院起诉",
    ):
        file = file_with((text, OTHER), labour=True)
        assert not of_code("A14", found(people, file)), text


def test_the_currency_is_not_missed_in_numbers_that_are_no_amounts(
    people: Pack, file_with: BuildFile
) -> None:
    for text in (
        "公司支付2025年3月的工资",
        "公司分3期支付20,000.00元",
        "公司赔偿20亩地的损失20,000.00元",
        "转账支付，电话13800000001",
        "公司偿还20,000.00元，余款2万元免除",
    ):
        file = file_with((text, PAYMENT), amounts=((2_000_000, ON),), labour=True)
        quotes = [one.quote for one in of_code("A02", found(people, file))]
        assert all("元" not in quote for quote in quotes), (text, quotes)
        assert not any("币种" in one.why or "单位" in one.why for one in found(people, file)), text


# ── interest, penalty, principal ──


@pytest.mark.parametrize(
    ("lent_on", "rate", "tripped"),
    [
        ("2024-08-01", "13.5", True),  # LPR 3.35 %, four times 13.40 %
        ("2024-08-01", "13.4", False),
        ("2024-07-21", "13.8", False),  # the day before, still 3.45 %
        ("2024-10-21", "12.5", True),  # from this day on 3.10 %
        ("2021-12-20", "15.2", False),
    ],
)
def test_interest_is_measured_by_the_lpr_of_the_day_of_the_contract(
    people: Pack, file_with: BuildFile, lent_on: str, rate: str, tripped: bool
) -> None:
    file = file_with((f"借款按年利率{rate}%计息", OTHER), labour=True)
    file = replace(file, elements={"is_loan": "true", "lent_on": lent_on})
    warned = of_code("A05", found(people, file))
    assert [one.level for one in warned] == ([Level.WARN] if tripped else [])
    if tripped:
        assert "第二十五条" in warned[0].basis


def test_too_much_interest_stops_an_agreement_for_the_court(
    people: Pack, file_with: BuildFile
) -> None:
    dear = file_with(("月息2分", OTHER), labour=True, confirmation_wanted=True)
    dear = replace(dear, elements=LOAN)
    assert [one.level for one in of_code("A05", found(people, dear))] == [Level.BLOCK]
    assert of_code("A05", found(people, dear, "court"))
    fair = file_with(("月息1分", OTHER), labour=True, confirmation_wanted=True)
    assert not of_code("A05", found(people, replace(fair, elements=LOAN)))


def test_too_much_interest_stops_at_the_court_though_nobody_had_said_they_would_go_there(
    people: Pack, file_with: BuildFile
) -> None:
    dear = replace(file_with(("月息2分", OTHER), labour=True), elements=LOAN)
    assert [one.level for one in of_code("A05", found(people, dear))] == [Level.WARN]
    [stopped] = of_code("A05", found(people, dear, "court"))
    assert stopped.level is Level.BLOCK
    assert "第三百五十八条" in stopped.basis


def test_a_contract_older_than_the_lpr_is_to_be_looked_at(
    people: Pack, file_with: BuildFile
) -> None:
    file = file_with(("年利率6%", OTHER), labour=True)
    old = replace(file, elements={"is_loan": "true", "lent_on": "2019-08-19"})
    [told] = of_code("A05", found(people, old))
    assert told.level is Level.WARN
    assert "LPR" in told.why


def test_an_office_enters_the_newest_lpr_itself(people: Pack, file_with: BuildFile) -> None:
    file = file_with(("年利率6%", OTHER), labour=True)
    assert not of_code("A05", found(people, file))
    assert of_code("A05", found(people, file, lpr_one_year=("2025-06-01 149",)))


def test_a_penalty_far_above_the_loss_is_warned_of(people: Pack, file_with: BuildFile) -> None:
    for text, tripped in [
        ("逾期按未付款的50%支付违约金", True),
        ("逾期按未付款的30%支付违约金", False),
        ("每逾期一日按欠款的千分之五支付违约金", True),
        ("逾期另付违约金6,001.00元", True),
        ("逾期另付违约金6,000.00元", False),
    ]:
        file = file_with((text, OTHER), amounts=((2_000_000, ON),), labour=True)
        warned = of_code("A06", found(people, file))
        assert [one.level for one in warned] == ([Level.WARN] if tripped else []), text


def test_a_principal_above_the_money_received_is_stopped(
    people: Pack, file_with: BuildFile
) -> None:
    file = file_with(("陆春生偿还借款本金300,000.00元", OTHER), labour=True)
    loan = {
        "is_loan": "true",
        "loan_agreed": "30000000",
        "received_by_bank": "18000000",
        "cash_claimed": "6000000",
    }
    stopped = of_code("A13", found(people, replace(file, elements=loan)))
    assert [one.level for one in stopped] == [Level.BLOCK, Level.BLOCK]
    assert "民法典" in stopped[0].basis
    receipted = loan | {"received_by_bank": "24000000", "cash_receipted": "true"}
    assert not of_code("A13", found(people, replace(file, elements=receipted)))


# ── who signs, who pays ──


def obligation(file: CaseFile, **fields: Any) -> CaseFile:
    worker, company = file.parties[:2]
    owed = Obligation(
        case_id=file.case.id,
        agreement_id=file.agreements[0].id,
        position=1,
        obligor_id=company.id,
        obligee_id=worker.id,
        due_on=ON,
    )
    return replace(file, obligations=(replace(owed, **fields),))


def test_an_obligation_says_who_what_and_when(people: Pack, file_with: BuildFile) -> None:
    file = file_with(("道歉", ACTION), labour=True)
    whole = obligation(file, action="道歉")
    assert not of_code("A01", found(people, whole))
    one = whole.parties[0].id
    for wrong in ({"due_on": None}, {"action": ""}, {"obligor_id": one, "obligee_id": one}):
        fields = {"action": "道歉"} | wrong
        assert of_code("A01", found(people, obligation(file, **fields))), wrong


def test_instalments_make_the_total(people: Pack, file_with: BuildFile) -> None:
    text = "公司分两期支付，共计36,500.00元"
    right = file_with((text, PAYMENT), amounts=((2_000_000, ON), (1_650_000, ON)), labour=True)
    assert not of_code("A02", found(people, right))
    wrong = file_with((text, PAYMENT), amounts=((2_000_000, ON), (1_600_000, ON)), labour=True)
    assert of_code("A02", found(people, wrong))


def test_an_agreement_is_signed_by_all_and_sealed(
    people: Pack, file_with: BuildFile, signed_paper: Any
) -> None:
    file = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, ON),), labour=True)
    assert of_code("A03", found(people, file, "court"))
    about = file.agreements[0].id
    paper, signatures = signed_paper(file, "D17", about, tuple(SignerRole), ON)
    signed = replace(file, papers=(paper,), signatures=signatures)
    assert not of_code("A03", found(people, signed, "court"))


def test_an_organisation_puts_its_seal_beside_the_signature(
    people: Pack, file_with: BuildFile, signed_paper: Any
) -> None:
    file = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, ON),), labour=True)
    paper, signatures = signed_paper(file, "D17", file.agreements[0].id, tuple(SignerRole), ON)
    bare = tuple(replace(one, fingerprint_sha256="") for one in signatures)
    unsealed = replace(file, papers=(paper,), signatures=bare)
    for stage in ("court", "arbitration", "archive"):
        [one] = of_code("A03", found(people, unsealed, stage))
        assert one.blocks
        assert one.quote == file.parties[1].name, "the worker needs no seal"
        assert "公章" in one.why
    sealed = replace(file, papers=(paper,), signatures=signatures)
    assert not of_code("A03", found(people, sealed, "court"))


def test_somebody_with_authority_signs_for_an_organisation(
    people: Pack, file_with: BuildFile
) -> None:
    file = file_with(labour=True)
    worker, firm = file.parties
    headless = replace(file, parties=(worker, replace(firm, legal_representative="")))
    [one] = [one for one in of_code("A03", found(people, headless)) if one.blocks]
    assert (one.quote, one.about) == (firm.name, str(firm.id))
    agent = with_party_fields(headless, 1, agent="O'Brien", special_authority="true")
    assert not [one for one in of_code("A03", found(people, agent)) if one.blocks]
    powerless = with_party_fields(headless, 1, agent="O'Brien")
    assert len([one for one in of_code("A03", found(people, powerless)) if one.blocks]) == 2


def test_for_a_child_only_its_guardians_signature_counts(
    people: Pack, file_with: BuildFile, signed_paper: Any
) -> None:
    file = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, ON),), labour=True)
    child, firm = file.parties
    file = replace(file, parties=(replace(child, birth_date=date(2012, 1, 1)), firm))
    file = with_party_fields(file, 0, guardian="O'Brien 覃")
    paper, own = signed_paper(file, "D17", file.agreements[0].id, tuple(SignerRole), ON)
    [one] = of_code("A03", found(people, replace(file, papers=(paper,), signatures=own), "court"))
    assert one.quote == "O'Brien 覃"
    guarded = tuple(
        replace(one, name="O'Brien 覃") if one.party_id == child.id else one for one in own
    )
    signed = replace(file, papers=(paper,), signatures=guarded)
    assert not of_code("A03", found(people, signed, "court"))


def with_party_fields(file: CaseFile, number: int, **fields: str) -> CaseFile:
    party = file.parties[number]
    told = {**file.party_elements, party.id: {**file.party_elements.get(party.id, {}), **fields}}
    return replace(file, party_elements=told)


def test_an_agent_signs_with_special_authority_only(people: Pack, file_with: BuildFile) -> None:
    file = with_party_fields(file_with(labour=True), 1, agent="Nguyễn Văn Đức")
    stopped = [one for one in of_code("A03", found(people, file)) if one.blocks]
    assert [one.quote for one in stopped] == ["Nguyễn Văn Đức"]
    special = with_party_fields(file, 1, special_authority="true")
    assert not [one for one in of_code("A03", found(people, special)) if one.blocks]
    power = Attachment(
        case_id=file.case.id,
        party_id=file.parties[1].id,
        kind="power_of_attorney",
        name="委托书.pdf",
        media_type="application/pdf",
        size=1,
        sha256="00",
        added_on=ON,
    )
    assert of_code("A03", found(people, special))
    assert not of_code("A03", found(people, replace(special, attachments=(power,))))


def test_a_guarantor_who_is_a_party_signs_and_nothing_is_said(
    people: Pack, file_with: BuildFile
) -> None:
    file = file_with(("韦某承担连带责任保证", OTHER), labour=True)
    assert of_code("A08", found(people, file))
    third = Party(case_id=file.case.id, role=PartyRole.THIRD_PARTY, name="韦某", position=3)
    assert not of_code("A08", found(people, replace(file, parties=(*file.parties, third))))


def test_a_house_needs_its_certificate_and_a_word_on_registration(
    people: Pack, file_with: BuildFile
) -> None:
    text = "甲方将房屋转让给乙方，双方不迟于2025年6月20日（含当日）办理转移登记"
    file = file_with((text, OTHER), labour=True)
    assert of_code("A09", found(people, file))
    proof = Attachment(
        case_id=file.case.id,
        kind="property_right",
        name="不动产权证.jpg",
        media_type="image/jpeg",
        size=1,
        sha256="00",
        added_on=ON,
    )
    assert not of_code("A09", found(people, replace(file, attachments=(proof,))))


def test_much_cash_needs_a_receipt(people: Pack, file_with: BuildFile) -> None:
    file = file_with(("付款", OTHER), labour=True)
    cash = obligation(file, amount=500_000, method="现金当面支付")
    [warned] = of_code("A10", found(people, cash))
    assert (warned.level, warned.local) == (Level.WARN, True)
    receipted = obligation(file, amount=500_000, method="现金当面支付，收款人出具收据")
    assert not of_code("A10", found(people, receipted))
    little = obligation(file, amount=499_999, method="现金当面支付")
    assert not of_code("A10", found(people, little))
    assert of_code("A10", found(people, little, cash_receipt_from=100))
    transfer = obligation(file, amount=500_000, method="银行转账")
    assert not of_code("A10", found(people, transfer))


def test_a_bankrupt_party_is_warned_of_and_cannot_go_to_the_court(
    people: Pack, file_with: BuildFile
) -> None:
    file = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, ON),), labour=True)
    assert not of_code("A11", found(people, file))
    bankrupt = with_party_fields(file, 1, in_bankruptcy="true")
    assert [one.level for one in of_code("A11", found(people, bankrupt))] == [Level.WARN]
    assert [one.level for one in of_code("A11", found(people, bankrupt, "court"))] == [Level.BLOCK]
    assert of_code("A11", found(people, bankrupt, "intake"))[0].quote == file.parties[1].name


@pytest.mark.parametrize(
    ("elements", "fields", "settings"),
    [
        ({"written_requested": "true"}, {}, {"force_written_if": ("party_requests",)}),
        ({"difficulty": "complex"}, {}, {"force_written_if": ("complex",)}),
        ({}, {"confirmation_wanted": True}, {"force_written_if": ("judicial_confirmation",)}),
        ({}, {}, {"written_from": 20_000}),
    ],
)
def test_an_office_says_what_must_be_in_writing(
    people: Pack,
    file_with: BuildFile,
    elements: dict[str, str],
    fields: dict[str, Any],
    settings: dict[str, Any],
) -> None:
    owed = ((2_000_000, ON),)
    oral = file_with(form=AgreementForm.ORAL, amounts=owed, labour=True, **fields)
    oral = replace(oral, elements=elements)
    nothing: dict[str, Any] = {"force_written_if": (), "written_from": 0}
    told = of_code("O01", found(people, oral, **(nothing | settings)))
    assert [one.level for one in told] == [Level.WARN]
    assert not of_code("O01", found(people, oral, **nothing))
    written = file_with(amounts=owed, labour=True, **fields)
    written = replace(written, elements=elements)
    assert not of_code("O01", found(people, written, **(nothing | settings)))


def test_every_check_of_the_lint_is_there_with_its_basis(people: Pack) -> None:
    lint = [one for one in people.checks(ON) if one.code.startswith("A")]
    assert {one.code for one in lint} >= {f"A{n:02}" for n in (*range(1, 12), 13, 14)}
    for one in lint:
        assert people.basis(one, ON), one.code
