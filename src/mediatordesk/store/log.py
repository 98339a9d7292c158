"""The log: every change once, in the order of its replica, chained and never rewritten."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mediatordesk.core.changes import GENESIS, Dot, LoggedChange, head_after
from mediatordesk.store.dots import MAX_SEQ, SEQ_BITS, change_id, n_and_seq
from mediatordesk.store.log_places import Fork, Gap, Head, Segment, Standing, Tip
from mediatordesk.store.search_tables import mark_waiting

SEED_BYTES = 16
SEGMENT_CHANGES = 5_000
SEGMENT_BYTES = 4 << 20
"""A segment is cut when it has so many changes or plain bytes: a bundle takes 20,000 and 8 MiB."""
UUID_BYTES = 16
INDEX_EVERY = 256
"""The cases of own changes get their place in `change_case` that many changes at a time."""

NOT_INDEXED = (
    f"id > (SELECT max(indexed, n << {SEQ_BITS}) FROM head) "
    f"AND id < (SELECT (n + 1) << {SEQ_BITS} FROM head)"
)
"""The own changes whose cases are not in `change_case` yet.

So a save need not write a page of that index; who asks for a case's changes looks at these too.
"""


class Log:
    """Reads and extends the log, inside the caller's transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.cursor = connection.cursor()
        self._tip: tuple[int, Tip] | None = None

    def begin(self, replica: bytes) -> None:
        """Write the first head of an empty desk."""
        self._connection.execute("INSERT INTO replica VALUES (1, ?, 0, ?)", (replica, GENESIS))
        self._connection.execute(
            "INSERT INTO head VALUES (1, 1, 0, 0, ?, 1, ?)", (os.urandom(SEED_BYTES), GENESIS)
        )

    def begin_epoch(self, replica: bytes) -> None:
        """Go on under another replica's name: the log so far becomes an ordinary foreign one."""
        tip = self._read_tip()
        self._index_cases(tip.n, tip.seq)
        self.cut()
        self._connection.execute(
            "UPDATE replica SET seq = ?, head = ? WHERE n = ?", (tip.seq, tip.head, tip.n)
        )
        (n,) = self._connection.execute(
            "INSERT INTO replica (replica, seq, head) VALUES (?, 0, ?) RETURNING n",
            (replica, GENESIS),
        ).fetchone()
        self._connection.execute(
            "UPDATE head SET n = ?, seen_at = ?, indexed = ?, seed = ?, segment_seq0 = 1, "
            "segment_head = ?",
            (n, tip.at, change_id(n, 0), os.urandom(SEED_BYTES), GENESIS),
        )
        self.forget_tip()

    def own_replicas(self) -> tuple[bytes, ...]:
        """Return the names under which this log was written, the present one last."""
        rows = self._connection.execute(
            "SELECT replica FROM replica "
            "WHERE n IN (SELECT n FROM segment UNION SELECT n FROM head) "
            "ORDER BY n = (SELECT n FROM head), n"
        )
        return tuple(replica for (replica,) in rows)

    def last_written(self, replica: bytes) -> int:
        """Return the newest seq that was written here under an own name.

        More may have come back of an earlier one, from others who had it: a restored desk's tail.
        """
        tip = self.tip()
        if replica == tip.replica:
            return tip.seq
        (last,) = self._connection.execute(
            "SELECT coalesce(max(last_seq), 0) FROM segment WHERE n = ?", (tip.numbers[replica],)
        ).fetchone()
        return int(last)

    def tip(self) -> Tip:
        """Return what the next own change goes on from.

        It is read again only when another window has written: data_version says so.
        """
        (version,) = self.cursor.execute("PRAGMA data_version").fetchone()
        if self._tip is None or self._tip[0] != version:
            self._tip = (version, self._read_tip())
        return self._tip[1]

    def forget_tip(self) -> None:
        """Read the tip again next time: it was changed, or a transaction was undone."""
        self._tip = None

    def head(self) -> Head:
        """Return where the own log stands."""
        tip = self.tip()
        return Head(tip.replica, tip.seq, tip.head, tip.at)

    def append_own(self, tip: Tip, change: LoggedChange, at: int, cases: set[bytes | None]) -> int:
        """Add an own change after the tip; return its number here."""
        seq, head = tip.seq + 1, head_after(tip.head, [change.leaf])
        number = change_id(tip.n, seq)
        self._append(number, change, at, head, b"".join(sorted(filter(None, cases))))
        if seq % INDEX_EVERY == 0:
            self._index_cases(tip.n, seq)
        if self._tip:
            self._tip = (self._tip[0], Tip(*tip[:5], seq, at, head))
        return number

    def append_foreign(self, here: Standing, change: LoggedChange, at: int) -> Standing:
        """Add a foreign replica's next change; return where its log stands then."""
        head = head_after(here.head, [change.leaf])
        self._append(change_id(here.n, here.seq + 1), change, at, head, b"")
        return Standing(here.n, here.replica, here.seq + 1, head)

    def stand(self, here: Standing) -> None:
        """Note where the log of a foreign replica stands now."""
        self._connection.execute(
            "UPDATE replica SET seq = ?, head = ? WHERE n = ?", (here.seq, here.head, here.n)
        )

    def index(self, places: Iterable[tuple[bytes, int, int]]) -> None:
        """Note the cases that foreign changes touched: case, time and number of the change."""
        # In the index's own order, so that its pages are written one after another.
        ordered = sorted(places)
        self._connection.executemany("INSERT OR IGNORE INTO change_case VALUES (?, ?, ?)", ordered)
        mark_waiting(self._connection, {case for case, _, _ in ordered})

    def change(self, dot: Dot) -> LoggedChange | None:
        """Return one logged change, if it is here."""
        n = self.tip().numbers.get(dot.replica)
        found = () if n is None else self.changes(n, dot.seq, dot.seq)
        return found[0] if found else None

    def numbered(self, dots: Sequence[Dot]) -> dict[Dot, int]:
        """Return the numbers of changes here, also of those that have not come yet."""
        self.meet({dot.replica for dot in dots})
        numbers = self.tip().numbers
        return {dot: change_id(numbers[dot.replica], dot.seq) for dot in dots}

    def cut_before_purge(self, n: int, seq: int) -> None:
        """Close the open segment if a change stands in it: its seed is about to be dropped."""
        (own, first) = self._connection.execute("SELECT n, segment_seq0 FROM head").fetchone()
        if n == own and seq >= first:
            self.cut()

    def index_own(self) -> None:
        """Give all own changes their places by case now."""
        tip = self._read_tip()
        self._index_cases(tip.n, tip.seq)

    def found_case(self, row: bytes, case: bytes | None) -> None:
        """Note the case of a row that was written before it was known whose it is."""
        self._connection.execute(
            "INSERT OR IGNORE INTO change_case "
            "SELECT ?, at, change FROM change_case WHERE case_id = ?",
            (case, row),
        )

    def see(self, at: int) -> None:
        """Note a time that was seen: own changes made from now on come after it."""
        self._connection.execute("UPDATE head SET seen_at = max(seen_at, ?)", (at,))
        self.forget_tip()

    def changes(self, n: int, first: int, last: int) -> tuple[LoggedChange, ...]:
        """Return the logged changes of a replica from first to last, both included."""
        rows = self._connection.execute(
            "SELECT header, coalesce(payload, x''), nonce, coalesce(inner, x'') FROM change "
            "WHERE id BETWEEN ? AND ? ORDER BY id",
            (change_id(n, max(first, 0)), change_id(n, last)),
        )
        return tuple(LoggedChange(*row) for row in rows)

    def of_case(self, case_id: bytes) -> tuple[tuple[bytes, bytes, bytes], ...]:
        """Return replica, header and payload of each change that touched a case, oldest first."""
        rows = self._connection.execute(
            f"SELECT replica, header, payload FROM change JOIN replica ON n = id >> {SEQ_BITS} "
            "WHERE payload IS NOT NULL AND id IN ("
            "SELECT change FROM change_case WHERE case_id = ?1 UNION ALL "
            f"SELECT id FROM change WHERE {NOT_INDEXED} AND instr(cases, ?1)) ORDER BY at, id",
            (case_id,),
        )
        return tuple(rows.fetchall())

    def latest_by_case(self) -> dict[bytes, int]:
        """Return the latest time for each case touched by own changes that are not indexed yet."""
        latest: dict[bytes, int] = {}
        for at, cases in self._connection.execute(
            f"SELECT at, cases FROM change WHERE {NOT_INDEXED} ORDER BY id"
        ):
            latest.update(dict.fromkeys(_split(cases), at))
        return latest

    def cut(self) -> None:
        """Close the open segment, if it holds anything, and draw the next one's seed."""
        tip = self._read_tip()
        seq0, prev_head = self._connection.execute(
            "SELECT segment_seq0, segment_head FROM head"
        ).fetchone()
        if tip.seq < seq0:
            return
        self.close_run(tip.n, (seq0, tip.seq), prev_head, tip.seed)
        self._connection.execute(
            "UPDATE head SET segment_seq0 = ?, segment_head = ?, seed = ?",
            (tip.seq + 1, tip.head, os.urandom(SEED_BYTES)),
        )
        self.forget_tip()

    def close_run(self, n: int, run: tuple[int, int], prev_head: bytes, seed: bytes) -> None:
        """Note a run of own changes, from first to last, as closed segments."""
        seq0, before = run[0], prev_head
        for last, head in self._stretches(n, *run):
            self._connection.execute(
                "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?)",
                (n, seq0, last, before, head, seed),
            )
            seq0, before = last + 1, head

    def _stretches(self, n: int, first: int, last: int) -> Iterator[tuple[int, bytes]]:
        """Yield where the open run is cut, so that each segment fits into one bundle."""
        rows = self._connection.execute(
            "SELECT id, length(header) + coalesce(length(payload), 0), head FROM change "
            "WHERE id BETWEEN ? AND ? ORDER BY id",
            (change_id(n, first), change_id(n, last)),
        ).fetchall()
        changes = size = 0
        for number, length, head in rows:
            changes, size = changes + 1, size + length
            _, seq = n_and_seq(number)
            if changes == SEGMENT_CHANGES or size >= SEGMENT_BYTES or seq == last:
                yield seq, head
                changes = size = 0

    def segments(self, after: int, replica: bytes) -> tuple[Segment, ...]:
        """Return the closed segments of an own replica that hold anything above a seq."""
        n = self._read_tip().numbers[replica]
        rows = self._connection.execute(
            "SELECT seq0, last_seq, prev_head, head, seed FROM segment "
            "WHERE n = ? AND last_seq > ? ORDER BY seq0",
            (n, after),
        ).fetchall()
        return tuple(
            Segment(replica, seq0, prev_head, head, seed, self.changes(n, seq0, last))
            for seq0, last, prev_head, head, seed in rows
        )

    def purged_segments(self) -> frozenset[tuple[bytes, int]]:
        """Return replica and first seq of the own segments in which a change was purged."""
        rows = self._connection.execute(
            "SELECT replica, seq0 FROM segment JOIN replica USING (n) WHERE seed = x''"
        )
        return frozenset(rows.fetchall())

    def standing(self, replica: bytes) -> Standing:
        """Return where the log of a replica stands here; it is met the first time too."""
        self.meet([replica])
        tip = self._read_tip()
        if replica == tip.replica:
            return Standing(tip.n, replica, tip.seq, tip.head)
        row = self._connection.execute(
            "SELECT n, replica, seq, head FROM replica WHERE replica = ?", (replica,)
        ).fetchone()
        return Standing(*row)

    def meet(self, replicas: Iterable[bytes]) -> None:
        """Give numbers to replicas that have none here yet."""
        self._connection.executemany(
            "INSERT OR IGNORE INTO replica (replica, seq, head) VALUES (?, 0, ?)",
            [(replica, GENESIS) for replica in replicas],
        )
        self.forget_tip()

    def known(self) -> dict[bytes, int]:
        """Return for each replica its newest change that is here."""
        tip = self._read_tip()
        rows = self._connection.execute("SELECT replica, seq FROM replica").fetchall()
        return {**dict(rows), tip.replica: tip.seq}

    def new_ones(
        self, here: Standing, prev_head: bytes, seq0: int, changes: Sequence[LoggedChange]
    ) -> tuple[LoggedChange, ...]:
        """Return those of the arrived changes that are not in the log yet.

        Gap if some are missing before them; Fork if they go on from another history, or one of
        them differs from what is here.
        """
        if seq0 > here.seq + 1:
            raise Gap(replica=here.replica, expected=here.seq + 1)
        ours = self.changes(here.n, seq0, here.seq)
        same = all(one.leaf == other.leaf for one, other in zip(ours, changes, strict=False))
        if not same or prev_head != self._head_at(here.n, seq0 - 1):
            raise Fork
        return tuple(changes[len(ours) :])

    def problems(self) -> tuple[int, ...]:
        """Return of each chain that is broken the number of its first change that is not whole."""
        known, numbers = self.known(), self._read_tip().numbers
        broken = (self._first_broken(numbers[replica], seq) for replica, seq in known.items())
        return tuple(number for number in broken if number is not None)

    def _first_broken(self, n: int, seq: int) -> int | None:
        """Return the first change of a replica that is missing, or does not follow; else None."""
        head, expected = GENESIS, 1
        for number, *parts, stated in self._connection.execute(
            "SELECT id, header, coalesce(payload, x''), nonce, coalesce(inner, x''), head "
            "FROM change WHERE id BETWEEN ? AND ? ORDER BY id",
            (change_id(n, 0), change_id(n, MAX_SEQ)),
        ):
            head = head_after(head, [LoggedChange(*parts).leaf])
            if number != change_id(n, expected) or head != stated:
                return change_id(n, expected)
            expected += 1
        whole = expected == seq + 1 and head == self._head_at(n, seq)
        return None if whole else change_id(n, expected)

    def _head_at(self, n: int, seq: int) -> bytes | None:
        """Return the head of a replica's chain after a change; None if there is no such change."""
        if seq == 0:
            return GENESIS
        row = self._connection.execute(
            "SELECT head FROM change WHERE id = ?", (change_id(n, max(seq, 0)),)
        ).fetchone()
        return row[0] if row else None

    def _append(
        self, number: int, change: LoggedChange, at: int, head: bytes, cases: bytes
    ) -> None:
        if change.purged:
            values = (number, at, change.header, None, b"", head, cases, change.purged)
            self.cursor.execute("INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
            return
        self.cursor.execute(
            "INSERT INTO change (id, at, header, payload, nonce, head, cases) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                at,
                *map(bytearray, (change.header, change.payload, change.nonce, head, cases)),
            ),
        )

    def _index_cases(self, n: int, seq: int) -> None:
        """Give the own changes since the last time their places by case."""
        rows = self._connection.execute(
            f"SELECT id, at, cases FROM change WHERE {NOT_INDEXED}"
        ).fetchall()
        self.index([(case, at, number) for number, at, cases in rows for case in _split(cases)])
        self._connection.execute("UPDATE head SET indexed = ?", (change_id(n, seq),))

    def _read_tip(self) -> Tip:
        n, seed, seen_at, newest = self._connection.execute(
            "SELECT n, seed, seen_at, "
            f"(SELECT max(id) FROM change WHERE id < (n + 1) << {SEQ_BITS}) FROM head"
        ).fetchone()
        seq, at, head = (0, 0, GENESIS)
        if newest is not None and newest > change_id(n, 0):
            seq = newest & MAX_SEQ
            at, head = self._connection.execute(
                "SELECT at, head FROM change WHERE id = ?", (newest,)
            ).fetchone()
        replicas = dict(self._connection.execute("SELECT n, replica FROM replica").fetchall())
        numbers = {replica: number for number, replica in replicas.items()}
        return Tip(n, replicas[n], seed, replicas, numbers, seq, max(at, seen_at), head)


def _split(cases: bytes) -> list[bytes]:
    """Return the ids of cases that stand one after another."""
    return [cases[place : place + UUID_BYTES] for place in range(0, len(cases), UUID_BYTES)]
