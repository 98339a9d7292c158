"""What left the desk, and what came back: hand-overs, their receipts, and who is waited for."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from mediatordesk.actions.cases.entered_parts import numbered_part
from mediatordesk.actions.cases.intake import element_written
from mediatordesk.actions.cases.periods import begun_periods, met_periods
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.handover.exports import COURT, Exported
from mediatordesk.actions.handover.received_files import keep_received
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.deadlines import Unit, deadline
from mediatordesk.core.entries import FieldMissing
from mediatordesk.core.errors import DeskError
from mediatordesk.core.handovers import Handover
from mediatordesk.core.periods import Period
from mediatordesk.core.records import added, changed, tidy
from mediatordesk.core.texts import N_

RECEIPT = "R01"
"""The period in which the receipt of a packet should come; it is ours, no law knows it."""
RECEIPT_DAYS = 7
APPLIED = "confirmation_applied"
"""The event that a court has been applied to; the pack's field of its day has the same name."""


class ReceivedBefore(DeskError):
    """The receipt of a packet says a day before it was made, or after today."""

    happened = N_("The receipt cannot be of {day}: the packet was made on {made}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check the day on the receipt and enter it again.")


class ReceiptThere(DeskError):
    """A packet's receipt was noted before, and says something else."""

    happened = N_("The receipt of this packet is noted already: {name}, {day}.")
    kept = N_("It stays as it was noted.")
    to_do = N_("Check which packet the receipt is for; “packet list” shows them all.")


def note_handed_over(desk: Desk, file: CaseFile, way: str, made: Exported) -> Handover:
    """Note that a packet has left the desk; the period to apply to a court in is met.

    A receipt is waited for from now on. The very same packet to the same receiver is noted once.
    """
    for one in file.handovers:
        if (one.sha256, one.receiver) == (made.packet.sha256, made.receiver):
            return one
    handed = Handover(
        case_id=file.case.id,
        agreement_id=made.agreement,
        way=way,
        receiver=made.receiver,
        made_at=desk.clock.now(),
        sha256=made.packet.sha256,
        zip_sha256=hashlib.sha256(made.data).hexdigest(),
        files=made.files,
    )
    met = _applied(desk, file, made) if way == COURT else []
    desk.commit([added(handed), added(_awaited(desk, handed)), *met])
    return handed


def note_receipt(
    desk: Desk,
    file: CaseFile,
    number: object,
    *,
    by: str,
    on: date,
    means: str = "",
    scan: Path | None = None,
) -> Change | None:
    """Note who received a packet, when and how; `number` is its place in the case, from 1.

    None if the very same is noted already. ReceivedBefore, ReceiptThere, BadEntry, FileRefused.
    """
    handed = numbered_part("--number", file.handovers, number)
    if not tidy(by):
        raise FieldMissing(field="received_by")
    if not handed.made_at.date() <= on <= desk.clock.today():
        raise ReceivedBefore(day=on, made=handed.made_at.date())
    sha256, kept = keep_received(desk, file.case.id, scan)
    after = replace(
        handed,
        received_by=tidy(by),
        received_on=on,
        means=tidy(means) or handed.means,
        receipt_sha256=sha256 or handed.receipt_sha256,
    )
    if handed.received_on and (handed.received_by, handed.received_on) != (after.received_by, on):
        raise ReceiptThere(name=handed.received_by, day=handed.received_on)
    if after == handed:
        return None
    return desk.commit([*kept, changed(handed, after), *receipt_met(file, handed, on)])


def receipt_met(file: CaseFile, handed: Handover, on: date) -> list[Op]:
    """Return the operations that end the waiting for a receipt."""
    return [
        changed(period, replace(period, met_on=on))
        for period in file.periods
        if (period.code, period.about, period.met_on) == (RECEIPT, handed.id, None)
    ]


def _awaited(desk: Desk, handed: Handover) -> Period:
    """Return the period after which somebody asks for the receipt."""
    day0 = handed.made_at.date()
    counted = deadline(day0, RECEIPT_DAYS, Unit.CALENDAR_DAY, desk.calendar)
    return Period(
        case_id=handed.case_id,
        code=RECEIPT,
        title=f"取得移交回执（{handed.receiver}）",
        day0=day0,
        due_on=counted.due,
        rolled_from=counted.rolled_from,
        safe_on=counted.safe_day,
        provisional=counted.provisional,
        about=handed.id,
    )


def _applied(desk: Desk, file: CaseFile, made: Exported) -> list[Op]:
    """Return the operations that say the court was applied to, and what that begins and ends."""
    today = desk.clock.today()
    met = met_periods(desk, file, APPLIED, today, about=made.agreement)
    asked = {one.name for one in desk.packs.pack(file.case.pack).fields()}
    if APPLIED not in asked or file.elements.get(APPLIED):
        return met
    day = today.isoformat()
    after = replace(file, elements={**file.elements, APPLIED: day})
    return [*met, *element_written(file, APPLIED, day), *begun_periods(desk, after)]
