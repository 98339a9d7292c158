"""The command on answers: what a court, a notary … said to a packet, read from a file."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.handover.received_answers import note_answer
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import Given, filled, read_json
from mediatordesk.cli.handover_lines import answer_line
from mediatordesk.core.handovers import AnswerOutcome, ReceiverAnswer
from mediatordesk.core.texts import N_, _
from mediatordesk.store import find_case, read_case_file

NEXT = {
    AnswerOutcome.ACCEPTED: N_("The court examines it now; its period runs."),
    AnswerOutcome.MORE_MATERIAL: N_(
        "Hand in what is asked for by {due}; else the application counts as withdrawn."
    ),
    AnswerOutcome.CONFIRMED: N_(
        "If it is not performed, ask the court to enforce it within its period."
    ),
    AnswerOutcome.REJECTED: N_(
        "The parties may change the agreement by a new mediation, or go to court with the dispute."
    ),
    AnswerOutcome.NOT_ACCEPTED: N_(
        "The parties may change the agreement by a new mediation, or go to court with the dispute."
    ),
    AnswerOutcome.WITHDRAWN: N_("They may apply again while the period for it runs."),
}
"""What comes next, for the parties (人民调解法 32, 33)."""


def add_commands(case: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to those on cases."""
    one = case.add_parser("answer", parents=[shared], help=_("what the court answered"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("file", metavar="FILE.json|-", help=_("the answer, or - to read it"))
    one.set_defaults(command=_answer)


def _answer(given: Given) -> Answer:
    data = read_json(given.file)
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    beside = None if given.file == "-" else Path(given.file).parent
    noted = note_answer(desk, file, data, beside=beside)
    told = answer_data(noted.answer)
    if noted.change is None:
        words = _("This answer was noted before; nothing was changed.")
        return Answer({"answer": told, "change": None}, (words,))
    saved = changed_answer(noted.change)
    return Answer(
        {"answer": told, **saved.data},
        (*saved.lines, answer_line(noted.answer), _next(noted.answer)),
    )


def answer_data(answer: ReceiverAnswer) -> dict[str, Any]:
    """Return a receiver's answer as scripts read it."""
    return {
        "outcome": answer.outcome,
        "number": answer.number,
        "decided_on": answer.decided_on,
        "received_on": answer.received_on,
        "reason": answer.reason,
        "due_on": answer.due_on,
        "document_sha256": answer.document_sha256,
    }


def _next(answer: ReceiverAnswer) -> str:
    return _(NEXT[answer.outcome]).format(due=answer.due_on)
