"""A disk that is full, or write-protected: what was saved can be read all the same."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added, changed
from mediatordesk.store import (
    CannotOpen,
    DeskLocked,
    NotSaved,
    OnlyReads,
    Store,
    find_case,
    list_cases,
)
from mediatordesk.store.copies import copy_database, open_copy
from mediatordesk.store.engine import FILE_NAME
from mediatordesk.store.migrations import STEPS
from mediatordesk.store.search_index import index_pending
from tests.disks import REFUSALS, Disk, small_disk

from .conftest import KEY, OPERATOR

CLOCK = Clock.computer()
pytestmark = pytest.mark.real
BESIDE = ("desk.db-shm", "desk.db-wal")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Return a small disk."""
    with small_disk(tmp_path / "U盘 a&b") as disk:
        yield disk


def opened(folder: Path) -> Store:
    return Store.open(folder, KEY, clock=CLOCK)


def saved(folder: Path, case: Case, party: Party) -> Store:
    """Save a case."""
    store = Store.create(folder, KEY, replica=b"a" * 8, clock=CLOCK)
    store.commit(OPERATOR, [added(case), added(party)])
    return store


def closed(folder: Path, case: Case, party: Party) -> None:
    saved(folder, case, party).close()


def killed(folder: Path, case: Case, party: Party) -> None:
    """Leave all that was saved in the log, as a process does that is killed."""
    child = os.fork()
    if child == 0:
        _store = saved(folder, case, party)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert (folder / "desk.db-wal").stat().st_size > 0


def copied(folder: Path, case: Case, party: Party) -> None:
    """Leave it as one that was killed and copied, without the file that windows share."""
    killed(folder, case, party)
    (folder / "desk.db-shm").unlink()


STATES: dict[str, Callable[[Path, Case, Party], None]] = {
    "closed": closed,
    "killed": killed,
    "copied": copied,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_all_is_read_nothing_is_written_and_then_it_goes_on(
    disk: Disk, case: Case, party: Party, refusal: str, state: str
) -> None:
    STATES[state](disk.path, case, party)
    before = files_of(disk.path)
    REFUSALS[refusal](disk)
    store = opened(disk.path)
    assert store.only_reads_because in {"the disk is full", "the disk is write-protected"}
    assert (store.get(Case, case.id), store.all(Party)) == (case, (party,))
    assert [one.id for one in list_cases(store, find="O'Brien")] == [case.id]
    assert find_case(store, case.number) == case
    assert (store.head().seq, store.problems()) == (1, ())
    assert index_pending(store) == 0
    for write_again in (store, store.at(CLOCK)):
        with pytest.raises(OnlyReads):
            write_again.commit(OPERATOR, [changed(case, replace(case, title="覃𬭎"))])
    with pytest.raises(NotSaved, match="for reading only"):
        store.remember("device", b"other")
    store.close()
    assert set(files_of(disk.path)) <= {*before, *BESIDE}
    disk.give_back()
    store = opened(disk.path)
    assert store.only_reads_because == ""
    store.commit(OPERATOR, [changed(case, replace(case, title="覃𬭎"))])
    assert (store.head().seq, store.problems()) == (2, ())
    store.close()


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a desk, but what fills its disk."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name != "photos"}


@pytest.mark.parametrize("state", STATES)
def test_a_protected_disk_stays_as_it_is_to_the_byte(
    disk: Disk, case: Case, party: Party, state: str
) -> None:
    STATES[state](disk.path, case, party)
    before = files_of(disk.path)
    disk.protect()
    opened(disk.path).close()
    assert files_of(disk.path) == before


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("refusal", REFUSALS)
def test_it_is_copied_to_another_disk(
    disk: Disk, case: Case, party: Party, refusal: str, state: str, tmp_path: Path
) -> None:
    STATES[state](disk.path, case, party)
    REFUSALS[refusal](disk)
    copy_database(disk.path, KEY, tmp_path / "copy")
    copy = open_copy(tmp_path / "copy", KEY, clock=CLOCK)
    assert (copy.get(Case, case.id), copy.problems()) == (case, ())
    copy.close()


def test_a_second_window_on_a_full_disk_reads_what_the_first_saves(
    disk: Disk, case: Case, party: Party
) -> None:
    first = saved(disk.path, case, party)
    for _ in range(30):  # so that there is room in the log once it begins anew
        first.remember("x", os.urandom(4000))
    first.rows("PRAGMA wal_checkpoint")
    disk.fill()
    second = opened(disk.path)
    assert second.only_reads_because
    first.commit(OPERATOR, [changed(case, replace(case, title="覃𬭎"))])
    assert second.get(Case, case.id).title == "覃𬭎"
    second.close()
    first.close()


@pytest.mark.parametrize("refusal", REFUSALS)
def test_another_key_does_not_open_it(disk: Disk, case: Case, party: Party, refusal: str) -> None:
    closed(disk.path, case, party)
    REFUSALS[refusal](disk)
    with pytest.raises(DeskLocked):
        Store.open(disk.path, bytes(32), clock=CLOCK)


@pytest.mark.parametrize("refusal", REFUSALS)
def test_a_file_of_an_older_version_that_cannot_be_brought_up_says_why(
    disk: Disk, case: Case, party: Party, refusal: str
) -> None:
    store = saved(disk.path, case, party)
    store.rows(f"PRAGMA user_version = {len(STEPS) - 1}")
    store.close()
    REFUSALS[refusal](disk)
    with pytest.raises(CannotOpen, match="disk is"):
        opened(disk.path)


def test_a_desk_whose_file_alone_is_protected_is_read(
    tmp_path: Path, case: Case, party: Party, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(tmp_path, case, party)
    shutil.copytree(tmp_path, tmp_path / "copy of a CD")
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write every file
    store = opened(tmp_path / "copy of a CD")
    assert store.get(Case, case.id) == case
    with pytest.raises(OnlyReads):
        store.commit(OPERATOR, [changed(case, replace(case, title="覃𬭎"))])
    store.close()
    assert not (tmp_path / "copy of a CD" / f"{FILE_NAME}-wal").exists()
