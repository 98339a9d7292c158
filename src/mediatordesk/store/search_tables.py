"""What is read off the cases for lists and for search, kept beside them.

All of it follows from the records and can be made again. It is made late: a save does not wait for
it. `line_waiting` names the cases that changed since; whoever lists looks at those themselves, and
at the own changes whose cases are not in `change_case` yet (log.py), which belong to them.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from mediatordesk.core.search_words import KEPT_FREE, grams_of

NO_DAY = "9999-12-31"
"""Stands for no day in `case_line.next_due`, so that cases with one come first."""

GRAMS = (
    # Without content and positions; what it finds is checked with case_text. FTS5's own trigrams
    # find no word of two characters. With detail=none it would be smaller still, but SQLite 3.53.4
    # damages such an index when rows leave it under secure-delete.
    "CREATE VIRTUAL TABLE case_gram USING fts5("
    "grams, content='', columnsize=0, detail=column, tokenize='ascii')",
    # What is taken out leaves the index at once, and not when it is merged some day.
    "INSERT INTO case_gram (case_gram, rank) VALUES ('secure-delete', 1)",
)
TABLES = (
    """CREATE TABLE case_line (
        doc INTEGER PRIMARY KEY, case_id BLOB NOT NULL UNIQUE, number TEXT NOT NULL,
        number_key TEXT NOT NULL, title TEXT NOT NULL, stage INTEGER NOT NULL,
        registered_on TEXT NOT NULL, next_due TEXT NOT NULL, changed_at INTEGER NOT NULL
    )""",
    "CREATE INDEX line_newest ON case_line (registered_on, number_key, case_id, stage, next_due)",
    "CREATE INDEX line_status ON case_line (stage, registered_on, number_key, case_id, next_due)",
    "CREATE INDEX line_number ON case_line (number_key, case_id, stage, next_due)",
    "CREATE INDEX line_title ON case_line (title, case_id, stage, next_due)",
    "CREATE INDEX line_next_due ON case_line (next_due, case_id, stage)",
    "CREATE INDEX line_changed ON case_line (changed_at, case_id, stage, next_due)",
    "CREATE TABLE case_text (doc INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    *GRAMS,
    "CREATE TABLE line_waiting (case_id BLOB PRIMARY KEY) WITHOUT ROWID",
)
"""`stage` is the place of a case's status in CaseStatus, `number_key` its number with figures of
one width, `changed_at` milliseconds since 1970. `doc` joins line, text and grams.
"""

_SIGN = re.compile("[!-/:-`{-~]")
"""The tokenizer takes small letters, figures and whatever is not ASCII as they are; the rest gets
marks that no text has (capitals it would make small, signs it would take for ends of words).
"""


def make_search_tables(database: Any) -> None:
    """Make the tables, with every case waiting; they are worked off later, in chunks."""
    for statement in TABLES:
        database.execute(statement)
    database.execute('INSERT INTO line_waiting SELECT id FROM "case"')


def make_grams_anew(database: Any) -> None:
    """Make the grams of a file anew whose index was of a kind that SQLite damages."""
    database.execute("DROP TABLE case_gram")
    for statement in GRAMS:
        database.execute(statement)
    database.execute("DELETE FROM case_text")
    database.execute('INSERT OR IGNORE INTO line_waiting SELECT id FROM "case"')


def mark_waiting(connection: Any, cases: Iterable[bytes | None]) -> None:
    """Note cases whose records have changed since they were indexed."""
    connection.executemany(
        "INSERT OR IGNORE INTO line_waiting VALUES (?)",
        [(case,) for case in sorted({case for case in cases if case})],
    )


def forget_texts(connection: Any, cases: Collection[bytes]) -> None:
    """Erase at once what the index holds of cases; they wait to be indexed again.

    For a purge, inside its transaction.
    """
    docs = [doc for doc in (doc_of(connection, case) for case in cases) if doc is not None]
    connection.executemany("DELETE FROM case_line WHERE doc = ?", [(doc,) for doc in docs])
    write_texts(connection, dict.fromkeys(docs, ""))
    mark_waiting(connection, cases)


def doc_of(connection: Any, case: bytes) -> int | None:
    """Return the number under which a case is indexed; None if it is not."""
    row = connection.execute("SELECT doc FROM case_line WHERE case_id = ?", (case,)).fetchone()
    return row[0] if row else None


def write_texts(connection: Any, texts: Mapping[int, str]) -> None:
    """Put search texts in the place of those before, by doc; an empty one takes its case out."""
    asked = "SELECT coalesce((SELECT text FROM case_text WHERE doc = ?), '')"
    before = {doc: connection.execute(asked, (doc,)).fetchone()[0] for doc in texts}
    new = {doc: text for doc, text in texts.items() if text != before[doc]}
    connection.executemany(
        "INSERT INTO case_text VALUES (?, ?) ON CONFLICT (doc) DO UPDATE SET text = excluded.text",
        new.items(),
    )
    connection.executemany("DELETE FROM case_text WHERE doc = ? AND text = ''", zip(new))
    # One after another and in the order of their numbers: FTS5 keeps them in memory then, and
    # writes a piece of the index for each one where anything else is written between.
    for doc in sorted(new):
        _write_grams(connection, doc, grams_of(before[doc]), grams_of(new[doc]))


def _write_grams(connection: Any, doc: int, before: set[str], after: set[str]) -> None:
    """Take all grams of a text out, and put those of the new one in.

    Never a part of them: FTS5 counts its rows by what is taken out and put in.
    """
    if before:
        connection.execute(
            "INSERT INTO case_gram (case_gram, rowid, grams) VALUES ('delete', ?, ?)",
            (doc, tokens(before)),
        )
    if after:
        connection.execute(
            "INSERT INTO case_gram (rowid, grams) VALUES (?, ?)", (doc, tokens(after))
        )


def tokens(grams: Iterable[str]) -> str:
    """Return grams as the tokenizer of `case_gram` takes them, with a space between."""
    return _SIGN.sub(_mark, " ".join(grams))


def _mark(sign: re.Match[str]) -> str:
    return chr(ord(KEPT_FREE) + ord(sign[0]))
