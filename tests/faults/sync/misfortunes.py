"""What befalls five desks and their centre: work, kills, partitions, lost mailboxes, old copies."""

import functools
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.faults.desks import opened
from tests.faults.sync.edits import work_a_while
from tests.faults.sync.five_desks import SERVER, STICKS, Home, World, centre_reads
from tests.faults.tracing import Teller

AT_A_DESK = (("pwrite64", 40), ("fsync", 12), ("write", 8), ("rename", 4), ("unlink", 3))
"""Calls at which a desk is killed, and up to the how manieth of them."""
AT_THE_CENTRE = (("pwrite64", 90), ("fsync", 40), ("rename", 12), ("mkdir", 10))
CLONES = 2
"""At most so many desks are copied."""
KEPT = "yesterday"
"""In the folder of this name lies a copy of a desk, a centre or a server."""


def somebody_works(world: World) -> None:
    """Let somebody work for a while, and perhaps exchange."""
    home = world.chance.choice(world.homes)
    told = list[str]()
    _day(world, home)(home.path, told.append)
    world.believe(home, told)


def somebody_is_killed(world: World) -> None:
    """Turn the lights out at somebody's desk while they work or exchange."""
    home = world.chance.choice(world.homes)
    world.believe(home, world.killed(_day(world, home), home.path, AT_A_DESK).told)


def _day(world: World, home: Home) -> Callable[[Path, Teller], None]:
    """Return what somebody does next, by chance; to be done now, or to be killed at it."""
    seed, edits = world.chance.randrange(1 << 30), world.chance.randint(0, 4)
    boxes = [None, *STICKS] + [SERVER] * 4 * (not world.offline[home.name])
    box = world.chance.choice(boxes)
    world.note(f"{home.name} edits {edits}, exchanges through {box or 'nothing'}")
    return functools.partial(
        work_a_while, seed=seed, edits=edits, box=world.place / box if box else None
    )


def centre_works(world: World) -> None:
    """Let the centre read its server, or a stick that was brought."""
    box = world.chance.choice((SERVER, SERVER, *STICKS))
    world.note(f"centre reads {box}")
    centre_reads(world.place, world.note, box=box)


def centre_is_killed(world: World) -> None:
    """Turn the lights out at the centre."""
    box = world.chance.choice((SERVER, SERVER, *STICKS))
    world.note(f"centre reads {box}")
    world.killed(functools.partial(centre_reads, box=box), world.place, AT_THE_CENTRE)


def somebody_goes_offline(world: World) -> None:
    """Let somebody not reach the server for a while."""
    home = world.chance.choice(world.homes)
    world.offline[home.name] = world.chance.randint(5, 25)
    world.note(f"{home.name} is offline for {world.offline[home.name]}")


def box_is_emptied(world: World) -> None:
    """Let the server, or a stick, lose everything."""
    box = world.chance.choice((SERVER, *STICKS))
    world.note(f"{box} is emptied")
    shutil.rmtree(world.place / box)
    (world.place / box).mkdir()


def server_is_rewound(world: World) -> None:
    """Put back what the server had some time ago, as its provider may; or make that copy."""
    _kept_or_put_back(world, world.place / SERVER)


def file_is_torn(world: World) -> None:
    """Tear a file of a mailbox: its end is missing, or is zeros."""
    boxes = [world.place / box for box in (SERVER, *STICKS)]
    files = sorted(path for box in boxes for path in box.rglob("*.mdb"))
    if files:
        path = world.chance.choice(files)
        data = path.read_bytes()
        kept = data[: world.chance.randrange(len(data))]
        world.note(f"{path.relative_to(world.place)} is torn after {len(kept)}")
        path.write_bytes(kept + bytes(world.chance.choice((0, len(data) - len(kept)))))


def desk_is_copied(world: World) -> None:
    """Copy somebody's desk to another computer, where work goes on as well."""
    clones = [home for home in world.homes if "'" in home.name]
    if len(clones) < CLONES:
        home = world.chance.choice(world.homes)
        copy = Home(home.path.with_name(f"{home.name}'{len(clones)}"), home.office)
        world.note(f"{home.name} is copied, the copy is {copy.name}")
        copy.path.mkdir()
        shutil.copytree(home.path / "desk", copy.path / "desk")
        world.homes.append(copy)


def desk_is_restored(world: World) -> None:
    """Put somebody's desk back as it was some time ago; or make that copy."""
    home = world.chance.choice(world.homes)
    if _kept_or_put_back(world, home.path / "desk"):
        world.forget_unsent(home, _own(home))


def image_is_restored(world: World) -> None:
    """Put somebody's whole disk back, tide mark and all, so that the desk cannot know of it."""
    home = world.chance.choice(world.homes)
    if _kept_or_put_back(world, home.path / "desk", home.path / "marks"):
        own = _own(home)
        world.twofold.update(own)
        world.forget_unsent(home, own)


def centre_is_restored(world: World) -> None:
    """Put the centre back as it was some time ago; or make that copy."""
    _kept_or_put_back(world, world.place / "centre")


def disk_is_set_back(world: World) -> None:
    """Let an old copy of a desk or of the centre come to life, while mailboxes lose things too.

    A bundle that no disk holds any more lies in a mailbox at most; what befalls that one is not
    held against the program.
    """
    [happens] = world.chance.choices(list(SETTING_BACK), list(SETTING_BACK.values()))
    happens(world)
    world.forget_lost()


def _kept_or_put_back(world: World, *folders: Path) -> bool:
    """Copy folders aside, or put the copies back if there are some; tell whether they were."""
    copies = [folder.with_name(f"{folder.name} {KEPT} {len(folders)}") for folder in folders]
    put_back = copies[0].exists()
    world.note(f"{folders[0].relative_to(world.place)} {'put back' if put_back else 'kept'}")
    for folder, copy in zip(folders, copies, strict=True):
        if put_back:
            shutil.rmtree(folder)
            copy.rename(folder)
        else:
            shutil.copytree(folder, copy)
    return put_back


def _own(home: Home) -> dict[bytes, int]:
    """Return how far a desk's own logs have come, before anybody else tells it more."""
    with opened(home.path) as desk:
        own = desk.store.own_replicas()
        return {one: desk.store.last_written(one) for one in own}


Events = Mapping[Callable[[World], None], int]
"""What happens, and how often."""
WORK: Events = {
    somebody_works: 60,
    centre_works: 18,
    somebody_is_killed: 7,
    centre_is_killed: 3,
    somebody_goes_offline: 4,
}
BOXES_LOSE: Events = {**WORK, box_is_emptied: 2, server_is_rewound: 3, file_is_torn: 3}
"""Whatever a mailbox loses, whoever wrote it still has it."""
SETTING_BACK: Events = {
    desk_is_copied: 2,
    desk_is_restored: 5,
    image_is_restored: 5,
    centre_is_restored: 3,
}
DISKS_SET_BACK: Events = {**WORK, **SETTING_BACK}
"""Old copies come to life. The mailboxes lose nothing: a tail that its writer has lost is there."""
EVERYTHING: Events = {**BOXES_LOSE, disk_is_set_back: 15}
"""Both at once. What lay on one disk that is set back, and in a mailbox that loses it, is nowhere.
"""
