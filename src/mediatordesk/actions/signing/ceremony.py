"""What happens around a signature: noted while it happens, and asked for before it."""

from collections.abc import Sequence

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.signing.paper_signing import NobodySigns, Replaced
from mediatordesk.actions.signing.places import Place, places_on
from mediatordesk.actions.signing.signing_order import BETWEEN
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.ceremonies import CEREMONY_WORDS, CeremonyNote, CeremonyStep
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper, SignerRole
from mediatordesk.core.records import added, tidy
from mediatordesk.core.texts import N_, _

NOTED = (
    CeremonyStep.PRESENT,
    CeremonyStep.READ_ALOUD,
    CeremonyStep.IDENTITY_CHECKED,
    CeremonyStep.ORDER,
    CeremonyStep.REFUSED,
)
"""What a person notes; the other moments are noted by the desk itself."""


class NobodyNamed(DeskError):
    """A note of the signing log that does not say who. Fields: step."""

    happened = N_("The note “{step}” does not say who it is about.")
    kept = N_("Nothing was noted.")
    to_do = N_("Name the person; for an order of signing, name everybody one after another.")

    def words(self) -> dict[str, object]:
        """Return the step as people call it."""
        return {"step": _(CEREMONY_WORDS[CeremonyStep(str(self.fields["step"]))])}


class HasSigned(DeskError):
    """Somebody is said to refuse who has signed. Fields: name, paper, day."""

    happened = N_("{name} has signed {paper} on {day}, and so did not refuse it.")
    kept = N_("The signature stands, and nothing was noted.")
    to_do = N_("If the text has to change, make a new version of the paper.")


def note_ceremony(
    desk: Desk,
    file: CaseFile,
    paper: Paper,
    step: CeremonyStep,
    people: Sequence[str],
    remark: str = "",
) -> Change:
    """Write a line into the signing log of a paper: who was present, who read it out, who refused.

    Who refuses, whose identity was checked and who is to sign in which order must have a place on
    the paper (NobodySigns); who is present or reads may be anybody. Of an order the names are the
    remark. A refusal marks the place, and a signature given later counts all the same.
    """
    names = [tidy(one) for one in people if tidy(one)]
    if not names:
        raise NobodyNamed(step=step.value)
    newest = file.newest_paper(paper.kind, paper.about)
    if newest and newest.version > paper.version:
        raise Replaced(paper=paper.title, version=paper.version, newest=newest.version)
    if step is CeremonyStep.ORDER:
        known = [_place_of(desk, file, paper, name).called for name in names]
        return desk.commit([added(_note(desk, paper, step, remark=BETWEEN.join(known)))])
    notes = [_note_about(desk, file, paper, step, name, tidy(remark)) for name in names]
    return desk.commit([added(one) for one in notes])


def advice_on(desk: Desk, file: CaseFile, paper: Paper) -> tuple[str, ...]:
    """Return what is asked for before a party signs: never a stop, for who reads well may do so.

    A paper that parties sign is read out to them; people who read with difficulty, or in another
    language, depend on it.
    """
    noted = {one.step for one in file.ceremony_of(paper.id)}
    places = places_on(desk, file, paper)
    waiting = any(one.role is SignerRole.PARTY and one.signature is None for one in places)
    if not waiting or CeremonyStep.READ_ALOUD in noted:
        return ()
    words = _("Nobody has noted yet that {paper} was read aloud: read it out before it is signed.")
    return (words.format(paper=paper.title),)


def _note_about(
    desk: Desk, file: CaseFile, paper: Paper, step: CeremonyStep, name: str, remark: str
) -> CeremonyNote:
    """Return a note about one person; one who refuses or is checked has a place on the paper."""
    if step not in {CeremonyStep.REFUSED, CeremonyStep.IDENTITY_CHECKED}:
        return _note(desk, paper, step, person=name, remark=remark)
    place = _place_of(desk, file, paper, name)
    if step is CeremonyStep.REFUSED and place.signature:
        day = place.signature.signed_on.isoformat()
        raise HasSigned(name=place.called, paper=paper.title, day=day)
    person = name if name in place.others else place.name
    if place.party_id is None:
        return _note(desk, paper, step, person=person, remark=remark)
    return _note(desk, paper, step, place, person=person, remark=remark)


def _place_of(desk: Desk, file: CaseFile, paper: Paper, name: str) -> Place:
    """Return the place of a name on a paper, signed or not; NobodySigns if it has none."""
    places = places_on(desk, file, paper)
    for place in places:
        if place.is_of(name):
            return place
    known = "、".join(place.called for place in places[:12])
    raise NobodySigns(name=name, paper=paper.title, known=known)


def _note(
    desk: Desk,
    paper: Paper,
    step: CeremonyStep,
    place: Place | None = None,
    *,
    person: str = "",
    remark: str = "",
) -> CeremonyNote:
    return CeremonyNote(
        case_id=paper.case_id,
        paper_id=paper.id,
        step=step,
        happened_at=desk.clock.now(),
        party_id=place.party_id if place else None,
        person=person,
        remark=remark,
    )
