"""The words of the exchange: how far something has come, how it goes, what a mailbox is."""

from datetime import date, datetime

from mediatordesk.app.asked.exchange_desk import (
    CaseReach,
    ExchangeNow,
    Going,
    MailboxKind,
    MailboxLine,
    Reach,
)
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import ago_text, moment_text
from mediatordesk.core.texts import N_, _

REACHES = {
    Reach.SAVED: (N_("only here"), Tone.AMBER),
    Reach.ON_ITS_WAY: (N_("on its way"), Tone.ACCENT),
    Reach.RECEIVED: (N_("received"), Tone.ACCENT),
    Reach.APPLIED: (N_("at the centre"), Tone.GREEN),
    Reach.SAFE: (N_("backed up there"), Tone.GREEN),
}
"""How far a case has come, in words: each step proves the ones before it."""

_GOING = {
    Going.NOT_ENROLLED: (N_("no centre yet"), Tone.PLAIN),
    Going.NO_MAILBOX: (N_("no mailbox yet"), Tone.PLAIN),
    Going.RESTING: (N_("by itself"), Tone.GREEN),
    Going.WORKING: (N_("exchanging"), Tone.ACCENT),
    Going.OFFLINE: (N_("offline, working normally"), Tone.PLAIN),
    Going.PAUSED: (N_("paused"), Tone.AMBER),
    Going.TROUBLE: (N_("needs somebody"), Tone.RED),
}

_LINE = {
    Going.NOT_ENROLLED: N_("offline, working normally"),
    Going.NO_MAILBOX: N_("offline, working normally"),
    Going.RESTING: N_("exchange goes by itself"),
    Going.WORKING: N_("exchanging"),
    Going.OFFLINE: N_("offline, working normally"),
    Going.PAUSED: N_("exchange paused"),
    Going.TROUBLE: N_("the exchange needs somebody"),
}

KINDS = {
    MailboxKind.STICK: N_("Stick"),
    MailboxKind.FOLDER: N_("Folder"),
    MailboxKind.WEBDAV: N_("Network disk (WebDAV)"),
    MailboxKind.S3: N_("Object store (S3)"),
    MailboxKind.FRONT: N_("The centre, on the line"),
}
"""What a mailbox is, in words."""


def going_word(going: Going) -> tuple[str, Tone]:
    """Return how the exchange goes, in a word with its tone."""
    word, tone = _GOING[going]
    return _(word), tone


def line_words(now: ExchangeNow) -> tuple[str, Tone]:
    """Return how the exchange goes, for the foot of the window: calm, unless somebody is needed."""
    words = _(_LINE[now.going])
    if now.going is Going.WORKING and now.total:
        words = _("exchanging {done}/{total}").format(done=now.done, total=now.total)
    tones = {Going.TROUBLE: Tone.RED, Going.PAUSED: Tone.AMBER}
    return words, tones.get(now.going, Tone.PLAIN)


def reach_word(reach: Reach) -> tuple[str, Tone]:
    """Return how far a case has come, in a word with its tone."""
    word, tone = REACHES[reach]
    return _(word), tone


def case_entry(one: CaseReach) -> Entry:
    """Return a case for the list of those that have not come all the way."""
    word, tone = reach_word(one.reach)
    return Entry(one.id, one.title, one.number, "", word, tone)


def mailbox_entry(one: MailboxLine, today: date) -> Entry:
    """Return a mailbox for the list: what, where, when reached last, and what stands in the way."""
    word, tone = _("not visited yet"), Tone.PLAIN
    if one.needs_somebody:
        word, tone = _("needs somebody"), Tone.RED
    elif one.trouble:
        word = _("not there")
    elif one.reached:
        word, tone = _("reached"), Tone.GREEN
    parts = [_(KINDS[one.kind])]
    if one.from_centre:
        parts.append(_("named by the centre"))
    if one.reached:
        parts.append(_("last reached {when}").format(when=_moment(one.reached, today)))
    if one.next_try and one.trouble:
        parts.append(_("next try {time}").format(time=f"{one.next_try:%H:%M}"))
    if one.needs_somebody:
        parts.append(one.trouble)
    return Entry(one.key, one.name, " · ".join(parts), "", word, tone)


def _moment(moment: datetime, today: date) -> str:
    """Return a moment of today by its time, an earlier one by its day."""
    return f"{moment:%H:%M}" if moment.date() == today else moment_text(moment)


def last_text(now: ExchangeNow, today: date) -> str:
    """Return how long ago the last exchange was."""
    if now.last is None:
        return _("none yet")
    if now.last.date() == today:
        return f"{now.last:%H:%M}"
    return ago_text(now.last.date(), today)
