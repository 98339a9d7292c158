"""An office's own pack reaches its other computers, and is the same on all of them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk, open_desk
from mediatordesk.actions.templates.pack_adoption import add_pack, withdraw_pack
from mediatordesk.core.clock import Clock
from mediatordesk.forms.errors import PackOnItsWay
from mediatordesk.keys.identities import Identity, SigningKey
from mediatordesk.sync.bundles.bundle import Kind
from mediatordesk.sync.membership.enrolment import Grant
from tests.actions.own_pack_folders import overlay
from tests.actions.papers.test_template_editions import bundles_of, take
from tests.actions.template_desks import NOW, PASSPHRASE, PLACES, TODAY, laptop, newly_accepted


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = laptop(tmp_path / "desk 一", newly_accepted())
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    made = laptop(tmp_path / "desk 二", newly_accepted())
    yield made
    made.close()


@pytest.fixture
def grant(desk: Desk) -> Grant:
    keys, centre, office = SigningKey.new(), Identity.new(), Identity.new()
    return Grant(desk.office.id, desk.device.id, keys.verify_key, centre.recipient, office, 1, 1, 0)


def length(desk: Desk) -> int:
    """Return how long mediation may take, as the desk says when it is opened again."""
    places, clock = PLACES.without_marks(), Clock.typed(NOW)
    again = open_desk(desk.folder, PASSPHRASE, places=places, clock=clock)
    try:
        return again.packs.pack("people").deadline("T02", TODAY).length
    finally:
        again.close()


def test_the_log_comes_first_then_the_files_and_then_the_county_counts_alike(
    desk: Desk, other: Desk, grant: Grant, tmp_path: Path
) -> None:
    standard = length(other)
    add_pack(desk, overlay(tmp_path))
    bundles = bundles_of(desk, grant, tmp_path / "U 盘")
    take(desk, other, grant, bundles, Kind.LOG)
    with pytest.raises(PackOnItsWay) as caught:
        length(other)
    assert all(caught.value.lines())
    take(desk, other, grant, bundles, Kind.PART)
    assert (length(desk), length(other)) == (25, 25)
    withdraw_pack(desk, "people")
    for kind in (Kind.LOG, Kind.PART):
        take(desk, other, grant, bundles_of(desk, grant, tmp_path / "盘 2"), kind)
    assert length(other) == length(desk) == standard


def test_two_computers_that_add_an_edition_at_once_use_the_same_one_afterwards(
    desk: Desk, other: Desk, grant: Grant, tmp_path: Path
) -> None:
    add_pack(desk, overlay(tmp_path / "甲", "甲 & a<b", 21))
    add_pack(other, overlay(tmp_path / "乙", "乙 O'Brien", 22))
    mine, yours = (
        bundles_of(one, replace(grant, device=one.device.id), tmp_path / name)
        for one, name in ((desk, "盘 甲"), (other, "盘 乙"))
    )
    for kind in (Kind.LOG, Kind.PART):
        take(desk, other, grant, mine, kind)
        take(other, desk, grant, yours, kind)
    assert length(desk) == length(other)
    add_pack(desk, overlay(tmp_path / "丙", "丙", 23))
    assert length(desk) == 23
