"""A stick that is pulled, torn or forged: what is not whole on it is not there, and comes later."""

import functools
import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.papers import Blob
from mediatordesk.keys.durable import ReadsBackWrong
from mediatordesk.sync.bundles.blobs import PART_BYTES
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import is_part
from mediatordesk.sync.delivery.outbox import State, delivery, receive, send
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.centre.desks import CLOCK, Laptop, enrolled
from tests.faults.sync.work_sticks import STICK, put_until
from tests.faults.tracing import at_once

EVERY = 64 << 10
SCAN = os.urandom(PART_BYTES + 1000)


@pytest.fixture
def office() -> UUID:
    return uuid4()


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    return Centre.new(tmp_path / "centre", "450405", "长洲区司法局", clock=CLOCK)


@pytest.fixture
def laptop(tmp_path: Path, centre: Centre, office: UUID) -> Iterator[Laptop]:
    made = enrolled(centre, tmp_path / "laptop 覃𬭎", office)
    made.add_file(made.add_case(), SCAN)
    yield made
    made.line.store.close()


@pytest.fixture
def stick(tmp_path: Path) -> FolderMailbox:
    (tmp_path / STICK).mkdir()
    return FolderMailbox(tmp_path / STICK)


def assert_arrives(laptop: Laptop, centre: Centre, stick: FolderMailbox, office: UUID) -> None:
    """Assert that with a good stick everything gets to the centre, and nothing is left over."""
    send(laptop.line, stick)
    centre.receive(stick)
    receive(laptop.line, stick)
    assert delivery(laptop.line).unsent == 0
    entry = centre.register.office(office)
    assert entry is not None
    with centre.ledger(entry, centre.register) as ledger:
        assert ledger.store.state_hash() == laptop.line.store.state_hash()
        assert [len(ledger.blobs.get(one)) for one in ledger.store.all(Blob)] == [len(SCAN)]
    assert list(stick.folder.rglob("*.tmp")) == []


def test_a_stick_that_is_pulled_after_every_64_kib_holds_nothing_or_the_whole(
    laptop: Laptop, centre: Centre, stick: FolderMailbox, tmp_path: Path, office: UUID
) -> None:
    (tmp_path / "good").mkdir()
    good = FolderMailbox(tmp_path / "good")
    send(laptop.line, good)
    bundles = [Bundle(name, good.get(name) or b"") for name in good.names()]
    largest = max(bundles, key=lambda one: len(one.data))
    points = range(0, len(largest.data), EVERY)
    assert len(points) > 2
    for most in points:
        work = functools.partial(put_until, bundle=largest, most=most)
        [outcome] = at_once([work], tmp_path)
        assert (outcome.code, outcome.told) == (-signal.SIGXFSZ, ())
        assert stick.names() == ()
        assert not stick.has(largest)
        [torn] = [path for path in stick.folder.rglob("*.tmp") if path.stat().st_size == most]
        assert torn.name.startswith(".")
    assert_arrives(laptop, centre, stick, office)


@pytest.mark.parametrize("rest", ["missing", "zeros"])
def test_a_file_that_is_torn_every_64_kib_is_not_there_yet_and_is_mended(
    laptop: Laptop, centre: Centre, stick: FolderMailbox, office: UUID, rest: str
) -> None:
    send(laptop.line, stick)
    for name in stick.names():
        data = stick.get(name) or b""
        for kept in range(0, len(data), EVERY):
            zeros = bytes(len(data) - kept) if rest == "zeros" else b""
            (stick.folder / name).write_bytes(data[:kept] + zeros)
            assert stick.get(name) is None
            assert centre.receive(stick).refused == ()
    assert delivery(laptop.line).state(1) is State.ON_ITS_WAY
    assert_arrives(laptop, centre, stick, office)


def test_a_stick_that_is_pulled_between_two_files_keeps_the_first_and_gets_the_rest(
    laptop: Laptop,
    centre: Centre,
    stick: FolderMailbox,
    office: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put, pulled = FolderMailbox.put, stick.folder.with_name("in the pocket")

    def put_and_pull(mailbox: FolderMailbox, bundle: Bundle) -> None:
        put(mailbox, bundle)
        if mailbox.folder == stick.folder:
            stick.folder.rename(pulled)

    monkeypatch.setattr(FolderMailbox, "put", put_and_pull)
    for count in (1, 2):
        with pytest.raises(MailboxAway):
            send(laptop.line, stick)
        assert not stick.folder.exists()
        pulled.rename(stick.folder)
        assert len(stick.names()) == count
    monkeypatch.undo()
    assert_arrives(laptop, centre, stick, office)


def garbled(read: Callable[[Path], bytes], stick: Path) -> Callable[[Path], bytes]:
    """Return a reading that gives other bytes back from a stick, as many as were written."""
    return lambda path: bytes(len(read(path))) if path.is_relative_to(stick) else read(path)


def test_a_forged_stick_is_found_out_when_it_is_written(
    laptop: Laptop,
    centre: Centre,
    stick: FolderMailbox,
    office: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "read_bytes", garbled(Path.read_bytes, stick.folder))
    with pytest.raises(ReadsBackWrong):
        send(laptop.line, stick)
    assert delivery(laptop.line).state(1) is State.SAVED
    monkeypatch.undo()
    assert [path for path in stick.folder.rglob("*") if path.is_file()] == []
    assert_arrives(laptop, centre, stick, office)


def test_a_forged_stick_that_is_found_out_later_took_nothing_away(
    laptop: Laptop, centre: Centre, stick: FolderMailbox, tmp_path: Path, office: UUID
) -> None:
    send(laptop.line, stick)
    for name in stick.names():
        length = (stick.folder / name).stat().st_size
        (stick.folder / name).write_bytes(os.urandom(length))
    centre.receive(stick)
    receive(laptop.line, stick)
    assert delivery(laptop.line).state(1) is State.ON_ITS_WAY
    (tmp_path / "another").mkdir()
    assert_arrives(laptop, centre, FolderMailbox(tmp_path / "another"), office)


def test_an_emptied_an_exchanged_and_an_old_stick_take_nothing_away(
    laptop: Laptop, centre: Centre, stick: FolderMailbox, tmp_path: Path, office: UUID
) -> None:
    send(laptop.line, stick)
    shutil.copytree(stick.folder, tmp_path / "old")
    assert_arrives(laptop, centre, stick, office)
    before = laptop.line.store.state_hash()
    for folder in ("emptied", "old"):
        (tmp_path / folder).mkdir(exist_ok=True)
        other = FolderMailbox(tmp_path / folder)
        centre.receive(other)
        receive(laptop.line, other)
        assert laptop.line.store.state_hash() == before
        assert_arrives(laptop, centre, other, office)
    parts = [name for name in stick.names() if is_part(name)]
    assert parts
    assert all(laptop.line.blobs.has(part) for one in _files(laptop) for part in one.parts)


def _files(laptop: Laptop) -> tuple[Blob, ...]:
    return laptop.line.store.all(Blob)
