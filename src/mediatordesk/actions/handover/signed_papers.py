"""What people signed, as they signed it: the sealed PDF of a paper, or the scan of its print."""

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.signing.places import missing_on, places_on
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import N_, _

UNSIGNED = N_("{paper} (not signed yet: {missing})")
NOT_CLOSED = N_(
    "{paper} (signed, but not closed yet: seal it with “sign seal”, or file its scan with "
    "“sign scan”)"
)


def is_signed_paper(desk: Desk, file: CaseFile, paper: Paper) -> bool:
    """Tell whether a paper is one that people must sign, or that somebody has signed."""
    return paper.locked or any(place.required for place in places_on(desk, file, paper))


def closed_sha256(file: CaseFile, paper: Paper) -> str:
    """Return the hash of a paper as it was signed; "" if it is neither sealed nor scanned."""
    scan = file.scan_of(paper.id)
    return file.sealed_sha256(paper) or (scan.sha256 if scan else "")


def pdf_to_hand_over(desk: Desk, file: CaseFile, paper: Paper) -> bytes:
    """Return a paper's PDF byte for byte: signed where it was signed, else as it was made.

    What has places to sign must have been found whole (`lack_of`) before. FileNotHere.
    """
    return bytes_of(desk, file.case.id, closed_sha256(file, paper) or paper.pdf_sha256)


def lack_of(desk: Desk, file: CaseFile, paper: Paper) -> str:
    """Return in words why a paper that people sign cannot go out yet; "" if nothing is missing.

    A print of what somebody should sign, without the signature, is never handed over; nor is a
    picture of signatures that no seal and no scan has made one with the text.
    """
    if not is_signed_paper(desk, file, paper):
        return ""
    missing = missing_on(desk, file, paper)
    if missing:
        return _(UNSIGNED).format(paper=paper.title, missing="、".join(missing))
    return _(NOT_CLOSED).format(paper=paper.title) if is_unclosed(desk, file, paper) else ""


def is_unclosed(desk: Desk, file: CaseFile, paper: Paper) -> bool:
    """Tell whether all have signed a paper, and neither a seal nor a scan has closed it."""
    signed = is_signed_paper(desk, file, paper) and not missing_on(desk, file, paper)
    return signed and not closed_sha256(file, paper)
