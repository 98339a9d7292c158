"""The case files of scenarios 3 and 8 at the end of their way, with every record in them."""

from dataclasses import replace
from datetime import date, datetime
from uuid import uuid4

from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
    Performance,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case, Source
from mediatordesk.core.changes import CHINA
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, PartyKind, PartyRole
from mediatordesk.core.sessions import Consent, ConsentKind, FollowUpVisit, SessionRecord


def wages(day: date = date(2025, 4, 22)) -> CaseFile:
    """Return scenario 8: a labour settlement for the court."""
    office = Office(
        code="450405101999",
        name="正阳村人民调解委员会",
        number_prefix="正阳",
        address="梧州市长洲区长洲镇正阳村1号",
        phone="0774-3800001",
    )
    case = Case(
        pack="people",
        title="苏美玲与梧州市某塑料制品有限公司劳动争议",
        number="（2025）正阳人调字第1号",
        dispute_type="10",
        facts="苏美玲在梧州市某塑料制品有限公司工作，公司欠付工资和经济补偿共36,500.00元，双方对支付时间有争议。",
        requests=("支付工资和经济补偿36,500.00元",),
        amount_in_dispute=3_650_000,
        registered_on=date(2025, 4, 7),
        accepted_on=date(2025, 4, 7),
        registrar="李秀兰",
        mediator="黄文德",
        recorder="李秀兰",
    )
    worker = Party(
        case_id=case.id,
        role=PartyRole.APPLICANT,
        name="苏美玲",
        sex="女",
        ethnicity="壮族",
        occupation="职工",
        phone="13800000003",
        id_number="45040519910216032X",
        address="梧州市长洲区长洲镇正阳村五组2号",
    )
    firm = company(case, position=1)
    agreement = MediationAgreement(
        case_id=case.id,
        form=AgreementForm.WRITTEN,
        number="（2025）正阳人调字第1号",
        agreed_on=day,
        effective_on=date(2025, 5, 1),
        confirmation_wanted=True,
        responsibility="公司未按时足额支付劳动报酬，应当承担支付责任。",
    )
    texts = (
        "公司分两期支付苏美玲工资和经济补偿共计人民币叁万陆仟伍佰元整（￥36,500.00），"
        "不迟于2025年5月20日（含当日）支付人民币贰万元整（￥20,000.00），"
        "不迟于2025年6月20日（含当日）支付人民币壹万陆仟伍佰元整（￥16,500.00）。",
        "款项支付至苏美玲的工资卡账户。",
    )
    clauses = tuple(
        Clause(
            case_id=case.id,
            agreement_id=agreement.id,
            position=n,
            text=text,
            kind=ClauseKind.PAYMENT if n == 1 else ClauseKind.OTHER,
        )
        for n, text in enumerate(texts, 1)
    )
    instalments = ((2_000_000, date(2025, 5, 20)), (1_650_000, date(2025, 6, 20)))
    obligations = tuple(
        Obligation(
            case_id=case.id,
            agreement_id=agreement.id,
            position=n,
            obligor_id=firm.id,
            obligee_id=worker.id,
            amount=amount,
            due_on=due,
            method="以银行转账方式支付",
        )
        for n, (amount, due) in enumerate(instalments, 1)
    )
    session = SessionRecord(
        case_id=case.id,
        held_at=datetime(2025, 4, 22, 9, 30, tzinfo=CHINA),
        place="正阳村人民调解委员会调解室",
        cause="劳动报酬和经济补偿争议",
        text=(
            "调解员核对双方身份，双方到场。\n调解员告知权利义务，双方均不申请回避。\n"
            "苏美玲：公司欠我工资和经济补偿36,500元。\n公司：认可欠款，资金紧张，请求分期支付。\n"
            "调解员提出分两期支付的方案，双方同意。"
        ),
        outcome="公司分两期支付36,500.00元",
        agreed=True,
    )
    return CaseFile(
        office=office,
        case=case,
        parties=(worker, firm),
        consents=consents(case, (worker, firm)),
        sessions=(session,),
        agreements=(agreement,),
        clauses=clauses,
        obligations=obligations,
        performances=(
            Performance(
                case_id=case.id,
                obligation_id=obligations[0].id,
                performed_on=date(2025, 5, 20),
                amount=2_000_000,
                proof="银行电子回单20250520001",
            ),
        ),
        visits=(
            FollowUpVisit(
                case_id=case.id,
                agreement_id=agreement.id,
                visited_on=date(2025, 6, 23),
                reason="了解调解协议履行情况",
                method="电话",
                findings="公司已按期付清两笔款项，双方没有新的争议。",
                visitor="黄文德",
                performed=True,
            ),
        ),
        elements={"court": "梧州市长洲区人民法院"},
    )


def company(case: Case, position: int) -> Party:
    """Return the firm of scenarios 1 and 8."""
    return Party(
        case_id=case.id,
        role=PartyRole.RESPONDENT,
        kind=PartyKind.ORGANISATION,
        position=position,
        name="梧州市某塑料制品有限公司",
        phone="13800000002",
        id_number="914504059458073055",
        address="梧州市长洲区长洲镇工业路8号",
        legal_representative="梁志强",
        representative_post="执行董事",
    )


def consents(case: Case, parties: tuple[Party, ...]) -> tuple[Consent, ...]:
    """Return that the parties were told their rights and how their data is used."""
    kinds = (ConsentKind.RIGHTS_NOTICE, ConsentKind.PERSONAL_INFORMATION)
    return tuple(
        Consent(
            case_id=case.id,
            party_id=party.id,
            kind=kind,
            given_at=datetime(2025, 3, 10, 9, 5, tzinfo=CHINA),
            reader="黄文德",
            remark="白话",
        )
        for party in parties
        for kind in kinds
    )


def gutter() -> CaseFile:
    """Return scenario 3: two neighbours, an oral agreement, nothing paid."""
    base = wages()
    case = replace(
        base.case,
        id=uuid4(),
        title="黎桂英与莫志强邻里纠纷",
        number="（2025）正阳人调字第2号",
        source=Source.INITIATIVE,
        dispute_type="02",
        facts="莫志强家屋檐雨水流入黎桂英家晒场，双方发生口角。",
        requests=(),
        accepted_on=None,
        registered_on=date(2025, 3, 10),
        oral=True,
    )
    one = Party(
        case_id=case.id, role=PartyRole.APPLICANT, name="黎桂英", id_number="45040519900101012X"
    )
    other = Party(
        case_id=case.id, role=PartyRole.RESPONDENT, name="莫志强", id_number="450405199005180177"
    )
    agreement = MediationAgreement(
        case_id=case.id,
        form=AgreementForm.ORAL,
        number="（2025）正阳人调字第2号",
        agreed_on=date(2025, 3, 10),
    )
    clause = Clause(
        case_id=case.id,
        agreement_id=agreement.id,
        position=1,
        text="莫志强在屋檐安装雨水槽，使雨水不再流入黎桂英家晒场",
        kind=ClauseKind.ACTION,
    )
    owed = Obligation(
        case_id=case.id,
        agreement_id=agreement.id,
        position=1,
        obligor_id=other.id,
        obligee_id=one.id,
        action="安装雨水槽",
        due_on=date(2025, 3, 20),
    )
    return CaseFile(
        office=base.office,
        case=case,
        parties=(one, other),
        consents=consents(case, (one, other)),
        agreements=(agreement,),
        clauses=(clause,),
        obligations=(owed,),
        visits=(
            FollowUpVisit(
                case_id=case.id,
                agreement_id=agreement.id,
                visited_on=date(2025, 3, 21),
                findings="雨水槽已装好，雨水不再流入晒场。",
                visitor="黄文德",
                performed=True,
            ),
        ),
    )
