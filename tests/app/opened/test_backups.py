"""The backups of a real desk behind the window's questions: whose changes they hold."""

import shutil
from pathlib import Path

import pytest

from mediatordesk.actions.backups.backups import back_up
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.opened.backups import OpenedBackups
from mediatordesk.app.opened.restoring import OpenedRestoring
from tests.actions.kept_desks import Computer, accept, clock_at, put_back


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return a stick."""
    place = tmp_path / "U盘 a&b"
    place.mkdir()
    return place


@pytest.fixture
def set_back(tmp_path: Path, stick: Path) -> Desk:
    """Return a desk whose file of yesterday was put back after a backup, and backed up again."""
    computer = Computer(tmp_path / "home")
    desk = computer.make(tmp_path / "desk")
    desk.close()
    shutil.copytree(desk.folder, tmp_path / "yesterday")
    desk = computer.open(desk.folder)
    accept(desk)
    back_up(desk, stick)
    desk.close()
    put_back(tmp_path / "yesterday", desk.folder)
    desk = computer.open(desk.folder)
    back_up(desk, stick)
    return desk


def test_a_place_says_that_it_holds_what_this_desk_has_lost(set_back: Desk) -> None:
    [place] = OpenedBackups(set_back).standing().places
    assert place.note.startswith("1 backups there hold changes that this desk does not have")
    set_back.close()


def test_the_backups_with_lost_changes_are_marked_where_one_is_chosen(
    set_back: Desk, stick: Path
) -> None:
    restoring = OpenedRestoring(set_back.places, set_back.clock, set_back)
    newest, lost = restoring.sets(stick)
    assert "not in this desk" not in newest.words
    assert lost.words.endswith(" · some are not in this desk")
    accept(set_back)  # what is saved after the newest backup changes nothing
    assert restoring.sets(stick) == (newest, lost)
    set_back.close()


def test_without_a_desk_they_are_marked_against_the_newest(set_back: Desk, stick: Path) -> None:
    set_back.close()
    clock = clock_at(set_back.clock.now())
    newest, lost = OpenedRestoring(set_back.places, clock).sets(stick)
    assert "not in" not in newest.words
    assert lost.words.endswith(" · some are not in the newest")


def test_of_a_desk_that_was_never_set_back_nothing_is_said(tmp_path: Path, stick: Path) -> None:
    desk = Computer(tmp_path / "home").make(tmp_path / "desk")
    back_up(desk, stick)
    accept(desk)
    back_up(desk, stick)
    assert [place.note for place in OpenedBackups(desk).standing().places] == [""]
    sets = OpenedRestoring(desk.places, desk.clock, desk).sets(stick)
    assert not [one.words for one in sets if "·" in one.words]
    desk.close()
