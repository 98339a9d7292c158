"""The order in which people were asked to sign: kept to, or noted where it was not."""

from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.ceremonies import CeremonyNote, CeremonyStep
from mediatordesk.core.changes import Op
from mediatordesk.core.papers import Paper, Signature
from mediatordesk.core.records import added
from mediatordesk.core.texts import _

BETWEEN = "、"
"""What stands between the names of an order that was fixed."""


def order_of(file: CaseFile, paper_id: UUID) -> tuple[str, ...]:
    """Return in which order people were asked to sign a paper: the newest note; empty if none."""
    fixed = [one for one in file.ceremony_of(paper_id) if one.step is CeremonyStep.ORDER]
    return tuple(filter(None, fixed[-1].remark.split(BETWEEN))) if fixed else ()


def order_notes(desk: Desk, file: CaseFile, paper: Paper, signature: Signature) -> list[Op]:
    """Return the note of a signature given before those who were to sign first.

    No law wants an order, so the signature counts; that the agreed one was left is noted.
    """
    order = order_of(file, paper.id)
    party = next((one.name for one in file.parties if one.id == signature.party_id), "")
    turn = next((n for n, one in enumerate(order) if one in {signature.name, party}), 0)
    if not turn:
        return []
    given = _given(file, paper)
    skipped = [one for one in order[:turn] if one not in given]
    if not skipped:
        return []
    note = CeremonyNote(
        case_id=file.case.id,
        paper_id=paper.id,
        step=CeremonyStep.OUT_OF_ORDER,
        happened_at=desk.clock.now(),
        party_id=signature.party_id,
        person=signature.name,
        remark=_("before {names}").format(names=BETWEEN.join(skipped)),
    )
    return [added(note)]


def _given(file: CaseFile, paper: Paper) -> set[str]:
    """Return who has signed a paper, and the parties for whom somebody has."""
    signatures = file.signatures_on(paper.id)
    signed = {one.party_id for one in signatures}
    return {one.name for one in signatures} | {one.name for one in file.parties if one.id in signed}
