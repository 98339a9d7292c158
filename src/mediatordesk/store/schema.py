"""The tables of the encrypted database: records, the log of changes, and what lies between.

Each row of a record carries, in `dots`, which change wrote what stands in each of its fields. So
guard triggers can refuse every write that is not logged: a row never changes without its dots.
"""

from typing import Any

from mediatordesk.store.register import TABLES, Table
from mediatordesk.store.search_tables import make_search_tables

LOG_TABLES = """
CREATE TABLE replica (
    n INTEGER PRIMARY KEY, replica BLOB NOT NULL UNIQUE, seq INTEGER NOT NULL, head BLOB NOT NULL
);
CREATE TABLE head (
    only INTEGER PRIMARY KEY CHECK (only = 1), n INTEGER NOT NULL REFERENCES replica,
    seen_at INTEGER NOT NULL, indexed INTEGER NOT NULL,
    seed BLOB NOT NULL, segment_seq0 INTEGER NOT NULL, segment_head BLOB NOT NULL
);
CREATE TABLE segment (
    seq0 INTEGER PRIMARY KEY, last_seq INTEGER NOT NULL, prev_head BLOB NOT NULL,
    head BLOB NOT NULL, seed BLOB NOT NULL
);
CREATE TABLE change (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, header BLOB NOT NULL, payload BLOB,
    nonce BLOB NOT NULL, head BLOB NOT NULL, cases BLOB NOT NULL
);
CREATE TABLE change_case (
    case_id BLOB NOT NULL, at INTEGER NOT NULL, change INTEGER NOT NULL,
    PRIMARY KEY (case_id, at, change)
) WITHOUT ROWID;
CREATE TABLE sibling (
    row BLOB NOT NULL, col INTEGER NOT NULL, change INTEGER NOT NULL, at INTEGER NOT NULL, value,
    PRIMARY KEY (row, col, change)
) WITHOUT ROWID;
CREATE TABLE superseded (
    row BLOB NOT NULL, col INTEGER NOT NULL, change INTEGER NOT NULL,
    PRIMARY KEY (row, col, change)
) WITHOUT ROWID;
CREATE TABLE quarantine (
    n INTEGER NOT NULL, seq INTEGER NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (n, seq)
) WITHOUT ROWID;
CREATE TABLE memory (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
"""
"""What every file has had from the first version on.

`change.id` is a change's number here: its replica's n and its seq in one integer (dots.py).
`change.head` is the chain's head after it, `change.cases` the ids of the cases that it touched.
`sibling` holds the values of fields that are in conflict, `superseded` the writes known to be
replaced before they came. `head` is the own log: the open segment, the latest time that was seen,
and the newest own change whose cases are in `change_case` (log.py).
"""

ADDED_TO_LOG = (
    "ALTER TABLE change ADD COLUMN inner BLOB",
    "ALTER TABLE segment RENAME TO own_segment",
    """CREATE TABLE segment (
        n INTEGER NOT NULL, seq0 INTEGER NOT NULL, last_seq INTEGER NOT NULL,
        prev_head BLOB NOT NULL, head BLOB NOT NULL, seed BLOB NOT NULL, PRIMARY KEY (n, seq0)
    )""",
    "INSERT INTO segment SELECT head.n, s.seq0, s.last_seq, s.prev_head, s.head, s.seed "
    "FROM own_segment s, head",
    "DROP TABLE own_segment",
    """CREATE TABLE unknown_cell (
        tab INTEGER NOT NULL, row BLOB NOT NULL, col INTEGER NOT NULL, change INTEGER NOT NULL,
        PRIMARY KEY (tab, row, col, change)
    ) WITHOUT ROWID""",
    "CREATE TABLE purged (change INTEGER PRIMARY KEY)",
)
"""What the second version added, for the first one's files and for new ones alike.

`change.inner` is the inner hash of a change whose payload was purged; `purged` names such changes,
here or still to come. `segment` holds the closed segments of every own replica, the present one and
those before it. `unknown_cell` names the fields that a newer version wrote: their values are in the
log, and are merged once they are understood.
"""

INDEXES = (
    'CREATE INDEX IF NOT EXISTS case_newest ON "case" (registered_on DESC, number DESC)',
    'CREATE INDEX IF NOT EXISTS case_status ON "case" (status, registered_on DESC)',
    'CREATE INDEX IF NOT EXISTS case_number ON "case" (number)',
    'CREATE INDEX IF NOT EXISTS case_mark ON "case" (mark)',
    "CREATE INDEX IF NOT EXISTS period_open ON period (case_id, due_on) WHERE met_on IS NULL",
    # Not unique: two desks may have used one number before they met, and both uses are kept.
    "CREATE INDEX IF NOT EXISTS number_used ON number_use (series, year, ordinal)",
    "CREATE INDEX IF NOT EXISTS party_name ON party (name, phone, birth_date)",
    "CREATE INDEX IF NOT EXISTS party_id_number ON party (id_number) WHERE id_number != ''",
    "CREATE INDEX IF NOT EXISTS element_party ON element (party_id) WHERE party_id IS NOT NULL",
    "CREATE INDEX IF NOT EXISTS party_join_kept ON party_join (kept_id)",
    "CREATE INDEX IF NOT EXISTS party_join_joined ON party_join (joined_id)",
)

GUARDS = {
    "INSERT": "NEW.dots IS NULL",
    "UPDATE": "NEW.dots IS OLD.dots",
    "DELETE": "1",
}
"""When a write to a record is not logged. Records are voided, never deleted."""


def create_tables(database: Any) -> None:
    """Create everything in an empty database, in the caller's transaction."""
    for statement in LOG_TABLES.strip().split(";"):
        if statement.strip():
            database.execute(statement)
    for table in TABLES:
        create_record_table(database, table)
        for _, guard in guards_of(table.name):
            database.execute(guard)
    for statement in (*ADDED_TO_LOG, *INDEXES):
        database.execute(statement)
    make_search_tables(database)


def create_record_table(database: Any, table: Table) -> None:
    """Create the table of a kind of record with its index by case, but without its guards."""
    database[table.name].create(table.sql_types() | {"dots": bytes}, pk="id")
    if "case_id" in table.columns:
        database.execute(f'CREATE INDEX "{table.name}_case" ON "{table.name}" (case_id)')


def guards_of(table: str) -> tuple[tuple[str, str], ...]:
    """Return names and statements of the triggers that guard a table."""
    names = {event: f"{table}_{event.lower()}_guard" for event in GUARDS}
    return tuple(
        (
            name,
            f'CREATE TRIGGER {name} BEFORE {event} ON "{table}" '
            f"WHEN {GUARDS[event]} BEGIN SELECT RAISE(ABORT, 'unlogged write'); END",
        )
        for event, name in names.items()
    )
