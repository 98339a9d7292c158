"""Ways out, agreement by agreement, and the files of the court's packet."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediatordesk.core.agreements import ClauseKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Attachment, SignerRole
from mediatordesk.forms import Pack, PacketItem, facts_of, packet_items, ways_out

DAY = date(2025, 5, 7)
EIGHT = [
    "01_申请书",
    "02_调解协议书",
    "03_主持调解证明",
    "04_身份证明_苏美玲",
    "05_营业执照和法定代表人身份证明书_梧州市某塑料制品有限公司",
    "06_送达地址确认书_苏美玲",
    "07_送达地址确认书_梧州市某塑料制品有限公司",
    "08_承诺书",
]


@pytest.fixture
def whole_file(file_with: Any, signed_paper: Any) -> CaseFile:
    """Scenario 8 with everything the court asks for."""
    file: CaseFile = file_with(
        ("分两期支付36,500.00元", ClauseKind.PAYMENT),
        amounts=((2_000_000, date(2025, 5, 20)), (1_650_000, date(2025, 6, 20))),
        labour=True,
        effective_on=date(2025, 5, 1),
        confirmation_wanted=True,
    )
    about = file.agreements[0].id
    made = [
        signed_paper(file, code, about, tuple(SignerRole), DAY)
        for code in ("D24", "D17", "D26", "D25")
    ]
    worker, company = file.parties
    made += [
        signed_paper(file, "D12", party.id, (SignerRole.PARTY,), DAY) for party in file.parties
    ]
    kinds = {
        "identity": worker,
        "business_licence": company,
        "representative_certificate": company,
    }
    attachments = tuple(
        Attachment(
            case_id=file.case.id,
            party_id=party.id,
            kind=kind,
            name=f"{kind}.png",
            sha256="0" * 64,
            size=1,
            media_type="image/png",
            added_on=DAY,
        )
        for kind, party in kinds.items()
    )
    return replace(
        file,
        papers=tuple(paper for paper, _ in made),
        signatures=tuple(one for _, signatures in made for one in signatures),
        attachments=attachments,
    )


def items(pack: Pack, file: CaseFile, on: date = DAY) -> tuple[PacketItem, ...]:
    way = pack.exit("court", on, "长洲区人民法院")
    about = str(file.agreements[0].id)
    told = packet_items(pack, facts_of(file, on), way, agreement=about, on=on)
    return tuple(one for one in told if not one.overview)


def test_the_court_gets_eight_files_in_their_order(people: Pack, whole_file: CaseFile) -> None:
    packet = items(people, whole_file)
    assert [one.file_stem for one in packet] == EIGHT
    assert not [one.missing for one in packet if one.missing]
    assert packet[4].sources == (
        "attachment/business_licence",
        "attachment/representative_certificate",
    )
    assert "第三百五十四条" in packet[2].basis


@pytest.mark.parametrize("gone", ["D24", "D17", "D26", "D25"])
def test_a_paper_that_is_taken_away_is_named(people: Pack, whole_file: CaseFile, gone: str) -> None:
    kept = tuple(one for one in whole_file.papers if one.kind != gone)
    lacking = [one for one in items(people, replace(whole_file, papers=kept)) if one.missing]
    assert [one.missing for one in lacking] == [(people.paper(gone).title,)]


@pytest.mark.parametrize(
    ("gone", "named"),
    [
        ("identity", "身份证明"),
        ("business_licence", "营业执照"),
        ("representative_certificate", "法定代表人身份证明书"),
    ],
)
def test_an_attachment_that_is_taken_away_is_named(
    people: Pack, whole_file: CaseFile, gone: str, named: str
) -> None:
    kept = tuple(one for one in whole_file.attachments if one.kind != gone)
    (lacking,) = (
        one for one in items(people, replace(whole_file, attachments=kept)) if one.missing
    )
    assert (lacking.level.value, lacking.missing) == ("B", (named,))


def test_a_signature_that_is_missing_is_named(people: Pack, whole_file: CaseFile) -> None:
    agreement = next(one for one in whole_file.papers if one.kind == "D17")
    kept = tuple(
        one
        for one in whole_file.signatures
        if one.paper_id != agreement.id or one.role is not SignerRole.COMMITTEE_SEAL
    )
    (lacking,) = (one for one in items(people, replace(whole_file, signatures=kept)) if one.missing)
    assert lacking.missing == ("人民调解协议书（未签：人民调解委员会印章）",)


def test_a_due_instalment_asks_for_its_voucher(people: Pack, whole_file: CaseFile) -> None:
    assert len(items(people, whole_file, date(2025, 5, 20))) == 8
    voucher = items(people, whole_file, date(2025, 5, 21))[8]
    assert (voucher.file_stem, voucher.missing, voucher.level.value) == (
        "09_履行凭证",
        ("收条",),
        "W",
    )


def test_each_agreement_has_its_own_ways_out(social_insurance: Pack, file_with: Any) -> None:
    on = date(2024, 7, 3)
    first = file_with(("滞纳金由公司承担", ClauseKind.STATUTORY_PREMIUM))
    both = file_with(("返还600.00元", ClauseKind.PAYMENT), amounts=((60_000, on),), file=first)
    found = ways_out(social_insurance, facts_of(both, on), on=on)
    court = {one.agreement: one for one in found if one.name == "court"}
    premium, payment = (str(one.id) for one in both.agreements)
    assert not court[premium].is_open
    assert court[premium].why
    assert court[payment].is_open
    assert court[payment].deadline == "T10"


def test_a_labour_agreement_may_also_go_to_arbitration(people: Pack, whole_file: CaseFile) -> None:
    found = ways_out(people, facts_of(whole_file, DAY), on=DAY)
    assert {one.name for one in found if one.is_open} == {"court", "arbitration", "notary"}
