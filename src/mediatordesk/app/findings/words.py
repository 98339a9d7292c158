"""Findings in words: how much they weigh, what they quote, what they rest on."""

from mediatordesk.app.asked.finding_desk import Before, Checked, ShownFinding, Weight
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.core.texts import N_, _

_WEIGHTS = {
    Weight.STOP: (N_("suspends"), Tone.RED),
    Weight.BLOCK: (N_("stops"), Tone.RED),
    Weight.WARN: (N_("mind"), Tone.AMBER),
}
BEFORE_WORDS = {
    Before.SIGN: N_("Before signing"),
    Before.COURT: N_("Before the court"),
    Before.ARCHIVE: N_("Before the archive"),
}
_NOT_YET = {
    Before.SIGN: N_("cannot be signed yet: {n}"),
    Before.COURT: N_("cannot go to the court yet: {n}"),
    Before.ARCHIVE: N_("cannot be archived yet: {n}"),
}
_READY = {
    Before.SIGN: N_("can be signed"),
    Before.COURT: N_("can go to the court"),
    Before.ARCHIVE: N_("can be archived"),
}


def weight_word(finding: ShownFinding) -> tuple[str, Tone]:
    """Return how much a finding weighs in a word, and its tone."""
    if finding.released:
        return _("released"), Tone.PLAIN
    if finding.awaits_director:
        return _("for the director"), Tone.AMBER
    word, tone = _WEIGHTS[finding.weight]
    return _(word), tone


def finding_entry(finding: ShownFinding, *, beside: bool) -> Entry:
    """Return a finding for a list; beside its clause it need not say what it is about."""
    word, tone = weight_word(finding)
    about = "" if beside else finding.about
    quote = _("“{words}”").format(words=finding.quote) if finding.quote else ""
    local = _("local rule, to be confirmed") if finding.local else ""
    told = "" if local in finding.basis else local  # the law that is printed may say so itself
    parts = (about, quote, finding.basis, told, finding.code, finding.release)
    detail = " · ".join(filter(None, parts))
    return Entry(finding, finding.why, detail, word=word, tone=tone)


def stand_word(checked: Checked) -> tuple[str, Tone]:
    """Return whether the step can be taken, in a word, and its tone."""
    if checked.stops:
        return _(_NOT_YET[checked.before]).format(n=checked.stops), Tone.RED
    if checked.awaiting:
        return _("waits for the director: {n}").format(n=checked.awaiting), Tone.AMBER
    return _(_READY[checked.before]), Tone.GREEN
