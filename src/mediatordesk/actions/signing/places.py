"""The places of a paper where somebody signs: whose they are, and how each of them stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.interests import mediators_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.ceremonies import CeremonyStep
from mediatordesk.core.papers import Paper, Signature, SignerRole
from mediatordesk.core.parties import Party
from mediatordesk.core.signers import signer_of
from mediatordesk.core.texts import N_
from mediatordesk.forms import Slot

Owner = tuple[SignerRole, UUID | None]
"""Whose a place is: in what quality, and for which party."""


class PlaceState(StrEnum):
    """How a place for a signature stands."""

    OPEN = "open"
    SIGNED = "signed"
    REFUSED = "refused"
    """Who is asked said no; a signature given later counts all the same."""
    WAITING_FOR_SEAL = "waiting_for_seal"
    """An organisation has signed, and its seal is not beside the signature yet."""
    NOT_NEEDED = "not_needed"
    """Nobody has to sign here, and nobody has."""


STATE_WORDS: Mapping[PlaceState, str] = {
    PlaceState.OPEN: N_("not signed yet"),
    PlaceState.SIGNED: N_("signed"),
    PlaceState.REFUSED: N_("would not sign"),
    PlaceState.WAITING_FOR_SEAL: N_("signed, waiting for the seal"),
    PlaceState.NOT_NEEDED: N_("need not sign"),
}
"""How a place stands in words for people, to be translated when they are shown."""


@dataclass(frozen=True)
class Place:
    """A place for a signature on a paper: whose, in what quality, and the signature given."""

    role: SignerRole
    label: str
    name: str
    """Who is asked: of a party that cannot act alone, the guardian."""
    party_id: UUID | None
    required: bool
    others: tuple[str, ...] = ()
    """Who may sign here as well: an organisation's representative, an agent with authority; of
    several mediators, or of a panel, each."""
    stands_for: str = ""
    """The ward, where the guardian signs."""
    is_organisation: bool = False
    wants_seal: bool = False
    """An organisation's seal belongs beside the signature."""
    signature: Signature | None = None
    refused: bool = False
    """Who is asked said no (see the signing log)."""

    @property
    def key(self) -> str:
        """Return what names the place among those of its paper: its party, else its quality."""
        return str(self.party_id) if self.party_id else self.role.value

    @property
    def called(self) -> str:
        """Return who is asked; where nobody is named yet, what the place is for."""
        return self.name or self.label

    @property
    def lacks_seal(self) -> bool:
        """Tell whether an organisation has signed here without its seal."""
        signed = self.signature
        return self.wants_seal and signed is not None and not signed.bears_seal

    @property
    def is_open(self) -> bool:
        """Tell whether somebody can still sign here, or put a seal beside the signature."""
        return self.signature is None or self.lacks_seal

    @property
    def state(self) -> PlaceState:
        """Return how the place stands."""
        if self.signature:
            return PlaceState.WAITING_FOR_SEAL if self.lacks_seal else PlaceState.SIGNED
        if self.refused:
            return PlaceState.REFUSED
        return PlaceState.OPEN if self.required else PlaceState.NOT_NEEDED

    def is_of(self, name: str) -> bool:
        """Tell whether a name, or the key of a place, means this one."""
        return name in {self.name, self.key, *self.others} - {""}


def places_on(desk: Desk, file: CaseFile, paper: Paper) -> tuple[Place, ...]:
    """Return who signs a paper, in the order of its places, and how each place stands."""
    kind = desk.packs.pack(file.case.pack).paper(paper.kind, paper.made_on)
    given = _given(file.signatures_on(paper.id))
    notes = [one for one in file.ceremony_of(paper.id) if one.step is CeremonyStep.REFUSED]
    refusing = {one.party_id or one.person for one in notes}
    return tuple(
        replace(
            place,
            signature=_counting(place, given.get((place.role, place.party_id), ())),
            refused=(place.party_id or place.name) in refusing,
        )
        for slot in kind.slots
        for place in _places_of(file, paper, slot)
    )


def seals_lacking_on(desk: Desk, file: CaseFile, paper: Paper) -> tuple[str, ...]:
    """Return the organisations that have signed a paper without the seal it asks for."""
    return tuple(place.name for place in places_on(desk, file, paper) if place.lacks_seal)


def missing_on(desk: Desk, file: CaseFile, paper: Paper) -> tuple[str, ...]:
    """Return the names of those who must still sign a paper."""
    places = places_on(desk, file, paper)
    return tuple(place.called for place in places if place.required and not place.signature)


def _places_of(file: CaseFile, paper: Paper, slot: Slot) -> Iterable[Place]:
    """Yield the places of one slot: one for each party it is meant for, or one person's."""
    if slot.role is SignerRole.PARTY:
        about = _parties_about(file, paper)
        for party in file.parties if slot.each_party or not about else about:
            if slot.party_role in {"", party.role}:
                yield _place_of_party(file, party, slot, paper.made_on)
        return
    names = {
        SignerRole.MEDIATOR: file.case.mediator,
        SignerRole.RECORDER: file.case.recorder,
        SignerRole.COMMITTEE_SEAL: file.case.committee or file.office.name,
    }
    others = mediators_of(file) if slot.role is SignerRole.MEDIATOR else ()
    others = tuple(one for one in others if one not in names.values())
    yield Place(slot.role, slot.label, names[slot.role], None, slot.required, others)


def _parties_about(file: CaseFile, paper: Paper) -> tuple[Party, ...]:
    """Return the party that a paper is for; a receipt is for who was paid."""
    paid = {one.obligee_id for one in file.obligations if one.id == paper.about}
    return tuple(party for party in file.parties if party.id in {paper.about, *paid})


def _place_of_party(file: CaseFile, party: Party, slot: Slot, day: date) -> Place:
    """Return the place of a party: who cannot act alone on the paper's day has a guardian sign."""
    signer = signer_of(file, party, day)
    place = Place(
        slot.role,
        slot.label,
        party.name,
        party.id,
        slot.required,
        is_organisation=party.is_organisation,
    )
    if slot.guardian and signer.is_guardian and signer.name:
        return replace(place, name=signer.name, stands_for=party.name)
    others = () if signer.is_guardian else signer.others
    return replace(place, others=others, wants_seal=slot.seal and party.is_organisation)


def _given(signatures: Iterable[Signature]) -> Mapping[Owner, list[Signature]]:
    """Return the signatures on a paper by whose place they are in; quick for hundreds of them."""
    by_place: dict[Owner, list[Signature]] = {}
    for one in signatures:
        by_place.setdefault((one.role, one.party_id), []).append(one)
    return by_place


def _counting(place: Place, given: Iterable[Signature]) -> Signature | None:
    """Return the signature that counts in a place; of a ward only the guardian's does."""
    return next((one for one in given if not place.stands_for or one.name == place.name), None)
