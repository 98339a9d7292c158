"""Where on a paper a certificate's signature is seen: at the picture of who it is of."""

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.signing.locked_text import signature_pictures
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper, SignerRole
from mediatordesk.documents import Pdf
from mediatordesk.signing import Mark, Signer


def seal_place(desk: Desk, file: CaseFile, paper: Paper, pdf: Pdf, signer: Signer) -> Mark | None:
    """Return the place of the drawn signature or seal that a certificate stands for.

    The mediator's own certificate goes with the mediator's signature, any other one with the seal
    of the committee. A paper without such a picture, signed by hand or without a place for it,
    has none: its signature is in the file and cannot be seen on the page.
    """
    pictures = signature_pictures(desk, file, paper)
    drawn = pictures.get(f"image:{role_of(file, signer).value}")
    printed = [one for one in pdf.pictures if one.data == drawn]
    if not printed:
        return None
    last = printed[-1]
    return Mark(None, last.page, last.left, last.top, last.width, last.height)


def role_of(file: CaseFile, signer: Signer) -> SignerRole:
    """Return in what quality somebody seals, by the name in the certificate."""
    name = signer.facts.name
    committee = file.case.committee or file.office.name
    if name == file.case.mediator and name != committee:
        return SignerRole.MEDIATOR
    return SignerRole.COMMITTEE_SEAL
