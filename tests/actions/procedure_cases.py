"""A case with a panel, a recusal, investigations, evidence and an overdue duty, with hard names."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.intake import add_case
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import add_file
from mediatordesk.actions.papers.papers import MadePaper, make_paper, subjects_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.store import read_case_file

from .scenario_files import wages
from .template_desks import laptop

WORKER, FIRM, FRIEND = "覃𬭎", "O'Brien & Sons", "Nguyễn Văn Đức"
RECEIPT = ("工资条 a<b.txt", "2025年3月工资：未发放".encode())
PHOTO = ("厂牌 & 考勤.txt", "覃𬭎，工号a<b".encode())
INTAKE: dict[str, Any] = {
    "pack": "people",
    "dispute_type": "10",
    "source": "application",
    "committee": "正阳村人民调解委员会",
    "mediator": "黄文德",
    "recorder": "李秀兰",
    "registrar": "李秀兰",
    "facts": "覃𬭎在O'Brien & Sons工作，2025年3月起公司以“业绩a<b”为由停发工资，双方发生争议。",
    "requests": ["支付2025年3月工资16,500.00元", "支付经济补偿20,000.00元"],
    "parties": [
        {
            "role": "applicant",
            "name": WORKER,
            "sex": "女",
            "ethnicity": "壮族",
            "id_number": "45040519910216032X",
            "phone": "13800000003",
            "occupation": "工人",
            "address": "梧州市长洲区长洲镇正阳村五组12号",
        },
        {
            "role": "respondent",
            "kind": "organisation",
            "name": FIRM,
            "id_number": "914504059458073055",
            "phone": "13800000002",
            "address": "梧州市长洲区长洲镇工业路8号",
            "legal_representative": "梁志强",
            "representative_post": "经理",
        },
        {
            "role": "third_party",
            "name": FRIEND,
            "sex": "男",
            "ethnicity": "京族",
            "id_kind": "护照",
            "id_number": "C56041386",
            "phone": "13800000009",
            "occupation": "班组长",
            "address": "梧州市长洲区长洲镇正阳村一组1号",
        },
    ],
    "elements": {"application_received": "2025-04-06"},
}
REFUSAL = {
    "reasons": ["other_side_refuses", "other"],
    "other": "被申请人O'Brien & Sons来函称“a<b”",
    "routes": "可以自知道权利被侵害之日起一年内向梧州市长洲区劳动人事争议仲裁委员会申请仲裁。",
}
PANEL = (
    {"name": "黄文德", "role": "lead", "post": "正阳村人民调解委员会主任"},
    {"name": "农美华", "role": "member", "post": "长洲镇司法所", "chosen_by": WORKER},
    {"name": "韦a<b", "role": "member", "chosen_by": FIRM},
    {"name": "Lê Thị Hồng", "role": "expert", "post": "O'Brien & Sons前会计"},
    {"name": "陆春生", "role": "invitee", "post": "正阳村五组组长"},
)
RECUSAL = {
    "mediator": "农美华",
    "applicant": FIRM,
    "reason": "relative",
    "facts": "农美华是覃𬭎的表姐，\n两人同住正阳村五组。",
    "requested_on": "2025-04-08",
}
DECISION = {
    "mediator": "农美华",
    "result": "granted",
    "replaced_by": "苏文德",
    "why": "农美华与覃𬭎有近亲属关系",
    "decided_by": "director",
    "decided_on": "2025-04-09",
}
APPOINTMENT = {
    "time": "2025-04-10T09:05",
    "place": "正阳村人民调解委员会调解室",
    "guests": "陆春生",
    "bring": "身份证件、劳动合同、工资条",
}
INVESTIGATION = {
    "person": FRIEND,
    "time": "2025年4月9日15时20分",
    "place": "O'Brien & Sons厂门口",
    "sex": "男",
    "ethnicity": "京族",
    "age": 38,
    "occupation": "班组长",
    "phone": "13800000009",
    "address": "正阳村一组1号",
    "relation": "覃𬭎的同事",
    "text": "问：请说明你的身份。\n答：我是O'Brien & Sons的班组长。\n"
    "问：覃𬭎2025年3月是否上班？\n答：上班，考勤表上写着“a<b”。",
}
EVIDENCE = (
    {
        "name": "劳动合同",
        "kind": "document",
        "form": "copy",
        "pages": 4,
        "provider": WORKER,
        "provided_on": "2025-04-08",
        "proves": "双方存在劳动关系",
        "opinion": "无异议",
    },
    {
        "name": "2025年3月工资条",
        "kind": "electronic",
        "form": "original",
        "pages": 1,
        "provider": WORKER,
        "proves": "公司没有发放a<b项工资",
        "file": RECEIPT[0],
    },
)
EXTENSION = {"reason": "O'Brien & Sons需要核对考勤记录", "until": "2025-05-20"}
SESSION = {
    "place": "正阳村人民调解委员会调解室",
    "text": "双方陈述。\n双方同意分期支付。",
    "outcome": "达成协议",
    "agreed": True,
}
AGREEMENT: dict[str, Any] = {
    "clauses": [{"text": "O'Brien & Sons分两期向覃𬭎支付工资和经济补偿。", "kind": "payment"}],
    "obligations": [
        {"obligor": FIRM, "obligee": WORKER, "amount": "20000.00", "due_on": "2025-05-20"},
        {"obligor": FIRM, "obligee": WORKER, "amount": "16500.00", "due_on": "2025-06-20"},
    ],
}
STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("2025-04-07", "accept", {}),
    *(("2025-04-08", "panel", row) for row in PANEL),
    ("2025-04-08", "recuse", RECUSAL),
    ("2025-04-09", "decide-recusal", DECISION),
    ("2025-04-09", "investigate", INVESTIGATION),
    *(("2025-04-09", "evidence", row) for row in EVIDENCE),
    ("2025-04-09", "appoint", APPOINTMENT),
    ("2025-04-10", "session", SESSION),
    ("2025-05-06", "extend", EXTENSION),
    ("2025-05-12", "agree", AGREEMENT),
)


@dataclass(frozen=True)
class Played:
    """A desk and a case that was registered there."""

    desk: Desk
    case: Case

    @property
    def file(self) -> CaseFile:
        """Return the case's file as it stands."""
        return read_case_file(self.desk.store, self.case.id)

    def do(self, day: str, step: str, data: dict[str, Any]) -> None:
        """Take a step on a day."""
        do_step(self.on(day), self.case.id, step, data)

    def on(self, day: str) -> Desk:
        """Return the desk on a day, at nine."""
        moment = datetime.fromisoformat(f"{day}T09:00").replace(tzinfo=CHINA)
        return self.desk.at(Clock.typed(moment))

    def made(self, code: str, day: str = "2025-05-30", name: str = "") -> MadePaper:
        """Make a paper on a day, about whom or what is named."""
        kind = self.desk.packs.pack(self.case.pack).paper(code)
        about = subjects_of(self.file, kind)[name] if name else None
        return make_paper(self.on(day), self.file, code, about=about)


def registered(folder: Path, **changes: Any) -> Played:
    """Return a desk where the case was registered on 7 April 2025, and no more."""
    desk = laptop(folder, wages())
    moment = datetime(2025, 4, 7, 9, tzinfo=CHINA)
    case = add_case(desk.at(Clock.typed(moment)), INTAKE | changes).case
    return Played(desk, case)


def agreed(folder: Path) -> Played:
    """Return the case after all its steps, with two files handed in as evidence."""
    played = registered(folder)
    early, worker = played.on("2025-04-08"), played.file.parties[0]
    for name, content in (RECEIPT, PHOTO):
        add_file(early, played.file, name, content, "evidence", worker)
    for day, step, data in STEPS:
        played.do(day, step, data)
    return played
