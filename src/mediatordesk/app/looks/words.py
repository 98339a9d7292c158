"""The mediator's words for where a case stands, with their colours."""

from mediatordesk.app.looks.theme import Tone
from mediatordesk.core.cases import STATUS_WORDS, CaseStatus
from mediatordesk.core.texts import _

_STATUS_TONE = {
    CaseStatus.REGISTERED: Tone.ACCENT,
    CaseStatus.ACCEPTED: Tone.ACCENT,
    CaseStatus.REJECTED: Tone.PLAIN,
    CaseStatus.IN_SESSION: Tone.ACCENT,
    CaseStatus.AGREED: Tone.GREEN,
    CaseStatus.FAILED: Tone.PLAIN,
    CaseStatus.PERFORMED: Tone.GREEN,
    CaseStatus.CLOSED: Tone.PLAIN,
    CaseStatus.ARCHIVED: Tone.PLAIN,
}


def status_word(status: CaseStatus) -> tuple[str, Tone]:
    """Return the word for where a case stands, and its tone."""
    return _(STATUS_WORDS[status]), _STATUS_TONE[status]
