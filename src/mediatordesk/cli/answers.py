"""Answers of commands: one JSON document for scripts, or lines for people."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, TextIO
from uuid import UUID

from mediatordesk.core.changes import Change
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.entries import AMOUNTS
from mediatordesk.core.errors import DeskError
from mediatordesk.core.money import yuan
from mediatordesk.core.texts import N_, _

LINES_SHOWN = 20
MORE = N_("… and {n} more")
UNREAD = 141
"""Exit code when the reader of a pipe goes away: that of a program ended by SIGPIPE (128 + 13)."""


class AnswerNotWritten(DeskError):
    """The answer of a command that was done could not be written where it was sent."""

    happened = N_("The answer could not be written where it was sent: {reason}.")
    kept = N_("Whatever the command saved in the desk is saved.")
    to_do = N_("Make room there, or send the answer to another place, and ask again.")


@dataclass(frozen=True)
class Answer:
    """What a command has to say: data for `--json`, lines for people, and the exit code."""

    data: Any
    lines: tuple[str, ...] = ()
    code: int = 0


def changed_answer(change: Change) -> Answer:
    """Return the answer to a command that saved something."""
    data = {
        "change": {
            "seq": change.seq,
            "at": change.moment,
            "operations": [{"table": op.table, "row": op.row} for op in change.ops],
        }
    }
    return Answer(data, (_("Saved."),))


def some_lines(lines: Sequence[str], words: str = MORE) -> list[str]:
    """Return as many lines as people read, and in some words how many more there are."""
    more = len(lines) - LINES_SHOWN
    return [*lines[:LINES_SHOWN], *([_(words).format(n=more)] if more > 0 else [])]


def show(answer: Answer, *, as_json: bool) -> int:
    """Print an answer and return the exit code; UNREAD if nobody reads to the end of it.

    AnswerNotWritten if it was sent to a file on a full disk, or to nowhere.
    """
    if sys.stdout is None:  # closed by who started the program
        raise AnswerNotWritten(reason=_("standard output is closed"))
    try:
        _print(answer, as_json=as_json)
        sys.stdout.flush()
    except BrokenPipeError:
        return leave_unread(sys.stdout)
    except OSError as error:
        leave_unread(sys.stdout)
        raise AnswerNotWritten(reason=reason_of(error)) from error
    return answer.code


def leave_unread(stream: TextIO) -> int:
    """Send what is still unsaid nowhere, so that nothing complains at the end; return UNREAD."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    return UNREAD


def _print(answer: Answer, *, as_json: bool) -> None:
    if as_json:
        document = json.dumps(plain(answer.data), ensure_ascii=False, indent=1)
        print(document)  # noqa: T201 - this is the output
    else:
        for line in answer.lines:
            print(line)  # noqa: T201 - as above


def show_error(error: DeskError) -> int:
    """Print the three lines of an error for people and return the exit code."""
    try:
        for line in error.lines():
            print(line, file=sys.stderr)  # noqa: T201 - as above
    except BrokenPipeError:
        return leave_unread(sys.stderr)
    return 1


def plain(content: Any) -> Any:
    """Return content as JSON has it: names of records as text, days ISO, amounts in yuan."""
    if is_dataclass(content) and not isinstance(content, type):
        return {one.name: _field(one.name, getattr(content, one.name)) for one in fields(content)}
    if isinstance(content, Mapping):
        return {str(name): plain(one) for name, one in content.items()}
    if isinstance(content, str | bool | int | float) or content is None:
        return content.value if isinstance(content, Enum) else content
    if isinstance(content, date):
        return content.isoformat()
    if isinstance(content, UUID | Decimal):
        return str(content)
    if isinstance(content, bytes):
        return content.hex()
    if isinstance(content, Iterable):
        return [plain(one) for one in content]
    raise TypeError(type(content).__name__)


def _field(name: str, content: Any) -> Any:
    if name in AMOUNTS and content is not None:
        return amount(content)
    return plain(content)


def amount(fen: int) -> str:
    """Return fen as scripts read it: yuan with two decimals and no commas."""
    return yuan(fen).replace(",", "")
