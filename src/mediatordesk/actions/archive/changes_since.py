"""Whether the file of a case has changed since it was bound: the log tells."""

from collections.abc import Iterable

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.changes import Op

NOT_IN_FILE = frozenset(
    {"blob", "bound_file", "note", "period", "release", "subsidy", "ceremony_note"}
)
"""Tables of which nothing is printed in a file."""
STATUS = frozenset({"status"})
SENT_BACK = {"handover": "receipt_sha256", "receiver_answer": "document_sha256"}
"""Tables of which only a paper that was sent back is bound, and the column that names it."""


def is_current(desk: Desk, bound: BoundFile) -> bool:
    """Tell whether nothing that a file shows was written in its case after it was bound."""
    changes = desk.store.changes_of(bound.case_id)
    after = [
        place for place, one in enumerate(changes) if any(op.row == bound.id for op in one.ops)
    ]
    return bool(after) and not any(_shows(one.ops) for one in changes[after[-1] + 1 :])


def _shows(ops: Iterable[Op]) -> bool:
    """Tell whether operations change something that is bound; that the case moved on is not."""
    return any(op.table not in NOT_IN_FILE and not _is_beside(op) for op in ops)


def _is_beside(op: Op) -> bool:
    if op.table in SENT_BACK:
        named = [cell.value for cell in op.cells if cell.column == SENT_BACK[op.table]]
        return not any(named)
    return op.table == "case" and {cell.column for cell in op.cells} <= STATUS
