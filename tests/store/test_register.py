"""Numbers of tables and columns: what was ever written is read in the same sense for ever."""

import json
from dataclasses import fields
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.core.changes import Cell, Op
from mediatordesk.core.parties import Party
from mediatordesk.core.records import Record
from mediatordesk.store import Store
from mediatordesk.store.register import TABLES, Register, Table, UnknownMeaning

WRITTEN_DOWN = json.loads(Path(__file__).with_name("register.json").read_text(encoding="utf-8"))


def _numbers() -> dict[str, dict[str, object]]:
    return {
        str(table.number): {
            "table": table.name,
            "columns": {str(number): name for number, name in enumerate(table.columns, 1)},
        }
        for table in TABLES
    }


def test_no_number_ever_changes() -> None:
    """A new number is added to register.json by hand; one that stands there is never touched."""
    assert _numbers() == WRITTEN_DOWN


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_field_of_a_record_has_its_column_and_every_column_its_field(table: Table) -> None:
    names = [one.name for one in fields(table.kind)]
    assert sorted({"id", *table.columns}) == sorted(names)
    assert len(set(table.columns)) == len(table.columns)


def test_every_kind_of_record_has_its_table() -> None:
    assert {table.kind for table in TABLES} == set(Record.__subclasses__())
    assert len({table.number for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_table_in_the_file_has_these_columns(store: Store, table: Table) -> None:
    columns = store.rows("SELECT name FROM pragma_table_info(?)", (table.name,))
    assert [name for (name,) in columns] == ["id", *table.columns, "dots"]


def test_columns_have_their_numbers_both_ways() -> None:
    party = Register.current().of(Party)
    assert all(party.column_name(party.column_number(name)) == name for name in party.columns)
    assert party.column_name(999) == "#999"
    assert party.column_name(0) == "#0"


@pytest.mark.parametrize(
    "op",
    [
        Op("party", UUID(int=1), (Cell("role", "of 2046"),)),
        Op("party", UUID(int=1), (Cell("#999", 1), Cell("role", "of 2046"))),
        Op("party", UUID(int=1), (Cell("case_id", b"0"),)),
    ],
)
def test_what_a_newer_version_wrote_is_not_guessed_at(op: Op) -> None:
    with pytest.raises(UnknownMeaning):
        Register.current().understand(op)


def test_fields_that_only_a_newer_version_knows_are_no_reason_to_refuse_the_others() -> None:
    register = Register.current()
    register.understand(Op("#999", UUID(int=1), (Cell("#1", "x"),)))
    register.understand(Op("party", UUID(int=1), (Cell("name", "覃𬭎"), Cell("#999", 1))))
