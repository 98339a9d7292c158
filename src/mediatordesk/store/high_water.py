"""How high log and numbers stand: what a tide mark is compared with, and numbering goes on from."""

from mediatordesk.core.changes import GENESIS
from mediatordesk.store.dots import SEQ_BITS
from mediatordesk.store.store import Store

HEAD_AT = (
    "SELECT c.head FROM change c JOIN replica r "
    f"ON c.id = (r.n << {SEQ_BITS}) + ?2 WHERE r.replica = ?1"
)
WRITTEN_AT = HEAD_AT.replace("c.head", "c.at")
NEXT_SERIES = (
    "SELECT series, year FROM number_use WHERE (series, year) > (?, ?) ORDER BY 1, 2 LIMIT 1"
)


def head_at(store: Store, replica: bytes, seq: int) -> bytes | None:
    """Return the head of a replica's chain after a change; None if there is no such change."""
    if seq == 0:
        return GENESIS
    rows = store.rows(HEAD_AT, (replica, seq))
    return rows[0][0] if rows else None


def written_at(store: Store, replica: bytes, seq: int) -> int:
    """Return the hybrid time of a change; -1 if there is no such change."""
    rows = store.rows(WRITTEN_AT, (replica, seq))
    return int(rows[0][0]) if rows else -1


def highest_number(store: Store, series: str, year: int) -> int:
    """Return the highest number of a series that was used in a year; 0 if none was."""
    question = "SELECT max(ordinal) FROM number_use WHERE series = ? AND year = ?"
    ((highest,),) = store.rows(question, (series, year))
    return highest or 0


def highest_numbers(store: Store) -> dict[tuple[str, int], int]:
    """Return the highest number for each series and year.

    One step of the index for each of them, however many numbers there are.
    """
    highest: dict[tuple[str, int], int] = {}
    place: tuple[str, int] = ("", -1)
    while rows := store.rows(NEXT_SERIES, place):
        place = rows[0]
        highest[place] = highest_number(store, *place)
    return highest
