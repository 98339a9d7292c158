"""Guardians, protection orders, harm to children, green channel; mediators and joint mediation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms import Finding, Level, Pack, facts_of, run_checks
from mediatordesk.forms.intake.element_entries import entered_element

ON = date(2025, 6, 2)
STAGES = ("intake", "session", "caucus", "sign")
BuildFile = Callable[..., CaseFile]


def found(pack: Pack, file: CaseFile, stage: str, **more: Any) -> tuple[Finding, ...]:
    return run_checks(pack, facts_of(file, ON) | more, stage=stage, on=ON)


def levels(code: str, findings: tuple[Finding, ...]) -> list[str]:
    return [one.level.value for one in findings if one.code == code]


def told(file: CaseFile, **elements: str) -> CaseFile:
    return replace(file, elements={**file.elements, **elements})


def of_party(file: CaseFile, **elements: str) -> CaseFile:
    worker = file.parties[0]
    return replace(file, party_elements={worker.id: elements})


def born(file: CaseFile, day: date) -> CaseFile:
    worker, *others = file.parties
    return replace(file, parties=(replace(worker, name="覃𬭎", birth_date=day), *others))


def table(pack: Pack, file: CaseFile, name: str, rows: str) -> CaseFile:
    return told(file, **{name: entered_element(pack, name, rows, file.case)})


# ── capacity and guardian ──


@pytest.mark.parametrize(
    ("birth", "capacity", "stopped"),
    [
        (date(2010, 6, 2), "", True),
        (date(2007, 6, 3), "", True),  # eighteen tomorrow
        (date(2007, 6, 2), "", False),  # eighteen today
        (date(2008, 1, 1), "full", False),  # lives on own work (民法典 18)
        (date(1950, 1, 1), "limited", True),
        (date(1950, 1, 1), "none", True),
        (date(1950, 1, 1), "full", False),
    ],
)
def test_whoever_cannot_act_alone_has_a_guardian_sign(
    people: Pack, file_with: BuildFile, birth: date, capacity: str, stopped: bool
) -> None:
    file = born(file_with(labour=True), birth)
    if capacity:
        file = of_party(file, capacity=capacity)
    assert levels("C01", found(people, file, "sign")) == (["B"] if stopped else [])
    assert levels("C01", found(people, file, "intake")) == (["W"] if stopped else [])
    guarded = replace(
        file,
        party_elements={file.parties[0].id: {"capacity": capacity, "guardian": "O'Brien 覃"}},
    )
    assert not levels("C01", found(people, guarded, "sign"))


def test_the_finding_names_the_child_and_the_law(people: Pack, file_with: BuildFile) -> None:
    file = born(file_with(labour=True), date(2015, 1, 1))
    [one] = (one for one in found(people, file, "sign") if one.code == "C01")
    assert one.quote == "覃𬭎"
    assert one.about == str(file.parties[0].id)
    assert "民法典" in one.basis


# ── safety ──


def test_a_protection_order_forbids_sitting_together_only(
    people: Pack, file_with: BuildFile
) -> None:
    file = of_party(file_with(labour=True), protection_order="true")
    assert levels("C02", found(people, file, "session")) == ["B"]
    assert levels("C02", found(people, file, "caucus")) == []
    assert levels("C02", found(people, file, "intake")) == ["W"]
    assert not levels("C02", found(people, file_with(labour=True), "session"))


def test_harm_to_a_child_is_reported_at_once(people: Pack, file_with: BuildFile) -> None:
    file = told(file_with(labour=True), child_harm="true")
    for stage in STAGES:
        [one] = (one for one in found(people, file, stage) if one.code == "C03")
        assert one.blocks
        assert "未成年人保护法》第十一条" in one.basis
        assert "立即" in one.why
    reported = told(file, child_harm_reported_on="2025-06-02")
    assert not any(levels("C03", found(people, reported, stage)) for stage in STAGES)


def test_violence_against_who_cannot_act_alone_goes_to_the_police(
    people: Pack, file_with: BuildFile
) -> None:
    adult = told(file_with(labour=True), domestic_violence="true")
    assert levels("C04", found(people, adult, "intake")) == ["W"]
    child = born(adult, date(2015, 1, 1))
    assert sorted(levels("C04", found(people, child, "intake"))) == ["B", "W"]
    reported = told(child, violence_reported_on="2025-06-02")
    assert levels("C04", found(people, reported, "sign")) == []


def test_a_risk_is_reported_or_reminded_of(people: Pack, file_with: BuildFile) -> None:
    file = told(file_with(labour=True), risk_found="2025-06-02")
    assert levels("C06", found(people, file, "intake")) == ["W"]
    assert not levels("C06", found(people, told(file, risk_reported="2025-06-02"), "intake"))


@pytest.mark.parametrize(
    "group", ["enterprise", "military", "agriculture", "elderly", "disabled", "women", "children"]
)
def test_every_group_of_the_green_channel_is_served_first(
    people: Pack, file_with: BuildFile, group: str
) -> None:
    file = file_with(labour=True)
    assert not levels("C05", found(people, file, "intake"))
    file = table(people, file, "special_groups", f'["{group}"]')
    assert levels("C05", found(people, file, "intake")) == ["W"]


# ── mediators ──


def interest(kind: str) -> tuple[dict[str, str], ...]:
    words = "黄文德与黎桂英同姓，同在正阳村三组"
    return ({"mediator": "黄文德", "party": "黎桂英", "kind": kind, "words": words},)


def test_a_relation_is_disclosed_before_anything_else(people: Pack, file_with: BuildFile) -> None:
    file = file_with(labour=True)
    for stage in STAGES:
        assert not levels("M01", found(people, file, stage))
        stopped = found(people, file, stage, interests=interest("declared"))
        assert levels("M01", stopped) == ["B"]
    [one] = (one for one in stopped if one.code == "M01")
    assert "黄文德" in one.quote
    assert "本地规则待核" in one.basis
    open_now = told(file, disclosure="已向各方披露，各方不申请回避")
    assert not levels("M01", found(people, open_now, "sign", interests=interest("declared")))


def test_a_decision_on_recusal_settles_it(people: Pack, file_with: BuildFile) -> None:
    rows = (
        '[{"mediator": "黄文德", "result": "waived", "decided_by": "committee",'
        ' "decided_on": "2025-06-01"}]'
    )
    file = table(people, file_with(labour=True), "recusal_decisions", rows)
    assert not levels("M01", found(people, file, "sign", interests=interest("same_person")))


def test_the_same_surname_in_a_village_group_only_prompts(
    people: Pack, file_with: BuildFile
) -> None:
    file = file_with(labour=True)
    prompted = {
        stage: levels("M01", found(people, file, stage, interests=interest("same_group")))
        for stage in STAGES
    }
    assert prompted == {"intake": ["W"], "session": [], "caucus": [], "sign": []}


def test_who_mediates_and_records_is_warned_of_but_not_in_an_oral_case(
    people: Pack, file_with: BuildFile
) -> None:
    file = file_with(labour=True)
    one = replace(file.case, mediator="黄文德", recorder="黄文德")
    assert levels("M02", found(people, replace(file, case=one), "session")) == ["W"]
    two = replace(one, recorder="李秀兰")
    assert not levels("M02", found(people, replace(file, case=two), "session"))
    oral = replace(one, oral=True)
    assert not levels("M02", found(people, replace(file, case=oral), "intake"))


def panel(*members: tuple[str, str]) -> str:
    rows = ", ".join(f'{{"name": "{name}", "role": "{role}"}}' for name, role in members)
    return f"[{rows}]"


@pytest.mark.parametrize(
    ("members", "stopped"),
    [
        ((), False),
        ((("苏文德", "member"),), False),
        ((("苏文德", "member"), ("覃𬭎", "member")), True),
        ((("苏文德", "lead"), ("覃𬭎", "member"), ("韦某", "member")), False),
        ((("苏文德", "lead"), ("覃𬭎", "lead")), True),
        ((("苏文德", "member"), ("律师", "expert"), ("村干部", "invitee")), False),
    ],
)
def test_two_mediators_have_one_lead(
    people: Pack, file_with: BuildFile, members: Any, stopped: bool
) -> None:
    file = table(people, file_with(labour=True), "panel", panel(*members))
    for stage in ("session", "caucus", "sign"):
        assert levels("M03", found(people, file, stage)) == (["B"] if stopped else [])


def test_a_joint_mediation_has_one_organisation_that_leads(
    people: Pack, file_with: BuildFile
) -> None:
    file = file_with(labour=True)
    two = '[{{"name": "正阳村调委会", "leads": {}}}, {{"name": "a<b 调委会", "leads": {}}}]'
    for first, second, warned in [
        ("true", "false", False),
        ("false", "false", True),
        ("true", "true", True),
    ]:
        rows = table(people, file, "joint_organisations", two.format(first, second))
        expected = ["W"] if warned else []
        assert levels("M04", found(people, rows, "sign")) == expected
    assert not levels("M04", found(people, file, "sign"))


def test_what_comes_from_no_national_rule_says_so(people: Pack) -> None:
    local = [one for one in people.checks(ON) if one.code.startswith("M")]
    assert local
    assert all("本地规则待核" in people.basis(one, ON) for one in local)
    assert Level.STOP not in {one.level for one in local}
