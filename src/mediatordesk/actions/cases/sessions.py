"""Mediation sessions: the record of one, how it was held, and what must not be held (D13)."""

from mediatordesk.actions.cases.checks import require_free
from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.rows import added_row
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.entries import entered
from mediatordesk.core.records import added, changed
from mediatordesk.core.sessions import SessionRecord
from mediatordesk.forms import Stage

MODES = "session_modes"
"""The pack's table that says of each session: face to face or apart, on the spot or online."""
JOINT, APART = "joint_session", "caucus"
_HOW = ("mode", "setting", "attendance")


def hold_session(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Record a mediation session (调解记录); `mode` is joint_session unless it is caucus.

    Stopped where the pack forbids it: both sides together under a protection order, a panel
    without a lead, a mediator who must first disclose. WrongEntry for a mode there is not.
    """
    how = {name: data[name] for name in _HOW if name in data}
    rest = {name: one for name, one in data.items() if name not in _HOW}
    record = entered(SessionRecord, rest, case_id=file.case.id, held_at=desk.clock.now())
    written = _mode_written(desk, file, record, how)
    require_free(desk, file, Stage.CAUCUS if how.get("mode") == APART else Stage.SESSION)
    case = file.case
    moved = case if case.status is CaseStatus.AGREED else case.moved(CaseStatus.IN_SESSION)
    return desk.commit([added(record), *written, changed(case, moved)])


def _mode_written(desk: Desk, file: CaseFile, record: SessionRecord, how: Data) -> list[Op]:
    """Return what notes how a session was held, if it was said. WrongEntry."""
    pack = desk.packs.pack(file.case.pack)
    table = next((one for one in pack.fields() if one.name == MODES), None)
    if table is None or not how:
        return []
    return added_row(file, table, {"mode": JOINT, **how, "session": str(record.id)})
