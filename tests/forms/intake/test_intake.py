"""Intake: what is right becomes records, what is wrong is named in Chinese."""

from copy import deepcopy
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.core.cases import Source
from mediatordesk.core.changes import CHINA
from mediatordesk.core.errors import DeskError
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.forms import Level, Pack, read_intake
from mediatordesk.forms.errors import WrongEntry

DAY = date(2025, 3, 10)


def faults(pack: Pack, entry: dict[str, Any]) -> str:
    with pytest.raises(WrongEntry) as caught:
        read_intake(pack, entry, on=DAY)
    assert all(caught.value.lines())
    return str(caught.value.fields["faults"])


def test_the_window_case_becomes_records(
    social_insurance: Pack, window_entry: dict[str, Any]
) -> None:
    intake = read_intake(social_insurance, window_entry, on=DAY)
    assert intake.case.title == "覃𬭎与梧州市某塑料制品有限公司社会保险费缴费争议"
    assert intake.case.registered_on == date(2024, 6, 3)
    assert intake.case.source is Source.APPLICATION
    assert intake.case.dispute_type == "L1"
    assert [party.birth_date for party in intake.parties] == [date(1979, 11, 2), None]
    assert intake.findings == ()
    assert intake.records[0] is intake.case
    assert {one.case_id for one in intake.elements} == {intake.case.id}


def test_amounts_are_kept_in_fen_and_rates_unknown_stay_unknown(
    social_insurance: Pack, window_entry: dict[str, Any]
) -> None:
    month = {"insurance": "职工基本养老", "month": "2024-01", "base": "5,000.00"}
    month |= {"employer_rate": "16", "employee_rate": "8", "due": "2024-01-31"}
    medical = {"insurance": "医保", "month": "2024-01", "base": "5000", "due": "2024-01-31"}
    window_entry["elements"] |= {"actual_wage": "5000.00", "premium_months": [month, medical]}
    intake = read_intake(social_insurance, window_entry, on=DAY)
    kept = social_insurance.read_elements({one.name: one.content for one in intake.elements})
    assert kept["actual_wage"] == 500_000
    assert [row["base"] for row in kept["premium_months"]] == [500_000, 500_000]
    assert kept["premium_months"][1]["employer_rate"] is None
    assert kept["premium_months"][0]["due"] == date(2024, 1, 31)


def test_an_oral_case_needs_at_most_twelve_typed_fields(
    people: Pack, oral_entry: dict[str, Any]
) -> None:
    intake = read_intake(people, oral_entry, on=DAY)
    assert intake.case.oral
    assert intake.agreement is not None
    assert intake.agreement.effective_on == date(2025, 3, 10)
    assert intake.obligations[0].obligor_id == intake.parties[1].id
    assert intake.findings == ()
    assert [party.sex for party in intake.parties] == ["女", "男"]
    given = [(one.kind, one.reader) for one in intake.consents]
    assert given.count((ConsentKind.RIGHTS_NOTICE, "黄文德")) == 2
    assert given.count((ConsentKind.PERSONAL_INFORMATION, "黄文德")) == 2
    assert intake.consents[0].given_at == datetime(2025, 3, 10, 9, 30, tzinfo=CHINA)
    typed = oral_entry | {"parties": [], "rights_notice": 0, "personal_information": 0}
    owed = oral_entry["oral_agreement"]["obligations"][0]
    count = len({"facts", "mediator", "dispute_type"} & typed.keys()) + 2 * 2 + len(owed) + 1
    assert count <= 12


def test_a_sex_against_the_number_is_a_warning_that_names_the_digit(
    people: Pack, oral_entry: dict[str, Any]
) -> None:
    oral_entry["parties"][0] |= {"id_number": "450405199001010111", "sex": "女"}
    (finding,) = read_intake(people, oral_entry, on=DAY).findings
    assert finding.level is Level.WARN
    assert "黎桂英" in finding.why
    assert "第17位是 1（奇数）" in finding.why


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("45040519900101012I", "18"),
        ("450405199001010121", "check digit"),
        ("450405199013010129", "check digit"),
        ("4504051990010101", "18"),
    ],
)
def test_a_wrong_identity_number_stops_the_intake(
    people: Pack, oral_entry: dict[str, Any], number: str, reason: str
) -> None:
    oral_entry["parties"][0]["id_number"] = number
    said = faults(people, oral_entry)
    assert "黎桂英" in said
    assert reason in said or number in said


def test_a_wrong_credit_code_stops_the_intake(
    social_insurance: Pack, window_entry: dict[str, Any]
) -> None:
    window_entry["parties"][1]["id_number"] = "914504059458073056"
    assert "914504059458073056" in faults(social_insurance, window_entry)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda e: e["parties"][0].pop("name"), "当事人1·姓名（名称）"),
        (lambda e: e["parties"][0].pop("id_number"), "当事人1·证件号码"),
        (lambda e: e["parties"][1].pop("legal_representative"), "当事人2·法定代表人（负责人）"),
        (lambda e: e.update(facts="  "), "纠纷简要情况"),
        (lambda e: e.update(registered_on="2024-02-30"), "登记日期"),
        (lambda e: e.update(amount_in_dispute="三千元"), "涉案标的额"),
        (lambda e: e.update(colour="red"), "colour"),
        (lambda e: e.update(parties=[]), "当事人"),
        (lambda e: e.update(dispute_type="77"), "77"),
        (lambda e: e["elements"].pop("first_contact_owner"), "首问责任人"),
        (lambda e: e["elements"].update(premium_types=["P77"]), "争议类型"),
        (lambda e: e["elements"].update(window_code="450405"), "窗口区划码"),
        (lambda e: e["elements"].update(people_count=0), "涉及人数"),
        (lambda e: e["elements"].update(paid_on="2024/6/30"), "测算缴费日"),
        (lambda e: e["elements"].update(premium_months=[{"month": "2024-01"}]), "欠费明细"),
        (lambda e: e["elements"].update(weather="晴"), "weather"),
        (lambda e: e.update(consents={"dancing": []}), "dancing"),
    ],
)
def test_a_bad_entry_is_named_in_chinese(
    social_insurance: Pack, window_entry: dict[str, Any], change: Any, named: str
) -> None:
    entry = deepcopy(window_entry)
    change(entry)
    assert named in faults(social_insurance, entry)


def test_a_question_is_required_only_while_it_is_relevant(
    social_insurance: Pack, window_entry: dict[str, Any]
) -> None:
    read_intake(social_insurance, window_entry, on=DAY)
    window_entry["elements"].pop("window")
    assert "受理窗口" in faults(social_insurance, window_entry)


def test_hard_names_come_through_unchanged(people: Pack, oral_entry: dict[str, Any]) -> None:
    names = ["O'Brien & Sons a<b", "Nguyễn Văn Đức"]
    for party, name in zip(oral_entry["parties"], names, strict=True):
        party |= {"name": name, "id_kind": "护照", "id_number": "C56041386"}
    oral_entry["oral_agreement"]["obligations"] = []
    intake = read_intake(people, oral_entry, on=DAY)
    assert [party.name for party in intake.parties] == names
    assert [party.id_number for party in intake.parties] == ["C56041386"] * 2


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(st.data())
@settings(max_examples=150, deadline=2000)
def test_whatever_a_file_holds_is_read_or_refused_in_words(
    social_insurance: Pack, data: st.DataObject
) -> None:
    keys = ["facts", "parties", "elements", "oral_agreement", "registered_on", "consents"]
    entry = data.draw(st.dictionaries(st.sampled_from(keys) | st.text(max_size=5), _JSON))
    try:
        read_intake(social_insurance, entry, on=DAY)
    except DeskError as error:
        said = error.lines()
    else:
        said = ("", "", "")
    assert len(said) == 3
