"""Copies of the database: of one moment, under the same key, and read where they lie."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.numbers import NumberUse
from mediatordesk.core.records import added
from mediatordesk.keys.durable import NotWritten
from mediatordesk.store import FILE_NAME, NotRead, NotSaved, Store
from mediatordesk.store.copies import CopyDamaged, copy_database, is_disk_full, open_copy
from mediatordesk.store.high_water import head_at, highest_number, highest_numbers

KEY = bytes(range(32))
CLERK = UUID(int=2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder whose name has all that is hard in an address."""
    place = tmp_path / "desk 100% a?b#c&d 覃𬭎"
    place.mkdir()
    return place


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """Return a store with two cases, of which the last is in the write-ahead log only."""
    made = Store.create(folder, KEY, replica=b"r" * 8, clock=Clock.computer())
    for title in ("覃𬭎与 O'Brien & Sons", "a<b"):
        made.commit(CLERK, [added(Case(pack="people", title=title))])
    yield made
    made.close()


def test_a_copy_holds_what_is_in_the_write_ahead_log_and_stands_alone(
    store: Store, folder: Path
) -> None:
    copy_database(folder, KEY, folder / "copy a&b.sqlcipher")
    store.commit(CLERK, [added(Case(pack="people", title="later"))])
    before = sorted(path.name for path in folder.iterdir())
    copy = open_copy(folder / "copy a&b.sqlcipher", KEY, clock=Clock.computer())
    assert [case.title for case in copy.all(Case)] == ["覃𬭎与 O'Brien & Sons", "a<b"]
    assert copy.head().seq == 2
    assert copy.problems() == ()
    copy.close()
    assert sorted(path.name for path in folder.iterdir()) == before


def test_a_copy_can_be_read_where_nothing_can_be_written(store: Store, folder: Path) -> None:
    copy_database(folder, KEY, folder / "copy")
    (folder / "copy").chmod(0o400)
    copy = open_copy(folder / "copy", KEY, clock=Clock.computer())
    assert len(copy.all(Case)) == 2
    with pytest.raises((NotSaved, NotRead)):
        copy.commit(CLERK, [added(Case(pack="people", title="x"))])
    copy.close()


def test_a_copy_is_encrypted_with_another_salt(store: Store, folder: Path) -> None:
    copy_database(folder, KEY, folder / "copy")
    data = (folder / "copy").read_bytes()
    assert data[:16] != (folder / FILE_NAME).read_bytes()[:16]
    assert not data.startswith(b"SQLite")
    assert "覃𬭎".encode() not in data


@pytest.mark.parametrize("data", [b"", b"short", os.urandom(8192)])
def test_what_is_no_copy_is_told_by_name(folder: Path, data: bytes) -> None:
    (folder / "db-甲").write_bytes(data)
    with pytest.raises(CopyDamaged) as refused:
        open_copy(folder / "db-甲", KEY, clock=Clock.computer())
    assert "db-甲" in str(refused.value)


def test_a_copy_under_another_key_or_none_at_all_is_told(store: Store, folder: Path) -> None:
    copy_database(folder, KEY, folder / "copy")
    for path, key in ((folder / "copy", bytes(32)), (folder / "away", KEY)):
        with pytest.raises(CopyDamaged):
            open_copy(path, key, clock=Clock.computer())
    assert not (folder / "away").exists()


def test_a_folder_that_is_not_there_is_told(store: Store, folder: Path) -> None:
    with pytest.raises(NotWritten) as refused:
        copy_database(folder, KEY, folder / "away" / "copy")
    assert not is_disk_full(refused.value)


@pytest.mark.real
def test_a_full_disk_is_told_apart(store: Store, folder: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", small], check=True)
    try:
        with pytest.raises(NotWritten) as refused:
            copy_database(folder, KEY, small / "copy")
        assert is_disk_full(refused.value)
    finally:
        subprocess.run(["umount", small], check=True)


def test_heads_and_numbers_are_found_by_index(store: Store) -> None:
    head = store.head()
    assert head_at(store, head.replica, 2) == head.head
    assert head_at(store, head.replica, 0) == bytes(32)
    assert head_at(store, head.replica, 3) is None
    assert head_at(store, b"x" * 8, 1) is None
    assert highest_numbers(store) == {}
    uses = [("人调字", 2025, 3), ("人调字", 2025, 2), ("人调字", 2026, 1), ("临-A", 0, 9)]
    for series, year, ordinal in uses:
        use = NumberUse.of(UUID(int=1), UUID(int=3), series, year, ordinal)
        store.commit(CLERK, [added(use)])
    assert highest_numbers(store) == {("人调字", 2025): 3, ("人调字", 2026): 1, ("临-A", 0): 9}
    assert highest_number(store, "人调字", 2024) == 0
