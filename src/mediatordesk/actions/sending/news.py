"""What colleagues have brought, and since when something of ours waits for the centre."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import line_of
from mediatordesk.core.changes import moment_of
from mediatordesk.core.encoding import decode, encode
from mediatordesk.store.case_dots import newest_by_case
from mediatordesk.store.dots import change_id
from mediatordesk.sync.delivery.memory import Memory
from mediatordesk.sync.delivery.outbox import delivery

SEEN = "exchange/news-seen"
"""Under this name the desk remembers how far colleagues' changes were seen here."""


@dataclass(frozen=True, slots=True)
class News:
    """A case to which somebody's computer has brought something that was not looked at yet."""

    case: UUID
    letter: str
    """Of the computer within its office; empty if the roster does not know it."""


def colleagues_news(desk: Desk) -> tuple[News, ...]:
    """Return what colleagues have brought since `mark_news_read`; it reads an index."""
    own, seen = frozenset(desk.store.own_replicas()), _seen(desk)
    known = {one: last for one, last in desk.store.known().items() if one not in own}
    if all(last <= seen.get(one, 0) for one, last in known.items()):
        return ()
    letters = {one: _letter(desk, one) for one in known}
    return tuple(
        News(case, letters[replica])
        for case, seqs in newest_by_case(desk.store).items()
        for replica, seq in seqs.items()
        if replica not in own and seq > seen.get(replica, 0)
    )


def mark_news_read(desk: Desk) -> None:
    """Remember that everything colleagues have brought so far was seen."""
    known = sorted(desk.store.known().items())
    desk.store.remember(SEEN, encode([[replica, last] for replica, last in known]))


def waiting_since(desk: Desk) -> datetime | None:
    """Return when the oldest change was made that the centre has not confirmed; None if none."""
    store = desk.store
    head = store.head()
    first = delivery(line_of(desk)).applied + 1
    if first > head.seq:
        return None
    [(n,)] = store.rows("SELECT n FROM replica WHERE replica = ?", (head.replica,))
    rows = store.rows("SELECT at FROM change WHERE id = ?", (change_id(n, first),))
    return moment_of(rows[0][0]) if rows else None


def _letter(desk: Desk, replica: bytes) -> str:
    """Return the letter of the computer that wrote a replica."""
    memory = Memory(desk.store)
    roster, owner = memory.roster(), memory.owner_of(replica)
    return roster.letter_of(owner) if roster and owner else ""


def _seen(desk: Desk) -> dict[bytes, int]:
    """Return how far each replica was seen."""
    data = desk.store.recall(SEEN)
    found = {}
    items = decode(data) if data else []
    for item in items if isinstance(items, list) else []:
        match item:
            case [bytes(replica), int(last)]:
                found[replica] = last
    return found
