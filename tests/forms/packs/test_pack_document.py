"""docs/formats/pack.md names every table of a pack and every key of it, where they belong."""

import re
import typing
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Any

import pytest
from pydantic import BaseModel

from mediatordesk.forms.definitions.figures import Figure
from mediatordesk.forms.definitions.rules import Rule
from mediatordesk.forms.facts.fact_shapes import SHAPE
from mediatordesk.forms.language.language import FILTERS
from mediatordesk.forms.packs.pack_files import TABLES, PackFile

DOCUMENT = (Path(__file__).parents[3] / "docs/formats/pack.md").read_text(encoding="utf-8")
HEADINGS = {
    "pack": "The head",
    "laws": "Law carries the dates",
    "fields": "What is asked: fields",
    "papers": "Papers",
    "checks": "Checks",
    "exits": "Ways out",
    "figures": "Figures",
}
"""The tables that have a section of their own; the others have a row."""
WORD = re.compile(r"[a-z][a-z0-9_]*")


def section(heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    return re.split(rf"(?m)^#+ {re.escape(heading)}$", DOCUMENT)[1].split("\n#")[0]


def text_about(table: str) -> str:
    """Return the section or the row that tells about a table."""
    if table in HEADINGS:
        return section(HEADINGS[table])
    (row,) = re.findall(rf"(?m)^\|[^|]*`{table}`[^|]*\|.*$", section("The other tables"))
    return str(row)


def words_in_code(text: str) -> set[str]:
    """Return the words that stand in code: between backticks, and in indented lines."""
    spans = re.findall(r"`([^`\n]+)`", text)
    lines = re.findall(r"(?m)^    (.+)$", text)
    return set(WORD.findall(" ".join([*spans, *lines])))


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models within an annotation, and those within their fields."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for field in annotation.model_fields.values():
            yield from models_in(field.annotation)
    elif isinstance(annotation, UnionType) or typing.get_origin(annotation):
        for part in typing.get_args(annotation):
            yield from models_in(part)


@pytest.mark.parametrize("table", ["pack", *TABLES])
def test_every_key_of_a_table_is_named_where_the_table_is_told(table: str) -> None:
    keys = {
        name
        for model in models_in(PackFile.model_fields[table].annotation)
        for name in model.model_fields
        if not (issubclass(model, Rule) and name in Rule.model_fields)
    }
    assert keys <= words_in_code(text_about(table))


def test_every_key_of_a_rule_is_named_beside_the_law() -> None:
    assert set(Rule.model_fields) <= words_in_code(section("Law carries the dates"))


def test_every_table_is_in_the_list_of_tables() -> None:
    rest = set(TABLES) - {"laws", "fields"}
    assert rest <= words_in_code(section("The other tables"))


def test_every_word_of_an_expression_is_named() -> None:
    assert {*FILTERS, *SHAPE, "elements", "settings"} <= words_in_code(section("Expressions"))


def test_a_key_that_nobody_wrote_down_would_be_missed() -> None:
    assert "denominator" in Figure.model_fields
    assert "denominator" not in words_in_code(text_about("checks"))
