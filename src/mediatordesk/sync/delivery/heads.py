"""Heads: small notes in a mailbox by which one request tells whether anything is new there.

For each replica, and for the centre's feed and rosters, there is one: it names the bundle that was
put last, and differs each time something was put. It is advisory: who finds none, or an old one,
lists the mailbox and loses nothing.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath
from time import time_ns
from uuid import UUID

from mediatordesk.sync.bundles.names import (
    HEADS,
    PARTS,
    folder_in,
    folder_of,
    head_name,
    in_order,
)
from mediatordesk.sync.mailbox import BELL, NOTHING, Mailbox

REPLICA_DIGITS = 16
PADDING = 16
"""Bytes by which the lengths of heads differ at most; all are short enough for a folder to read."""


def heads_there(
    mailbox: Mailbox, office: UUID, before: Mapping[str, str] = NOTHING
) -> Mapping[str, str]:
    """Return the marks of an office's heads in a mailbox: one request, also where none are.

    With what they were before, it costs fewer bytes to be told that nothing is new.
    """
    return mailbox.marks(f"{folder_of(office)}/{HEADS}", before)


def point(mailbox: Mailbox, names: Iterable[str]) -> None:
    """Let the heads of a mailbox tell of bundles that were just put there, then ring its bells.

    In every kind of mailbox: what is a folder to one may be a WebDAV server to another. The bells
    last: who hears one finds the heads.
    """
    newest = {head_name(name): name for name in in_order(names)}
    notes = {
        head: f"{name} {secrets.token_hex(4 + _padding(name))}\n".encode()
        for head, name in newest.items()
    }
    bells = {f"{folder_in(head)}/{BELL}": _ring() for head in notes}
    if notes:
        mailbox.point({**notes, **bells})


def with_own(
    heads: Mapping[str, str], after: Mapping[str, str], own: Collection[str]
) -> Mapping[str, str]:
    """Return heads as they were, but those of our own as they are after we have written them.

    If nobody else has written meanwhile, all of them as they are.
    """
    seen = {**heads, **{name: mark for name, mark in after.items() if name in own}}
    bell = {name for name in after if name.endswith(f"/{BELL}")}
    others = {name for name, mark in after.items() if seen.get(name) != mark} - bell
    return seen if others else after


def _ring() -> bytes:
    """Return what a bell says: something else each time, of another length within a second.

    Some servers tell two files of one second by their lengths only: each hundredth has its own.
    """
    return secrets.token_hex(4).encode() + b"." * (time_ns() // 10**7 % 100)


def _padding(name: str) -> int:
    """Return how much longer a head is made: the next one has another length.

    Some servers tell two files that were written in one second by their length only.
    """
    number = name.rpartition("/")[2].partition("-")[0]
    return (int(number) if number.isdecimal() else secrets.randbelow(PADDING)) % PADDING


def has_news(
    before: Mapping[str, str], now: Mapping[str, str], whose: str, *, unsaid: bool = True
) -> bool:
    """Tell whether something may be new of the feed or the rosters: another head, or none.

    `unsaid` is the answer where there is none.
    """
    marks = _by_stem(now)
    return unsaid if whose not in marks else marks[whose] != _by_stem(before).get(whose)


def replicas_with_news(before: Mapping[str, str], now: Mapping[str, str]) -> set[str] | None:
    """Return in which replicas (in hex) something was put since; None if the heads do not say."""
    heads, known = _by_stem(now), _by_stem(before)
    replicas = {one for one in heads if len(one) == REPLICA_DIGITS}
    return {one for one in replicas if heads[one] != known.get(one)} if replicas else None


def mark_of_parts(now: Mapping[str, str]) -> str:
    """Return what changes when parts of files are put; where that is not told, whatever is put."""
    return _by_stem(now).get(PARTS) or "\n".join(sorted(now.values()))


def _by_stem(marks: Mapping[str, str]) -> dict[str, str]:
    """Return marks by the replica, or whatever else, that they are of."""
    return {PurePosixPath(name).stem: mark for name, mark in marks.items()}
