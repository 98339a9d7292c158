"""Guards: nothing is written to a record that is not logged, whoever writes."""

from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.parties import Party
from mediatordesk.store import Store
from mediatordesk.store.engine import SqlError
from mediatordesk.store.register import TABLES

OPERATOR = UUID(int=1)


@pytest.mark.parametrize("table", [table.name for table in TABLES])
@pytest.mark.parametrize("verb", ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE"])
def test_an_unlogged_row_is_refused(filled: Store, table: str, verb: str) -> None:
    with pytest.raises(SqlError, match="unlogged write"):
        filled.rows(f"{verb} INTO \"{table}\" (id, void_reason) VALUES (x'00', '')")
    assert filled.problems() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE party SET name = 'a<b'",
        "UPDATE party SET name = name",
        "UPDATE OR IGNORE party SET id = x'00'",
        "UPDATE \"case\" SET void_reason = 'x' WHERE pack = 'people'",
        "DELETE FROM party",
        "DELETE FROM \"case\" WHERE pack = 'people'",
        "INSERT INTO party (id, name) SELECT id, 'a<b' FROM party WHERE true "
        "ON CONFLICT DO UPDATE SET name = 'a<b'",
        "REPLACE INTO party (id, name) SELECT id, 'a<b' FROM party",
    ],
)
def test_an_unlogged_change_is_refused(
    filled: Store, case: Case, party: Party, statement: str
) -> None:
    with pytest.raises(SqlError, match="unlogged write"):
        filled.rows(statement)
    assert (filled.get(Party, party.id), filled.get(Case, case.id)) == (party, case)
    assert filled.problems() == ()


def test_every_table_of_the_register_is_guarded(filled: Store) -> None:
    guards = filled.rows(
        "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY 1"
    )
    assert dict(guards) == {table.name: 3 for table in TABLES}  # fmt: skip


def test_records_of_a_case_are_found_by_index(filled: Store) -> None:
    for table in TABLES:
        if "case_id" in table.columns:
            (plan,) = filled.rows(
                f'EXPLAIN QUERY PLAN SELECT * FROM "{table.name}" WHERE case_id = ?',  # noqa: S608 - our own
                (b"",),
            )
            assert "USING INDEX" in plan[3]
