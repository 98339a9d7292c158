"""A desk restored: into a new folder, whole or not at all, and under a name of its own."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mediatordesk.actions.backups.backup_drills import NoBackup, drill
from mediatordesk.actions.backups.backup_vault import DATABASE, KEYS, MANIFEST, Vault
from mediatordesk.actions.backups.backups import back_up
from mediatordesk.actions.backups.restoring import Restored, restore
from mediatordesk.actions.backups.set_choice import (
    AllDamaged,
    NewestDamaged,
    NoneSoOld,
    SeveralDesks,
    chosen_set,
)
from mediatordesk.actions.cases.numbering import numbering_of
from mediatordesk.actions.desks.desk import Desk, FolderTaken, NoRoom, new_desk
from mediatordesk.core.cases import Case
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.core.offices import Office, Operator
from mediatordesk.keys.slot_file import Cost
from mediatordesk.keys.slots import WrongPassphrase
from tests.actions.kept_desks import (
    NOW,
    PASSPHRASE,
    Computer,
    accept,
    attach,
    clock_at,
    flip_bit,
    killed_at,
    ordinal,
)


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """Return a computer."""
    return Computer(tmp_path / "home")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return an empty stick."""
    place = tmp_path / "U盘"
    place.mkdir()
    return place


@pytest.fixture
def desk(tmp_path: Path, computer: Computer, stick: Path) -> Iterator[Desk]:
    """Return a desk with two numbered cases and a file, backed up, and one more case since."""
    made = computer.make(tmp_path / "desk 甲")
    accept(made)
    accept(made)
    attach(made, b"%PDF a<b" * 25_000)
    (made.folder / "bundles").mkdir()
    (made.folder / "bundles" / "own.mdb").write_bytes(b"MDB1")
    back_up(made, stick)
    accept(made)
    yield made
    made.close()


def restored(computer: Computer, stick: Path, dest: Path, **more: object) -> Restored:
    """Restore from a stick into a folder."""
    clock = clock_at(computer.moment + timedelta(days=1))
    return restore(stick, dest, PASSPHRASE, places=computer.places, clock=clock, **more)  # type: ignore[arg-type]


def names_of(stick: Path) -> Vault:
    """Return the vault on a stick."""
    [folder] = stick.glob("mediatordesk-*")
    return Vault(folder)


def test_a_restored_desk_works_at_once_under_a_new_epoch(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    before = {path: path.stat().st_mtime_ns for path in desk.folder.rglob("*.age")}
    done = restored(computer, stick, tmp_path / "neu" / "desk 乙")
    new = done.desk
    assert (done.changes, done.files, done.missing) == (4, 3, ())
    assert len(new.store.all(Case)) == 2
    [epoch] = new.store.all(Epoch)
    assert epoch.reason is EpochReason.RESTORED
    assert epoch.previous == desk.store.head().replica
    assert new.store.head().replica != desk.store.head().replica
    assert DeskEventKind.RESTORED in [one.kind for one in new.store.all(DeskEvent)]
    assert (new.folder / "bundles" / "own.mdb").read_bytes() == b"MDB1"
    accept(new)
    assert new.store.problems() == ()
    assert [path.name for path in (tmp_path / "neu").iterdir()] == ["desk 乙"]
    assert {path: path.stat().st_mtime_ns for path in desk.folder.rglob("*.age")} == before
    new.close()
    assert computer.open(tmp_path / "neu" / "desk 乙").epoch is None


def test_files_of_a_restored_desk_open(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    new = restored(computer, stick, tmp_path / "neu").desk
    [row] = new.store.rows("SELECT sha256 FROM blob")
    assert row == desk.store.rows("SELECT sha256 FROM blob")[0]
    assert back_up(new, stick).missing == ()
    assert drill(new, stick).ok


def test_where_the_lost_desks_mark_tells_the_numbers_they_go_on(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    desk.close()
    shutil.rmtree(desk.folder)
    new = restored(computer, stick, tmp_path / "neu").desk
    assert numbering_of(new).unanswered == ()
    assert ordinal(accept(new)) == 4  # 3 was given after the backup


def test_while_the_old_desk_is_there_or_on_another_computer_the_last_number_is_asked_for(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    here = restored(computer, stick, tmp_path / "here").desk
    there = restored(Computer(tmp_path / "other home"), stick, tmp_path / "there").desk
    for new in (here, there):
        assert numbering_of(new).unanswered
        assert accept(new).number == ""


def test_a_folder_that_holds_something_is_not_touched(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    for taken in (desk.folder, stick):
        with pytest.raises(FolderTaken):
            restored(computer, stick, taken)
    (tmp_path / "file").write_text("a file")
    with pytest.raises(NoRoom):
        restored(computer, stick, tmp_path / "file" / "under")
    (tmp_path / "empty").mkdir()
    assert restored(computer, stick, tmp_path / "empty").files == 3


def test_a_wrong_passphrase_restores_nothing(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    with pytest.raises(WrongPassphrase):
        restore(stick, tmp_path / "neu", "wrong", places=computer.places, clock=clock_at(NOW))
    assert not (tmp_path / "neu").exists()
    assert not (tmp_path / ".neu.restoring").exists()


def test_an_older_set_is_chosen_by_its_time(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    back_up(desk.at(clock_at(NOW + timedelta(days=1))), stick)
    assert restored(computer, stick, tmp_path / "new").changes == 5
    older = restored(computer, stick, tmp_path / "old", at=NOW + timedelta(hours=1))
    assert older.changes == 4
    with pytest.raises(NoneSoOld):
        restored(computer, stick, tmp_path / "none", at=NOW - timedelta(hours=1))


def test_of_sets_under_wrong_clocks_the_one_before_the_time_is_chosen(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    month, long_ago = NOW + timedelta(days=31), NOW - timedelta(days=20_000)
    for moment in (month, long_ago):
        back_up(desk.at(clock_at(moment)), stick)
    vault = names_of(stick)
    asked = NOW + timedelta(days=40)
    assert chosen_set(vault, stick, asked).manifest.made_at == month
    assert chosen_set(vault, stick, NOW).manifest.made_at == NOW
    assert chosen_set(vault, stick, None).manifest.made_at == long_ago  # it was made last


def test_where_order_and_clocks_disagree_it_is_said_which_set_was_made_before(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    month, long_ago = NOW + timedelta(days=31), NOW - timedelta(days=20_000)
    for moment in (month, long_ago):
        back_up(desk.at(clock_at(moment)), stick)
    usual = restored(computer, stick, tmp_path / "usual", at=NOW + timedelta(days=1))
    doubtful = restored(computer, stick, tmp_path / "doubtful", at=long_ago + timedelta(days=1))
    assert (usual.made_at, usual.later_before) == (NOW, None)
    assert (doubtful.made_at, doubtful.later_before) == (long_ago, month)


@pytest.mark.parametrize("kind", [DATABASE, KEYS, MANIFEST])
def test_a_damaged_set_is_named_and_the_older_whole_one_proposed(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path, kind: str
) -> None:
    made = back_up(desk.at(clock_at(NOW + timedelta(days=1))), stick)
    flip_bit(names_of(stick).path(kind, made.name))
    with pytest.raises(NewestDamaged) as refused:
        restored(computer, stick, tmp_path / "neu")
    happened, _kept, to_do = refused.value.lines()
    assert kind in happened
    assert "2025-06-02T09:30:00" in to_do
    assert not (tmp_path / "neu").exists()
    assert restored(computer, stick, tmp_path / "neu", at=NOW).changes == 4


def test_where_all_are_damaged_that_is_said(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    for path in names_of(stick).folder.glob("db-*"):
        flip_bit(path)
    with pytest.raises(AllDamaged):
        restored(computer, stick, tmp_path / "neu")


def test_a_set_that_another_device_has_signed_is_refused(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    stranger = computer.make(tmp_path / "stranger")
    vault = names_of(stick)
    [name] = vault.names()
    vault.publish(vault.read(name).manifest, stranger.device.signing)
    with pytest.raises(AllDamaged) as refused:
        restored(computer, stick, tmp_path / "neu")
    assert MANIFEST in refused.value.lines()[0]
    stranger.close()


def test_missing_parts_are_named_and_the_rest_is_there(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    first, second = sorted((names_of(stick).folder / "parts").rglob("*.age"))
    first.unlink()
    flip_bit(second)
    done = restored(computer, stick, tmp_path / "neu")
    assert sorted(done.missing) == sorted([first.stem, second.stem])
    assert len(done.desk.store.all(Case)) == 2


def test_a_stick_with_several_desks_asks_which(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    other = computer.make(tmp_path / "desk 丙")
    back_up(other, stick)
    with pytest.raises(SeveralDesks):
        restored(computer, stick, tmp_path / "neu")
    folders = sorted(stick.iterdir())
    changes = {restored(computer, one, tmp_path / one.name).changes for one in folders}
    assert changes == {1, 4}
    other.close()
    with pytest.raises(NoBackup):
        restored(computer, tmp_path / "nothing", tmp_path / "neu")


def test_the_recovery_sheet_restores_a_desk_whose_passphrase_is_lost(
    computer: Computer, stick: Path, tmp_path: Path
) -> None:
    made = new_desk(
        tmp_path / "desk",
        Office(code="450405101", name="正阳", number_prefix="正阳"),
        Operator(name="覃𬭎"),
        "forgotten since then",
        places=computer.places,
        clock=clock_at(NOW),
        cost=Cost(8, 1),
    )
    back_up(made.desk, stick)
    made.desk.close()
    done = restored(computer, stick, tmp_path / "neu", recovery=made.recovery.text.lower())
    kinds = [one.kind for one in done.desk.store.all(DeskEvent)]
    assert DeskEventKind.RECOVERY_OPENED in kinds
    done.desk.close()
    computer.open(tmp_path / "neu").close()


def test_a_restoration_that_is_killed_at_any_step_leaves_a_desk_or_none(
    desk: Desk, computer: Computer, stick: Path, tmp_path: Path
) -> None:
    dest, step, whole = tmp_path / "ziel" / "desk", 0, 0
    before = {path.name: path.read_bytes() for path in stick.rglob("*") if path.is_file()}

    def restore_it() -> None:
        restored(computer, stick, dest).desk.close()

    while killed_at(step, dest.parent, restore_it):
        if dest.exists():
            opened = computer.open(dest)
            assert len(opened.store.all(Case)) == 2
            assert opened.store.problems() == ()
            assert len({one.previous for one in opened.store.all(Epoch)}) >= 1
            opened.close()
            shutil.rmtree(dest)
            whole += 1
        step += 3
    assert step > 9
    assert {path.name: path.read_bytes() for path in stick.rglob("*") if path.is_file()} == before
    shutil.rmtree(dest, ignore_errors=True)
    restored(computer, stick, dest).desk.close()
    assert [path.name for path in dest.parent.iterdir()] == ["desk"]
