"""Cases that another office of the centre has handed on to this one: seen, then taken over."""

from dataclasses import dataclass, replace
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import line_of
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.parties import Party
from mediatordesk.core.records import Record, added
from mediatordesk.core.routing import Hop
from mediatordesk.core.texts import N_
from mediatordesk.store import NotFound
from mediatordesk.sync.delivery.referred import ReferredCase, referred_cases


class NotReferred(DeskError):
    """No such case was handed on to this office, or it was taken over already."""

    happened = N_("No case “{name}” that was handed on to this office waits to be taken over.")
    kept = N_("Nothing was changed.")
    to_do = N_("See which wait: sync referred")


@dataclass(frozen=True)
class Referred:
    """A case that was handed on to this office. `taken`: it stands in this desk's own list."""

    case: Case
    parties: tuple[Party, ...]
    from_office: str
    matter: str
    authors: tuple[str, ...]
    """The fingerprints of the computers that wrote it, each proved by its signature."""
    left_out: int
    taken: bool


def list_referred(desk: Desk) -> tuple[Referred, ...]:
    """Return the cases that other offices have handed on to this one. NotEnrolled."""
    found = (_referred(desk, one) for one in referred_cases(line_of(desk)))
    return tuple(one for one in found if one is not None)


def take_referred(desk: Desk, name: str) -> Change:
    """Take a case over into this desk, by its title, number or id. NotReferred.

    It keeps its rows' names, so what both offices write of it can be told to belong together; its
    number was the other office's and stays there.
    """
    for one in referred_cases(line_of(desk)):
        said = _referred(desk, one)
        if said is not None and not said.taken and name in _names(said.case):
            return desk.commit([added(_taken(record)) for record in one.records])
    raise NotReferred(name=name)


def _referred(desk: Desk, one: ReferredCase) -> Referred | None:
    """Return a referred case for people; None while its case itself has not come."""
    cases = [record for record in one.records if isinstance(record, Case)]
    if not cases:
        return None
    hops = [record for record in one.records if isinstance(record, Hop)]
    return Referred(
        case=cases[0],
        parties=tuple(record for record in one.records if isinstance(record, Party)),
        from_office=hops[-1].from_office if hops else "",
        matter=hops[-1].matter if hops else "",
        authors=tuple(sorted({author.fingerprint for author, *_ in one.referral.changes()})),
        left_out=one.referral.left_out,
        taken=_is_here(desk, cases[0].id),
    )


def _is_here(desk: Desk, case_id: UUID) -> bool:
    try:
        desk.store.get(Case, case_id)
    except NotFound:
        return False
    return True


def _names(case: Case) -> tuple[str, ...]:
    return str(case.id), case.title, *filter(None, (case.number, case.mark))


def _taken(record: Record) -> Record:
    """Return a record as it stands here: the numbers of another office are not ours."""
    return replace(record, number="", mark="") if isinstance(record, Case) else record
