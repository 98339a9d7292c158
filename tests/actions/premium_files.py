"""The case file of scenario 1: a social-insurance premium dispute, with both agreements."""

import json
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
from mediatordesk.core.routing import Hop

from .scenario_files import company, consents


def premiums() -> CaseFile:
    """Return scenario 1: a premium dispute at the window, with both agreements."""
    office = Office(
        code="450405101999",
        name="正阳村社会保险费缴费争议受理窗口",
        number_prefix="正阳",
        phone="0774-3800001",
    )
    case = Case(
        pack="social-insurance",
        title="覃𬭎与梧州市某塑料制品有限公司社会保险费缴费争议",
        number="（2024）正阳人调字第1号",
        channel="window",
        dispute_type="L1",
        facts="覃𬭎2024年1月至3月在公司工作，月工资5,000.00元，公司未为其办理参保登记，未缴纳社会保险费。",
        requests=("公司为其办理参保登记并补缴2024年1月至3月社会保险费",),
        registered_on=date(2024, 6, 3),
        accepted_on=date(2024, 6, 3),
        registrar="李秀兰",
        committee="正阳村人民调解委员会",
        mediator="黄文德",
        recorder="李秀兰",
    )
    worker = Party(
        case_id=case.id,
        role=PartyRole.APPLICANT,
        name="覃𬭎",
        sex="男",
        ethnicity="壮族",
        occupation="工人",
        phone="13800000001",
        id_number="450405197911023158",
        address="正阳村三组7号",
    )
    firm = company(case, position=1)
    premium, subsidy = (
        MediationAgreement(
            case_id=case.id,
            form=AgreementForm.WRITTEN,
            number=f"（2024）正阳人调字第{n}号",
            position=n,
            agreed_on=day,
        )
        for n, day in ((1, date(2024, 6, 12)), (2, date(2024, 7, 3)))
    )
    promise = (
        "公司不迟于2024年6月28日（含当日）向社保经办机构、主管税务机关申请办理补缴，"
        "具体金额以核定为准，滞纳金由公司承担；职工配合提供材料并承担依法应由个人缴纳部分"
        "（测算1,200.00元，以核定为准）"
    )
    returned = (
        "覃𬭎向公司返还社保补贴人民币陆佰元整（￥600.00），不迟于2024年7月3日（含当日）一次付清"
    )
    clauses = (
        Clause(
            case_id=case.id,
            agreement_id=premium.id,
            position=1,
            text=promise,
            kind=ClauseKind.STATUTORY_PREMIUM,
        ),
        Clause(
            case_id=case.id,
            agreement_id=subsidy.id,
            position=1,
            text=returned,
            kind=ClauseKind.PAYMENT,
        ),
    )
    obligations = (
        Obligation(
            case_id=case.id,
            agreement_id=premium.id,
            position=1,
            obligor_id=firm.id,
            obligee_id=worker.id,
            action="向社保经办机构、主管税务机关申请办理补缴",
            due_on=date(2024, 6, 28),
        ),
        Obligation(
            case_id=case.id,
            agreement_id=subsidy.id,
            position=1,
            obligor_id=worker.id,
            obligee_id=firm.id,
            amount=60_000,
            due_on=date(2024, 7, 3),
            method="以现金支付，公司出具收条",
        ),
    )
    hops = (
        Hop(
            case_id=case.id,
            position=1,
            from_office="正阳村窗口",
            to_office="长洲镇窗口",
            matter="参保登记、补缴",
            sent_on=date(2024, 6, 3),
            receiver="陈某",
            received_on=date(2024, 6, 4),
            receipt_no="长镇收〔2024〕11号",
        ),
        Hop(
            case_id=case.id,
            position=2,
            from_office="长洲镇窗口",
            to_office="国家税务总局梧州市长洲区税务局",
            matter="测算应缴金额和滞纳金",
            sent_on=date(2024, 6, 4),
            receiver="韦某",
            received_on=date(2024, 6, 5),
            receipt_no="长税收〔2024〕35号",
            reply="测算已附",
            replied_on=date(2024, 6, 6),
        ),
    )
    return CaseFile(
        office=office,
        case=case,
        parties=(worker, firm),
        consents=consents(case, (worker, firm)),
        agreements=(premium, subsidy),
        clauses=clauses,
        obligations=obligations,
        hops=hops,
        elements=premium_elements(),
    )


def premium_elements() -> dict[str, str]:
    """Return what the window entered: every month with its rates, the medical one unknown."""
    months = [
        {
            "insurance": insurance,
            "month": f"2024-0{n}",
            "base": "500000",
            "employer_rate": employer,
            "employee_rate": employee,
            "due": due,
        }
        for insurance, employer, employee in (
            ("职工基本养老", "16", "8"),
            ("失业", "0.5", "0.5"),
            ("医保", "", "2"),
        )
        for n, due in ((1, "2024-01-31"), (2, "2024-02-29"), (3, "2024-03-31"))
    ]
    return {
        "premium_types": json.dumps(["P01", "P04"]),
        "window": "正阳村社会保险费缴费争议受理窗口",
        "window_code": "450405101999",
        "first_contact_owner": "李秀兰",
        "payer_kind": "worker",
        "insurances": json.dumps(["pension", "unemployment", "medical"]),
        "period_from": "2024-01",
        "period_to": "2024-03",
        "actual_wage": "500000",
        "paid_on": "2024-06-30",
        "people_count": "1",
        "materials": "身份证复印件、工资银行流水、考勤表",
        "risk_level": "none",
        "premium_months": json.dumps(months, ensure_ascii=False),
    }
