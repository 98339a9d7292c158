"""A case goes from the village to the town through their centre, with its files and its authors."""

from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.keys.slot_file import Cost

from .commands import PASSPHRASE, TypedDesk, typed
from .intakes import wages
from .test_exchange import enrol

TOWN = "长洲镇 a<b 人民调解委员会"


@pytest.fixture
def centre(tmp_path: Path) -> Path:
    """Return the folder of a new centre."""
    typed("centre", "new", tmp_path / "中心", "--office-code", "450405", "--json")
    return tmp_path / "中心"


@pytest.fixture
def town(tmp_path: Path, desk: TypedDesk) -> TypedDesk:
    """Return the desk of the town."""
    folder = tmp_path / "镇" / "desk"
    folder.parent.mkdir()
    made = new_desk(
        folder,
        Office(code="450405100", name=TOWN, number_prefix="长洲"),
        Operator(name="覃𬭎"),
        PASSPHRASE,
        places=Places.installed().without_marks(),
        clock=Clock.computer(),
        cost=Cost(8, 1),
    )
    made.desk.store.close()
    return TypedDesk(folder, desk.passphrase_file)


def test_the_town_sees_the_case_takes_it_over_and_has_its_file(
    desk: TypedDesk, town: TypedDesk, centre: Path, tmp_path: Path, scan: Path
) -> None:
    case = desk.add(wages())
    kept = desk.add(wages() | {"title": "留在村里的案"})
    desk.ask("file", "add", case, scan, "--as", "evidence")
    desk.done(case, "refer", {"to_office": TOWN, "matter": "欠薪"})
    enrol(desk, centre, tmp_path)
    enrol(town, centre, tmp_path)
    stick = tmp_path / "U 盘"
    stick.mkdir()
    for _ in range(2):
        for one in (desk, town):
            one.ask("sync", "--mailbox", stick)
        typed("centre", "receive", "--centre", centre, stick, "--json")
    town.ask("sync", "--mailbox", stick)
    [waiting] = town.ask("sync", "referred")
    assert (waiting["case"], waiting["matter"], waiting["taken"]) == (case, "欠薪", False)
    assert waiting["authors"] == [desk.ask("sync", "device")["device"]]
    assert kept not in {one["case"] for one in town.ask("sync", "referred")}
    town.ask("sync", "take", case)
    town("sync", "take", case).complaint()
    assert town.ask("sync", "referred")[0]["taken"]
    assert town.ask("case", "show", case)["case"]["title"]
    for _ in range(2):
        town.ask("sync", "--mailbox", stick)
        typed("centre", "receive", "--centre", centre, stick, "--json")
    town.ask("sync", "--mailbox", stick)
    assert town.ask("file", "check")["ok"]
    desk("sync", "take", kept).complaint()
