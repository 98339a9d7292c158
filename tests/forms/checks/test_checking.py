"""Checks of a case before signing, for the court and for the archive."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from mediatordesk.core.agreements import AgreementForm, ClauseKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.papers import Paper, SignerRole
from mediatordesk.core.periods import Period
from mediatordesk.core.sessions import Consent, ConsentKind
from mediatordesk.forms import Finding, Level, Pack, blocked, facts_of, read_intake, run_checks

DRAFT = "公司一次性补偿2000元，职工放弃追缴滞纳金，今后不得再投诉"
CORRECTED = (
    "公司不迟于2024年6月28日（含当日）向社保经办机构、主管税务机关申请办理补缴，具体金额以核定为准，"
    "滞纳金由公司承担；职工配合提供材料并承担依法应由个人缴纳部分（测算1,200.00元，以核定为准）"
)
PREMIUM, PAYMENT = ClauseKind.STATUTORY_PREMIUM, ClauseKind.PAYMENT
BACK = "补缴后，职工不迟于2024年7月3日（含当日）向公司返还社保补贴600.00元"


def check(pack: Pack, file: CaseFile, stage: str, on: date) -> tuple[Finding, ...]:
    return run_checks(pack, facts_of(file, on), stage=stage, on=on)


def codes(found: tuple[Finding, ...]) -> list[str]:
    return [one.code for one in found]


def test_the_first_draft_of_scenario_1_is_stopped_with_its_words(
    social_insurance: Pack, file_with: Any
) -> None:
    on = date(2024, 6, 12)
    found = check(social_insurance, file_with((DRAFT, ClauseKind.OTHER)), "sign", on)
    stops = {one.code: one.quote for one in found if one.blocks}
    assert stops == {"SW03": "放弃追缴滞纳金", "SW07": "不得再投诉"}


def test_the_corrected_clause_of_scenario_1_passes(social_insurance: Pack, file_with: Any) -> None:
    assert check(social_insurance, file_with((CORRECTED, PREMIUM)), "sign", date(2024, 6, 12)) == ()


@pytest.mark.parametrize(
    ("on", "printed"),
    [
        (date(2024, 6, 12), False),
        (date(2025, 8, 31), False),
        (date(2025, 9, 1), True),
        (date(2025, 9, 2), True),
    ],
)
def test_the_interpretation_of_2025_is_printed_from_its_first_day_on(
    social_insurance: Pack, file_with: Any, on: date, printed: bool
) -> None:
    file = file_with(("职工放弃社会保险", ClauseKind.OTHER))
    found = check(social_insurance, file, "sign", on)
    (basis,) = (one.basis for one in found if one.code == "SW01")
    assert ("法释〔2025〕12号" in basis) is printed
    assert "社会保险法》第六十条" in basis
    assert "劳动法》第七十二条（待核）" in basis
    assert ("法释〔2025〕12号" in "".join(social_insurance.phrases(on).values())) is printed


def test_no_rule_prints_a_law_before_it_is_in_force(social_insurance: Pack, file_with: Any) -> None:
    on = date(2024, 6, 12)
    for stage in ("sign", "court", "archive"):
        for one in check(social_insurance, file_with((DRAFT, PREMIUM)), stage, on):
            assert "2025〕12号" not in one.basis


def test_each_obligation_says_who_what_and_when(people: Pack, file_with: Any) -> None:
    on = date(2025, 5, 1)
    file = file_with(("支付", PAYMENT), amounts=((2_000_000, None), (None, on)), labour=True)
    assert codes(check(people, file, "sign", on)).count("A01") == 2
    whole = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, on),), labour=True)
    assert check(people, whole, "sign", on) == ()


def test_a_payment_clause_without_a_registered_payment_is_stopped(
    people: Pack, file_with: Any
) -> None:
    file = file_with(("公司尽快付清工资", PAYMENT), labour=True)
    found = check(people, file, "sign", date(2025, 5, 1))
    assert codes(found) == ["A01", "A01"]
    assert "尽快" in {one.quote for one in found}


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("支付20,000.00元（人民币贰仟元整）", "贰仟元整"),
        ("另付500元", "500.00"),
        ("共计21,000.00元，其中20,000.00元于5月20日支付", "21,000.00"),
    ],
)
def test_amounts_that_do_not_agree_are_stopped(
    people: Pack, file_with: Any, text: str, quote: str
) -> None:
    on = date(2025, 5, 1)
    file = file_with((text, PAYMENT), amounts=((2_000_000, on),), labour=True)
    found = check(people, file, "sign", on)
    assert set(codes(found)) == {"A02"}
    assert quote in {one.quote for one in found}


@pytest.mark.parametrize(
    "text",
    [
        "双方解除婚姻关系",
        "确认某号房屋所有权归甲方",
        "乙方不追究甲方刑事责任",
        "免除甲方的行政处罚",
        "解除收养关系",
    ],
)
def test_what_no_agreement_can_decide_is_stopped(people: Pack, file_with: Any, text: str) -> None:
    found = check(
        people, file_with((text, ClauseKind.OTHER), labour=True), "sign", date(2025, 5, 1)
    )
    assert [(one.code, one.level) for one in found] == [("A04", Level.BLOCK)]
    assert found[0].quote in text


def test_a_premium_agreement_is_refused_and_the_other_one_is_not(
    social_insurance: Pack, file_with: Any
) -> None:
    on = date(2024, 7, 3)
    first = file_with((CORRECTED, PREMIUM), effective_on=date(2024, 6, 12))
    both = file_with((BACK, PAYMENT), amounts=((60_000, on),), file=first, effective_on=on)
    found = check(social_insurance, both, "court", on)
    premium, payment = (str(one.id) for one in both.agreements)
    refused = [one for one in found if one.code == "SW11"]
    assert [one.about for one in refused] == [premium]
    assert refused[0].blocks
    assert refused[0].quote == CORRECTED
    assert not {"SW11"} & {one.code for one in found if one.about == payment}


def test_a_mixed_agreement_is_refused_with_the_split_proposed(
    social_insurance: Pack, file_with: Any
) -> None:
    on = date(2024, 7, 3)
    file = file_with(
        (CORRECTED, PREMIUM), (BACK, PAYMENT), amounts=((60_000, on),), confirmation_wanted=True
    )
    (refused,) = (one for one in check(social_insurance, file, "court", on) if one.code == "SW11")
    assert "拆成两份" in refused.why
    (early,) = (one for one in check(social_insurance, file, "sign", on) if one.code == "SW11")
    assert early.level is Level.WARN


def test_the_court_is_closed_after_the_last_day(people: Pack, file_with: Any) -> None:
    file = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, None),), labour=True)
    period = Period(
        case_id=file.case.id,
        code="T10",
        title="共同申请司法确认",
        day0=date(2025, 5, 1),
        due_on=date(2025, 6, 3),
        about=file.agreements[0].id,
    )
    file = replace(file, periods=(period,))
    assert "T10" not in codes(check(people, file, "court", date(2025, 6, 3)))
    assert "T10" in codes(check(people, file, "court", date(2025, 6, 4)))


def test_a_way_out_names_every_file_that_is_missing(people: Pack, file_with: Any) -> None:
    on = date(2025, 5, 7)
    file = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, on),), labour=True)
    found = check(people, file, "court", on)
    lacking = {one.quote: one.level for one in found if one.code.startswith("J")}
    assert lacking == {
        "01_申请书": Level.BLOCK,
        "02_调解协议书": Level.BLOCK,
        "03_主持调解证明": Level.BLOCK,
        "04_身份证明_苏美玲": Level.BLOCK,
        "05_营业执照和法定代表人身份证明书_梧州市某塑料制品有限公司": Level.BLOCK,
        "06_送达地址确认书_苏美玲": Level.WARN,
        "07_送达地址确认书_梧州市某塑料制品有限公司": Level.WARN,
        "08_承诺书": Level.WARN,
    }


def test_who_has_not_signed_is_named(people: Pack, file_with: Any, signed_paper: Any) -> None:
    on = date(2025, 5, 1)
    file = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, on),), labour=True)
    about = file.agreements[0].id
    paper, signatures = signed_paper(file, "D17", about, tuple(SignerRole), on)
    unsigned = replace(file, papers=(paper,), signatures=signatures[1:])
    (missing,) = (one for one in check(people, unsigned, "court", on) if one.code == "A03")
    assert missing.quote == "苏美玲"
    signed = replace(file, papers=(paper,), signatures=signatures)
    assert "A03" not in codes(check(people, signed, "court", on))


def oral_file(people: Pack, entry: dict[str, Any], office: Any) -> CaseFile:
    intake = read_intake(people, entry, on=date(2025, 3, 10))
    assert intake.agreement is not None
    return CaseFile(
        office,
        intake.case,
        intake.parties,
        intake.consents,
        agreements=(intake.agreement,),
        clauses=intake.clauses,
        obligations=intake.obligations,
    )


def test_the_oral_case_needs_its_register_form_and_nothing_else(
    people: Pack, oral_entry: dict[str, Any], file_with: Any
) -> None:
    file = oral_file(people, oral_entry, file_with().office)
    on = date(2025, 3, 21)
    assert codes(check(people, file, "archive", on)) == ["D18"]
    assert file.agreements[0].form is AgreementForm.ORAL
    form = Paper(
        case_id=file.case.id, kind="D18", title="", made_on=on, about=file.agreements[0].id
    )
    assert check(people, replace(file, papers=(form,)), "archive", on) == ()
    assert check(people, file, "sign", on) == ()


def test_an_office_that_wants_deferred_promises_in_writing_is_told(
    people: Pack, oral_entry: dict[str, Any], file_with: Any
) -> None:
    file = oral_file(people, oral_entry, file_with().office)
    on = date(2025, 3, 10)
    facts = facts_of(file, on) | {"settings": {"force_written_if": ("deferred_performance",)}}
    (told,) = run_checks(people, facts, stage="sign", on=on)
    assert (told.code, told.level, told.local) == ("O01", Level.WARN, True)
    assert "本地规则待核" in told.basis


def test_an_oral_agreement_cannot_go_to_the_court(
    people: Pack, oral_entry: dict[str, Any], file_with: Any
) -> None:
    file = oral_file(people, oral_entry, file_with().office)
    found = check(people, file, "court", date(2025, 3, 21))
    assert codes(found) == ["O02"]
    assert blocked(found)


def test_a_written_case_names_what_its_file_lacks(people: Pack, file_with: Any) -> None:
    on = date(2025, 7, 1)
    file = file_with(("支付20,000.00元", PAYMENT), amounts=((2_000_000, on),), labour=True)
    lacking = set(codes(check(people, file, "archive", on)))
    assert lacking == {"D01", "D02", "D04", "D41", "D07", "D37", "D15", "D17", "D30", "A03"}
    consents = tuple(
        Consent(
            case_id=file.case.id,
            party_id=party.id,
            kind=kind,
            given_at=datetime(2025, 4, 7, 9, tzinfo=CHINA),
        )
        for party in file.parties
        for kind in (ConsentKind.RIGHTS_NOTICE, ConsentKind.PERSONAL_INFORMATION)
    )
    told = replace(file, consents=consents)
    assert set(codes(check(people, told, "archive", on))) == lacking - {"D07", "D37"}


def test_the_people_pack_only_warns_of_words_against_complaints(
    people: Pack, file_with: Any
) -> None:
    file = file_with(("双方不得再上访", ClauseKind.OTHER), labour=True)
    found = check(people, file, "sign", date(2025, 5, 1))
    assert [(one.code, one.level) for one in found] == [("A07", Level.WARN)]


def test_a_finding_says_which_clause_it_is_about(social_insurance: Pack, file_with: Any) -> None:
    file = file_with((CORRECTED, PREMIUM), (DRAFT, ClauseKind.OTHER), performance="滞纳金全部免收")
    found = check(social_insurance, file, "sign", date(2024, 6, 12))
    places = {(one.code, one.clause.number, one.clause.field) for one in found if one.clause}
    assert {("SW07", 2, ""), ("SW03", 2, ""), ("SW03", 0, "performance")} <= places
    (second,) = {one.clause for one in found if one.code == "SW07"}
    assert second is not None
    assert (second.id, second.text) == (str(file.clauses[1].id), DRAFT)
    assert all(one.clause is None for one in found if one.about not in {str(file.agreements[0].id)})


def test_before_every_way_out_words_wait_for_the_director(
    social_insurance: Pack, file_with: Any
) -> None:
    on = date(2026, 2, 1)
    file = file_with(("社保事宜另行商量", ClauseKind.ACTION))
    for way in (one for one in social_insurance.exits(on) if one.each == "agreement"):
        waiting = {one.code for one in check(social_insurance, file, way.name, on)
                   if one.awaits_director}  # fmt: skip
        assert waiting == {"SW12"}, way.name
    assert not any(one.awaits_director for one in check(social_insurance, file, "archive", on))
