"""A paper that is being signed: whether it may be, by whom, and what a signature does to it."""

from dataclasses import dataclass, field, replace

from mediatordesk.actions.cases.checks import require_signable
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.signing.locked_text import says_the_same
from mediatordesk.actions.signing.places import Place, places_on
from mediatordesk.actions.signing.sealing import AlreadySealed
from mediatordesk.actions.signing.signing_order import order_notes
from mediatordesk.actions.signing.taking_effect import taking_effect
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Op
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper, Signature
from mediatordesk.core.records import added, changed
from mediatordesk.core.texts import N_

NAMES_SHOWN = 12
"""So many of those who can sign are named to who typed another name."""


class NobodySigns(DeskError):
    """A name that is not among those who sign the paper."""

    happened = N_("“{name}” has no place to sign on {paper}; these have: {known}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of them.")


class SignedAlready(DeskError):
    """Somebody who has signed the paper already. Fields: name, paper, day."""

    happened = N_("{name} has signed {paper} already, on {day}.")
    kept = N_("The signature is kept as it was given.")
    to_do = N_("If something has to change, make a new version of the paper and sign that.")


class Outdated(DeskError):
    """The case was changed after the paper was made, and nobody has signed it yet."""

    happened = N_("{paper} was not signed: the case was changed after it was made.")
    kept = N_("The case is as it was changed; nobody has signed the old text.")
    to_do = N_("Make the paper again, and sign the new one.")


class Replaced(DeskError):
    """A newer version took the paper's place. Fields: paper, version, newest."""

    happened = N_("Version {version} of {paper} can no longer be signed: version {newest} is here.")
    kept = N_("What was signed on the older version is kept, and no longer counts.")
    to_do = N_("Sign the newest version.")


@dataclass
class PaperSigning:
    """A paper that is being signed: its places as they stand, and what is to be saved."""

    desk: Desk
    file: CaseFile
    paper: Paper
    places: dict[str, Place]
    ops: list[Op] = field(default_factory=list)

    @classmethod
    def begun(cls, desk: Desk, file: CaseFile, paper: Paper) -> "PaperSigning":
        """Begin, if the paper may be signed: newest, not closed, as the case says, not held."""
        newest = file.newest_paper(paper.kind, paper.about)
        if newest and newest.version > paper.version:
            raise Replaced(paper=paper.title, version=paper.version, newest=newest.version)
        if paper.sealed_sha256:
            raise AlreadySealed(paper=paper.title)
        if not paper.locked and not says_the_same(desk, file, paper):
            raise Outdated(paper=paper.title)
        require_signable(desk, file, paper)
        return cls(desk, file, paper, {one.key: one for one in places_on(desk, file, paper)})

    def place_of(self, name: str) -> Place:
        """Return the open place of a name, a key or a quality. SignedAlready, NobodySigns."""
        meant = [place for place in self.places.values() if place.is_of(name)]
        open_ones = [place for place in meant if place.is_open]
        if open_ones:
            return open_ones[0]
        for place in meant:
            if place.signature:
                day = place.signature.signed_on.isoformat()
                raise SignedAlready(name=place.called, paper=self.paper.title, day=day)
        asked = [place.called for place in self.places.values() if place.is_open]
        known = "、".join(asked[:NAMES_SHOWN]) + ("…" if len(asked) > NAMES_SHOWN else "")
        raise NobodySigns(name=name, paper=self.paper.title, known=known)

    def sign(self, signature: Signature, place: Place) -> None:
        """Take a signature in a place."""
        self.ops += [added(signature), *order_notes(self.desk, self.file, self.paper, signature)]
        self.file = replace(self.file, signatures=(*self.file.signatures, signature))
        self.places[place.key] = replace(place, signature=signature)

    def finished(self) -> list[Op]:
        """Return all that is to be saved: the text is locked, the agreement may take effect."""
        locked = changed(self.paper, replace(self.paper, locked=True))
        return [*self.ops, locked, *taking_effect(self.desk, self.file, self.paper)]
