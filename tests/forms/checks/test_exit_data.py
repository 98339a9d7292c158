"""The ways out that are shipped: what their packets ask for, and what closes them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.forms import (
    Exit,
    Finding,
    Pack,
    blocked,
    facts_of,
    packet_items,
    run_checks,
    ways_out,
)

DAY = date(2025, 5, 7)
PROMISE = "债务人不履行或者不适当履行义务时，愿意接受人民法院强制执行"
ABROAD = {"international": "true", "commercial": "true"}
BANKRUPT = {
    "bankruptcy_accepted": "true",
    "debtor": "广西某商贸有限公司",
    "bankruptcy_court": "贺州市平桂区人民法院",
    "bankruptcy_case_no": "（2024）桂1103破3号",
    "bankruptcy_accepted_on": "2024-05-06",
    "administrator": "某律师事务所",
}


@pytest.fixture
def settled(file_with: Any) -> Any:
    """Return what builds a file with one payment agreement in these words."""

    def build(
        *clauses: str, elements: Mapping[str, str] = MappingProxyType({}), **more: Any
    ) -> CaseFile:
        texts = clauses or ("O'Brien & Sons 支付 a<b 货款36,500.00元",)
        told = {"amounts": ((3_650_000, date(2025, 6, 20)),), "effective_on": date(2025, 5, 1)}
        file: CaseFile = file_with(*((one, ClauseKind.PAYMENT) for one in texts), **(told | more))
        case = replace(file.case, dispute_type="04")
        return replace(file, case=case, elements=dict(elements))

    return build


def found(pack: Pack, file: CaseFile, stage: str) -> dict[str, Finding]:
    """Return what the checks of a stage find, by code, the heaviest of each."""
    findings = run_checks(pack, facts_of(file, DAY), stage=stage, on=DAY)
    return {one.code: one for one in reversed(findings)}


def way_of(pack: Pack, file: CaseFile, name: str) -> Any:
    return next(one for one in ways_out(pack, facts_of(file, DAY), on=DAY) if one.name == name)


def items_of(pack: Pack, file: CaseFile, name: str) -> dict[str, Any]:
    way, about = pack.exit(name, DAY), str(file.agreements[0].id)
    told = packet_items(pack, facts_of(file, DAY), way, agreement=about, on=DAY)
    return {one.code: one for one in told}


def every_exit(pack: Pack) -> tuple[Exit, ...]:
    return pack.exits(DAY)


@pytest.mark.parametrize("name", ["people", "social_insurance"])
def test_what_somebody_has_to_sign_goes_in_signed(name: str, request: Any) -> None:
    pack: Pack = request.getfixturevalue(name)
    for way in every_exit(pack):
        for item in way.items:
            codes = [part.split("/")[1] for part in item.parts if part.startswith("paper/")]
            slots = [slot for code in codes for slot in pack.paper(code, DAY).slots]
            assert item.signed == any(slot.required for slot in slots), (way.name, item.code)


def test_the_overview_stands_first_as_number_nought(people: Pack, settled: Any) -> None:
    way = people.exit("court", DAY)
    file = settled()
    told = packet_items(
        people, facts_of(file, DAY), way, agreement=str(file.agreements[0].id), on=DAY
    )
    assert (told[0].file_stem, told[0].overview, told[0].missing) == ("00_审查要素表", True, ())
    assert told[1].file_stem == "01_申请书"
    assert [one.overview for one in told].count(True) == 1


def test_a_notary_wants_the_promise_in_words(people: Pack, settled: Any) -> None:
    without = found(people, settled(), "notary")["G01"]
    assert without.blocks
    assert "第三十七条" in without.basis
    assert "G01" not in found(people, settled("支付货款", PROMISE), "notary")
    refused = settled("支付货款", "乙方不愿意接受人民法院强制执行")
    assert "G01" in found(people, refused, "notary")


def test_a_guarantor_promises_for_the_notary_too(people: Pack, settled: Any) -> None:
    told = found(people, settled("支付货款", "Nguyễn Văn Đức 承担连带责任"), "notary")["G03"]
    assert told.level.value == "W"
    assert "第六条" in told.basis
    assert "G03" not in found(people, settled("本协议没有担保"), "notary")


def test_a_notary_has_to_know_how_performance_is_verified(people: Pack, settled: Any) -> None:
    assert "G04" in found(people, settled(), "notary")
    file = settled(elements={"performance_verification": "电话13800000002，三日内不答复视为未履行"})
    assert "G04" not in found(people, file, "notary")


@pytest.mark.parametrize(
    ("elements", "why"),
    [
        ({}, "不是国际性争议"),
        ({"international": "true"}, "不是商事争议"),
        (ABROAD | {"convention_excluded": '["inheritance"]'}, "继承"),
        (ABROAD | {"confirmation_result": "confirmed"}, "裁定确认"),
    ],
)
def test_why_no_agreement_goes_abroad(
    people: Pack, settled: Any, elements: dict[str, str], why: str
) -> None:
    file = settled(elements=elements)
    way = way_of(people, file, "abroad")
    assert not way.is_open
    assert why in way.why
    stopped = [one for one in found(people, file, "abroad").values() if one.blocks]
    assert any("第一条" in one.basis for one in stopped)


@pytest.mark.parametrize("kind", ["01", "10", "11"])
def test_family_work_and_consumers_do_not_go_abroad(people: Pack, settled: Any, kind: str) -> None:
    file = settled(elements=ABROAD)
    file = replace(file, case=replace(file.case, dispute_type=kind))
    assert not way_of(people, file, "abroad").is_open


def test_an_oral_agreement_does_not_go_abroad(people: Pack, settled: Any) -> None:
    file = settled(elements=ABROAD, form="oral")
    assert "书面" in way_of(people, file, "abroad").why


def test_abroad_asks_for_signatures_and_the_attestation(people: Pack, settled: Any) -> None:
    file = settled(elements=ABROAD)
    assert way_of(people, file, "abroad").is_open
    wanted = items_of(people, file, "abroad")
    assert list(wanted)[:3] == ["N01", "N02", "N03"]
    assert wanted["N02"].missing == ("调解事实证明",)
    assert "待核" in wanted["N02"].basis, "nobody has compared the authentic text"
    told = found(people, file, "abroad")
    assert told["N13"].blocks
    assert told["N10"].why.startswith("公约适用情况待核")


def test_the_note_on_the_convention_goes_when_the_office_has_looked(
    people: Pack, settled: Any
) -> None:
    file = settled(elements=ABROAD)
    looked = {"convention_in_force": True, "convention_checked_on": "2026-01-10"}
    assert "N10" not in found(people, replace(file, settings=looked), "abroad")


def test_confirmation_and_the_convention_do_not_go_together(people: Pack, settled: Any) -> None:
    file = settled(elements=ABROAD, confirmation_wanted=True)
    assert found(people, file, "court")["N11"].level.value == "W"


def test_only_bankruptcies_go_to_the_administrator(people: Pack, settled: Any) -> None:
    assert not way_of(people, settled(), "administrator").is_open
    file = settled(elements=BANKRUPT | {"claims": '[{"creditor": "龙某"}]'})
    assert way_of(people, file, "administrator").is_open
    told = found(people, file, "administrator")
    assert "不排除其他债权人的异议权" in told["Z10"].why
    assert "第五十八条" in told["Z10"].basis
    assert "Z12" not in told
    assert "Z13" not in told


def test_claims_and_the_bankruptcy_case_have_to_be_written_down(people: Pack, settled: Any) -> None:
    told = found(people, settled(elements={"bankruptcy_accepted": "true"}), "administrator")
    assert told["Z12"].blocks
    assert told["Z13"].blocks


def test_one_creditor_who_does_not_agree_stops_article_105(people: Pack, settled: Any) -> None:
    elements = BANKRUPT | {"bankruptcy_route": "composition"}
    file = settled(elements=elements)
    told = found(people, file, "administrator")["Z11"]
    assert told.blocks
    assert "三分之二以上" in told.why
    assert "第九十七条" in told.basis
    agreed = settled(elements=elements | {"all_creditors_agreed": "true"})
    assert "Z11" not in found(people, agreed, "administrator")
    assert {"Z02", "J02"} <= items_of(people, agreed, "administrator").keys()
    assert "Z01" not in items_of(people, agreed, "administrator")


def test_a_closed_way_says_why_once(people: Pack, settled: Any) -> None:
    told = found(people, settled(), "award")
    assert told["X01"].why == "双方没有仲裁协议"
    assert blocked(told.values())
    court = found(people, settled(form="oral"), "court")
    assert "X01" not in court
    assert court["O02"].blocks


def test_the_whole_file_goes_to_the_archive(people: Pack, settled: Any) -> None:
    file = settled()
    about = file.agreements[0].id
    made = [
        Paper(case_id=file.case.id, kind=kind, title=title, made_on=DAY, about=one, version=n)
        for kind, title, one, n in (
            ("D17", "人民调解协议书", about, 1),
            ("D17", "人民调解协议书", about, 2),
            ("D05", "受理通知书", file.parties[0].id, 1),
            ("D28", "结案报告表", None, 1),
        )
    ]
    file = replace(file, papers=tuple(made))
    way = people.exit("archive", DAY)
    told = packet_items(people, facts_of(file, DAY), way, on=DAY)
    assert (told[0].sources, told[0].missing) == (("file/whole",), ("装订好的卷宗",))
    assert [one.file_stem for one in told[1:]] == [
        "02_受理通知书",
        "03_人民调解协议书",
        "04_结案报告表",
    ]
    bound = BoundFile(case_id=file.case.id, bound_on=DAY, sha256="0" * 64, pages=9)
    whole = replace(file, bound_files=(bound,))
    assert packet_items(people, facts_of(whole, DAY), way, on=DAY)[0].missing == ()
    assert "archive" not in {one.name for one in ways_out(people, facts_of(file, DAY), on=DAY)}


def test_a_ward_brings_proof_of_the_guardianship(people: Pack, settled: Any) -> None:
    file = settled()
    child = replace(file.parties[0], birth_date=date(2015, 1, 1))
    told = {**file.party_elements, child.id: {"guardian": "覃𬭎"}}
    file = replace(file, parties=(child, *file.parties[1:]), party_elements=told)
    assert items_of(people, file, "court")["J13"].missing == ("监护关系证明",)
    assert "第二十三条" in items_of(people, file, "court")["J13"].basis
