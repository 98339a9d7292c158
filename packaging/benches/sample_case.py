"""The case whose agreement and notices are set: two neighbours and a ditch."""

from datetime import date

from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Office
from mediatordesk.core.parties import Party, PartyRole

DAY = date(2025, 4, 7)
CLAUSES = (
    "覃𬭎于 2025 年 4 月 20 日前将排水沟恢复原状，疏通堵塞的涵管，并清运施工留下的土石；"
    "恢复的标准以双方共同到场确认的照片为准。",
    "覃𬭎于 2025 年 4 月 30 日前一次性支付黎桂英院墙修复费人民币叁仟陆佰伍拾元整（￥3,650.00），"
    "逾期未付的，按全国银行间同业拆借中心公布的一年期贷款市场报价利率计付利息。",
    "黎桂英收到上述款项后自行修复院墙，不再就同一院墙的开裂向覃𬭎主张任何费用；"
    "修复期间覃𬭎同意为施工人员通行提供方便。",
    "双方今后在相邻通行、排水、采光方面互谅互让，任何一方改动排水设施之前应当提前七日书面告知对方，"
    "协商不成的，再次申请人民调解委员会调解。",
    "任何一方不履行本协议约定的，另一方可以就调解协议的履行向人民法院提起诉讼；"
    "双方同意共同向有管辖权的人民法院申请司法确认。",
    "本协议履行完毕后，双方就本次纠纷再无其他争议，互不追究其他责任。",
)


def agreement_file() -> CaseFile:
    """Return a case with an agreement of two people, six clauses and a payment: three pages."""
    case = Case(
        pack="people",
        title="黎桂英与覃𬭎邻里纠纷",
        number="（2025）正阳人调字第3号",
        dispute_type="邻里纠纷",
        facts="双方房屋相邻。2025 年 3 月覃𬭎翻修排水沟，雨水流入黎桂英院内，致其院墙开裂。" * 6,
        requests=("恢复排水沟原状", "赔偿院墙修复费"),
        amount_in_dispute=365_000,
        registered_on=DAY,
        accepted_on=DAY,
        mediator="莫志强",
        recorder="陆小明",
    )
    parties = [
        Party(
            case_id=case.id,
            role=role,
            position=place,
            name=name,
            sex="女",
            ethnicity="壮族",
            birth_date=date(1985, 3, 15),
            occupation="农民",
            phone="13800000000",
            id_kind="居民身份证",
            id_number="450405198503150021",
            address="广西壮族自治区梧州市长洲区倒水镇正阳村一组",
        )
        for place, (role, name) in enumerate(
            [(PartyRole.APPLICANT, "黎桂英"), (PartyRole.RESPONDENT, "覃𬭎")]
        )
    ]
    agreement = MediationAgreement(
        case_id=case.id,
        form=AgreementForm.WRITTEN,
        number=case.number,
        facts=case.facts,
        responsibility="覃𬭎未与邻居商量即改动排水沟，应承担修复责任；黎桂英自愿放弃其他请求。",
        performance="现金支付，当面点清；恢复原状由双方到场确认。",
        agreed_on=DAY,
        copies=3,
    )
    clauses = [
        Clause(
            case_id=case.id,
            agreement_id=agreement.id,
            position=place,
            text=text,
            kind=ClauseKind.ACTION,
        )
        for place, text in enumerate(CLAUSES, 1)
    ]
    payment = Obligation(
        case_id=case.id,
        agreement_id=agreement.id,
        position=1,
        obligor_id=parties[1].id,
        obligee_id=parties[0].id,
        amount=365_000,
        due_on=date(2025, 4, 30),
        method="现金",
    )
    return CaseFile(
        office=Office(code="450405", name="长洲区倒水镇正阳村人民调解委员会", number_prefix="正阳"),
        case=case,
        parties=tuple(parties),
        agreements=(agreement,),
        clauses=tuple(clauses),
        obligations=(payment,),
    )
