"""The social-insurance pack: who leads, when a case goes up, and what stops by its facts."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import Consent, ConsentKind
from mediatordesk.forms import Finding, Level, Pack, facts_of, run_checks

DAY = date(2024, 6, 4)
NEW_LAW = "法释〔2025〕12号"
UNDERTAKING = (
    "公司不迟于2024年6月28日（含当日）向主管税务机关申请办理补缴，"
    "具体金额以核定为准，滞纳金由公司承担"
)
Look = Callable[..., dict[str, list[Finding]]]


@pytest.fixture
def look(social_insurance: Pack) -> Look:
    """Return what a stage finds in a case, by code."""

    def found(file: CaseFile, stage: str, on: date = DAY) -> dict[str, list[Finding]]:
        told: dict[str, list[Finding]] = {}
        for one in run_checks(social_insurance, facts_of(file, on), stage=stage, on=on):
            told.setdefault(one.code, []).append(one)
        return told

    return found


@pytest.fixture
def window(file_with: Any) -> CaseFile:
    """Return the case of the window in 正阳村, an undertaking agreed in it."""
    file: CaseFile = file_with((UNDERTAKING, ClauseKind.STATUTORY_PREMIUM))
    return file


def answered(file: CaseFile, **answers: Any) -> CaseFile:
    """Return a case with these answers as they are kept."""
    kept = {name: one if isinstance(one, str) else json.dumps(one) for name, one in answers.items()}
    return replace(file, elements={**file.elements, **kept})


def test_every_type_names_its_lead_department_and_what_mediation_may_settle(
    social_insurance: Pack, window: CaseFile, look: Look
) -> None:
    premium = [one for one in social_insurance.dispute_types(DAY) if one.group == "premium"]
    assert [one.code for one in premium] == [f"P{n:02d}" for n in range(1, 13)]
    for kind in premium:
        [lead] = look(answered(window, premium_types=[kind.code]), "routing")["R01"]
        assert kind.department in lead.why
        assert lead.quote == f"{kind.code} {kind.title}"
        assert lead.level is Level.WARN
        assert "〔" in lead.basis or "《" in lead.basis or "本地规则待核" in lead.basis
    assert "不能调解" in look(answered(window, premium_types=["P07"]), "routing")["R01"][0].why


@pytest.mark.parametrize(
    ("answers", "amount", "reason"),
    [
        ({"premium_types": ["P01"]}, None, "需要参保登记、核定或者征收"),
        ({}, 1_000_000, "涉及金额达到本级上限"),
        ({"people_count": "3"}, None, "涉及人数达到本级上限"),
        ({"cross_area": "villages"}, None, "涉及两个以上村（社区）"),
        ({"labour_relation": "disputed"}, None, "劳动关系不明确"),
        ({"enforcement_needed": "true"}, None, "需要强制征收或者执行"),
        ({"risk_level": "orange"}, None, "风险等级橙色以上"),
    ],
)
def test_a_village_passes_up_what_is_beyond_it_with_the_reason(
    window: CaseFile, look: Look, answers: dict[str, Any], amount: int | None, reason: str
) -> None:
    quiet = answered(window, premium_types=["P08"])
    assert "R02" not in look(quiet, "routing")
    file = answered(quiet, **answers)
    file = replace(file, case=replace(file.case, amount_in_dispute=amount))
    [up] = look(file, "routing")["R02"]
    assert up.why == f"该移交上一级（乡镇（街道））：{up.why.partition('：')[2]}"
    assert reason in up.why
    assert up.quote == "村（社区）"
    assert up.local


@pytest.mark.parametrize(
    ("code", "label"),
    [
        ("450405101999", "村（社区）"),
        ("450405101000", "乡镇（街道）"),
        ("450405000000", "县（市、区）"),
    ],
)
def test_the_tier_of_a_window_is_read_off_its_area_code(
    window: CaseFile, look: Look, code: str, label: str
) -> None:
    file = answered(window, window_code=code, risk_level="red")
    assert {one.quote for one in look(file, "routing")["R02"]} == {label}


def test_a_city_ends_what_comes_to_it(window: CaseFile, look: Look) -> None:
    file = answered(window, tier="city", risk_level="red", people_count="400")
    assert "R02" not in look(file, "routing")


def test_what_an_office_has_set_itself_decides_when_a_case_goes_up(
    window: CaseFile, look: Look
) -> None:
    file = answered(window, premium_types=["P08"], people_count="3")
    assert "R02" in look(file, "routing")
    assert "R02" not in look(replace(file, settings={"village_people": 4}), "routing")


def test_a_case_that_stays_too_long_at_a_tier_goes_up(window: CaseFile, look: Look) -> None:
    file = answered(window, premium_types=["P08"])
    assert "R02" not in look(file, "routing", date(2024, 6, 8))
    [late] = look(file, "routing", date(2024, 6, 9))["R02"]
    assert "在本级已经6日，超过5日" in late.why


def test_an_office_that_has_not_signed_or_not_answered_is_named(
    window: CaseFile, look: Look
) -> None:
    hop = Hop(
        case_id=window.case.id,
        position=1,
        from_office="正阳村窗口",
        to_office="长洲区税务局",
        sent_on=date(2024, 6, 3),
        due_on=date(2024, 6, 5),
    )
    sent = look(replace(window, hops=(hop,)), "routing", date(2024, 6, 6))
    assert sent["R03"][0].quote == sent["R04"][0].quote == "长洲区税务局"
    signed = replace(hop, received_on=date(2024, 6, 4), replied_on=date(2024, 6, 5), reply="已核定")
    assert not {"R03", "R04"} & set(look(replace(window, hops=(signed,)), "routing"))


def test_instalments_of_arrears_need_an_agreement_with_the_agency(
    file_with: Any, look: Look
) -> None:
    text = "欠缴的养老保险费由公司分三期缴清，具体金额以核定为准"
    file = file_with((text, ClauseKind.STATUTORY_PREMIUM))
    [caution] = look(file, "sign")["SW06"]
    assert caution.level is Level.WARN
    assert caution.quote in text
    assert "第六十三条" in caution.basis
    assert "SW06" not in look(answered(file, deferral_with_agency="true"), "sign")
    agency = replace(file.parties[0], name="国家税务总局梧州市长洲区税务局")
    assert "SW06" not in look(replace(file, parties=(*file.parties, agency)), "sign")
    paid_back = file_with(("职工分两次返还社保补贴600.00元", ClauseKind.PAYMENT))
    assert "SW06" not in look(paid_back, "sign")


def test_instalments_among_the_obligations_are_seen_too(file_with: Any, look: Look) -> None:
    parts = ((120_000, date(2024, 7, 1)), (120_000, date(2024, 8, 1)))
    file = file_with((UNDERTAKING, ClauseKind.STATUTORY_PREMIUM), amounts=parts)
    assert "SW06" in look(file, "sign")


def test_a_disputed_labour_relation_comes_first(window: CaseFile, look: Look) -> None:
    assert "SW08" not in look(window, "sign")
    [caution] = look(answered(window, labour_relation="disputed"), "sign")["SW08"]
    assert "劳动仲裁" in caution.why


def test_ten_with_the_same_claim_may_choose_who_speaks_for_them(
    window: CaseFile, look: Look
) -> None:
    assert "SW09" not in look(answered(window, people_count="9"), "intake")
    [caution] = look(answered(window, people_count="10"), "intake")["SW09"]
    assert "推举代表" in caution.why
    assert "隐患快报" in caution.why


@pytest.mark.parametrize("stage", ["intake", "sign", "court"])
def test_made_up_employment_stops_the_mediation(window: CaseFile, look: Look, stage: str) -> None:
    [stop] = look(answered(window, fabricated_employment="true"), stage)["SW10"]
    assert stop.blocks
    assert "第八十八条" in stop.basis
    assert look(answered(window, premium_types=["P12"]), stage)["SW10"][0].blocks


def test_a_premium_clause_that_goes_by_another_kind_is_found_before_the_court(
    file_with: Any, look: Look
) -> None:
    hidden = file_with(("公司不迟于2024年6月28日为职工补缴养老保险", ClauseKind.ACTION))
    assert any("条款类别" in one.why for one in look(hidden, "court")["SW11"])
    private = file_with(("补缴后，职工返还社保补贴600.00元", ClauseKind.PAYMENT))
    assert "SW11" not in look(private, "court")


def test_a_sum_of_the_tax_office_is_evidence_and_not_agreed(file_with: Any, look: Look) -> None:
    fixed = file_with(("公司补缴养老保险费3,600.00元", ClauseKind.STATUTORY_PREMIUM))
    assert look(fixed, "sign")["SW13"][0].quote == "3,600.00元"
    open_sum = "公司补缴养老保险费（测算3,600.00元，以核定为准）"
    assert "SW13" not in look(file_with((open_sum, ClauseKind.STATUTORY_PREMIUM)), "sign")


def test_what_belongs_to_the_agency_alone_is_not_mediated(window: CaseFile, look: Look) -> None:
    assert look(answered(window, premium_types=["P07"]), "sign")["P07"][0].blocks
    assert "P07" not in look(answered(window, premium_types=["P07", "P08"]), "sign")


def test_a_work_injury_far_below_the_law_is_noticed(file_with: Any, look: Look) -> None:
    owed = ((2_000_000, date(2024, 7, 1)),)
    file = file_with(("公司支付工伤待遇20,000.00元", ClauseKind.PAYMENT), amounts=owed)
    file = answered(file, premium_types=["P10"], statutory_injury_amount="5000000")
    assert "P10" in look(file, "sign")
    assert "P10" not in look(answered(file, statutory_injury_amount="2500000"), "sign")


def test_a_judge_guides_and_does_not_mediate(window: CaseFile, look: Look) -> None:
    team = [{"row": "0" * 32, "role": "judge", "name": "韦法官", "unit": "长洲区人民法院",
             "task": "guidance", "invited_on": ""}]  # fmt: skip
    file = answered(window, team=team)
    assert {one.quote for one in look(file, "sign")["G02"]} == {one.name for one in file.parties}
    consents = tuple(
        Consent(
            case_id=file.case.id,
            party_id=party.id,
            kind=ConsentKind.INVITED_GUESTS,
            given_at=datetime(2024, 6, 4, 9, tzinfo=CHINA),
        )
        for party in file.parties
    )
    agreed = replace(file, consents=consents)
    assert not {"G01", "G02"} & set(look(agreed, "sign"))
    led = replace(agreed, case=replace(agreed.case, mediator="韦法官"))
    assert look(led, "sign")["G01"][0].blocks


def test_the_reply_to_an_outside_channel_names_its_number(window: CaseFile, look: Look) -> None:
    file = replace(window, case=replace(window.case, channel="12366"))
    file = answered(file, outcome="已解决", conclusion="solved")
    assert look(file, "reply")["Q03"][0].blocks
    assert not look(answered(file, outside_number="12366-20240603-881"), "reply")


def test_what_is_not_supported_names_the_remedies(window: CaseFile, look: Look) -> None:
    file = answered(window, outcome="不予退费", conclusion="unsupported")
    assert "第八十三条" in look(file, "reply")["Q05"][0].basis
    assert not look(answered(file, remedies="可以申请行政复议"), "reply")


@pytest.mark.parametrize(
    ("on", "cited"),
    [(date(2024, 6, 3), False), (date(2025, 8, 31), False), (date(2025, 9, 2), True)],
)
def test_the_same_stop_cites_the_law_of_its_day(
    file_with: Any, look: Look, social_insurance: Pack, on: date, cited: bool
) -> None:
    file = file_with(("职工自愿放弃社会保险", ClauseKind.OTHER))
    [stop] = look(file, "sign", on)["SW01"]
    assert "《中华人民共和国社会保险法》第六十条" in stop.basis
    assert (NEW_LAW in stop.basis) is cited
    assert (NEW_LAW in social_insurance.phrases(on)["社会保险费依据"]) is cited
    [lead] = look(answered(file, premium_types=["P08"]), "routing", on)["R01"]
    assert (NEW_LAW in lead.basis) is cited
