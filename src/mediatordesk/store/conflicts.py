"""Conflicts: the fields into which people wrote different things without knowing of each other."""

from typing import Any
from uuid import UUID

from mediatordesk.core.merge import Conflict, order_shown
from mediatordesk.store.cells import COLUMNS_PER_TABLE, Cells

_PLACES = (
    "SELECT row, col FROM sibling GROUP BY row, col "
    "HAVING count(DISTINCT quote(value)) > 1 ORDER BY row, col"
)


def conflicts(connection: Any, cells: Cells) -> tuple[Conflict, ...]:
    """Return the cells in which different values stand, each with the value shown first.

    Where people wrote the same there is nothing to decide. A void row is among them if somebody
    wrote into it without knowing that it was voided.
    """
    return tuple(
        _conflict(cells, row, *divmod(place, COLUMNS_PER_TABLE))
        for row, place in connection.execute(_PLACES).fetchall()
    )


def _conflict(cells: Cells, row: bytes, number: int, column: int) -> Conflict:
    table = cells.register.by_number[number]
    siblings = cells.siblings((row, number * COLUMNS_PER_TABLE + column))
    ordered = sorted(siblings, key=order_shown, reverse=True)
    return Conflict(table.name, UUID(bytes=row), table.column_name(column), tuple(ordered))
