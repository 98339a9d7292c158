"""Laptops of one office: what one writes the others get, through any mailbox; until it is lost."""

import os
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.cases import Case
from mediatordesk.store import Store
from mediatordesk.sync.bundles.names import is_log, is_part, is_roster, is_want, part_name
from mediatordesk.sync.bundles.rosters import pack_roster
from mediatordesk.sync.delivery.colleagues import hear_colleagues, hear_roster
from mediatordesk.sync.delivery.heads import point
from mediatordesk.sync.delivery.met import Met
from mediatordesk.sync.delivery.outbox import receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import Laptop

NewLaptop = Callable[[str, UUID], Laptop]


def exchange(laptop: Laptop, mailbox: FolderMailbox) -> Met:
    """Do what a laptop does at a mailbox."""
    hear_roster(laptop.line, mailbox)
    receive(laptop.line, mailbox)
    met = hear_colleagues(laptop.line, mailbox)
    send(laptop.line, mailbox)
    return met


def titles(store: Store) -> set[str]:
    """Return the titles of the cases of a desk."""
    return {case.title for case in store.all(Case)}


@pytest.fixture
def two(new_laptop: NewLaptop, office: UUID) -> tuple[Laptop, Laptop]:
    """Return two laptops of one office."""
    return new_laptop("甲", office), new_laptop("乙", office)


def stick_called(tmp_path: Path, name: str) -> FolderMailbox:
    (tmp_path / name).mkdir()
    return FolderMailbox(tmp_path / name)


def met_at(centre: Centre, stick: FolderMailbox, *laptops: Laptop) -> None:
    """Let laptops and the centre become acquainted: each has the roster then."""
    laptops[0].add_case("丢失前")
    for _ in range(2):
        for laptop in laptops:
            exchange(laptop, stick)
        centre.receive(stick)
    for laptop in laptops:
        exchange(laptop, stick)


def test_what_one_writes_the_other_reads_without_the_centre(
    centre: Centre, two: tuple[Laptop, Laptop], stick: FolderMailbox
) -> None:
    one, other = two
    first = one.add_case("覃𬭎与 O'Brien & Sons")
    other.add_case("Nguyễn Văn Đức 与 a<b")
    met_at(centre, stick, one, other)
    one.correct(first, title="更正后的标题")
    exchange(one, stick)
    assert exchange(other, stick).changes == 1
    exchange(one, stick)
    assert titles(one.line.store) == {"丢失前", "更正后的标题", "Nguyễn Văn Đức 与 a<b"}
    assert titles(other.line.store) == titles(one.line.store)
    assert exchange(other, stick) == Met()


def test_a_file_comes_with_its_case(
    centre: Centre, two: tuple[Laptop, Laptop], stick: FolderMailbox
) -> None:
    one, other = two
    data = os.urandom(1_300_000)
    case = one.add_case()
    met_at(centre, stick, one, other)
    blob = one.add_file(case, data)
    exchange(one, stick)
    assert exchange(other, stick).parts == 10
    assert other.line.blobs.get(blob) == data


def test_laptops_that_never_share_a_stick_meet_through_the_centre(
    centre: Centre, two: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    sticks = stick_called(tmp_path, "甲盘"), stick_called(tmp_path, "乙盘")
    for number in range(3):
        for laptop, stick in zip(two, sticks, strict=True):
            laptop.add_case(f"{stick.folder.name} {number}")
            exchange(laptop, stick)
            centre.receive(stick)
    for _ in range(2):
        for laptop, stick in zip(two, sticks, strict=True):
            exchange(laptop, stick)
            centre.receive(stick)
    assert titles(two[0].line.store) == titles(two[1].line.store)
    assert len(titles(two[0].line.store)) == 6


def test_a_missing_bundle_waits_and_comes_when_it_lies_there_again(
    centre: Centre, two: tuple[Laptop, Laptop], stick: FolderMailbox
) -> None:
    one, other = two
    met_at(centre, stick, one, other)
    for number in range(3):
        one.add_case(f"案 {number}")
        exchange(one, stick)
    replica = one.line.store.head().replica
    lost = [name for name in stick.names() if is_log(name) and replica.hex() in name][-2]
    data = (stick.folder / lost).read_bytes()
    (stick.folder / lost).unlink()
    met = exchange(other, stick)
    assert (met.changes, met.waiting) == (1, (replica,))
    (stick.folder / lost).write_bytes(data)
    met = exchange(other, stick)
    assert (met.changes, met.waiting) == (2, ())


def test_a_lost_laptop_is_not_believed_and_reads_nothing_new(
    centre: Centre, two: tuple[Laptop, Laptop], stick: FolderMailbox
) -> None:
    one, lost = two
    met_at(centre, stick, one, lost)
    assert titles(one.line.store) == {"丢失前"}
    centre.revoke(lost.line.device.id)
    centre.receive(stick)
    roster = hear_roster(one.line, stick)
    assert roster is not None
    assert [bool(device.revoked) for device in roster.devices] == [False, True]
    lost.add_case("丢失后")
    one.add_case("丢失后的新案")
    exchange(one, stick)
    met = exchange(lost, stick)
    assert [reason for _name, reason in met.refused] == ["recipient"]
    replica = lost.line.store.head().replica
    assert exchange(one, stick).waiting == (replica,)
    received = centre.receive(stick)
    assert (received.applied, received.held) == (1, 1)
    assert titles(one.line.store) == {"丢失前", "丢失后的新案"}
    assert centre.receive(stick).held == 0


def test_a_roster_never_goes_back(
    centre: Centre, two: tuple[Laptop, Laptop], stick: FolderMailbox
) -> None:
    one, other = two
    met_at(centre, stick, one, other)
    (before,) = [name for name in stick.names() if is_roster(name)]
    centre.revoke(other.line.device.id)
    centre.receive(stick)
    (after,) = [name for name in stick.names() if is_roster(name) and name != before]
    newest = hear_roster(one.line, stick)
    (stick.folder / after).unlink()
    assert hear_roster(one.line, stick) == newest


def test_no_centre_but_ones_own_says_who_belongs_to_the_office(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path, office: UUID
) -> None:
    met_at(centre, stick, laptop)
    known = laptop.line.memory.roster()
    other = Centre.new(tmp_path / "other", "450405", "x", clock=centre.clock)
    stranger = stick_called(tmp_path, "陌生盘")
    roster = centre.register.roster(office, 9_999)
    stranger.put(pack_roster(roster, other.secrets.signing))
    assert hear_roster(laptop.line, stranger) == known


def test_files_come_through_the_centre_to_laptops_that_never_share_a_stick(
    centre: Centre, two: tuple[Laptop, Laptop], tmp_path: Path
) -> None:
    one, other = two
    sticks = stick_called(tmp_path, "甲盘"), stick_called(tmp_path, "乙盘")
    other.add_case("乙案")
    case, data = one.add_case(), os.urandom(300_000)
    large, small = one.add_file(case, data), one.add_file(case, b"a<b")
    for _ in range(3):
        for laptop, stick in zip(two, sticks, strict=True):
            exchange(laptop, stick)
            centre.receive(stick)
    wants = [[name for name in stick.names() if is_want(name)] for stick in sticks]
    assert (len(wants[0]), len(wants[1])) == (0, 1)
    assert len([name for name in sticks[1].names() if is_part(name)]) == len(large.parts) == 3
    assert other.line.blobs.get(large) == data
    assert other.line.blobs.get(small) == b"a<b"


def test_a_part_that_lies_nowhere_is_looked_for_once_and_not_in_every_exchange(
    centre: Centre,
    two: tuple[Laptop, Laptop],
    stick: FolderMailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one, other = two
    met_at(centre, stick, one, other)
    blob = one.add_file(one.add_case(), os.urandom(300_000))
    exchange(one, stick)
    for name in filter(is_part, stick.names()):
        (stick.folder / name).rename(stick.folder / Path(name).name)
    asked, get = list[str](), FolderMailbox.get

    def counted(self: FolderMailbox, name: str) -> bytes | None:
        asked.append(name)
        return get(self, name)

    monkeypatch.setattr(FolderMailbox, "get", counted)
    for _ in range(3):
        exchange(other, stick)
    assert len([name for name in asked if is_part(name)]) == len(blob.parts)
    assert len([name for name in stick.names() if is_want(name)]) == 1
    for part in blob.parts:  # they are put back by whoever has them
        name = part_name(other.line.grant.office, bytes.fromhex(part))
        (stick.folder / Path(name).name).rename(stick.folder / name)
    point(stick, (name,))
    assert exchange(other, stick).parts == len(blob.parts)
