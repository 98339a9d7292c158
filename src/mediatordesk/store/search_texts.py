"""The texts in which cases are looked for, read off their records."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from mediatordesk.core.search_words import folded, forms_of, part_with, search_text
from mediatordesk.store.case_lines import ASKED, ids_text


class Source(NamedTuple):
    """Where texts of a case stand: a table, and which of its columns are what."""

    table: str
    fields: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    case: str = "case_id"
    only: str = ""

    @property
    def question(self) -> str:
        """Return the SQL for the texts of cases: the case's id, then all columns."""
        columns = ", ".join((*self.fields, *self.names, *self.titles))
        return (
            f'SELECT {self.case}, {columns} FROM "{self.table}" '
            f"WHERE {self.case} IN {ASKED} AND void_reason = '' {self.only}"
        )


SOURCES = (
    Source(
        "party",
        fields=("phone", "id_number", "address", "service_address", "occupation"),
        names=("name", "legal_representative"),
    ),
    Source(
        "case",
        fields=("number", "mark", "facts", "requests", "mediator", "recorder", "registrar"),
        titles=("title",),
        case="id",
        only="AND status IS NOT NULL",
    ),
    Source("paper", fields=("title", "number")),
    Source("attachment", fields=("name",)),
    Source("mediation_agreement", fields=("number",)),
    Source("element", fields=("content",)),
    # What was said in caucus is sealed, and found by nobody.
    Source("note", fields=("text",), only="AND coalesce(caucus, 0) = 0"),
)
"""In the order in which it is told why a case was found."""
_LISTS = frozenset({"requests"})
"""Columns that hold several texts, as JSON."""


@dataclass
class _Said:
    """What the records of one case say."""

    fields: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def holding(self, forms: Collection[str]) -> Iterator[str]:
        """Yield what holds one of the forms of words, names first; titles are left out."""
        initials = any(form.isascii() and form.isalnum() for form in forms)
        for place, text in enumerate((*self.names, *self.fields)):
            is_read = initials and place < len(self.names)
            lines = search_text((), (text,), ()) if is_read else folded(text)
            if any(form in lines for form in forms):
                yield text


def texts_of(connection: Any, cases: Collection[bytes]) -> dict[bytes, str]:
    """Return the search texts of those of the cases that are in lists."""
    parts = [_said(connection, source, cases) for source in SOURCES]
    here = parts[[source.table for source in SOURCES].index("case")]
    return {case: _text([part[case] for part in parts if case in part]) for case in here}


def _text(parts: Sequence[_Said]) -> str:
    """Return the search text of a case from what its records say, kind by kind."""
    return search_text(
        chain.from_iterable(part.fields for part in parts),
        chain.from_iterable(part.names for part in parts),
        chain.from_iterable(part.titles for part in parts),
    )


def why_found(connection: Any, cases: Set[bytes], words: Collection[str]) -> dict[bytes, str]:
    """Return for each case the first thing it says that holds one of the words, as written.

    Of a long text it is the part around the word.
    """
    forms = [form for word in words for form in forms_of(word)]
    reasons: dict[bytes, str] = {}
    for source in SOURCES:
        for case, said in _said(connection, source, cases - reasons.keys()).items():
            if reason := next(said.holding(forms), ""):
                reasons[case] = part_with(reason, forms)
    return reasons


def _said(connection: Any, source: Source, cases: Collection[bytes]) -> dict[bytes, _Said]:
    """Return what the records of one kind say, for those of the cases that have any."""
    found = defaultdict[bytes, _Said](_Said)
    columns = (*source.fields, *source.names, *source.titles)
    asked = connection.execute(source.question, (ids_text(cases),)) if cases else ()
    for case, *texts in asked:
        said = found[case]
        for column, text in zip(columns, texts, strict=True):
            if text:
                _place(said, source, column).extend(_texts(column, text))
    return found


def _place(said: _Said, source: Source, column: str) -> list[str]:
    """Return the list into which a column's texts go."""
    if column in source.names:
        return said.names
    return said.titles if column in source.titles else said.fields


def _texts(column: str, text: str) -> list[str]:
    """Return the texts of a column: one, or a list."""
    return [str(one) for one in json.loads(text)] if column in _LISTS else [text]
