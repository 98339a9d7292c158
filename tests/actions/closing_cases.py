"""A case that ends without an agreement, letters and reports about it, with hard names in it."""

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import make_paper, subjects_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added
from mediatordesk.store import read_case_file

from .scenario_files import wages
from .template_desks import laptop, register

FACTS = (
    {"fact": "2024年9月至2025年3月，覃𬭎在O'Brien & Sons <a<b>处工作。", "proof": "劳动合同"},
    {"fact": "双方确认2025年3月的工资没有支付。"},
)
FAILED: dict[str, Any] = {
    "termination_reasons": ["apart", "other"],
    "termination_explained": "公司负责人a<b失去联系",
    "remedy_arbitration": "梧州市长洲区劳动人事争议仲裁委员会",
    "remedy_arbitration_limit": "自知道或者应当知道权利被侵害之日起一年内",
    "remedy_court": "梧州市长洲区人民法院",
}
SERVED = {
    "recipient": "O'Brien & Sons <a<b>",
    "paper": "人民调解终止告知书（2025）正阳人调字第1号-终2\n无争议事实确认书",
    "copies": 2,
    "place": "梧州市长洲区长洲镇工业路8号",
    "method": "direct",
    "served_on": "2025-05-06",
    "received_by": "Nguyễn Văn Đức",
    "relation": "收发室工作人员",
    "server": "李秀兰",
}
MEETING = {
    "topic": "O'Brien & Sons <a<b>欠薪纠纷联合调处",
    "held_at": "2025年4月25日9时30分",
    "place": "长洲镇综治中心三楼会议室",
    "chair": "覃𬭎",
    "attendees": (
        "长洲镇综治中心：Nguyễn Văn Đức\n长洲区人力资源和社会保障局：农美华\n"
        "正阳村人民调解委员会：黄文德、李秀兰"
    ),
    "opinions": (
        "人社部门：公司应当先行支付无争议的工资。\n镇综治中心：由村委会每日走访，防止矛盾激化。"
    ),
    "conclusions": "公司于2025年4月30日前支付3月工资。\n其余争议由双方申请劳动仲裁。",
    "responsible": "长洲区人力资源和社会保障局",
    "due": "2025-04-30",
}
RISK = {
    "number": "正阳快报〔2025〕1号",
    "stage": "first",
    "level": "village",
    "occurred_at": "2025年4月24日15时",
    "place": "长洲镇工业路8号a<b厂区门口",
    "area_code": "450405101999",
    "people": 23,
    "amount": "365000.00",
    "demands": "O'Brien & Sons <a<b>的23名职工要求当日支付拖欠工资。",
    "risks": ["group_petition", "extreme_act"],
    "risk_level": "orange",
    "measures": "调解员黄文德到场劝导，职工代表覃𬭎同意在厂区内等候。\n已口头报告镇综治中心。",
    "support": "请派出所到场维持秩序。",
    "recipients": ["party_committee", "governance_center", "police"],
    "reporter": "李秀兰",
    "issuer": "Nguyễn Văn Đức",
    "reported_at": "2025年4月24日15时40分",
}
ASSESSED = {
    "topic": "长洲镇工业路片区欠薪纠纷",
    "kind": "report",
    "held_at": "2025年4月23日14时30分",
    "place": "正阳村村委会",
    "chair": "黄文德",
    "attendees": "村委会：覃𬭎、韦建国\n派出所：Nguyễn Văn Đức",
    "situation": "O'Brien & Sons <a<b>拖欠23名职工工资，涉及36.5万元。",
    "analysis": "公司账户仍有进款，具备支付能力。\n职工情绪激动，可能到镇政府聚集。",
    "risk_level": "orange",
    "measures": "每日走访，及时通报支付进展。\n引导职工通过调解和仲裁解决。",
    "responsible": "正阳村人民调解委员会",
    "due": "2025-05-10",
}
REFERRED = {
    "to_office": "梧州市长洲区劳动争议调解中心",
    "kind": "referral",
    "matter": "因争议涉及社会保险待遇，本委员会不便继续调解",
    "due_on": "2025-05-20",
    "referral_manner": "transferred",
    "referral_consent": (
        "覃𬭎、O'Brien & Sons <a<b>于2025年4月28日书面同意移送。\n收函单位已电话同意接收。"
    ),
    "referral_materials": "人民调解申请书1份\n劳动合同复印件1份",
}
CLUE = {
    "to_office": "梧州市公安局长洲分局",
    "kind": "clue",
    "matter": "借款人称60,000.00元现金没有收到，出借人在十二个月内另有四件同类案件",
    "due_on": "2025-05-30",
    "clue_kinds": ["false_mediation", "predatory_loan_scheme"],
    "clue_materials": "借条复印件1份\n银行流水1份",
}
CAME = {
    "referred_by": "梧州市长洲区人民法院",
    "referral_number": "（2025）桂0405诉前调委12号",
    "referral_received_on": "2025-04-07",
    "referral_due": "2025-05-07",
    "referral_source": "court",
}
CODES = (
    *("D19", "D20", "D27", "D28", "D29", "D30", "D31", "D31R"),
    *("D32", "D34", "D43", "D44", "D45", "D45R"),
)
STEPS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(("undisputed-fact", fact) for fact in FACTS),
    ("accept-referral", CAME),
    ("joint-meeting", MEETING),
    ("assessment", ASSESSED),
    ("risk-report", RISK),
    ("refer", REFERRED),
    ("refer", CLUE),
    (
        "receive",
        {
            "to_office": "梧州市公安局长洲分局",
            "receiver": "Nguyễn Văn Đức",
            "reply": "已立案侦查。\n请继续留意同类线索。",
        },
    ),
    ("serve", SERVED),
    ("fail", FAILED),
    ("answer-referral", {"reply_materials": "无争议事实确认书1份"}),
    ("close", {}),
)


def quarrel() -> CaseFile:
    """Return the case of wages with hard names in it, after sessions and before any end."""
    file = wages()
    worker, firm = file.parties
    third = Party(
        case_id=file.case.id,
        role=PartyRole.THIRD_PARTY,
        position=2,
        name="Nguyễn Văn Đức",
        phone="13800000009",
        address="梧州市长洲区长洲镇正阳村一组1号",
    )
    hard = (replace(worker, name="覃𬭎"), replace(firm, name="O'Brien & Sons <a<b>"), third)
    session = replace(
        file.sessions[0], agreed=False, outcome="双方对经济补偿分歧较大", guests=("韦建国",)
    )
    return CaseFile(
        office=file.office,
        case=replace(
            file.case,
            title="覃𬭎与O'Brien & Sons <a<b>劳动争议",
            facts="覃𬭎在O'Brien & Sons <a<b>工作，公司欠付工资和经济补偿共36,500.00元。",
            status=CaseStatus.IN_SESSION,
        ),
        parties=hard,
        sessions=(session,),
    )


def ended(folder: Path, *steps: tuple[str, dict[str, Any]]) -> tuple[Desk, CaseFile]:
    """Return a desk with the case after all steps, or after those that are named."""
    made = quarrel()
    desk = laptop(folder, made)
    desk.commit([added(one) for one in made.sessions])
    file = register(desk, made)
    for step, data in steps or STEPS:
        do_step(desk, file.case.id, step, data)
    return desk, read_case_file(desk.store, file.case.id)


def agreed(folder: Path, *steps: tuple[str, dict[str, Any]]) -> tuple[Desk, CaseFile]:
    """Return a desk with the case of wages, agreed on and partly paid, after these steps."""
    made = wages()
    case = replace(made.case, status=CaseStatus.AGREED)
    parts = (made.sessions, made.agreements, made.clauses, made.obligations, made.performances)
    desk = laptop(folder, made)
    desk.commit([added(one) for part in ((case,), made.parties, *parts) for one in part])
    for step, data in steps:
        do_step(desk, case.id, step, data)
    return desk, read_case_file(desk.store, case.id)


def made_papers(desk: Desk, file: CaseFile, code: str) -> list[tuple[str, bytes]]:
    """Make a paper for each that it is for; return whom or what, and the PDF."""
    kind = desk.packs.pack(file.case.pack).paper(code)
    subjects: dict[str, UUID | None] = {**subjects_of(file, kind)}
    return [
        (name, make_paper(desk, read_case_file(desk.store, file.case.id), code, about=about).pdf)
        for name, about in (subjects or {"": None}).items()
    ]
