"""Which changes touched a case last: by them it is seen how far the case has come elsewhere."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from mediatordesk.store.dots import MAX_SEQ, SEQ_BITS, change_id
from mediatordesk.store.log import NOT_INDEXED
from mediatordesk.store.store import Store

UUID_BYTES = 16
AT_ONCE = 500
"""Cases that are asked for in one question."""
OF_SOME = (
    f"SELECT case_id, change >> {SEQ_BITS}, max(change & {MAX_SEQ}) FROM change_case "
    "WHERE case_id IN ({places}) GROUP BY 1, 2"
)
OF_ALL = (
    f"SELECT case_id, change >> {SEQ_BITS}, max(change & {MAX_SEQ}) FROM change_case GROUP BY 1, 2"
)
BETWEEN = "SELECT DISTINCT case_id FROM change_case WHERE change BETWEEN ? AND ?"

Newest = dict[UUID, dict[bytes, int]]


def newest_by_case(store: Store, cases: Collection[UUID] | None = None) -> Newest:
    """Return for each case the newest change of each replica that touched it; by default of all.

    Of all cases it reads a whole index.
    """
    replicas = {n: bytes(replica) for n, replica in store.rows("SELECT n, replica FROM replica")}
    newest: Newest = {}
    for touched, n, seq in _indexed(store, cases):
        newest.setdefault(UUID(bytes=touched), {})[replicas[n]] = seq
    wanted = None if cases is None else frozenset(cases)
    for number, touched in store.rows(f"SELECT id, cases FROM change WHERE {NOT_INDEXED}"):
        for case in _split(touched):
            if wanted is None or case in wanted:
                of_case, replica = newest.setdefault(case, {}), replicas[number >> SEQ_BITS]
                of_case[replica] = max(of_case.get(replica, 0), number & MAX_SEQ)
    return newest


def cases_brought(store: Store, before: Mapping[bytes, int]) -> frozenset[UUID]:
    """Return the cases that other replicas have touched beyond where they stood; `Store.known`.

    It reads an index by case, once for each replica that stands further.
    """
    own, now, found = frozenset(store.own_replicas()), store.known(), set[UUID]()
    for n, replica in store.rows("SELECT n, replica FROM replica"):
        seen, newest = before.get(bytes(replica), 0), now.get(bytes(replica), 0)
        if bytes(replica) not in own and newest > seen:
            between = (change_id(n, seen + 1), change_id(n, newest))
            found |= {UUID(bytes=case) for (case,) in store.rows(BETWEEN, between)}
    return frozenset(found)


def _indexed(store: Store, cases: Collection[UUID] | None) -> Iterable[tuple[bytes, int, int]]:
    """Yield case, replica's number and newest seq as the index has them."""
    if cases is None:
        yield from store.rows(OF_ALL)
        return
    ids = [one.bytes for one in cases]
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        yield from store.rows(OF_SOME.format(places=", ".join("?" * len(some))), some)


def _split(cases: bytes) -> Iterable[UUID]:
    for start in range(0, len(cases), UUID_BYTES):
        yield UUID(bytes=cases[start : start + UUID_BYTES])
