"""What is stated by a signature and where it stands; and why a paper cannot take it."""

from dataclasses import dataclass
from datetime import datetime

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class NotASealablePdf(DeskError):
    """The bytes are no PDF, or one that no signature can be added to. Field: why."""

    happened = N_("The paper could not be sealed: it is not a whole, unencrypted PDF ({why}).")
    kept = N_("The paper is unchanged.")
    to_do = N_("Make the PDF of the paper again and seal that.")


class SealPlaceTaken(DeskError):
    """A signature already stands in the field of that name. Field: field."""

    happened = N_("The place “{field}” of this paper already holds a signature.")
    kept = N_("The paper and its signatures are unchanged.")
    to_do = N_("Choose another place. A signature that stands is never replaced.")


class ActingPdf(DeskError):
    """The PDF does something by itself: what it shows is not what was signed. Field: what."""

    happened = N_("The paper was not sealed: this PDF does something by itself ({what}).")
    kept = N_("The paper is unchanged.")
    to_do = N_("Ask for a PDF without scripts, or print the paper, sign it and scan it.")


@dataclass(frozen=True)
class Mark:
    """A picture shown at the seal's place: millimetres from the page's upper left corner.

    `page` counts from 1, or from the end with -1 as the last page. Without a picture the place
    itself is the mark: what is printed there already, a drawn seal, shows the signature when it
    is clicked.
    """

    picture: bytes | None
    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Statement:
    """What one signature states: when (with time zone), why and where, and where it stands.

    `field` names the signature field; left empty, the next free one of Signature1, Signature2 …
    is taken. Without a mark the signature cannot be seen on the page.
    """

    at: datetime
    reason: str = ""
    location: str = ""
    field: str = ""
    mark: Mark | None = None
