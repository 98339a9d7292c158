"""What the place for signing asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper, SignerRole, SigningWay

Strokes = tuple[tuple[tuple[float, float, float], ...], ...]
"""A drawn signature: strokes of points, each x, y in one unit and seconds from the first touch."""


@dataclass(frozen=True)
class Signer:
    """A place on a paper for a signature: who is asked to sign, and what was given."""

    key: str
    """What names the place among those of its paper."""
    quality: str
    """In what quality, in the words of the form."""
    name: str
    party: UUID | None = None
    required: bool = True
    others: tuple[str, ...] = ()
    """Who may sign here as well."""
    stands_for: str = ""
    """The ward, where a guardian signs."""
    wants_seal: bool = False
    signed_on: date | None = None
    signed_by: str = ""
    way: SigningWay = SigningWay.PICTURE
    lacks_seal: bool = False
    agrees: bool | None = None
    """Whether fingerprint and strokes may be kept; None while nobody has asked a party."""

    refused: bool = False
    """Who is asked would not sign; a signature given later counts all the same."""

    @property
    def is_committee(self) -> bool:
        """Tell whether the seal of the committee goes here, and nobody's signature."""
        return self.key == SignerRole.COMMITTEE_SEAL.value

    @property
    def presses(self) -> bool:
        """Tell whether a fingerprint may be put beside the signature."""
        return self.party is not None and self.agrees is True

    @property
    def is_open(self) -> bool:
        """Tell whether somebody can still sign here."""
        return self.signed_on is None or self.lacks_seal


@dataclass(frozen=True)
class SignedPaper:
    """A paper that people sign, as it stands now."""

    paper: Paper
    whom: str
    """For whom or what it is, where there are several."""
    signers: tuple[Signer, ...]
    takes_effect: bool = False
    """An agreement comes into force with it."""
    effective_on: date | None = None
    scanned_on: date | None = None
    log: tuple[str, ...] = ()
    """What was noted around its signing, a line each, the newest last."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Return who must sign and has not."""
        return tuple(one.name for one in self.signers if one.required and not one.signed_on)

    @property
    def unsealed(self) -> tuple[str, ...]:
        """Return the organisations that have signed without their seal."""
        return tuple(one.name for one in self.signers if one.lacks_seal)


@dataclass(frozen=True)
class PaperOffer:
    """A paper to be signed that was not made yet, and for whom or what it can be made."""

    code: str
    title: str
    subjects: tuple[tuple[str, UUID | None], ...]


@dataclass(frozen=True)
class SigningStand:
    """How the signing of a case stands."""

    papers: tuple[SignedPaper, ...] = ()
    offers: tuple[PaperOffer, ...] = ()


Picture = Path | bytes
"""A picture in a file that was chosen, or one that came into a watched folder."""


@dataclass(frozen=True)
class Given:
    """A signature that is given here: drawn, or a picture; with what was seen to around it."""

    key: str
    name: str
    strokes: Strokes = ()
    device: str = ""
    picture: Picture | None = None
    stamp: Picture | None = None
    """The picture of a fingerprint, or of an organisation's seal."""
    present: bool = False
    read_aloud: bool = False
    identity_checked: bool = False


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key in a file, and what opens it."""

    file: Path
    passphrase: str


class Watched(Protocol):
    """Waits for the next picture that comes into a folder; asked now and then, off the desk."""

    @property
    def problem(self) -> DeskError | None:
        """Return what is wrong with what came so far."""

    def poll(self) -> bytes | None:
        """Return the picture, or None while there is none yet."""


class SigningDesk(Protocol):
    """The desk as the place for signing sees it."""

    def stand(self, case_id: UUID) -> SigningStand:
        """Return who signs the papers of a case, and who has."""

    def make(self, case_id: UUID, code: str, about: UUID | None) -> Change:
        """Make a paper, or its next version; a DeskError says why not."""

    def sign(self, case_id: UUID, paper: UUID, given: Given) -> Change:
        """Take a signature; a DeskError says why not."""

    def answer_consent(self, case_id: UUID, party: UUID, *, yes: bool) -> Change:
        """Note whether a party agrees that fingerprint and drawn signature are kept."""

    def refuse(self, case_id: UUID, paper: UUID, key: str, reason: str) -> Change:
        """Note that somebody would not sign; a DeskError says why not."""

    def watch(self, folder: Path) -> Watched:
        """Return what waits for a picture in a folder; a DeskError says why not."""

    def seal(self, case_id: UUID, paper: UUID, certificate: Certificate) -> Change:
        """Close a paper that all have signed; a DeskError says why not."""

    def worth(self, case_id: UUID, paper: UUID) -> str:
        """Return in one line what the signatures of a closed paper are worth."""

    def save(self, paper: Paper, to: Path) -> Path:
        """Write the PDF of a paper to a file outside the desk, to be printed. NotWritten."""
