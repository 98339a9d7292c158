"""The way of a case from office to office (流转): passed on, signed for, answered, sent back.

The window that took the case stays owner of the reply (一窗受理, domain.md 6.6).
"""

import json
from dataclasses import replace
from datetime import date

from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.intake import element_written
from mediatordesk.actions.cases.letters import numbered_letter
from mediatordesk.actions.cases.periods import met_periods
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.deadlines import Unit, deadline
from mediatordesk.core.entries import BadEntry, FieldMissing, entered, entry
from mediatordesk.core.records import added, changed, tidy
from mediatordesk.core.routing import Hop, HopKind
from mediatordesk.forms import Field
from mediatordesk.forms.intake.element_entries import entered_element

DAYS_TO_ANSWER = "hop_working_days"
"""The setting: working days that an office has to answer, where the hop itself names no day."""
RETURNED = "退回："


def refer(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Pass the case on to an office (流转); the window that took it stays owner of the reply.

    `tier` says at which tier it is handled from now on; a letter (referral, clue) takes what else
    the pack asks for it, and gets its number. A hop without `due_on` has the office's own working
    days to answer, if any are set.
    """
    today, asked = desk.clock.today(), {one.name for one in fields_of(desk, file)}
    rest = {name: value for name, value in data.items() if name not in asked | {"tier"}}
    answers = {name: value for name, value in data.items() if name in asked - {"tier"}}
    hop = entered(
        Hop,
        {"from_office": _sender(file)} | rest,
        case_id=file.case.id,
        position=len(file.hops) + 1,
        sent_on=today,
    )
    if hop.kind is not HopKind.ROUTING:
        hop, used = numbered_letter(desk, hop)
        return desk.commit([added(hop), *used, *answers_written(desk, file, answers)])
    hop = hop if hop.due_on else replace(hop, due_on=_day_of_answer(desk, file, today))
    moved = element_typed(desk, file, "tier", str(data["tier"])) if "tier" in data else []
    noted = [added(hop), *moved, *answers_written(desk, file, answers)]
    return desk.commit([*noted, *met_periods(desk, file, "first_routed", today)])


def receive_referral(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Note the receipt or the reply of an office that the case was passed to.

    `returned` is why it sent the case back; it stands as its reply.
    """
    waiting = [hop for hop in file.hops if hop.to_office == data.get("to_office")]
    if not waiting:
        raise BadEntry(field="to_office", text=data.get("to_office"))
    hop, today = waiting[-1], desk.clock.today()
    returned = tidy(str(data.get("returned", "")))
    reply = RETURNED + returned if returned else tidy(str(data.get("reply", hop.reply)))
    after = replace(
        hop,
        receiver=tidy(str(data.get("receiver", hop.receiver))),
        receipt_no=tidy(str(data.get("receipt_no", hop.receipt_no))),
        reply=reply,
        received_on=hop.received_on or today,
        replied_on=today if reply and not hop.replied_on else hop.replied_on,
        due_on=entry("due_on", date, data["due_on"]) if "due_on" in data else hop.due_on,
    )
    return desk.commit([changed(hop, after)])


def element_typed(desk: Desk, file: CaseFile, name: str, text: str) -> list[Op]:
    """Return the operations that write a pack's field as it is typed; WrongEntry, BadEntry."""
    pack = desk.packs.pack(file.case.pack)
    if name not in {one.name for one in pack.fields()}:
        raise BadEntry(field=name, text=text)
    return element_written(file, name, entered_element(pack, name, text, file.case))


def answers_written(desk: Desk, file: CaseFile, answers: Data) -> list[Op]:
    """Return the operations that write several of a pack's fields; WrongEntry, BadEntry."""
    texts = {
        name: one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
        for name, one in answers.items()
    }
    return [op for name, text in texts.items() for op in element_typed(desk, file, name, text)]


def fields_of(desk: Desk, file: CaseFile) -> tuple[Field, ...]:
    """Return what a case's pack asks of it."""
    return desk.packs.pack(file.case.pack).fields()


def _sender(file: CaseFile) -> str:
    """Return who passes the case on where nobody is named: the window, else the office."""
    sender = file.elements.get("window") or file.office.name
    if not sender:
        raise FieldMissing(field="from_office")
    return sender


def _day_of_answer(desk: Desk, file: CaseFile, today: date) -> date | None:
    """Return the day by which an office should answer, by the setting; None if none is set."""
    settings = desk.packs.pack(file.case.pack).settings(today, file.settings)
    days = settings.get(DAYS_TO_ANSWER)
    return deadline(today, days, Unit.WORKING_DAY, desk.calendar).due if days else None
