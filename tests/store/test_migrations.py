"""Migrations: a desk of every version opens, and nothing in it is lost or unguarded."""

import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed
from mediatordesk.core.template_editions import TemplateEdition
from mediatordesk.keys.slots import open_with_passphrase
from mediatordesk.store import NewerDesk, Store, list_cases, migrations
from mediatordesk.store.engine import FILE_NAME, SqlError, connect
from mediatordesk.store.migrations import STEPS, guard
from mediatordesk.store.register import TABLES

OPERATOR = UUID(int=1)
PASSPHRASE = "正阳 correct horse battery staple"  # noqa: S105 - of the desks in tests/data
DESKS = sorted((Path(__file__).parents[1] / "data/desks").glob("*.zip"))
PROCESS = Path(__file__).with_name("desk_process.py")


@pytest.fixture(params=DESKS, ids=lambda path: path.stem)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return the folder of a desk as a version that was on main has left it."""
    return unpacked(request.param, tmp_path / "desk")


def unpacked(desk: Path, folder: Path) -> Path:
    """Unpack a desk of tests/data into a folder."""
    with zipfile.ZipFile(desk) as packed:
        packed.extractall(folder)
    return folder


def key_of(folder: Path) -> bytes:
    """Return the database key of a desk of tests/data."""
    return open_with_passphrase(folder, PASSPHRASE).key


def opened(folder: Path) -> Store:
    """Open a desk of tests/data with the program of today."""
    return Store.open(folder, key_of(folder), clock=Clock.computer())


@pytest.fixture
def old(folder: Path) -> Iterator[Store]:
    """Return an old desk, opened with the program of today."""
    store = opened(folder)
    yield store
    store.close()


def columns(store: Store) -> dict[str, set[str]]:
    """Return the columns of each table in the file."""
    rows = store.rows(
        "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table'"
    )
    found: dict[str, set[str]] = {}
    for table, column in rows:
        found.setdefault(table, set()).add(column)
    return found


def named(store: Store, kind: str) -> set[str]:
    """Return the names of the indexes or triggers in the file."""
    return {
        name for (name,) in store.rows("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    }


def test_every_version_that_reached_main_is_here() -> None:
    assert len(DESKS) >= 3


def test_an_old_desk_opens_and_says_what_it_said(old: Store) -> None:
    (line,) = list_cases(old)
    assert (line.title, line.status) == ("黎桂英与莫志强邻里纠纷", CaseStatus.ARCHIVED)
    assert {party.name for party in old.of_case(Party, line.id)} == {"黎桂英", "莫志强"}
    sealed = [paper for paper in old.of_case(Paper, line.id) if paper.sealed_sha256]
    assert [paper.kind for paper in sealed] == ["D18"]
    assert old.all(TemplateEdition) == ()
    assert len(old.changes_of(line.id)) >= 8
    assert (old.head().seq, old.problems()) == (11, ())


def test_an_old_desk_saves_and_sends_as_ever(old: Store) -> None:
    (case,) = old.all(Case)
    old.commit(OPERATOR, [changed(case, case.renamed("O'Brien & Sons 与 a<b"))])
    edition = TemplateEdition(
        pack="people", code="D18", name="覃𬭎", number=1, valid_from=date(2026, 11, 22),
        adopted_at=Clock.computer().now(), sha256="00", blob_id=UUID(int=3),
    )  # fmt: skip
    old.commit(OPERATOR, [added(edition)])
    assert (old.get(Case, case.id).title, old.all(TemplateEdition)) == (
        "O'Brien & Sons 与 a<b",
        (edition,),
    )
    assert sum(len(segment.changes) for segment in old.segments(0)) == 13
    assert old.problems() == ()


def test_an_old_desk_has_the_tables_of_a_new_one(old: Store, store: Store) -> None:
    assert columns(old) == columns(store)
    assert old.rows("PRAGMA user_version") == store.rows("PRAGMA user_version") == [(len(STEPS),)]
    for kind in ("index", "trigger"):
        assert named(old, kind) == named(store, kind)


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_every_table_of_an_old_desk_is_guarded(tmp_path: Path, table: str) -> None:
    with zipfile.ZipFile(DESKS[0]) as packed:
        packed.extractall(tmp_path / "desk")
    store = opened(tmp_path / "desk")
    with pytest.raises(SqlError, match="unlogged write"):
        store.rows(f"INSERT INTO \"{table}\" (id, void_reason) VALUES (x'00', '')")  # noqa: S608 - of the register
    for (row,) in store.rows(f'SELECT id FROM "{table}" LIMIT 1'):  # noqa: S608 - of the register
        with pytest.raises(SqlError, match="unlogged write"):
            store.rows(f"UPDATE \"{table}\" SET void_reason = 'x' WHERE id = ?", (row,))  # noqa: S608 - as above
    store.close()


def test_a_transformed_table_has_lost_its_guards_until_they_are_put_back(filled: Store) -> None:
    # sqlite-utils' transform() drops triggers: without `guard` anything could be written.
    database = filled._database
    database["party"].transform(rename={})
    guards = {"party_insert_guard", "party_update_guard", "party_delete_guard"}
    assert not guards & named(filled, "trigger")
    guard(database, "party")
    assert guards <= named(filled, "trigger")
    with pytest.raises(SqlError, match="unlogged write"):
        filled.rows("UPDATE party SET name = 'a<b'")
    assert filled.problems() == ()


def test_a_desk_of_a_newer_version_is_refused_with_words_and_left_as_it_was(
    filled: Store, tmp_path: Path
) -> None:
    filled.rows(f"PRAGMA user_version = {len(STEPS) + 1}")
    filled.close()
    before = (tmp_path / "a" / FILE_NAME).read_bytes()
    with pytest.raises(NewerDesk, match="newer version"):
        Store.open(tmp_path / "a", bytes(range(32)), clock=Clock.computer())
    assert (tmp_path / "a" / FILE_NAME).read_bytes() == before


def test_killed_before_any_statement_of_a_migration_the_desk_opens_afterwards(
    folder: Path, tmp_path: Path
) -> None:
    key = key_of(folder)
    for number, statement in enumerate((0, 1, 5, 20, 60, 130, 190, 400, 800, 9_999)):
        again = tmp_path / f"{number}"
        shutil.copytree(folder, again)
        command = [sys.executable, str(PROCESS), str(again), "migrate", f"{statement}", key.hex()]
        ended = subprocess.run(command, capture_output=True, check=False)
        assert ended.returncode in {0, -signal.SIGKILL}, ended.stderr
        store = opened(again)
        assert (store.head().seq, store.problems()) == (11, ())
        store.close()
    assert ended.returncode == 0


def test_a_step_that_fails_leaves_the_steps_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = unpacked(DESKS[0], tmp_path / "desk")

    def fails(database: object) -> None:
        raise KeyboardInterrupt

    key = key_of(folder)
    monkeypatch.setattr(migrations, "STEPS", (STEPS[0], fails))
    with pytest.raises(KeyboardInterrupt):
        opened(folder)
    database = connect(folder / FILE_NAME, key)
    assert database.execute("PRAGMA user_version").fetchone() == (1,)
    assert "epoch" in database.table_names()
    database.conn.close()
    monkeypatch.undo()
    store = opened(folder)
    assert store.problems() == ()
    store.close()


def test_two_windows_that_open_an_old_desk_at_once_both_succeed(folder: Path) -> None:
    key = key_of(folder)
    command = [sys.executable, str(PROCESS), str(folder), "migrate", "9999", key.hex()]
    windows = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    errors = [window.communicate()[1] for window in windows]
    assert [window.returncode for window in windows] == [0, 0, 0], errors
    store = opened(folder)
    assert store.problems() == ()
    title = replace(store.all(Case)[0], title="a<b")
    store.commit(OPERATOR, [changed(store.all(Case)[0], title)])
    store.close()
