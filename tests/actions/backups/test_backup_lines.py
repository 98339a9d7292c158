"""Backups of desks that were set back or copied: each line of them rotates for itself."""

import shutil
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.actions.backups.backup_vault import Vault
from mediatordesk.actions.backups.backups import back_up, line_of
from mediatordesk.actions.desks.desk import Desk, open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.backup_manifest import BackupManifest, KeptFile, newest_of_lines
from mediatordesk.core.backup_rotation import DAYS, MONTHS, WEEKS, kept_sets
from mediatordesk.keys.slot_file import read_slots
from tests.actions.kept_desks import NOW, PASSPHRASE, Computer, accept, clock_at, put_back

EMPTY = KeptFile("", 0, bytes(32))
STEPS = st.lists(
    st.tuples(st.sampled_from(("save", "save", "back up", "set back", "copy")), st.integers(0, 9)),
    max_size=60,
)


@dataclass(frozen=True)
class Log:
    """What a desk knows, and under which name it goes on."""

    replica: bytes
    known: tuple[tuple[bytes, int], ...]

    def saved(self) -> "Log":
        """Return the log with one more change."""
        known = dict(self.known)
        return replace(self, known=tuple({**known, self.replica: known[self.replica] + 1}.items()))

    def set_of(self, number: int) -> BackupManifest:
        """Return the set that a backup makes of it now; a year goes by in forty of them."""
        made_at = NOW + timedelta(days=9 * number)
        seq = dict(self.known)[self.replica]
        head = self.replica + seq.to_bytes(24, "big")
        return BackupManifest(
            number, f"{number}", made_at, UUID(int=1), self.replica, seq, head, self.known,
            EMPTY, EMPTY, (), (), (), "", 1,
        )  # fmt: skip

    def began_anew(self, name: int) -> "Log":
        """Return the log under a new name, with the change that says why."""
        replica = name.to_bytes(8, "big")
        return Log(replica, (*self.known, (replica, 1)))


def rotated(sets: list[BackupManifest], log: Log) -> list[BackupManifest]:
    """Return what a desk leaves of the sets of a place."""
    newest = log.set_of(0)
    mine = [one for one in sets if newest.holds(one)]
    kept = kept_sets(one.as_set for one in mine)
    return [one for one in sets if one not in mine or one.number in kept]


@given(STEPS)
def test_whatever_desks_of_one_place_do_no_change_is_lost_with_a_set(
    steps: list[tuple[str, int]],
) -> None:
    first = Log(bytes(8), ((bytes(8), 1),))
    logs, kept = [first], [first]
    made, sets = list[BackupManifest](), list[BackupManifest]()
    for number, (step, which) in enumerate(steps, start=1):
        place = which % len(logs)
        if step == "save":
            logs[place] = logs[place].saved()
            kept.append(logs[place])
        elif step == "back up":
            made.append(logs[place].set_of(number))
            sets = rotated([*sets, made[-1]], logs[place])
            assert made[-1] in sets
        elif step == "set back":
            logs[place] = kept[which % len(kept)].began_anew(number)
        else:
            logs.append(logs[place].began_anew(number))
    assert all(any(left.holds(one) for left in sets) for one in made)
    lines = newest_of_lines(sorted(sets, key=lambda one: one.number, reverse=True))
    assert all(any(line.holds(one) for line in lines) for one in sets)
    assert not any(one.holds(other) for one in lines for other in lines if one is not other)
    assert len(sets) <= len(lines) * (DAYS + WEEKS + MONTHS + 2) + len(steps) * (len(lines) > 1)


def at(desk: Desk, day: date, stick: Path) -> str:
    """Make a backup on a day; return the name of the set."""
    return back_up(desk.on(day), stick).name


def test_a_set_of_which_the_desk_lacks_changes_stays_for_good_and_its_own_sets_rotate(
    tmp_path: Path,
) -> None:
    computer, stick = Computer(tmp_path / "home"), tmp_path / "U盘"
    stick.mkdir()
    desk = computer.make(tmp_path / "desk")
    desk.close()
    shutil.copytree(desk.folder, tmp_path / "yesterday")
    desk = computer.open(desk.folder)
    accept(desk)
    lost = at(desk, NOW.date(), stick)
    desk.close()
    put_back(tmp_path / "yesterday", desk.folder)
    desk = computer.open(desk.folder)
    days = [NOW.date() + timedelta(days=n) for n in (0, 0, 0, 1, 500, 501, 502, 503)]
    made = [at(desk, day, stick) for day in days]
    vault = Vault.in_place(stick, read_slots(desk.folder).desk)
    assert {lost, *made[-2:]} <= set(vault.names())
    assert made[0] not in vault.names()
    assert not vault.make_room("", frozenset(), lambda _one: False)
    assert lost in vault.names()
    desk.close()


def test_another_history_under_the_same_name_is_another_line(tmp_path: Path) -> None:
    """Where no tide mark can be kept, a file that was set back goes on under its old name."""
    computer, stick = Computer(tmp_path / "home"), tmp_path / "U盘"
    stick.mkdir()
    desk = computer.make(tmp_path / "desk")
    desk.close()
    shutil.copytree(desk.folder, tmp_path / "yesterday")
    desk = computer.open(desk.folder)
    accept(desk)
    lost = at(desk, NOW.date(), stick)
    desk.close()
    put_back(tmp_path / "yesterday", desk.folder)
    blind = replace(computer.places, marks=None)
    desk = open_blind(desk.folder, blind)
    accept(desk)
    accept(desk)
    [found] = Vault.in_place(stick, read_slots(desk.folder).desk).sets()
    assert desk.store.known()[found.replica] > found.seq
    assert not line_of(desk.store)(found)
    for _ in range(3):
        at(desk, NOW.date(), stick)
    assert lost in Vault.in_place(stick, read_slots(desk.folder).desk).names()
    desk.close()


def open_blind(folder: Path, places: Places) -> Desk:
    """Open a desk where no tide mark is kept."""
    return open_desk(folder, PASSPHRASE, places=places, clock=clock_at(NOW))
