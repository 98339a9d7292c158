"""What the steps of every pack are called for people, by the names that commands type."""

from collections.abc import Mapping

from mediatordesk.core.texts import N_

STEP_WORDS: Mapping[str, str] = {
    "accept": N_("take the case on"),
    "refuse": N_("not take the case on"),
    "consent": N_("what the parties agree to"),
    "session": N_("hold a session"),
    "agree": N_("reach an agreement"),
    "oral-agreement": N_("reach an oral agreement"),
    "reword": N_("reword a clause"),
    "refer": N_("pass the case on"),
    "receive": N_("take a case that was passed on"),
    "accept-referral": N_("sign for a referral"),
    "court-referral": N_("a referral by a court"),
    "clue": N_("report a clue"),
    "answer-referral": N_("answer a referral"),
    "reply": N_("reply at the window"),
    "send-risk": N_("send a risk report"),
    "premiums": N_("work out the months owed"),
    "perform": N_("note what was performed"),
    "visit": N_("a visit after the agreement"),
    "note": N_("write a line about the case"),
    "fail": N_("end without an agreement"),
    "close": N_("close the case"),
    "archive": N_("archive the file"),
}
"""To be translated when they are shown."""
