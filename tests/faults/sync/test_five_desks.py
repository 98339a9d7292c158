"""Two offices and a centre live through a hundred misfortunes; in the end nothing is lost."""

import random
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.faults.sync.five_desks import World
from tests.faults.sync.misfortunes import BOXES_LOSE, DISKS_SET_BACK, EVERYTHING, Events

SEED = 2026
STEPS = 100
MINUTES = 10
WORLDS: Mapping[str, Events] = {
    "mailboxes lose what they hold": BOXES_LOSE,
    "disks are set back": DISKS_SET_BACK,
}
LONG: Mapping[str, Events] = {**WORLDS, "everything at once": EVERYTHING}


def lived_through(place: Path, seed: int, events: Events) -> World:
    """Let things happen by a seed, heal, and look whether anything is lost."""
    world = World.begin(place, seed)
    try:
        world.live(STEPS, events)
        world.heal()
        world.assert_nothing_lost()
    except BaseException as error:
        error.add_note("\n".join((f"seed {seed}", *world.diary)))
        raise
    sys.stdout.write(f"seed {seed}: {world.saves} saves, {world.kills} kills\n")
    return world


@pytest.mark.real
@pytest.mark.parametrize("events", WORLDS.values(), ids=WORLDS)
def test_whatever_happens_for_a_while_nothing_is_lost(tmp_path: Path, events: Events) -> None:
    world = lived_through(tmp_path, SEED, events)
    assert world.kills > 3
    assert world.saves > 60


@pytest.mark.soak
@pytest.mark.parametrize("events", LONG.values(), ids=LONG)
def test_whatever_happens_for_ten_minutes_nothing_is_lost(tmp_path: Path, events: Events) -> None:
    until = time.monotonic() + 60 * MINUTES
    seed = random.randrange(1 << 30)  # noqa: S311 - printed, to be lived through again
    while time.monotonic() < until:
        (tmp_path / f"{seed}").mkdir()
        lived_through(tmp_path / f"{seed}", seed, events)
        seed += 1
