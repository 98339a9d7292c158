"""Why a centre does not let a desk take part: one word on the line, three sentences for people."""

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class SlipRefused(DeskError):
    """A slip does not let a desk take part; `word` says why to a desk on the line."""

    word = "request"
    happened = N_("The centre did not accept the desk's request.")
    kept = N_("Nobody was enrolled, and nothing was changed.")
    to_do = N_("Ask the centre for a new slip.")


class WrongCode(SlipRefused):
    """No slip of this centre has this number and this code."""

    word = "code"
    happened = N_("The centre has no slip with these letters.")
    to_do = N_("Compare the letters with the slip, or ask the centre for a new one.")


class SlipExpired(SlipRefused):
    """A slip is older than three days."""

    word = "expired"
    happened = N_("The slip is older than three days and does not count any more.")


class SlipUsed(SlipRefused):
    """A slip has let another device in."""

    word = "used"
    happened = N_("The slip has been used by another computer.")


class SlipTried(SlipRefused):
    """A slip was shown with wrong codes too often."""

    word = "tries"
    happened = N_("The slip was tried with wrong letters too often and does not count any more.")


class OfficeIsThere(SlipRefused):
    """A slip for a new office is shown for one that belongs to the centre already."""

    word = "office"
    happened = N_("The slip is for a new office, but the desk's office belongs to the centre.")
    to_do = N_("Ask the centre for a slip for that office.")


KINDS = (WrongCode, SlipExpired, SlipUsed, SlipTried, OfficeIsThere)


def refusal(word: str) -> SlipRefused:
    """Return what the word of a centre means."""
    return next((kind() for kind in KINDS if kind.word == word), SlipRefused())
