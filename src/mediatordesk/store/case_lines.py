"""A case as it stands in a list, read off its records, and the orders in which lists stand."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import COUNTER_BITS, moment_of
from mediatordesk.store.search_tables import NO_DAY

STAGES = tuple(CaseStatus)
OVER = frozenset({CaseStatus.CLOSED, CaseStatus.ARCHIVED, CaseStatus.REJECTED})
"""Where nothing more is to be done."""
FIGURES = 10

_DUE = """
SELECT due_on FROM period
WHERE period.case_id = "case".id AND met_on IS NULL AND void_reason = ''
UNION ALL
SELECT due_on FROM obligation
JOIN mediation_agreement a ON a.id = agreement_id AND a.effective_on IS NOT NULL
WHERE obligation.case_id = "case".id AND due_on IS NOT NULL AND obligation.void_reason = ''
AND NOT EXISTS (
    SELECT 1 FROM performance p
    WHERE p.case_id = "case".id AND p.obligation_id = obligation.id AND p.void_reason = ''
    GROUP BY p.obligation_id
    HAVING obligation.amount IS NULL OR sum(coalesce(p.amount, 0)) >= obligation.amount)
"""
ASKED = "(SELECT unhex(value) FROM json_each(?))"
"""Ids that a question is about, bound as one JSON text (`ids_text`)."""
_LINES = f"""
SELECT id, coalesce(nullif(number, ''), mark, ''), title, status, registered_on,
       (SELECT min(due_on) FROM ({_DUE})),
       (SELECT max(at) FROM change_case WHERE case_id = "case".id)
FROM "case" WHERE id IN {ASKED} AND void_reason = '' AND status IS NOT NULL
"""


@dataclass(frozen=True)
class CaseLine:
    """A case in a list: what a mediator looks for, and the next day that matters.

    That day ends a period that runs, or is when something agreed is due and not performed yet.
    `found` is what of the case was looked for, where number and title do not show it.
    """

    id: UUID
    number: str
    title: str
    status: CaseStatus
    registered_on: date | None
    next_due: date | None
    changed_at: datetime | None
    found: str = ""


Key = tuple[str | int | bytes, ...]


class Order(Enum):
    """What a list is ordered by: columns of `case_line`, the case's id last so that none tie."""

    NEWEST = ("registered_on", "number_key", "case_id")
    NUMBER = ("number_key", "case_id")
    TITLE = ("title", "case_id")
    STATUS = ("stage", "registered_on", "number_key", "case_id")
    NEXT_DUE = ("next_due", "case_id")
    CHANGED = ("changed_at", "case_id")

    @property
    def index(self) -> str:
        """Return the name of the index that has the lines in this order."""
        return f"line_{self.name.lower()}"

    def key(self, line: CaseLine) -> Key:
        """Return where a line stands: SQLite compares its columns as Python does this."""
        return tuple([_STORED[column](line) for column in self.value])


def lines_of(
    connection: Any, cases: Collection[bytes], latest: Mapping[bytes, int]
) -> dict[bytes, CaseLine]:
    """Return the lines of those of the cases that are in lists, read off their records.

    `latest` says when own changes that are not indexed by case touched them.
    """
    rows = connection.execute(_LINES, (ids_text(cases),)).fetchall()
    return {row[0]: _line(row, latest) for row in rows}


def ids_text(ids: Collection[bytes]) -> str:
    """Return ids as the JSON text that ASKED takes."""
    return '["' + '","'.join(one.hex() for one in ids) + '"]' if ids else "[]"


def stored_line(line: CaseLine) -> dict[str, str | int | bytes]:
    """Return a line as `case_line` keeps it, by column."""
    return {column: stored(line) for column, stored in _STORED.items()}


def line_from(row: Any) -> CaseLine:
    """Return the line of a row of `case_line`: the columns of `READ`, in their order."""
    case_id, number, title, stage, registered, due, changed = row
    return CaseLine(
        UUID(bytes=case_id),
        number,
        title,
        STAGES[stage],
        date.fromisoformat(registered) if registered else None,
        date.fromisoformat(due) if due != NO_DAY else None,
        moment_of(changed << COUNTER_BITS) if changed else None,
    )


READ = "case_id, number, title, stage, registered_on, next_due, changed_at"


def number_key(number: str) -> str:
    """Return the figures of a number in one width, so that 第3号 stands before 第11号."""
    return " ".join(part.zfill(FIGURES) for part in re.findall(r"\d+", number))


def _line(row: Any, latest: Mapping[bytes, int]) -> CaseLine:
    case_id, number, title, status, registered, due, changed = row
    changed = max(changed or 0, latest.get(case_id, 0))
    return CaseLine(
        UUID(bytes=case_id),
        number,
        title,
        CaseStatus(status),
        date.fromisoformat(registered) if registered else None,
        date.fromisoformat(due) if due else None,
        moment_of(changed) if changed else None,
    )


_STORED: Mapping[str, Callable[[CaseLine], str | int | bytes]] = {
    "case_id": lambda line: line.id.bytes,
    "number": lambda line: line.number,
    "number_key": lambda line: number_key(line.number),
    "title": lambda line: line.title,
    "stage": lambda line: STAGES.index(line.status),
    "registered_on": lambda line: line.registered_on.isoformat() if line.registered_on else "",
    "next_due": lambda line: line.next_due.isoformat() if line.next_due else NO_DAY,
    "changed_at": lambda line: round(line.changed_at.timestamp() * 1000) if line.changed_at else 0,
}
"""How a line is kept, by column of `case_line`."""
