"""What was handed over, as lines for people: to whom, whether it arrived, what was answered."""

from collections.abc import Iterable

from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.handovers import OUTCOME_WORDS, Handover, ReceiverAnswer
from mediatordesk.core.texts import _

GROUP = 8
"""Signs of a number that are read at a time, as on the printed sheet."""


def grouped(number: str) -> str:
    """Return a packet's number as its printed sheet shows it."""
    return " ".join(number[at : at + GROUP] for at in range(0, len(number), GROUP))


def answer_line(answer: ReceiverAnswer) -> str:
    """Return a receiver's answer as a line: when, what, under which number, and why."""
    outcome = _(OUTCOME_WORDS[answer.outcome])
    told = (answer.decided_on.isoformat(), outcome, answer.number, answer.reason)
    return "  ".join(filter(None, told))


def handover_lines(file: CaseFile) -> tuple[str, ...]:
    """Return what was handed over as lines for people: to whom, the receipt, the answers."""
    return tuple(
        line
        for number, one in enumerate(file.handovers, 1)
        for line in _handover_lines(file, number, one)
    )


def _handover_lines(file: CaseFile, number: int, handed: Handover) -> Iterable[str]:
    receipt = _("no receipt yet")
    if handed.received_on:
        words = _("received by {name} on {day}")
        receipt = words.format(name=handed.received_by, day=handed.received_on)
    made_on = handed.made_at.date().isoformat()
    yield "  ".join((str(number), made_on, handed.receiver, handed.sha256[:GROUP], receipt))
    for one in file.answers:
        if one.handover_id == handed.id:
            yield f"     {answer_line(one)}"
