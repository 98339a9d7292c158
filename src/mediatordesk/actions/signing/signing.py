"""Somebody signs a paper: its text is locked; with the last signature an agreement takes effect."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import keep_bytes
from mediatordesk.actions.signing.biometrics import require_print_wanted, strokes_wanted
from mediatordesk.actions.signing.drawn_signatures import STROKES, strokes_file
from mediatordesk.actions.signing.paper_signing import PaperSigning
from mediatordesk.actions.signing.places import Place
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper, Signature, SigningWay
from mediatordesk.core.records import changed
from mediatordesk.core.texts import N_
from mediatordesk.signing import Drawing, check_image, picture


class OnlySealMissing(DeskError):
    """An organisation that has signed, and whose seal is missing. Fields: name, paper."""

    happened = N_("{name} has signed {paper} already; only its seal is missing.")
    kept = N_("The signature is kept as it was given.")
    to_do = N_("Hand in the picture of the seal.")


class NothingToSignWith(DeskError):
    """No picture and no drawn signature was handed in. Fields: name."""

    happened = N_("{name} has not signed: there is neither a picture of the signature nor strokes.")
    kept = N_("Nothing was changed.")
    to_do = N_("Hand in the picture, draw the signature, or sign on the printed paper.")


class ImpossibleDay(DeskError):
    """A day on which a paper cannot have been signed. Fields: paper, day, first, today."""

    happened = N_(
        "{paper} cannot have been signed on {day}: it was made on {first}, and today is {today}."
    )
    kept = N_("Nothing was changed.")
    to_do = N_("Look at the day on the signed paper, and type it again.")


@dataclass(frozen=True)
class Hand:
    """What somebody signs with before this desk: a picture, or what was drawn here.

    `fingerprint` holds an organisation's seal as well. `by` says who of those who may sign in a
    place did it, where the place was named by its key.
    """

    image: bytes | None = None
    drawing: Drawing | None = None
    fingerprint: bytes | None = None
    by: str = ""


def sign_paper(
    desk: Desk,
    file: CaseFile,
    paper: Paper,
    name: str,
    *,
    image: bytes | None = None,
    fingerprint: bytes | None = None,
) -> Change:
    """Note that somebody signed a paper, with the picture of the signature."""
    return sign_by_hand(desk, file, paper, name, Hand(image, fingerprint=fingerprint))


def sign_by_hand(desk: Desk, file: CaseFile, paper: Paper, name: str, hand: Hand) -> Change:
    """Note that somebody signed a paper before this desk.

    `name` is who is asked, who may sign for them, or the key of a place (two parties may have one
    name). The first signature locks the text; with the last one an agreement takes effect and its
    periods begin. An organisation whose seal was missing hands in the seal alone: its signature
    stays as it was given. NotAsked or PrintRefused where fingerprint or strokes may not be kept.
    """
    return desk.commit(_Taking(desk, file, paper, hand).ops(name))


def note_signed_on_paper(
    desk: Desk, file: CaseFile, paper: Paper, name: str, *, on: date
) -> list[Op]:
    """Return the operations that note one signature on the print (see `note_all_on_paper`)."""
    return note_all_on_paper(desk, file, paper, [(name, on)])


def note_all_on_paper(
    desk: Desk, file: CaseFile, paper: Paper, signed: Sequence[tuple[str, date]]
) -> list[Op]:
    """Return the operations that note who signed the print by hand, each with the day typed.

    They lock the text, let an agreement take effect and begin its periods as `sign_paper` does.
    The scan itself is a record of its own (SignedScan). ImpossibleDay for a day before the paper
    was made or after today; an organisation has its seal on the print, who files it has seen both.
    """
    paper_signing = PaperSigning.begun(desk, file, paper)
    for name, day in signed:
        _require_possible(desk, paper, day)
        place = paper_signing.place_of(name)
        paper_signing.sign(_signature(file, paper, place, name, day, SigningWay.ON_PAPER), place)
    return paper_signing.finished()


@dataclass(frozen=True)
class _Taking:
    """Takes what is handed in as a signature on a paper."""

    desk: Desk
    file: CaseFile
    paper: Paper
    hand: Hand

    def ops(self, name: str) -> list[Op]:
        """Return the operations that note it, in the place of a name."""
        paper_signing = PaperSigning.begun(self.desk, self.file, self.paper)
        place = paper_signing.place_of(name)
        if self.hand.fingerprint is not None:
            require_print_wanted(self.file, place)
        for data in (self.hand.image, self.hand.fingerprint):
            if data is not None:  # both are judged before one of them is kept
                check_image(data)
        if place.signature:
            return self._sealed(place.signature)
        kept = list[Op]()
        signature = self._given(place, self.hand.by or name, kept)
        paper_signing.sign(signature, place)
        return [*kept, *paper_signing.finished()]

    def _given(self, place: Place, name: str, kept: list[Op]) -> Signature:
        """Return the signature that was given in a place; what belongs to it is kept."""
        today, image, stamp = self.desk.clock.today(), self.hand.image, self.hand.fingerprint
        signature = _signature(self.file, self.paper, place, name, today, SigningWay.PICTURE)
        if self.hand.drawing:
            signature = self._drawn(signature, place, self.hand.drawing, kept)
        elif image is not None:
            signature = replace(signature, image_sha256=self._image(image, kept))
        else:
            raise NothingToSignWith(name=place.called)
        if stamp is None:
            return signature
        return replace(signature, fingerprint_sha256=self._image(stamp, kept))

    def _sealed(self, signature: Signature) -> list[Op]:
        """Put an organisation's seal beside the signature that it has given already."""
        if self.hand.fingerprint is None:
            raise OnlySealMissing(name=signature.name, paper=self.paper.title)
        kept = list[Op]()
        sha256 = self._image(self.hand.fingerprint, kept)
        return [*kept, changed(signature, replace(signature, fingerprint_sha256=sha256))]

    def _drawn(
        self, signature: Signature, place: Place, drawing: Drawing, kept: list[Op]
    ) -> Signature:
        """Return a drawn signature with its time, and its strokes where they may be kept."""
        wanted = strokes_wanted(self.file, place)
        signature = replace(
            signature,
            way=SigningWay.DRAWN,
            device=drawing.device,
            signed_at=self.desk.clock.now(),
            image_sha256=self._image(picture(drawing), kept),
        )
        if not wanted:
            return signature
        data = strokes_file(self.desk, self.paper, signature.name, drawing)
        return replace(signature, strokes_sha256=self._keep(data, STROKES, kept))

    def _image(self, data: bytes, kept: list[Op]) -> str:
        """Keep a picture once it was judged, and return its hash."""
        return self._keep(data, f"image/{check_image(data).kind.lower()}", kept)

    def _keep(self, data: bytes, media_type: str, kept: list[Op]) -> str:
        blob, op = keep_bytes(self.desk, self.file.case.id, data, media_type)
        kept.append(op)
        return blob.sha256


def _signature(
    file: CaseFile, paper: Paper, place: Place, name: str, day: date, way: SigningWay
) -> Signature:
    """Return a signature in a place, under the name of who gave it."""
    return Signature(
        case_id=file.case.id,
        paper_id=paper.id,
        role=place.role,
        name=name if name in place.others else place.name,
        party_id=place.party_id,
        signed_on=day,
        way=way,
    )


def _require_possible(desk: Desk, paper: Paper, day: date) -> None:
    """Raise ImpossibleDay for a day on which nobody can have signed a paper."""
    today = desk.clock.today()
    if not paper.made_on <= day <= today:
        raise ImpossibleDay(
            paper=paper.title,
            day=day.isoformat(),
            first=paper.made_on.isoformat(),
            today=today.isoformat(),
        )
