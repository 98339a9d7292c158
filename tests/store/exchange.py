"""Two desks that exchange what they wrote, and all that a desk shows."""

from uuid import UUID

from mediatordesk.core.parties import Party
from mediatordesk.core.records import changed
from mediatordesk.store import Store
from mediatordesk.store.register import TABLES

OPERATOR = UUID(int=1)


def hand_over(giver: Store, taker: Store) -> None:
    """Give everything that one store wrote to another."""
    for segment in giver.segments(0):
        taker.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)


def state(store: Store) -> dict[str, object]:
    """Return all that a store shows: the rows of every kind, and which fields are in conflict.

    A row all of whose writes were purged shows nothing.
    """
    rows = {
        table.name: sorted(
            row
            for row in store.rows(f'SELECT id, {", ".join(table.columns)} FROM "{table.name}"')  # noqa: S608 - of the register
            if any(value is not None for value in row[1:])
        )
        for table in TABLES
    }
    siblings = store.rows("SELECT row, col, at, value FROM sibling ORDER BY row, col, at, value")
    return {**rows, "sibling": siblings, "superseded": store.rows("SELECT * FROM superseded")}


def rename(store: Store, name: str) -> None:
    """Correct the name of the party as it stands in a store."""
    party = store.all(Party)[0]
    store.commit(OPERATOR, [changed(party, party.renamed(name))])
