"""The log: every change once, in the order of its replica, chained and never rewritten."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mediatordesk.core.changes import GENESIS, LoggedChange, head_after
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

SEED_BYTES = 16


class Gap(DeskError):
    """Changes are missing before these."""

    happened = N_("Some earlier changes from this computer have not arrived yet.")
    kept = N_("What arrived is kept and will be used when the missing part comes.")
    to_do = N_("Nothing; the missing part is asked for.")


class Fork(DeskError):
    """Two different histories claim the same place: a copied or restored computer."""

    happened = N_(
        "Two different histories of one computer have arrived; it was copied or restored."
    )
    kept = N_("Both are kept, and nothing was overwritten.")
    to_do = N_("Tell the centre's administrator, who decides which computer goes on.")


@dataclass(frozen=True)
class Head:
    """Where the own log stands."""

    replica: bytes
    seq: int
    head: bytes
    at: int


@dataclass(frozen=True)
class Segment:
    """The changes between two bundle cuts; its boundaries never move."""

    replica: bytes
    seq0: int
    prev_head: bytes
    head: bytes
    seed: bytes
    changes: tuple[LoggedChange, ...]


@dataclass(frozen=True)
class Standing:
    """Where a foreign log stands here: its number, its newest change, the head of its chain."""

    n: int
    seq: int
    head: bytes


@dataclass(frozen=True)
class Log:
    """Reads and extends the log, inside the caller's transaction."""

    connection: Any

    def begin(self, replica: bytes) -> None:
        """Write the first head of an empty desk."""
        self.connection.execute("INSERT INTO replica VALUES (1, ?, 0, ?)", (replica, GENESIS))
        self.connection.execute(
            "INSERT INTO head VALUES (1, 1, 0, 0, ?, ?, 1, ?, 0)",
            (GENESIS, os.urandom(SEED_BYTES), GENESIS),
        )

    def head(self) -> Head:
        """Return where the own log stands."""
        row = self.connection.execute(
            "SELECT replica, head.seq, head.head, at FROM head JOIN replica USING (n)"
        ).fetchone()
        return Head(*row)

    def append(self, change: LoggedChange, n: int, seq: int, at: int) -> None:
        """Add the bytes of a change."""
        self.connection.execute(
            "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)",
            (n, seq, at, change.header, change.payload, change.nonce),
        )

    def changes(self, n: int, first: int, last: int) -> tuple[LoggedChange, ...]:
        """Return the logged changes of a replica from first to last, both included."""
        rows = self.connection.execute(
            "SELECT header, payload, nonce FROM change WHERE n = ? AND seq BETWEEN ? AND ? "
            "ORDER BY seq",
            (n, first, last),
        )
        return tuple(LoggedChange(*row) for row in rows)

    def cut(self) -> None:
        """Close the open segment, if it holds anything, and draw the next one's seed."""
        seq0, seq, prev_head, head, seed = self.connection.execute(
            "SELECT segment_seq0, seq, segment_head, head, seed FROM head"
        ).fetchone()
        if seq < seq0:
            return
        self.connection.execute(
            "INSERT INTO segment VALUES (?, ?, ?, ?, ?)", (seq0, seq, prev_head, head, seed)
        )
        self.connection.execute(
            "UPDATE head SET segment_seq0 = ?, segment_head = head, seed = ?",
            (seq + 1, os.urandom(SEED_BYTES)),
        )

    def segments(self, after: int) -> tuple[Segment, ...]:
        """Return the own closed segments that hold anything above a seq, oldest first."""
        replica, n = self.connection.execute(
            "SELECT replica, n FROM head JOIN replica USING (n)"
        ).fetchone()
        rows = self.connection.execute(
            "SELECT seq0, last_seq, prev_head, head, seed FROM segment WHERE last_seq > ? "
            "ORDER BY seq0",
            (after,),
        ).fetchall()
        return tuple(
            Segment(replica, seq0, prev_head, head, seed, self.changes(n, seq0, last))
            for seq0, last, prev_head, head, seed in rows
        )

    def standing(self, replica: bytes) -> Standing:
        """Return where the log of a foreign replica stands here; it is met the first time too."""
        self.connection.execute(
            "INSERT OR IGNORE INTO replica (replica, seq, head) VALUES (?, 0, zeroblob(32))",
            (replica,),
        )
        row = self.connection.execute(
            "SELECT n, seq, head FROM replica WHERE replica = ?", (replica,)
        ).fetchone()
        return Standing(*row)

    def new_ones(
        self, here: Standing, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> tuple[LoggedChange, ...]:
        """Return those of the arrived changes that are not in the log yet.

        Gap if some are missing before them; Fork if one of them differs from what is here.
        """
        if seq0 > here.seq + 1:
            raise Gap
        overlap = here.seq - seq0 + 1
        ours = self.changes(here.n, seq0, here.seq)
        if any(a.leaf != b.leaf for a, b in zip(ours, changes, strict=False)):
            raise Fork
        if overlap == 0 and prev_head != here.head:
            raise Fork
        return tuple(changes[overlap:])

    def problems(self) -> tuple[str, ...]:
        """Return the replicas whose chain is broken, by number and seq; none if all is whole."""
        found = []
        for n, seq, head in self.connection.execute(
            "SELECT r.n, coalesce(h.seq, r.seq), coalesce(h.head, r.head) "
            "FROM replica r LEFT JOIN head h USING (n)"
        ).fetchall():
            changes = self.changes(n, 1, seq)
            if len(changes) != seq or head_after(GENESIS, (one.leaf for one in changes)) != head:
                found.append(f"{n}:{seq}")
        return tuple(found)
