"""The floor of the case list: the same list read by Python's own sqlite3, nothing encrypted."""

import sqlite3
from pathlib import Path

from mediatordesk.store import Store

TABLES = ("case", "period", "change_case")
INDEXES = (
    'CREATE INDEX newest ON "case" (registered_on DESC, number DESC)',
    "CREATE INDEX open ON period (case_id, due_on) WHERE met_on IS NULL",
    "CREATE INDEX latest ON change_case (case_id, at)",
)
LIST = """
SELECT id, number, title, status, registered_on,
    (SELECT min(due_on) FROM period
     WHERE case_id = c.id AND met_on IS NULL AND void_reason = ''),
    (SELECT max(at) FROM change_case WHERE case_id = c.id)
FROM "case" c WHERE void_reason = '' ORDER BY registered_on DESC, number DESC
"""


def copy(store: Store, path: Path) -> None:
    """Write the tables of the list into a plain file."""
    with sqlite3.connect(path) as plain:
        for table in TABLES:
            columns = [name for _, name, *_ in store.rows(f'PRAGMA table_info("{table}")')]
            plain.execute(f'CREATE TABLE "{table}" ({", ".join(columns)})')
            rows = store.rows(f'SELECT * FROM "{table}"')  # noqa: S608 - one of TABLES
            marks = ", ".join("?" * len(columns))
            plain.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)  # noqa: S608 - as above
        for index in INDEXES:
            plain.execute(index)
    plain.close()


def read(path: Path) -> list[tuple[object, ...]]:
    """Open the plain file and read the list."""
    plain = sqlite3.connect(path)
    rows = plain.execute(LIST).fetchall()
    plain.close()
    return rows
