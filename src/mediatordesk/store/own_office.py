"""The office that a desk belongs to."""

from uuid import UUID

from mediatordesk.core.offices import Office
from mediatordesk.store.store import Store

OFFICE = "office"
"""Under this name a desk remembers the office that it has joined; it never travels."""


def own_office(store: Store) -> Office:
    """Return the office of a desk: the one it has joined, as soon as its record has come.

    Until then, and without such, it is the one that the desk was made for.
    """
    joined = store.recall(OFFICE)
    order = "ORDER BY id = ? DESC, void_reason != '', rowid LIMIT 1"
    return store.where(Office, f"void_reason IS NOT NULL {order}", (joined or b"",))[0]


def joined_office(store: Store) -> UUID | None:
    """Return which office a desk has joined, if it has joined another than its own."""
    joined = store.recall(OFFICE)
    return UUID(bytes=joined) if joined else None
