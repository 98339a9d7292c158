"""A colleague's laptop for the pictures: it brings a case, and a telephone number that differs."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.sending.enrolment import enrolment_request, take_grant
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.centre.inbox import Centre
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Operator
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added, changed
from mediatordesk.keys.slot_file import Cost
from mediatordesk.sync.mailbox.folder import FolderMailbox

PASSPHRASE = "七个 不相干 的 词 e<f"  # noqa: S105 - of a desk that lives for the pictures
COMMON, BROUGHT = "李阿强与莫志强相邻排水纠纷", "覃𬭎与韦㛃宅基地纠纷"


def let_colleague_write(desk: Desk, demo: Path, shared: Path) -> None:
    """Let a second laptop of the office exchange with the desk through a shared folder.

    What the desk has sent so far comes with the demo's stick.
    """
    at = shared.parent / "中心"
    shutil.copytree(demo / "中心", at)
    shutil.copytree(demo / "U盘", shared, dirs_exist_ok=True)
    house, mailbox = Centre.open(at, clock=desk.clock), FolderMailbox(shared)
    colleague = new_desk(
        shared.parent / "同事的电脑",
        desk.office,
        Operator(name="覃𬭎"),
        PASSPHRASE,
        places=desk.places,
        clock=desk.clock,
        cost=Cost(8, 1),
    ).desk
    take_grant(colleague, house.enrol(enrolment_request(colleague)).grant)
    case = Case(pack="people", title=COMMON, facts="排水沟改道")
    party = Party(case_id=case.id, role=PartyRole.APPLICANT, name="李阿强", phone="13800004521")
    desk.commit([added(case), added(party)])
    exchange = partial(_exchange, (desk, colleague), shared.as_uri())
    exchange()
    house.receive(mailbox)
    exchange()
    for one, phone in ((desk, "13800004512"), (colleague, "13800004251")):
        before = one.store.get(Party, party.id)
        one.commit([changed(before, replace(before, phone=phone))])
    colleague.commit([added(Case(pack="people", title=BROUGHT, facts="宅基地"))])
    exchange()
    colleague.close()


def _exchange(desks: Sequence[Desk], address: str) -> None:
    """Let desks exchange at one place until each has what the others wrote."""
    for desk in (*desks, *desks):
        sync(desk, address)
