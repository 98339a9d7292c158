"""Backups on another disk: whole or not there, tried, thinned out, and never in the way."""

import errno
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mediatordesk.actions.backups.backup_drills import NoBackup, drill
from mediatordesk.actions.backups.backup_places import (
    add_backup_place,
    backup_places,
    due_backup,
    last_verified,
    only_here,
    remove_backup_place,
)
from mediatordesk.actions.backups.backup_process import BackupOrder, carry_out
from mediatordesk.actions.backups.backup_vault import DATABASE, KEYS, MANIFEST, PlaceAway, Vault
from mediatordesk.actions.backups.backups import (
    BackedUp,
    BackupFull,
    BackupInsideDesk,
    BackupRuns,
    back_up,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.slot_file import read_slots
from mediatordesk.store import DeskLocked, NotRead
from mediatordesk.store.copies import open_copy
from mediatordesk.sync.bundles.blobs import PART_BYTES
from tests.actions.kept_desks import NOW, Computer, accept, attach, clock_at, flip_bit, killed_at

MEGABYTE = 1 << 20


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """Return a computer."""
    return Computer(tmp_path / "home")


@pytest.fixture
def desk(tmp_path: Path, computer: Computer) -> Iterator[Desk]:
    """Return a desk with a case and a file of two parts."""
    made = computer.make(tmp_path / "desk 甲")
    accept(made)
    attach(made, os.urandom(PART_BYTES + 70_000))
    yield made
    made.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return an empty stick."""
    place = tmp_path / "U盘 a&b"
    place.mkdir()
    return place


@pytest.fixture
def small_stick(tmp_path: Path) -> Iterator[Path]:
    """Return a stick that has room for two databases and a little, a file system of its own."""
    place = tmp_path / "small"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", place], check=True)
    yield place
    subprocess.run(["umount", place], check=True)


def vault_of(desk: Desk, place: Path) -> Vault:
    """Return the desk's vault in a place."""
    return Vault.in_place(place, read_slots(desk.folder).desk)


def later(desk: Desk, **by: int) -> Desk:
    """Return the desk some time later."""
    moment = desk.clock.now() + timedelta(**by)
    return desk.at(clock_at(moment))


def listing(folder: Path) -> dict[str, bytes]:
    """Return the files under a folder with their content."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_backup_holds_all_changes_and_files_and_is_tried_at_once(desk: Desk, stick: Path) -> None:
    assert last_verified(desk) is None
    assert only_here(desk) == 3
    made = back_up(desk, stick)
    assert (made.changes, made.files, made.missing) == (3, 2, ())
    assert made.drill is not None
    assert made.drill.ok
    assert made.drill.blobs == 1
    assert last_verified(desk) == NOW
    assert only_here(desk) == 0
    accept(desk)
    assert only_here(desk) == 1


def test_nothing_of_the_desk_can_be_read_on_the_stick(desk: Desk, stick: Path) -> None:
    back_up(desk, stick)
    for name, data in listing(stick).items():
        for word in ("覃𬭎", "O'Brien", "正阳", "AGE-SECRET-KEY", str(desk.folder)):
            assert word not in name
            assert word.encode() not in data


def test_names_on_the_stick_are_such_as_every_file_system_takes(desk: Desk, stick: Path) -> None:
    back_up(desk, stick)
    for path in stick.rglob("*"):
        assert path.name.isascii()
        assert not set(path.name) & set('<>:"/\\|?* ')
        assert not path.is_symlink()
        assert path.stat().st_nlink == 1 or path.is_dir()


def test_parts_are_copied_once(desk: Desk, stick: Path) -> None:
    back_up(desk, stick)
    parts = {path: path.stat().st_mtime_ns for path in stick.rglob("*.age")}
    attach(desk, b"O'Brien" * 1000)
    back_up(later(desk, days=1), stick)
    after = {path: path.stat().st_mtime_ns for path in stick.rglob("*.age")}
    assert len(after) == 3
    assert {path: after[path] for path in parts} == parts


def test_bundles_and_fonts_of_the_desk_are_in_it(desk: Desk, stick: Path) -> None:
    for name in ("bundles/v1/a/b.mdb", "fonts/楷体.ttf"):
        (desk.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.folder / name).write_bytes(name.encode())
    back_up(desk, stick)
    vault = vault_of(desk, stick)
    found = vault.read(vault.names()[0])
    assert [file.path for file in found.manifest.files] == ["bundles/v1/a/b.mdb", "fonts/楷体.ttf"]
    assert drill(desk, stick).ok


def test_a_part_that_is_missing_or_damaged_here_is_named_and_not_copied(
    desk: Desk, stick: Path
) -> None:
    first, second = sorted((desk.folder / "blobs").rglob("*.age"))
    first.unlink()
    flip_bit(second)
    made = back_up(desk, stick)
    assert sorted(made.missing) == sorted([first.stem, second.stem])
    assert not list(stick.rglob("*.age"))


def test_a_part_that_is_damaged_here_later_stays_whole_in_the_backups(
    desk: Desk, stick: Path
) -> None:
    back_up(desk, stick)
    for part in (desk.folder / "blobs").rglob("*.age"):
        part.unlink()
    assert back_up(later(desk, days=1), stick).missing == ()
    assert drill(desk, stick).ok


def test_a_part_that_came_torn_out_of_a_pulled_stick_is_written_again(
    desk: Desk, stick: Path
) -> None:
    back_up(desk, stick)
    part = next(stick.rglob("*.age"))
    part.write_bytes(b"")
    assert not drill(desk, stick).ok
    assert last_verified(desk) is None
    made = back_up(later(desk, minutes=1), stick)
    assert made.drill is not None
    assert made.drill.ok


def test_a_part_that_rots_on_the_stick_is_found_by_a_trial_and_written_again(
    desk: Desk, stick: Path
) -> None:
    back_up(desk, stick)
    flip_bit(next(stick.rglob("*.age")))
    assert not drill(desk, stick).ok
    made = back_up(later(desk, minutes=1), stick)
    assert made.drill is not None
    assert made.drill.ok
    assert last_verified(desk) == NOW + timedelta(minutes=1)


def test_saves_go_on_while_a_backup_is_made_and_the_copy_is_of_one_moment(
    desk: Desk, stick: Path, computer: Computer
) -> None:
    stop, saved = threading.Event(), []

    def work() -> None:
        other = computer.open(desk.folder)
        while not stop.is_set():
            saved.append(accept(other))
        other.close()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        for minute in range(5):
            made = back_up(later(desk, minutes=minute), stick)
            assert made.missing == ()
    finally:
        stop.set()
        thread.join()
    assert len(saved) > 5
    assert drill(desk, stick).ok
    assert desk.store.problems() == ()


@pytest.mark.parametrize("kind", [DATABASE, KEYS, MANIFEST])
def test_a_flipped_bit_on_the_stick_is_found_and_named(desk: Desk, stick: Path, kind: str) -> None:
    made = back_up(desk, stick)
    path = vault_of(desk, stick).path(kind, made.name)
    flip_bit(path)
    tried = drill(desk, stick)
    assert not tried.ok
    assert path.name in tried.problems
    assert last_verified(desk) is None


def test_where_there_is_no_backup_that_is_said(desk: Desk, stick: Path) -> None:
    with pytest.raises(NoBackup):
        drill(desk, stick)


def test_a_flipped_bit_in_a_page_of_the_desk_is_not_copied_as_good(
    desk: Desk, stick: Path, computer: Computer
) -> None:
    back_up(desk, stick)
    desk.store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    damaged = desk.folder / "desk.db"
    for place in range(8192, damaged.stat().st_size, 40960):
        flip_bit(damaged, place)
    before = listing(stick)
    with pytest.raises((NotRead, DeskLocked)):
        back_up(later(desk, days=1), stick)
    assert {name: listing(stick)[name] for name in before} == before


def test_a_backup_that_is_killed_at_any_step_leaves_the_sets_before_it_whole(
    desk: Desk, stick: Path, computer: Computer
) -> None:
    first = back_up(desk, stick)
    attach(desk, os.urandom(600_000))
    folder, before = desk.folder, listing(stick)
    desk.close()

    def make_another() -> None:
        work = computer.at(NOW + timedelta(days=1)).open(folder)
        back_up(work, stick)

    step = 0
    while killed_at(step, stick, make_another):
        assert {name: listing(stick)[name] for name in before} == before
        again = computer.open(folder)
        assert again.epoch is None
        assert first.name in vault_of(again, stick).names()
        assert drill(again, stick).ok
        again.close()
        step += 11
    assert step >= 22
    after = computer.at(NOW + timedelta(days=2)).open(folder)
    back_up(after, stick)
    names = set(vault_of(after, stick).names())
    left = {path.name for path in vault_of(after, stick).folder.iterdir() if path.is_file()}
    assert len(left) == 3 * len(names)  # nothing of the killed ones is left


@pytest.mark.real
def test_a_full_stick_keeps_the_last_two_and_says_what_to_do(desk: Desk, small_stick: Path) -> None:
    for day in range(12):
        back_up(later(desk, days=day), small_stick)
    sets = vault_of(desk, small_stick).sets()
    assert len(sets) >= 2
    filler = small_stick / "别的文件"
    filler.write_bytes(bytes(1000))
    kept = [one.name for one in sets[:2]]
    attach(desk, os.urandom(3 * MEGABYTE))
    with pytest.raises(BackupFull) as refused:
        back_up(later(desk, days=30), small_stick)
    assert str(small_stick) in refused.value.lines()[0]
    after = vault_of(desk, small_stick)
    assert [one.name for one in after.sets()] == kept
    assert drill(desk, small_stick).ok
    assert not list(after.folder.glob(".*"))
    assert filler.exists()


@pytest.mark.real
def test_a_stick_that_is_too_small_is_left_without_an_empty_folder(
    desk: Desk, small_stick: Path
) -> None:
    (small_stick / "other").write_bytes(bytes(4 * MEGABYTE - 50_000))
    with pytest.raises(BackupFull):
        back_up(desk, small_stick)
    assert [path.name for path in small_stick.iterdir()] == ["other"]
    assert not due_backup(desk)


def test_the_oldest_sets_make_room_for_a_new_one(desk: Desk, small_stick: Path) -> None:
    names = [back_up(later(desk, days=day), small_stick).name for day in range(14)]
    kept = [one.name for one in vault_of(desk, small_stick).sets()]
    assert kept[:2] == names[:-3:-1]
    assert last_verified(desk) == NOW + timedelta(days=13)


def test_a_write_protected_stick_is_told_and_nothing_changes(
    desk: Desk, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(desk, stick)
    before = listing(stick)

    def refuse(*_: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(NotWritten):
        back_up(later(desk, days=1), stick)
    monkeypatch.undo()
    assert {name: listing(stick)[name] for name in before} == before
    assert drill(desk, stick).ok


def test_a_stick_that_is_not_in_is_not_made_up(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(PlaceAway):
        back_up(desk, tmp_path / "away")
    assert not (tmp_path / "away").exists()


def test_a_stick_that_is_pulled_during_a_backup_is_told(desk: Desk, stick: Path) -> None:
    def pull(done: int, _total: int) -> None:
        if done == 1:
            shutil.rmtree(stick)

    with pytest.raises((NotWritten, PlaceAway)):
        back_up(desk, stick, pull)
    assert desk.store.problems() == ()
    assert last_verified(desk) is None


def test_a_backup_in_the_desks_own_folder_is_refused(desk: Desk) -> None:
    inside = desk.folder / "backups"
    inside.mkdir()
    with pytest.raises(BackupInsideDesk):
        back_up(desk, inside)


def test_two_backups_at_once_are_refused(desk: Desk, stick: Path) -> None:
    def again(done: int, _total: int) -> None:
        if done == 1:
            with pytest.raises(BackupRuns):
                back_up(desk, stick)

    assert back_up(desk, stick, again).missing == ()


def test_whoever_stops_it_in_the_middle_leaves_nothing_half(desk: Desk, stick: Path) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Stopped

    back_up(desk, stick)
    with pytest.raises(Stopped):
        back_up(later(desk, days=1), stick, stop)
    assert len(vault_of(desk, stick).sets()) == 1
    back_up(later(desk, days=2), stick)
    assert len(vault_of(desk, stick).sets()) == 2


def test_progress_ends_where_it_said_it_would(desk: Desk, stick: Path) -> None:
    told: list[tuple[int, int]] = []
    back_up(desk, stick, lambda done, total: told.append((done, total)))
    assert told[-1][0] == told[-1][1]
    assert [done for done, _ in told] == list(range(1, len(told) + 1))


def test_old_sets_go_and_parts_that_no_set_names_with_them(desk: Desk, stick: Path) -> None:
    for day in range(12):
        back_up(later(desk, days=day), stick)
    vault = vault_of(desk, stick)
    assert len(vault.sets()) == 7  # the newest of the week before is among the seven days
    stray = vault.folder / "parts" / "ab" / f"{'ab' * 32}.age"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"of a set that is gone")
    back_up(later(desk, days=12), stick)
    assert not stray.exists()
    assert drill(desk, stick).ok


def test_while_a_manifest_cannot_be_read_no_part_is_removed(desk: Desk, stick: Path) -> None:
    made = back_up(desk, stick)
    vault = vault_of(desk, stick)
    vault.path(MANIFEST, made.name).write_bytes(b"?")
    for part in (desk.folder / "blobs").rglob("*.age"):
        part.unlink()
    parts = set(stick.rglob("*.age"))
    back_up(later(desk, days=1), stick)
    assert set(stick.rglob("*.age")) == parts


def test_two_desks_keep_their_backups_in_one_place(
    desk: Desk, stick: Path, tmp_path: Path, computer: Computer
) -> None:
    other = computer.make(tmp_path / "desk 乙")
    back_up(desk, stick)
    back_up(other, stick)
    assert len(list(stick.iterdir())) == 2
    assert drill(desk, stick).ok
    assert drill(other, stick).ok
    other.close()


def test_a_copy_is_opened_where_it_lies_and_left_as_it_is(desk: Desk, stick: Path) -> None:
    made = back_up(desk, stick)
    before = listing(stick)
    copy = open_copy(made.path, desk.key, clock=desk.clock)
    assert len(copy.all(Case)) == 1
    copy.close()
    assert listing(stick) == before


def test_a_backup_is_due_in_the_evening_and_at_the_first_opening_after_it(
    desk: Desk, stick: Path
) -> None:
    def due(day: int, hour: int, *, closing: bool = False) -> bool:
        moment = datetime(2025, 6, day, hour, 5, tzinfo=CHINA)
        return due_backup(desk.at(clock_at(moment)), closing=closing)

    assert not due(2, 20)  # no place
    add_backup_place(desk, stick)
    assert due(2, 9)  # none was ever made
    back_up(desk, stick)
    assert not due(2, 23)  # nothing was saved since
    accept(desk)
    assert not due(2, 17)
    assert due(2, 17, closing=True)
    assert due(2, 18)
    assert due(3, 8)
    back_up(desk.at(clock_at(datetime(2025, 6, 2, 18, 30, tzinfo=CHINA))), stick)
    accept(desk)
    assert not due(3, 8)
    assert due(3, 18)
    assert due(1, 8)  # the clock was set back: nobody knows
    shutil.rmtree(stick)
    assert not due(3, 18)


def test_places_are_remembered_and_forgotten(desk: Desk, stick: Path, tmp_path: Path) -> None:
    (tmp_path / "NAS").mkdir()
    back_up(desk, stick)
    back_up(desk, tmp_path / "NAS")
    assert [one.folder.name for one in backup_places(desk)] == ["NAS", stick.name]
    remove_backup_place(desk, tmp_path / "NAS")
    assert [one.folder.name for one in backup_places(desk)] == [stick.name]


@pytest.mark.real
def test_a_backup_is_made_in_a_process_of_its_own(desk: Desk, stick: Path) -> None:
    told: list[int] = []
    made = carry_out(BackupOrder.of(desk, stick), lambda done, _total: told.append(done))
    assert isinstance(made, BackedUp)
    assert made.changes == 3
    assert told
    assert only_here(desk) == 0
    assert drill(desk, stick).ok


@pytest.mark.real
def test_what_stops_a_backup_in_a_process_of_its_own_is_told_here(desk: Desk, stick: Path) -> None:
    with pytest.raises(PlaceAway):
        carry_out(BackupOrder.of(desk, stick / "away"))
