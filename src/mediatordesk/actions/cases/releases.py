"""The director's release: a held case goes on, and the file says who let it and why."""

from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import FieldMissing
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added, tidy
from mediatordesk.core.releases import Release
from mediatordesk.core.texts import N_
from mediatordesk.forms import Stage
from mediatordesk.forms.facts.screening import is_sign


class NothingHeld(DeskError):
    """There is nothing that the director could release."""

    happened = N_("Nothing holds this case back, so there is nothing to release.")
    kept = N_("Nothing was changed.")
    to_do = N_("“case check” says what stands in the way; other findings have to be corrected.")


def release_case(desk: Desk, file: CaseFile, reason: str, director: str = "") -> Change:
    """Let a held case go on in spite of the signs that are found now; another one holds it again.

    The director is the office's unless one is named. NothingHeld, FieldMissing for no reason.
    """
    if not tidy(reason):
        raise FieldMissing(field="reason")
    who = tidy(director) or desk.office.director
    if not who:
        raise FieldMissing(field="director")
    codes = held_codes(desk, file)
    if not codes:
        raise NothingHeld
    release = Release(
        case_id=file.case.id,
        released_at=desk.clock.now(),
        director=who,
        reason=tidy(reason),
        codes=codes,
    )
    return desk.commit([added(release)])


def held_codes(desk: Desk, file: CaseFile) -> tuple[str, ...]:
    """Return the signs that hold a case before signing or before the court; empty if none does."""
    found = [one for stage in (Stage.SIGN, Stage.COURT) for one in check_case(desk, file, stage)]
    signs = [one for one in found if is_sign(one)]
    if not any(one.blocks for one in signs):
        return ()
    return tuple(dict.fromkeys(one.code for one in signs))
