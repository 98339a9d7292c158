"""The index of the cases, brought up to date when there is time; until then nothing is missed."""

from collections.abc import Collection
from functools import partial
from typing import Any, NamedTuple

from mediatordesk.store.case_lines import CaseLine, lines_of, stored_line
from mediatordesk.store.refusals import NotSaved
from mediatordesk.store.search_tables import forget_texts, write_texts
from mediatordesk.store.search_texts import texts_of
from mediatordesk.store.store import Store

CHUNK = 40
"""Cases indexed in one transaction, so that no window waits for long that wants to save."""
MANY = 400
"""So many waiting cases are looked at one by one; of more, some are indexed before a list is made.
"""

_PUT = """
INSERT INTO case_line (case_id, number, number_key, title, stage, registered_on, next_due,
                       changed_at)
VALUES (:case_id, :number, :number_key, :title, :stage, :registered_on, :next_due, :changed_at)
ON CONFLICT (case_id) DO UPDATE SET
    number = excluded.number, number_key = excluded.number_key, title = excluded.title,
    stage = excluded.stage, registered_on = excluded.registered_on, next_due = excluded.next_due,
    changed_at = excluded.changed_at
RETURNING doc
"""


class Waiting(NamedTuple):
    """The cases that changed since they were indexed, and their lines as they stand now."""

    cases: frozenset[bytes]
    lines: dict[bytes, CaseLine]


def index_pending(store: Store, limit: int = CHUNK) -> int:
    """Index so many of the cases that changed since, or some more; return how many still wait.

    For idle time, and after large imports; none where nothing can be saved. NotSaved if the
    computer does not allow it.
    """
    left = 0 if store.only_reads_because else waiting_count(store)
    while left and limit > 0:
        left = store.derive(partial(_index_some, count=min(CHUNK, limit)))
        limit -= CHUNK
    return left


def index_if_many(store: Store) -> None:
    """Index some cases if many wait; a folder that cannot be written is read as it is."""
    if waiting_count(store) > MANY:
        try:
            index_pending(store, MANY)
        except NotSaved:
            return


def waiting_count(store: Store) -> int:
    """Return about how many cases changed since they were indexed."""
    (count,) = store.rows("SELECT count(*) FROM line_waiting")[0]
    return int(count) + len(store.latest_changes())


def waiting(store: Store, connection: Any) -> Waiting:
    """Return the cases that the index does not know as they are, inside a reading."""
    latest = store.latest_changes()
    marked = {case for (case,) in connection.execute("SELECT case_id FROM line_waiting")}
    cases = frozenset(marked | latest.keys())
    return Waiting(cases, lines_of(connection, cases, latest) if cases else {})


def _index_some(connection: Any, count: int) -> int:
    """Index some waiting cases, inside a transaction; return how many are left."""
    asked = connection.execute("SELECT case_id FROM line_waiting LIMIT ?", (count,)).fetchall()
    index_cases(connection, [case for (case,) in asked])
    (left,) = connection.execute("SELECT count(*) FROM line_waiting").fetchone()
    return int(left)


def index_cases(connection: Any, cases: Collection[bytes]) -> None:
    """Index cases as their records stand, inside a transaction in which all own changes are
    indexed by case. A case that is void, or whose beginning has not arrived, is taken out.
    """  # noqa: D205 - one sentence
    lines, texts = lines_of(connection, cases, {}), texts_of(connection, cases)
    forget_texts(connection, [case for case in cases if case not in lines])
    docs = {}
    for case, line in lines.items():
        (docs[case],) = connection.execute(_PUT, stored_line(line)).fetchone()
    write_texts(connection, {docs[case]: texts[case] for case in lines})
    connection.executemany(
        "DELETE FROM line_waiting WHERE case_id = ?", [(case,) for case in cases]
    )
