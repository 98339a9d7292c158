"""Papers that somebody has signed and that nothing has closed yet: their text is still needed."""

from collections.abc import Iterable

from mediatordesk.core.ceremonies import CeremonyNote, CeremonyStep
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import Record
from mediatordesk.core.signed_scans import SignedScan


def open_signings(records: Iterable[Record]) -> tuple[Paper, ...]:
    """Return the papers among the records of a case whose signing is under way.

    A seal closes a paper, and so does the scan of the print that was signed by hand; one that a
    newer version replaced is closed too, for nobody signs it any more.
    """
    here = tuple(records)
    closed = {one.paper_id for one in here if isinstance(one, SignedScan)}
    closed |= {
        one.paper_id
        for one in here
        if isinstance(one, CeremonyNote) and one.step is CeremonyStep.VOIDED
    }
    return tuple(
        one
        for one in here
        if isinstance(one, Paper)
        and one.locked
        and not (one.sealed_sha256 or one.void_reason)
        and one.id not in closed
    )
