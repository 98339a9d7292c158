"""Days in a file that cannot follow each other so: agreed before accepted, sealed before signed."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from mediatordesk.actions.archive.file_views import FileView
from mediatordesk.core.papers import SignerRole
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Finding, Level

ACCEPTED_EARLY = N_("accepted before the application was registered")
MET_EARLY = N_("the session was held before the case was accepted")
AGREED_EARLY = N_("agreed before the case was accepted")
EFFECTIVE_EARLY = N_("took effect before it was agreed")
SEALED_EARLY = N_("the committee's seal was put on it before a party signed")
VISITED_EARLY = N_("visited before the agreement")
CLOSED_EARLY = N_("closed before the agreement or the last session")
TOLD_LATE = N_("the rights and duties were told only after the first session")
Pair = tuple[str, date | None, date | None]
"""Why it cannot be, the day that must come first, and the day that must not be before it."""


def date_findings(view: FileView) -> Iterator[Finding]:
    """Yield the days that stand in the wrong order, each once with both of them."""
    pairs = [*_of_case(view), *_of_agreements(view), *_of_signing(view)]
    for why, same in groupby(sorted(set(map(_told, pairs))), key=lambda one: one[0]):
        quote = "；".join(days for _why, days in same if days)
        if quote:
            yield Finding("K05", Level.WARN, _(why), quote=quote)
    yield from _telling(view)


def _told(pair: Pair) -> tuple[str, str]:
    """Return why a pair of days cannot be, with both days; without days if it can."""
    why, first, second = pair
    wrong = first is not None and second is not None and second < first
    return why, f"{second} < {first}" if wrong else ""


def _of_case(view: FileView) -> Iterator[Pair]:
    case, file = view.file.case, view.file
    yield ACCEPTED_EARLY, case.registered_on, case.accepted_on
    for session in file.sessions:
        yield MET_EARLY, case.accepted_on, session.held_at.date()
        yield CLOSED_EARLY, session.held_at.date(), case.closed_on
    for agreement in file.agreements:
        yield CLOSED_EARLY, agreement.agreed_on, case.closed_on


def _of_agreements(view: FileView) -> Iterator[Pair]:
    file = view.file
    agreed = {one.id: one.agreed_on for one in file.agreements}
    for one in file.agreements:
        yield AGREED_EARLY, file.case.accepted_on, one.agreed_on
        yield EFFECTIVE_EARLY, one.agreed_on, one.effective_on
    for visit in file.visits:
        yield VISITED_EARLY, agreed.get(visit.agreement_id), visit.visited_on


def _of_signing(view: FileView) -> Iterator[Pair]:
    """Yield the last party's day and that of the committee's seal, for every paper."""
    for _kind, paper, _item in view.papers():
        days: dict[SignerRole, list[date]] = {}
        for one in view.file.signatures_on(paper.id):
            days.setdefault(one.role, []).append(one.signed_on)
        parties, seals = days.get(SignerRole.PARTY, ()), days.get(SignerRole.COMMITTEE_SEAL, ())
        yield SEALED_EARLY, max(parties, default=None), min(seals, default=None)


def _telling(view: FileView) -> Iterator[Finding]:
    """Yield the parties who heard of their rights only after the first session."""
    held = [one.held_at for one in view.file.sessions]
    late = [
        party.name
        for party in view.file.parties
        if (told := view.file.consent(party.id, ConsentKind.RIGHTS_NOTICE)) is not None
        and held
        and told.given_at > min(held)
    ]
    if late:
        yield Finding("K05", Level.WARN, _(TOLD_LATE), view.basis("D07"), "、".join(late))
