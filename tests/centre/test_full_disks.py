"""A disk is full under the centre: nothing half-written counts, it is said, and it goes on."""

import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.centre.front.limits import Limits
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Blob
from mediatordesk.keys.durable import NotWritten
from mediatordesk.sync.bundles.bundle import Bundle, is_complete
from mediatordesk.sync.bundles.names import is_name
from mediatordesk.sync.delivery.line import caller_of
from mediatordesk.sync.delivery.outbox import delivery, receive, send
from mediatordesk.sync.mailbox import MailboxFull
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.mailbox.https import HttpsMailbox
from tests.servers.disks import SmallDisk, may_mount, small_disk
from tests.servers.fronts import RunningFront, running_front

from .desks import CLOCK, Laptop, enrolled, read_file

pytestmark = [
    pytest.mark.real,
    pytest.mark.skipif(not may_mount(), reason="only root may mount a disk"),
]
SCAN = 400_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """Return a disk of 24 MB."""
    with small_disk(tmp_path / "小 盘", 24) as one:
        yield one


def worked(laptop: Laptop, cases: int = 6) -> list[Blob]:
    """Let a clerk register cases, each with a scan; return the scans."""
    return [
        laptop.add_file(laptop.add_case(f"案 {number} 覃𬭎 a<b"), os.urandom(SCAN))
        for number in range(cases)
    ]


def assert_nothing_is_half_there(folder: Path) -> int:
    """Look at every file that has the name of a bundle; return how many are there."""
    mailbox = FolderMailbox(folder)
    files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    names = [one for one in files if is_name(one)]
    for name in names:
        assert is_complete(Bundle(name, (folder / name).read_bytes())), name
    assert set(names) == set(mailbox.names())
    return len(names)


def assert_is_said(told: pytest.ExceptionInfo[NotWritten]) -> None:
    """Assert that what happened, what is safe and what to do is said, and why."""
    happened, kept, to_do = told.value.lines()
    assert "full" in happened
    assert all((happened, kept, to_do))


def assert_has_all(centre: Centre, laptop: Laptop, office: UUID, scans: list[Blob]) -> None:
    """Compare what the centre holds with the laptop's own, and a rebuild with both."""
    for one in scans:
        assert read_file(centre, office, one) == laptop.line.blobs.get(one)
    (rebuilt,) = centre.rebuild()
    assert rebuilt.equal
    assert rebuilt.after == laptop.line.store.state_hash()


def test_a_full_disk_under_the_archive(
    tmp_path: Path, disk: SmallDisk, stick: FolderMailbox, office: UUID
) -> None:
    (disk.folder / "档案").mkdir()
    places = Places(blobs=f"file://{disk.folder}/档案")
    centre = Centre.new(tmp_path / "centre", "450405", "县", clock=CLOCK, places=places)
    laptop = enrolled(centre, tmp_path / "laptop", office)
    laptop.add_case()
    send(laptop.line, stick)
    centre.receive(stick)
    receive(laptop.line, stick)
    assert delivery(laptop.line).unsent == 0
    scans = worked(laptop)
    send(laptop.line, stick)
    came = 0
    for room in (0, 30_000, SCAN // 2, 3 * SCAN):
        disk.fill(room)
        with pytest.raises(NotWritten) as told:
            centre.receive(stick)
        assert_is_said(told)
        before, came = came, assert_nothing_is_half_there(disk.folder / "档案")
        assert came >= before
        receive(laptop.line, stick)
        assert delivery(laptop.line).unsent > 0
    disk.make_room()
    centre.receive(stick)
    receive(laptop.line, stick)
    assert delivery(laptop.line).unsent == 0
    assert_has_all(centre, laptop, office, scans)
    laptop.line.store.close()


def test_a_full_disk_under_the_box_of_a_front(
    tmp_path: Path, disk: SmallDisk, office: UUID
) -> None:
    centre = Centre.new(tmp_path / "centre", "450405", "县", clock=Clock.computer())
    limits = Limits(room=0)  # else it would refuse long before the disk does
    with running_front(centre, disk.folder / "front", limits=limits) as front:
        laptop = enrolled(centre, tmp_path / "laptop 覃𬭎", office)
        laptop = Laptop(replace(laptop.line, clock=Clock.computer()))
        front.tell_devices()
        worker = front.worker()
        scans = worked(laptop)
        for room in (0, 30_000, 3 * SCAN):
            disk.fill(room)
            with pytest.raises(MailboxFull) as told:
                exchange(laptop)
            assert len(told.value.lines()) == 3
            assert_nothing_is_half_there(front.box.lying.folder)
            assert_all_is_listed(front, office)
        assert delivery(laptop.line).unsent > 0
        with pytest.raises(NotWritten) as refused:  # its answers find no room either
            fill_up_and_step(disk, front)
        assert_is_said(refused)
        disk.make_room()
        exchange(laptop)
        worker.step()
        exchange(laptop)
        assert delivery(laptop.line).unsent == 0
        assert_nothing_is_half_there(front.box.lying.folder)
        assert_all_is_listed(front, office)
        assert_has_all(centre, laptop, office, scans)
        laptop.line.store.close()


def fill_up_and_step(disk: SmallDisk, front: RunningFront) -> None:
    """Leave no byte, and let the centre's worker take over what lies in the box."""
    disk.fill(0)
    front.worker().step()


def exchange(laptop: Laptop) -> None:
    """Exchange with the front once."""
    caller = caller_of(laptop.line)
    assert caller is not None
    with closing(HttpsMailbox.of(caller)) as mailbox:
        receive(laptop.line, mailbox)
        send(laptop.line, mailbox)


def assert_all_is_listed(front: RunningFront, office: UUID) -> None:
    """Assert that the box's list is what lies in it: nothing that was signed for is passed over."""
    assert {*front.box.names()} == {*front.box.lying.names()}
