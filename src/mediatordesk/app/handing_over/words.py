"""Packets, their files, receipts and answers in words."""

from datetime import date

from mediatordesk.app.asked.handover_desk import Due, HandoverStand, PacketLine, Preflight, Target
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import day_text, due_word, moment_text
from mediatordesk.core.handovers import OUTCOME_WORDS, AnswerOutcome, Handover, ReceiverAnswer
from mediatordesk.core.texts import _

_GOOD = {AnswerOutcome.ACCEPTED, AnswerOutcome.CONFIRMED}
_GROUP = 8
"""Figures of a checksum that stand together, so that it can be compared by eye."""


def target_entry(at: int, target: Target) -> Entry:
    """Return a way out for the list: open, or closed and why."""
    word, tone = (_("open to it"), Tone.GREEN) if target.is_open else (_("not open"), Tone.PLAIN)
    why = "" if target.is_open else target.why
    detail = " · ".join(filter(None, (target.heading, why)))
    return Entry(at, target.title, detail, "", word, tone)


def line_entry(at: int, line: PacketLine) -> Entry:
    """Return one file of a packet for the list: there, or what is missing of it."""
    if not line.missing:
        return Entry(at, line.title, "", "", _("is there"), Tone.GREEN)
    word, tone = (_("missing"), Tone.RED) if line.blocks else (_("does without"), Tone.AMBER)
    lacking = "、".join(line.missing)
    told = "" if lacking == line.title else lacking
    return Entry(at, line.title, " · ".join(filter(None, (told, line.basis))), "", word, tone)


def due_line(period: Due, today: date) -> str:
    """Return a period with its last day, and how far that is away."""
    words = _("{title}: at the latest on {day} ({left})")
    left, _tone = due_word(period.due_on, today)
    return words.format(title=period.title, day=day_text(period.due_on), left=left)


def stand_word(seen: Preflight) -> tuple[str, Tone]:
    """Return whether a packet can go out, in a word, and its tone."""
    if seen.stops:
        return _("cannot be handed over yet: {n}").format(n=seen.stops), Tone.RED
    return _("can be handed over"), Tone.GREEN


def handed_entry(handed: Handover, stand: HandoverStand) -> Entry:
    """Return a packet that was handed over for the list: received, answered or waited for."""
    answers = [one for one in stand.answers if one.handover_id == handed.id]
    received = ""
    if handed.received_on:
        words = _("received by {name} on {day}")
        received = words.format(name=handed.received_by, day=day_text(handed.received_on))
    told = [_answer_words(one) for one in answers]
    if answers:
        newest = answers[-1].outcome
        word, tone = _("answered"), Tone.GREEN if newest in _GOOD else Tone.AMBER
    elif handed.received_on:
        word, tone = _("received"), Tone.ACCENT
    else:
        word, tone = _("no receipt yet"), Tone.AMBER
    number = _("files: {n}").format(n=len(handed.files))
    detail = " · ".join(filter(None, (moment_text(handed.made_at), number, received, *told)))
    return Entry(handed.id, handed.receiver, detail, "", word, tone)


def _answer_words(answer: ReceiverAnswer) -> str:
    """Return what was answered, under which number and when."""
    parts = (_(OUTCOME_WORDS[answer.outcome]), answer.number, day_text(answer.decided_on))
    return " ".join(filter(None, parts))


def checksum_text(sha256: str) -> str:
    """Return a checksum in groups, two in a line, to be compared by eye."""
    groups = [sha256[at : at + _GROUP] for at in range(0, len(sha256), _GROUP)]
    return "\n".join(" ".join(groups[at : at + 2]) for at in range(0, len(groups), 2))
