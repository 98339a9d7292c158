"""A file that was set back, copied, moved or brought from elsewhere: nothing is used twice."""

import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from mediatordesk.actions.cases.numbering import (
    GapReason,
    number_gaps,
    numbering_of,
    say_last_number,
)
from mediatordesk.actions.desks.tides import PLACE
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.keys import machine
from mediatordesk.keys.tide_marks import TideMark
from tests.actions.kept_desks import Computer, accept, dots_of, ordinal, put_back


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """Return a computer."""
    return Computer(tmp_path / "家 home")


@pytest.fixture
def folder(tmp_path: Path, computer: Computer) -> Path:
    """Return the folder of a desk with two numbered cases, which was closed."""
    desk = computer.make(tmp_path / "desk 甲")
    assert [ordinal(accept(desk)), ordinal(accept(desk))] == [1, 2]
    desk.close()
    return desk.folder


@pytest.fixture
def yesterday(tmp_path: Path, folder: Path, computer: Computer) -> Path:
    """Return a copy of the folder, after which two more cases were numbered in the folder."""
    kept = tmp_path / "yesterday"
    shutil.copytree(folder, kept)
    desk = computer.open(folder)
    accept(desk)
    accept(desk)
    desk.close()
    return kept


def test_a_desk_that_is_closed_or_killed_goes_on_as_it_is(folder: Path, computer: Computer) -> None:
    desk = computer.open(folder)
    assert desk.epoch is None
    assert ordinal(accept(desk)) == 3
    del desk  # never closed
    again = computer.open(folder)
    assert again.epoch is None
    assert len(again.store.own_replicas()) == 1
    again.close()


def test_yesterdays_file_under_todays_mark_uses_no_place_and_no_number_again(
    folder: Path, yesterday: Path, computer: Computer
) -> None:
    today = computer.open(folder)
    used = dots_of(today)
    today.close()
    put_back(yesterday, folder)
    desk = computer.open(folder)
    assert desk.epoch is not None
    assert (desk.epoch.reason, desk.epoch.numbers_known) == (EpochReason.SET_BACK, True)
    before = {dot for dot in dots_of(desk) if dot in used}
    assert ordinal(accept(desk)) == 5
    assert (dots_of(desk) - before).isdisjoint(used)
    assert [(one.ordinal, one.reason) for one in number_gaps(desk, 2025)] == [
        (3, GapReason.USED_ELSEWHERE),
        (4, GapReason.USED_ELSEWHERE),
    ]
    assert desk.store.problems() == ()
    desk.close()
    assert computer.open(folder).epoch is None


def test_a_provisional_mark_is_not_given_twice_after_yesterdays_file(
    folder: Path, yesterday: Path, computer: Computer
) -> None:
    today = computer.open(folder)
    given = {one.mark for one in today.store.all(Case)}
    today.close()
    put_back(yesterday, folder)
    desk = computer.open(folder)
    kept = {one.mark for one in desk.store.all(Case)}
    assert kept < given
    assert accept(desk).mark not in given


def test_without_any_mark_cases_get_provisional_marks_until_the_last_number_is_said(
    folder: Path, yesterday: Path, computer: Computer
) -> None:
    shutil.rmtree(computer.home)
    put_back(yesterday, folder)
    desk = computer.open(folder)
    assert desk.epoch is not None
    assert (desk.epoch.reason, desk.epoch.numbers_known) == (EpochReason.SET_BACK, False)
    waiting = accept(desk)
    assert waiting.number == ""
    assert waiting.mark.startswith("临-A")
    assert not waiting.mark.startswith("临-A-")
    say_last_number(desk, "（2025）正阳人调字第4号")
    assert ordinal(desk.store.get(type(waiting), waiting.id)) == 5
    assert ordinal(accept(desk)) == 6
    assert numbering_of(desk).unanswered == ()
    assert desk.store.problems() == ()


def test_a_file_of_another_day_twice_is_a_new_epoch_each_time(
    folder: Path, yesterday: Path, computer: Computer
) -> None:
    numbers = []
    for _ in range(2):
        put_back(yesterday, folder)
        desk = computer.open(folder)
        numbers.append(ordinal(accept(desk)))
        desk.close()
    assert numbers == [5, 6]


def test_a_copy_goes_on_under_a_name_of_its_own_and_the_original_as_it_is(
    folder: Path, tmp_path: Path, computer: Computer
) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    copy, original = computer.open(tmp_path / "copy"), computer.open(folder)
    assert original.epoch is None
    assert copy.epoch is not None
    assert (copy.epoch.reason, copy.epoch.numbers_known) == (EpochReason.COPIED, False)
    mine, its = accept(original), accept(copy)
    assert ordinal(mine) == 3
    assert its.number == ""
    assert its.mark != mine.mark
    assert copy.store.head().replica != original.store.head().replica


def test_two_copies_give_different_marks(folder: Path, tmp_path: Path, computer: Computer) -> None:
    marks = set()
    for name in ("one", "two", "three"):
        shutil.copytree(folder, tmp_path / name)
        marks.add(accept(computer.open(tmp_path / name)).mark)
    assert len(marks) == 3


def test_a_folder_that_was_moved_goes_on_as_it_is(
    folder: Path, tmp_path: Path, computer: Computer
) -> None:
    folder.rename(tmp_path / "moved 乙")
    desk = computer.open(tmp_path / "moved 乙")
    assert desk.epoch is None
    assert ordinal(accept(desk)) == 3
    desk.close()
    assert len(list(computer.places.marks.glob("*.mark"))) == 1  # type: ignore[union-attr]
    assert computer.open(tmp_path / "moved 乙").epoch is None


def test_yesterdays_copy_is_not_taken_for_a_moved_folder(
    folder: Path, yesterday: Path, tmp_path: Path, computer: Computer
) -> None:
    shutil.rmtree(folder)
    epoch = computer.open(yesterday).epoch
    assert epoch is not None
    assert epoch.reason is EpochReason.COPIED


def test_a_desk_brought_to_another_computer_is_a_new_epoch(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "machine-id").write_text("f" * 32)
    monkeypatch.setattr(machine, "LINUX_NAMES", (tmp_path / "machine-id",))
    desk = Computer(tmp_path / "other home").open(folder)
    assert desk.epoch is not None
    assert (desk.epoch.reason, desk.epoch.numbers_known) == (EpochReason.OTHER_MACHINE, False)


def test_a_mark_that_is_ahead_of_the_file_is_believed(folder: Path, computer: Computer) -> None:
    mark = TideMark.of(computer.home / "marks", folder)
    noted = mark.read()
    assert noted is not None
    mark.note(replace(noted, seq=noted.seq + 1000))
    epoch = computer.open(folder).epoch
    assert epoch is not None
    assert epoch.reason is EpochReason.SET_BACK


def test_another_history_of_the_same_length_is_noticed(folder: Path, computer: Computer) -> None:
    mark = TideMark.of(computer.home / "marks", folder)
    noted = mark.read()
    assert noted is not None
    for seq in (noted.seq - 1, noted.seq):
        mark.note(replace(noted, seq=seq, head=b"\1" * 32))
    assert computer.open(folder).epoch is not None


@pytest.mark.parametrize("year", [1970, 2099])
def test_a_wrong_clock_neither_begins_an_epoch_nor_hides_one(
    year: int, folder: Path, yesterday: Path, computer: Computer
) -> None:
    wrong = computer.at(datetime(year, 1, 1, tzinfo=CHINA))
    assert wrong.open(folder).epoch is None
    put_back(yesterday, folder)
    assert wrong.open(folder).epoch is not None
    assert ordinal(accept(computer.open(folder))) == 5


def test_a_desk_of_an_older_version_is_taken_as_it_is_and_watched_from_then_on(
    folder: Path, tmp_path: Path, computer: Computer
) -> None:
    old = replace(computer.places, marks=None)
    desk = computer.open(folder)
    desk.store.remember(PLACE, b"")
    desk.close()
    shutil.rmtree(computer.home)
    assert old.marks is None
    shutil.copytree(folder, tmp_path / "kept")
    desk = computer.open(folder)
    assert desk.epoch is None
    assert ordinal(accept(desk)) == 3
    desk.close()
    put_back(tmp_path / "kept", folder)
    again = computer.open(folder)
    assert again.epoch is not None
    assert ordinal(accept(again)) == 4


def test_where_no_mark_can_be_kept_the_desk_opens_and_says_so(
    folder: Path, computer: Computer
) -> None:
    shutil.rmtree(computer.home)
    computer.home.write_text("a file where a folder should be")
    first = computer.open(folder)
    assert first.epoch is not None  # what was remembered is gone
    assert not first.tides.are_kept
    first.close()
    assert computer.open(folder).epoch is None  # but not at each opening


def test_a_new_desk_in_the_folder_of_an_old_one_begins_at_one(
    folder: Path, computer: Computer
) -> None:
    shutil.rmtree(folder)
    desk = computer.make(folder)
    assert ordinal(accept(desk)) == 1
    desk.close()
    assert computer.open(folder).store.all(Epoch) == ()


def test_a_number_whose_save_was_lost_with_a_torn_log_is_not_given_again(
    folder: Path, computer: Computer
) -> None:
    TideMark.of(computer.home / "marks", folder).use([("人调字", 2025, 3)])
    desk = computer.open(folder)
    assert desk.epoch is not None
    assert desk.epoch.reason is EpochReason.SET_BACK
    assert ordinal(accept(desk)) == 4
    desk.close()
    assert computer.open(folder).epoch is None


def test_a_first_opening_that_was_killed_before_it_had_remembered_its_mark_begins_no_epoch(
    folder: Path, computer: Computer
) -> None:
    desk = computer.open(folder)
    desk.store.remember(PLACE, b"")  # the mark is on the disk, and this is not yet
    desk.close()
    assert computer.open(folder).epoch is None
    assert computer.open(folder).epoch is None
