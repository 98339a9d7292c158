"""Which cases hold what a pack would no longer know: answers, papers, materials, their type."""

from collections.abc import Iterator

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import Case
from mediatordesk.forms import Packs
from mediatordesk.forms.packs.pack_files import PackData

_HELD: tuple[tuple[str, str, str], ...] = (
    ("fields", "name", "SELECT case_id FROM element WHERE void_reason = '' AND content <> ''"),
    ("papers", "kind", "SELECT case_id FROM paper WHERE void_reason = ''"),
    ("attachment_kinds", "kind", "SELECT case_id FROM attachment WHERE void_reason = ''"),
    ("dispute_types", "dispute_type", "SELECT id FROM \"case\" WHERE void_reason = ''"),
)
"""By table of a pack: the column in which cases name its items, and how to find those cases."""


def still_used(desk: Desk, after: Packs) -> Iterator[tuple[str, tuple[Case, ...]]]:
    """Yield what cases hold and other packs than the desk's would not know, and those cases.

    What cannot be told of a pack that is broken here is not said.
    """
    rows = desk.store.rows("SELECT DISTINCT pack FROM \"case\" WHERE void_reason = ''")
    for name in sorted(row[0] for row in rows):
        if name not in after.usable and name not in after.broken:
            yield name, desk.store.where(Case, "pack = ? AND void_reason = ''", (name,))
        elif name in desk.packs.usable and name in after.usable:
            yield from _lost_items(desk, name, after.pack(name).data)


def _lost_items(desk: Desk, name: str, after: PackData) -> Iterator[tuple[str, tuple[Case, ...]]]:
    before = desk.packs.pack(name).data
    for table, column, question in _HELD:
        gone = _keys(before, table) - _keys(after, table)
        for key in sorted(gone):
            condition = f"pack = ? AND void_reason = '' AND id IN ({question} AND {column} = ?)"
            cases = desk.store.where(Case, condition, (name, key))
            if cases:
                yield key, cases


def _keys(data: PackData, table: str) -> set[str]:
    """Return the names or codes of a table's items."""
    items = getattr(data, table)
    return {str(getattr(one, "code", "") or getattr(one, "name", "")) for one in items}
