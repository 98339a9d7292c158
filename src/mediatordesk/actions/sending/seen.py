"""What a desk saw in a mailbox at its last visit, so that the next one sees if anything is new.

It decides only whether a visit is worth it, never what is sent: lose it, and one visit looks at
everything again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mediatordesk.core.encoding import Plain, decode, encode
from mediatordesk.store import Store
from mediatordesk.sync.delivery.line import Line

KEPT = "mailbox/"
"""Under names that begin so the desk remembers each mailbox; they end with the mailbox's own."""

Written = tuple[tuple[bytes, int], ...]
"""The newest change under each name (replica) of a desk."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far this desk has written under each of its names, and the centre's newest word."""

    written: Written = ()
    word: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Seen:
    """The marks of the heads in a mailbox, and how this desk stood when it had done all there.

    `at` is when it was last reached, `whole` when it was last looked at as a whole.
    """

    heads: Mapping[str, str] = field(default_factory=dict)
    standing: Standing = Standing()
    at: datetime | None = None
    whole: datetime | None = None


def standing_of(line: Line) -> Standing:
    """Return how the desk stands now; it reads three rows."""
    store, ack = line.store, line.memory.ack()
    written = tuple((one, store.last_written(one)) for one in store.own_replicas())
    return Standing(written, ack.order if ack else (0, 0))


def seen_in(store: Store, name: str) -> Seen:
    """Return what was seen in a mailbox; nothing if it was never visited."""
    data = store.recall(KEPT + name)
    match decode(data) if data else None:
        case [list(heads), list(written), [int(epoch), int(number)], str(at), str(whole)]:
            standing = Standing(tuple(map(_pair, written)), (epoch, number))
            return Seen(dict(map(_head, heads)), standing, _time(at), _time(whole))
    return Seen()


def keep_seen(store: Store, name: str, seen: Seen) -> None:
    """Remember what was seen in a mailbox."""
    heads = [list(pair) for pair in sorted(seen.heads.items())]
    written = [list(pair) for pair in seen.standing.written]
    times = [one.isoformat() if one else "" for one in (seen.at, seen.whole)]
    store.remember(KEPT + name, encode([heads, written, list(seen.standing.word), *times]))


def _head(item: Plain) -> tuple[str, str]:
    match item:
        case [str(name), str(mark)]:
            return name, mark
    return "", ""


def _pair(item: Plain) -> tuple[bytes, int]:
    match item:
        case [bytes(replica), int(seq)]:
            return replica, seq
    return b"", 0


def _time(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
