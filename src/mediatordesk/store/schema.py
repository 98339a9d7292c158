"""The tables of the encrypted database: records, the log of changes, and what lies between.

Guard triggers refuse every write to a record that does not go through the log: `head.writing` is
1 only inside the one transaction that writes both.
"""

from typing import Any

from mediatordesk.store.register import TABLES, Table

LOG_TABLES = """
CREATE TABLE replica (
    n INTEGER PRIMARY KEY, replica BLOB NOT NULL UNIQUE, seq INTEGER NOT NULL, head BLOB NOT NULL
);
CREATE TABLE head (
    only INTEGER PRIMARY KEY CHECK (only = 1), n INTEGER NOT NULL REFERENCES replica,
    seq INTEGER NOT NULL, at INTEGER NOT NULL, head BLOB NOT NULL, seed BLOB NOT NULL,
    segment_seq0 INTEGER NOT NULL, segment_head BLOB NOT NULL, writing INTEGER NOT NULL
);
CREATE TABLE segment (
    seq0 INTEGER PRIMARY KEY, last_seq INTEGER NOT NULL, prev_head BLOB NOT NULL,
    head BLOB NOT NULL, seed BLOB NOT NULL
);
CREATE TABLE change (
    n INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, header BLOB NOT NULL,
    payload BLOB, nonce BLOB NOT NULL, PRIMARY KEY (n, seq)
) WITHOUT ROWID;
CREATE TABLE change_case (
    case_id BLOB NOT NULL, n INTEGER NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (case_id, n, seq)
) WITHOUT ROWID;
CREATE TABLE cell (
    row BLOB NOT NULL, col INTEGER NOT NULL, n INTEGER NOT NULL, seq INTEGER NOT NULL,
    at INTEGER NOT NULL, value, PRIMARY KEY (row, col, n, seq)
) WITHOUT ROWID;
CREATE TABLE superseded (
    row BLOB NOT NULL, col INTEGER NOT NULL, n INTEGER NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (row, col, n, seq)
) WITHOUT ROWID;
CREATE TABLE quarantine (
    n INTEGER NOT NULL, seq INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (n, seq)
) WITHOUT ROWID;
CREATE TABLE memory (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""

INDEXES = (
    'CREATE INDEX case_newest ON "case" (registered_on DESC, number)',
    'CREATE INDEX case_status ON "case" (status, registered_on DESC)',
    'CREATE INDEX case_number ON "case" (number)',
    "CREATE INDEX period_open ON period (case_id, due_on) WHERE met_on IS NULL",
    "CREATE INDEX change_case_at ON change_case (case_id, at)",
    "CREATE UNIQUE INDEX number_once ON number_use (series, year, ordinal, case_id)",
)


def create_tables(database: Any) -> None:
    """Create everything in an empty database, in the caller's transaction."""
    for statement in LOG_TABLES.strip().split(";"):
        if statement.strip():
            database.execute(statement)
    for table in TABLES:
        _create_record_table(database, table)
    for statement in INDEXES:
        database.execute(statement)


def _create_record_table(database: Any, table: Table) -> None:
    """Create the table of a kind of record with its index by case and its guards."""
    database[table.name].create(table.sql_types(), pk="id")
    if "case_id" in table.columns:
        database.execute(f'CREATE INDEX "{table.name}_case" ON "{table.name}" (case_id)')
    for event in ("INSERT", "UPDATE", "DELETE"):
        database.execute(
            f'CREATE TRIGGER "{table.name}_{event.lower()}_guard" BEFORE {event} ON "{table.name}" '
            "WHEN (SELECT writing FROM head) = 0 "
            "BEGIN SELECT RAISE(ABORT, 'unlogged write'); END"
        )
