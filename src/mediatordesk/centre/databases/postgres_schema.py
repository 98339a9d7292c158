"""The tables of a centre's PostgreSQL: every key begins with the office, so it can be distributed.

A cell's value is kept as its canonical encoding, which is exact for whatever a newer version or a
damaged laptop sends; `words(value)` and `number(value)` read it, and for each kind of record there
is a view in the schema `records` that shows it as a table. Statistics are views named `stats_…`:
they alone may look across offices.
"""

from mediatordesk.store.register import TABLES, Table

TABLES_SQL = """
CREATE TABLE IF NOT EXISTS office (
    office_id uuid PRIMARY KEY
);
CREATE TABLE IF NOT EXISTS memory (
    office_id uuid, key text, value bytea NOT NULL,
    PRIMARY KEY (office_id, key)
);
CREATE TABLE IF NOT EXISTS bundle (
    office_id uuid, name text, fate text NOT NULL, replica bytea NOT NULL, seq0 bigint NOT NULL,
    last bigint NOT NULL,
    PRIMARY KEY (office_id, name)
);
CREATE INDEX IF NOT EXISTS bundle_open ON bundle (office_id, fate)
    WHERE fate NOT IN ('applied', 'duplicate', 'part');
CREATE INDEX IF NOT EXISTS bundle_place ON bundle (office_id, replica, last)
    WHERE fate IN ('applied', 'duplicate');
CREATE TABLE IF NOT EXISTS replica (
    office_id uuid, replica bytea, seq bigint NOT NULL, head bytea NOT NULL,
    PRIMARY KEY (office_id, replica)
);
CREATE TABLE IF NOT EXISTS change (
    office_id uuid, replica bytea, seq bigint, at bigint NOT NULL, header bytea NOT NULL,
    payload bytea, nonce bytea NOT NULL, inner_hash bytea, head bytea NOT NULL,
    PRIMARY KEY (office_id, replica, seq)
);
CREATE TABLE IF NOT EXISTS quarantine (
    office_id uuid, replica bytea, seq bigint, reason text NOT NULL,
    PRIMARY KEY (office_id, replica, seq)
);
CREATE TABLE IF NOT EXISTS purged (
    office_id uuid, replica bytea, seq bigint,
    PRIMARY KEY (office_id, replica, seq)
);
CREATE TABLE IF NOT EXISTS cell (
    office_id uuid, tab integer, id uuid, col integer, replica bytea NOT NULL, seq bigint NOT NULL,
    at bigint NOT NULL, seal boolean NOT NULL, conflict boolean NOT NULL, value bytea NOT NULL,
    PRIMARY KEY (office_id, tab, id, col)
) WITH (fillfactor = 85);
CREATE TABLE IF NOT EXISTS sibling (
    office_id uuid, tab integer, id uuid, col integer, replica bytea, seq bigint,
    at bigint NOT NULL, seal boolean NOT NULL, value bytea NOT NULL,
    PRIMARY KEY (office_id, tab, id, col, replica, seq)
);
CREATE TABLE IF NOT EXISTS superseded (
    office_id uuid, tab integer, id uuid, col integer, replica bytea, seq bigint,
    seal boolean NOT NULL,
    PRIMARY KEY (office_id, tab, id, col, replica, seq)
);
CREATE TABLE IF NOT EXISTS unknown_cell (
    office_id uuid, tab integer, id uuid, col integer, replica bytea, seq bigint,
    PRIMARY KEY (office_id, tab, id, col, replica, seq)
);
"""
"""`cell` holds the write that is shown, `sibling` all that stand where there are several,
`superseded` the writes known to be replaced before they came (`seal`: by a seal). `purged` names
changes that a purge has named and that are still to come; `change.inner_hash` is the inner hash of
one whose payload was purged. `fillfactor` leaves room on each page for the next write of a cell.
"""

FUNCTIONS_SQL = """
CREATE OR REPLACE FUNCTION cbor_head(major integer, n bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN CASE
    WHEN n < 24 THEN set_byte('\\x00'::bytea, 0, major * 32 + n::integer)
    WHEN n < 256 THEN set_byte('\\x00'::bytea, 0, major * 32 + 24) || substring(int8send(n) FROM 8)
    WHEN n < 65536
        THEN set_byte('\\x00'::bytea, 0, major * 32 + 25) || substring(int8send(n) FROM 7)
    WHEN n < 4294967296
        THEN set_byte('\\x00'::bytea, 0, major * 32 + 26) || substring(int8send(n) FROM 5)
    ELSE set_byte('\\x00'::bytea, 0, major * 32 + 27) || int8send(n) END;
CREATE OR REPLACE FUNCTION cbor_body(value bytea) RETURNS bytea
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN substring(value FROM
    CASE get_byte(value, 0) & 31 WHEN 24 THEN 3 WHEN 25 THEN 4 WHEN 26 THEN 6 WHEN 27 THEN 10
    ELSE 2 END);
CREATE OR REPLACE FUNCTION words(value bytea) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN CASE
    WHEN get_byte(value, 0) / 32 = 3 AND position('\\x00'::bytea IN cbor_body(value)) = 0
        THEN convert_from(cbor_body(value), 'UTF8')
    WHEN get_byte(value, 0) / 32 = 2 THEN encode(cbor_body(value), 'hex') END;
CREATE OR REPLACE FUNCTION number(value bytea) RETURNS numeric
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN CASE
    WHEN get_byte(value, 0) / 32 > 1 THEN NULL
    WHEN get_byte(value, 0) & 31 < 24
        THEN CASE get_byte(value, 0) / 32 WHEN 0 THEN get_byte(value, 0)
        ELSE -1 - (get_byte(value, 0) & 31) END
    ELSE CASE get_byte(value, 0) / 32 WHEN 0 THEN 1 ELSE -1 END
        * ('x' || lpad(encode(substring(value FROM 2), 'hex'), 16, '0'))::bit(64)::bigint::numeric
        - CASE get_byte(value, 0) / 32 WHEN 0 THEN 0 ELSE 1 END END;
"""
"""Reading canonical CBOR (RFC 8949, 3) in plain SQL. Text with a NUL, which PostgreSQL cannot hold,
has no words; the names of rows (bytes) are shown in hex.
"""

SECOND_HASH = """
WITH standing AS (
    SELECT tab, id, col, replica, seq, value FROM cell
    WHERE office_id = %(office)s AND NOT conflict
    UNION ALL
    SELECT tab, id, col, replica, seq, value FROM sibling WHERE office_id = %(office)s
), written AS (
    SELECT tab, id, col, count(*) AS many, string_agg(
        '\\x83'::bytea || '\\x48'::bytea || replica || cbor_head(0, seq) || value, ''::bytea
        ORDER BY replica, seq) AS writes
    FROM standing GROUP BY tab, id, col
)
SELECT sha256('MDS-1 state'::bytea || coalesce(string_agg(
    '\\x84'::bytea || cbor_head(0, tab) || '\\x50'::bytea || uuid_send(id) || cbor_head(0, col)
    || cbor_head(4, many) || writes, ''::bytea ORDER BY tab, id, col), ''::bytea))
FROM written
"""
"""The state's hash in SQL alone (docs/formats/bundle.md): no Python reads a cell for it."""

STATISTICS_SQL = """
CREATE OR REPLACE VIEW stats_case AS
SELECT office_id, coalesce(status, '') AS status, coalesce(dispute_type, '') AS dispute_type,
    count(*) AS cases
FROM records."case" WHERE void_reason = '' GROUP BY 1, 2, 3;
"""


OFFICE_TABLES: dict[str, tuple[str, ...]] = {
    "office": (),
    "memory": ("key", "value"),
    "bundle": ("name", "fate", "replica", "seq0", "last"),
    "replica": ("replica", "seq", "head"),
    "change": (
        "replica", "seq", "at", "header", "payload", "nonce", "inner_hash", "head",
    ),
    "quarantine": ("replica", "seq", "reason"),
    "purged": ("replica", "seq"),
    "cell": ("tab", "id", "col", "replica", "seq", "at", "seal", "conflict", "value"),
    "sibling": ("tab", "id", "col", "replica", "seq", "at", "seal", "value"),
    "superseded": ("tab", "id", "col", "replica", "seq", "seal"),
    "unknown_cell": ("tab", "id", "col", "replica", "seq"),
}  # fmt: skip
"""The columns of each table beside the office."""


def statements() -> str:
    """Return all that makes an empty database one of a centre; again, it changes nothing."""
    views = "".join(map(_view, TABLES))
    schema = "CREATE SCHEMA IF NOT EXISTS records;"
    return f"{TABLES_SQL}{FUNCTIONS_SQL}{schema}{views}{STATISTICS_SQL}"


def _view(table: Table) -> str:
    """Return what makes the view of a kind of record; new columns come last."""
    types = table.sql_types()
    columns = ", ".join(
        f"max({'number' if types[name] is int else 'words'}(value)) FILTER (WHERE col = {n})"
        f' AS "{name}"'
        for n, name in enumerate(table.columns, 1)
    )
    return (
        f'CREATE OR REPLACE VIEW records."{table.name}" AS SELECT office_id, id, {columns} '  # noqa: S608 - the register's names
        f"FROM cell WHERE tab = {table.number} GROUP BY office_id, id;"
    )
