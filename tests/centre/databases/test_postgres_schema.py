"""The tables can be distributed by office: it begins every key, and every question names it."""

import ast
import re
from pathlib import Path

import psycopg
import pytest

from mediatordesk.centre.databases import postgres_schema
from mediatordesk.centre.databases.postgres import PostgresDatabases
from mediatordesk.centre.databases.postgres_schema import OFFICE_TABLES, statements
from mediatordesk.core.encoding import encode

ROOM = Path(postgres_schema.__file__).parent
ASKS = re.compile(r"\b(?:FROM|JOIN|INTO|UPDATE|COPY)\s+(\w+|\{table\})")
KEYS = """
SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype IN ('p', 'u', 'f', 'x') AND c.connamespace = 'public'::regnamespace
UNION ALL
SELECT i.indrelid::regclass::text, a.attname FROM pg_index i
JOIN pg_class t ON t.oid = i.indrelid AND t.relnamespace = 'public'::regnamespace
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
"""


def spoken_sql() -> list[str]:
    """Return every text in the room's PostgreSQL files that asks a table something."""
    found = []
    for path in ROOM.glob("postgres*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        pieces = [one for node in nodes if isinstance(node, ast.JoinedStr) for one in node.values]
        for node in nodes:
            if node in pieces:
                continue
            if isinstance(node, ast.JoinedStr):
                found.append("".join(_piece(one) for one in node.values))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.append(node.value)
    tables = {*OFFICE_TABLES, "{table}"}
    return [text for text in found if tables & set(ASKS.findall(text))]


def _piece(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    inner = node.value if isinstance(node, ast.FormattedValue) else node
    return f"{{{inner.id}}}" if isinstance(inner, ast.Name) else "{}"


def test_no_question_is_asked_across_offices_but_for_statistics() -> None:
    texts = spoken_sql()
    assert len(texts) > 20
    assert [text for text in texts if "office_id" not in text] == []


def test_statistics_alone_look_at_a_whole_view() -> None:
    views = re.findall(r"CREATE OR REPLACE VIEW (\S+)", statements())
    assert [one for one in views if not one.startswith(("records.", "stats_"))] == []


@pytest.mark.real
def test_the_office_begins_every_key(address: str) -> None:
    databases = PostgresDatabases.at(address)
    databases.prepare()
    databases.prepare()
    databases.close()
    with psycopg.connect(address) as connection:
        keys = connection.execute(KEYS).fetchall()
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' "
            "AND relnamespace = 'public'::regnamespace"
        ).fetchall()
    assert {table for (table,) in tables} == OFFICE_TABLES.keys()
    assert {table for table, _ in keys} == OFFICE_TABLES.keys()
    assert {column for _, column in keys} == {"office_id"}


VALUES = (
    0,
    1,
    23,
    24,
    255,
    256,
    65535,
    65536,
    2**32 - 1,
    2**32,
    2**62,
    -1,
    -24,
    -25,
    -256,
    -(2**40),
)
WORDS = ("", "覃𬭎", "a<b O'Brien & Sons", "字" * 30, "x" * 300, "长" * 30_000)


@pytest.mark.real
def test_plain_sql_reads_what_is_kept(address: str) -> None:
    databases = PostgresDatabases.at(address)
    databases.prepare()
    for value in VALUES:
        ((number, words),) = databases.line.rows(
            "SELECT number(%(kept)s), words(%(kept)s)", {"kept": encode(value)}
        )
        assert (number, words) == (value, None)
    for text in WORDS:
        ((number, words),) = databases.line.rows(
            "SELECT number(%(kept)s), words(%(kept)s)", {"kept": encode(text)}
        )
        assert (number, words) == (None, text)
    kept = {"nothing": encode(None), "row": encode(b"\x01\xff"), "nul": encode("a\x00b")}
    question = "SELECT words(%(nothing)s), number(%(nothing)s), words(%(row)s), words(%(nul)s)"
    assert databases.line.rows(question, kept) == [(None, None, "01ff", None)]
    databases.close()
