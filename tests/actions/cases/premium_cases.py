"""A case at the window of 正阳村, and its steps at the hours they are taken."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.intake import add_case
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.clock import Clock
from mediatordesk.store import read_case_file
from tests.actions.shared_desks import made_by_li

WINDOW = "正阳村社会保险费缴费争议受理窗口"
TOWN = "长洲镇社会保险费缴费争议受理窗口"
TAX = "长洲区税务局"
PERSON = {
    "role": "applicant",
    "name": "覃𬭎",
    "sex": "男",
    "ethnicity": "壮族",
    "id_number": "450405197911023158",
    "phone": "13800000001",
    "address": "正阳村三组7号",
}
COMPANY = {
    "role": "respondent",
    "kind": "organisation",
    "name": "O'Brien & Sons 塑料制品有限公司",
    "id_number": "914504059458073055",
    "address": "长洲镇工业路8号",
    "legal_representative": "梁志强",
    "phone": "13800000002",
}


@dataclass(frozen=True)
class PremiumCase:
    """A desk with one case, and the steps of it."""

    desk: Desk
    id: UUID

    @property
    def file(self) -> CaseFile:
        """Return the case as it stands now."""
        return read_case_file(self.desk.store, self.id)

    def at(self, moment: str) -> Desk:
        """Return the desk at an hour."""
        return self.desk.at(Clock.typed(datetime.fromisoformat(moment)))

    def do(self, moment: str, step: str, **entries: Any) -> CaseFile:
        """Take a step at an hour and return the case after it."""
        do_step(self.at(moment), self.id, step, entries)
        return self.file

    def period(self, code: str) -> Any:
        """Return a period of the case."""
        [found] = [one for one in self.file.periods if one.code == code]
        return found


def premium_case(folder: Path, *, channel: str = "窗口", **elements: Any) -> PremiumCase:
    """Register a case at 正阳村's window on 2024-06-03."""
    desk = made_by_li(folder).desk
    asked = {
        "premium_types": ["P01", "P04"],
        "window": WINDOW,
        "window_code": "450405101999",
        "first_contact_owner": "李秀兰",
    }
    intake = {
        "pack": "social-insurance",
        "channel": channel,
        "facts": "公司自2024年1月起未办理参保登记。",
        "parties": [PERSON, COMPANY],
        "elements": asked | elements,
    }
    made = replace(desk, clock=Clock.typed(datetime.fromisoformat("2024-06-03T09:00")))
    return PremiumCase(desk, add_case(made, intake).case.id)


def agreed_on(
    case: PremiumCase, *texts: str, at: str = "2024-06-12T10:00", step: str = "agree", **more: Any
) -> CaseFile:
    """Let both sides agree on clauses in these words."""
    owed = {
        "obligor": COMPANY["name"],
        "obligee": PERSON["name"],
        "action": "申请办理补缴",
        "due_on": "2024-06-28",
    }
    clauses = [{"kind": "action", "text": one} for one in texts]
    return case.do(at, step, agreed_on=at[:10], clauses=clauses, obligations=[owed], **more)
