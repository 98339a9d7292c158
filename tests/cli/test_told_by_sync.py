"""What sync tells a person: the desk was copied, or the computer's clock is wrong."""

import shutil
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from mediatordesk.actions.sending.second_copies import SecondCopy
from mediatordesk.actions.sending.visits import WrongClock
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .commands import TypedDesk, typed
from .intakes import wages


@dataclass(frozen=True, slots=True)
class TellingFolder(FolderMailbox):
    """A folder that knows the time, as the centre's front does."""

    clock_off: timedelta | None = None


@pytest.fixture
def centre(tmp_path: Path, desk: TypedDesk) -> Path:
    """Return a centre at which the desk is enrolled."""
    folder, asked, grant = tmp_path / "中心 a<b", tmp_path / "申请", tmp_path / "答复"
    typed("centre", "new", folder, "--office-code", "450405", "--name", "长洲区中心")
    desk.ask("sync", "request", asked)
    assert typed("centre", "enrol", "--centre", folder, asked, "--to", grant).code == 0
    desk.ask("sync", "enrol", grant)
    return folder


@pytest.fixture
def nas(tmp_path: Path) -> Path:
    """Return the office's mailbox."""
    folder = tmp_path / "NAS 覃𬭎"
    folder.mkdir()
    return folder


def test_a_copied_desk_is_told_so_and_both_reach_the_centre(
    desk: TypedDesk, centre: Path, nas: Path, tmp_path: Path
) -> None:
    def go_round(*desks: TypedDesk) -> None:
        for one in desks:
            one.ask("sync", "--mailbox", nas)
            assert typed("centre", "receive", "--centre", centre, nas).code == 0

    desk.add(wages())
    go_round(desk)
    other = tmp_path / "another computer 覃𬭎"
    shutil.copytree(desk.folder, other / "desk")
    clone = TypedDesk(other / "desk", desk.passphrase_file)
    desk.add(wages())
    clone.add(wages())
    desk.add(wages())
    for _ in range(4):
        go_round(desk, clone)
    told = [one.ask("sync", "status")["second_copy"] for one in (desk, clone)]
    assert told == [False, True]
    words = ("--desk", clone.folder, "--passphrase-file", clone.passphrase_file)
    said = typed("sync", "status", *words, "--lang", "en")
    assert said.code == 0
    assert all(str(line) in said.out for line in (SecondCopy.happened, SecondCopy.kept))
    exchanged = typed("sync", "--mailbox", nas, *words, "--lang", "en")
    assert exchanged.code == 0
    assert all(str(line) in exchanged.out for line in (SecondCopy.happened, SecondCopy.to_do))
    assert desk.ask("sync", "--mailbox", nas)["notice"] == ""
    states = [one.ask("sync", "--mailbox", nas)["unsent_changes"] for one in (desk, clone)]
    assert states == [0, 0]
    report = typed("centre", "report", "--centre", centre, "--json").data
    assert [one["cases"] for one in report["offices"]] == [4]


def test_a_wrong_clock_is_told_and_nothing_is_lost(
    desk: TypedDesk, centre: Path, nas: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "mediatordesk.actions.sending.exchange.open_mailbox",
        lambda *_: TellingFolder(nas, timedelta(minutes=-95)),
    )
    desk.add(wages())
    desk.ask("sync", "add-mailbox", nas)
    done = desk.ask("sync", "--lang", "en")
    assert done["notice"].splitlines() == list(WrongClock(n=95).lines())
    assert done["failed"] == []
    assert typed("centre", "receive", "--centre", centre, nas).code == 0
    assert desk.ask("sync")["unsent_changes"] == 0
