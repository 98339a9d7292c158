"""Which file a paper is now."""

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.papers import Paper
from mediatordesk.core.sealed_revisions import SealedRevision


def newest_sha256(desk: Desk, paper: Paper) -> str:
    """Return the hash of a paper's PDF: sealed with all that was added since, else as made."""
    if not paper.sealed_sha256:
        return paper.pdf_sha256
    of_paper = ("paper_id = ? AND void_reason = '' ORDER BY rowid", (paper.id.bytes,))
    grown = [one.sha256 for one in desk.store.where(SealedRevision, *of_paper)]
    return grown[-1] if grown else paper.sealed_sha256
