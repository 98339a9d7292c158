"""The register of courts, and which of them may confirm an agreement."""

from dataclasses import replace
from uuid import UUID

from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.intake import set_field
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.desk_facts import courts_of, facts_on_desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.courts import Court
from mediatordesk.core.entries import FieldMissing, entered
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added, changed
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.area_codes import read_area_codes
from mediatordesk.forms.checks.jurisdiction import Jurisdiction, jurisdiction


class NotCompetent(DeskError):
    """A court that may not confirm the agreement."""

    happened = N_("{court} was not chosen: it may not confirm this agreement. {why}")
    kept = N_("The case is as it was.")
    to_do = N_("Choose one of these: {courts}.")


def note_court(desk: Desk, data: Data) -> Change:
    """Enter a court into the register, or correct the one of that name."""
    if not data.get("name"):
        raise FieldMissing(field="name")
    new = entered(Court, data)
    known = {one.name: one for one in courts_of(desk.store)}
    before = known.get(new.name)
    if before is None:
        return desk.commit([added(new)])
    given = {name: getattr(new, name) for name in data}
    return desk.commit([changed(before, replace(before, **given))])


def courts_for(desk: Desk, file: CaseFile, agreement: UUID) -> Jurisdiction:
    """Return the courts that may confirm an agreement of a case, with reason and law."""
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    told = jurisdiction(pack, facts_on_desk(desk, file), agreement=str(agreement), on=today)
    codes = read_area_codes(desk.places.codes)
    named = (replace(one, place=codes.name_of(one.district)) for one in told.candidates)
    return replace(told, candidates=tuple(named))


def choose_court(desk: Desk, file: CaseFile, agreement: UUID, name: str) -> Change:
    """Choose the court that D24 is addressed to; NotCompetent if it may not confirm."""
    told = courts_for(desk, file, agreement)
    if name not in told.names:
        known = _(", ").join(told.names) or _("none")
        raise NotCompetent(court=name, why=told.refused, courts=known)
    return set_field(desk, file.case.id, "court", name)


def invitation_gaps(desk: Desk, file: CaseFile) -> tuple[Court, ...]:
    """Return the court that referred a case if its invitation did not cover it on that day."""
    day = file.case.accepted_on or file.case.registered_on or desk.clock.today()
    name = file.elements.get("referring_court", "")
    return tuple(
        one
        for one in courts_of(desk.store)
        if one.name == name and not one.invites(file.case.dispute_type, day)
    )
