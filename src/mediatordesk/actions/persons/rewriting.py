"""What must be written again when changes are purged: the cells whose content stands in them."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from uuid import UUID

from mediatordesk.core.changes import Cell, Change, Dot, Op
from mediatordesk.core.records import Record, values_of
from mediatordesk.store import Store
from mediatordesk.store.dots import CONFLICT, SEALED, dot_of, n_and_seq
from mediatordesk.store.register import Register

Place = tuple[str, UUID]
"""Table and row."""


def rewritten(
    store: Store,
    purged: Sequence[Change],
    dots: Collection[Dot],
    pairs: Iterable[tuple[Record, Record]],
) -> Iterator[Op]:
    """Yield what is written again: cells whose shown write is purged, and all that changes.

    `dots` are all purged changes, `purged` those of them that wrote rows beside those of `pairs`:
    the records as they are and as they are to be. Rows that are not among them (numbers, events
    of the office) are written again as they stand.
    """
    pairs = list(pairs)
    touched: dict[Place, set[str]] = {
        (after.TABLE, after.id): {*values_of(after)} for _before, after in pairs
    }
    for change in purged:
        for op in change.ops:
            columns = {cell.column for cell in op.cells}
            touched.setdefault((op.table, op.row), set()).update(columns)
    known = {(after.TABLE, after.id): (before, after) for before, after in pairs}
    for place, columns in touched.items():
        shown = _shown_from(store, place, columns, dots)
        yield from _again(store, place, shown, known.get(place))


def _again(
    store: Store, place: Place, shown: set[str], pair: tuple[Record, Record] | None
) -> Iterator[Op]:
    """Yield the operation that writes a row's cells again, if there are any."""
    if pair is None:
        pair = _as_it_stands(store, place)
    if pair is None:
        return
    before, after = map(values_of, pair)
    cells = tuple(
        Cell(column, value)
        for column, value in after.items()
        if column != "id" and (column in shown or value != before[column])
    )
    if cells:
        yield Op(*place, cells)


def _as_it_stands(store: Store, place: Place) -> tuple[Record, Record] | None:
    """Return a row as it is, and as it is to be; None if this version does not know it."""
    table = Register.current().by_name.get(place[0])
    found = store.where(table.kind, "id = ?", (place[1].bytes,)) if table else ()
    return (found[0], found[0]) if found else None


def _shown_from(store: Store, place: Place, columns: set[str], purged: Collection[Dot]) -> set[str]:
    """Return those of a row's columns whose shown write is one of the purged ones."""
    table = Register.current().by_name.get(place[0])
    if table is None or not columns:
        return set()
    rows = store.rows(f'SELECT dots FROM "{table.name}" WHERE id = ?', (place[1].bytes,))  # noqa: S608 - a name of the register
    if not rows:
        return set()
    names = dict(store.rows("SELECT n, replica FROM replica"))
    found = set()
    for column in columns & {*table.columns}:
        n, seq = n_and_seq(dot_of(rows[0][0], table.column_number(column)) & ~(CONFLICT | SEALED))
        if n in names and Dot(names[n], seq) in purged:
            found.add(column)
    return found
