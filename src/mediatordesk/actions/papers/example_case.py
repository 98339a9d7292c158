"""An invented case with one of everything, to look at forms with. Nobody in it exists."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
    Performance,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, PartyKind, PartyRole
from mediatordesk.core.routing import Hop, HopKind
from mediatordesk.core.sessions import Consent, ConsentKind, FollowUpVisit, SessionRecord

DAY = date(2025, 5, 12)
MOMENT = datetime(2025, 5, 12, 9, 30, tzinfo=CHINA)
CASE = UUID("00000000-0000-4000-8000-000000000001")
FACTS = (
    "2024年9月至2025年3月，黎桂英在梧州市某商贸有限公司做理货员，公司欠发2025年2月、3月工资。"
    "双方对经济补偿的数额和支付时间有争议。"
)
CLAUSES = (
    "公司分两期向黎桂英支付工资和经济补偿共计人民币叁万陆仟伍佰元整（￥36,500.00），"
    "不迟于2025年5月20日（含当日）支付人民币贰万元整（￥20,000.00），"
    "不迟于2025年6月20日（含当日）支付人民币壹万陆仟伍佰元整（￥16,500.00）。",
    "款项支付至黎桂英的工资卡账户。",
    "款项付清后，双方就本案所涉工资、经济补偿再无其他争议。",
)
MINUTES = (
    "调解员核对双方身份，双方到场。\n调解员告知权利义务，双方均不申请回避。\n"
    "黎桂英：公司欠我工资和经济补偿36,500元。\n公司：认可欠款，资金紧张，请求分期支付。\n"
    "调解员提出分两期支付的方案，双方同意。"
)


def example_case(pack: str, elements: Mapping[str, str]) -> CaseFile:
    """Return the invented case in a pack, with these elements; the same one every time."""
    parties = _parties()
    agreements = tuple(_agreement(form) for form in AgreementForm)
    owed = tuple(one for agreement in agreements for one in _owed(agreement, parties))
    return CaseFile(
        office=_office(),
        case=_case(pack),
        parties=parties,
        consents=_consents(parties),
        sessions=(_session(),),
        agreements=agreements,
        clauses=tuple(one for agreement in agreements for one in _clauses(agreement)),
        obligations=owed,
        performances=(_paid(owed[0]),),
        visits=(_visit(agreements[0]),),
        hops=tuple(_hop(number, kind) for number, kind in enumerate(HopKind, 1)),
        elements=dict(elements),
    )


def _name(what: str) -> UUID:
    return uuid5(CASE, what)


def _office() -> Office:
    return Office(
        id=_name("office"),
        code="450405101999",
        name="正阳村人民调解委员会",
        number_prefix="正阳",
        address="梧州市长洲区长洲镇正阳村1号",
        phone="0774-3800001",
    )


def _case(pack: str) -> Case:
    return Case(
        id=CASE,
        pack=pack,
        title="黎桂英与梧州市某商贸有限公司劳动争议",
        number="（2025）正阳人调字第8号",
        channel="来访",
        dispute_type="劳动争议",
        facts=FACTS,
        requests=("支付拖欠工资12,500.00元", "支付经济补偿24,000.00元"),
        amount_in_dispute=3_650_000,
        registered_on=date(2025, 5, 6),
        accepted_on=date(2025, 5, 6),
        registrar="李秀兰",
        mediator="黄文德",
        recorder="李秀兰",
    )


def _parties() -> tuple[Party, ...]:
    worker = Party(
        id=_name("worker"),
        case_id=CASE,
        role=PartyRole.APPLICANT,
        name="黎桂英",
        sex="女",
        ethnicity="壮族",
        birth_date=date(1990, 1, 1),
        occupation="理货员",
        phone="13800000001",
        id_kind="居民身份证",
        id_number="450405199001011239",
        address="梧州市长洲区长洲镇正阳村三组7号",
    )
    firm = Party(
        id=_name("firm"),
        case_id=CASE,
        role=PartyRole.RESPONDENT,
        kind=PartyKind.ORGANISATION,
        position=1,
        name="梧州市某商贸有限公司",
        phone="13800000002",
        id_kind="统一社会信用代码",
        id_number="914504059458073055",
        address="长洲镇工业路8号",
        legal_representative="梁志强",
        representative_post="经理",
    )
    return worker, firm


def _consents(parties: tuple[Party, ...]) -> tuple[Consent, ...]:
    return tuple(
        Consent(
            id=_name(f"{kind}/{party.id}"),
            case_id=CASE,
            party_id=party.id,
            kind=kind,
            given_at=MOMENT,
            reader="李秀兰",
            remark="普通话",
        )
        for party in parties
        for kind in ConsentKind
    )


def _session() -> SessionRecord:
    return SessionRecord(
        id=_name("session"),
        case_id=CASE,
        held_at=MOMENT,
        place="正阳村人民调解委员会调解室",
        cause="劳动报酬和经济补偿争议",
        guests=("村民小组长韦建国",),
        text=MINUTES,
        outcome="公司分两期支付36,500.00元",
        agreed=True,
        mediator="黄文德",
        recorder="李秀兰",
    )


def _agreement(form: AgreementForm) -> MediationAgreement:
    return MediationAgreement(
        id=_name(form.value),
        case_id=CASE,
        form=form,
        number="（2025）正阳人调字第8号",
        responsibility="公司未按时足额支付劳动报酬，应当承担支付责任。",
        agreed_on=DAY,
        effective_on=DAY,
        confirmation_wanted=True,
    )


def _clauses(agreement: MediationAgreement) -> tuple[Clause, ...]:
    return tuple(
        Clause(
            id=_name(f"{agreement.id}/clause {n}"),
            case_id=CASE,
            agreement_id=agreement.id,
            position=n,
            kind=ClauseKind.PAYMENT if n == 1 else ClauseKind.OTHER,
            text=text,
        )
        for n, text in enumerate(CLAUSES, 1)
    )


def _owed(agreement: MediationAgreement, parties: tuple[Party, ...]) -> tuple[Obligation, ...]:
    instalments = ((2_000_000, date(2025, 5, 20)), (1_650_000, date(2025, 6, 20)))
    return tuple(
        Obligation(
            id=_name(f"{agreement.id}/obligation {n}"),
            case_id=CASE,
            agreement_id=agreement.id,
            position=n,
            obligor_id=parties[1].id,
            obligee_id=parties[0].id,
            amount=amount,
            due_on=due,
            method="以银行转账方式支付",
        )
        for n, (amount, due) in enumerate(instalments, 1)
    )


def _paid(owed: Obligation) -> Performance:
    return Performance(
        id=_name("performance"),
        case_id=CASE,
        obligation_id=owed.id,
        performed_on=date(2025, 5, 20),
        amount=owed.amount,
        proof="银行电子回单20250520001",
    )


def _visit(agreement: MediationAgreement) -> FollowUpVisit:
    return FollowUpVisit(
        id=_name("visit"),
        case_id=CASE,
        agreement_id=agreement.id,
        visited_on=date(2025, 6, 23),
        reason="了解调解协议履行情况",
        method="电话",
        findings="公司已按期付清两笔款项，双方没有新的争议。",
        visitor="黄文德",
        performed=True,
    )


def _hop(number: int, kind: HopKind) -> Hop:
    return Hop(
        id=_name(f"hop {number}"),
        case_id=CASE,
        position=number,
        kind=kind,
        letter_no=f"正阳调函〔2025〕{number}号",
        due_on=date(2025, 5, 14),
        from_office="正阳村人民调解委员会",
        to_office="长洲区人民调解中心",
        matter="请求协助核实工资支付情况",
        sent_on=date(2025, 5, 7),
        receiver="陈明",
        received_on=date(2025, 5, 7),
        receipt_no="长调收〔2025〕8号",
        reply="已核实，材料随函转回。",
        replied_on=date(2025, 5, 9),
    )
