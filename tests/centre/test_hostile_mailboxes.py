"""What a mailbox in wrong hands shows: it changes nothing, and nothing readable reaches a disk."""

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Kind, checked, wrapped
from mediatordesk.sync.bundles.names import (
    folder_of,
    hash_in_name,
    is_feed,
    is_log,
    is_part,
    is_roster,
    log_name,
)
from mediatordesk.sync.delivery.colleagues import hear_colleagues, hear_roster
from mediatordesk.sync.delivery.met import Met
from mediatordesk.sync.delivery.outbox import receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import CLOCK, Laptop, read_cases

NewLaptop = Callable[[str, UUID], Laptop]
HIDDEN = "覃𬭎的身份证号码 a<b 450405"


def exchange(laptop: Laptop, mailbox: FolderMailbox) -> Met:
    """Do what a laptop does at a mailbox."""
    hear_roster(laptop.line, mailbox)
    receive(laptop.line, mailbox)
    met = hear_colleagues(laptop.line, mailbox)
    send(laptop.line, mailbox)
    return met


@pytest.fixture
def offices(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox
) -> tuple[Laptop, Laptop, UUID]:
    """Return a laptop of each of two offices that have met the centre, and the second's name."""
    theirs = uuid4()
    one, other = new_laptop("甲所", uuid4()), new_laptop("乙所", theirs)
    for laptop in (one, other):
        laptop.add_file(laptop.add_case(HIDDEN), HIDDEN.encode() * 2_000)
        exchange(laptop, stick)
    centre.receive(stick)
    for laptop in (one, other):
        exchange(laptop, stick)
    return one, other, theirs


def renamed(bundle: Bundle, office: UUID) -> Bundle:
    """Return a bundle as it would lie in another office's folder."""
    folder, rest = folder_of(office), bundle.name.split("/")[2:]
    return Bundle("/".join([folder, *rest]), bundle.data)


def test_all_that_is_of_one_office_in_the_folder_of_another_is_nothing_to_it_and_to_the_centre(
    centre: Centre, offices: tuple[Laptop, Laptop, UUID], stick: FolderMailbox
) -> None:
    one, other, theirs = offices
    before = other.line.store.state_hash(), other.line.memory.ack(), other.line.memory.roster()
    cases = read_cases(centre, theirs)
    mine = [name for name in stick.names() if name.startswith(folder_of(one.line.grant.office))]
    kinds = {(is_feed(name), is_part(name), is_roster(name), is_log(name)) for name in mine}
    assert len(kinds) == 4
    for name in mine:
        stick.put(renamed(Bundle(name, stick.get(name) or b""), theirs))
    met = exchange(other, stick)
    assert (met.changes, met.parts) == (0, 0)
    assert {reason for _name, reason in met.refused} == {"sender"}
    received = centre.receive(stick)
    assert received.applied == received.parts == 0
    assert {reason for _name, reason in received.refused} == {"sender"}
    assert read_cases(centre, theirs) == cases
    after = other.line.store.state_hash(), other.line.memory.ack(), other.line.memory.roster()
    assert after == before


def worse_bundles(laptop: Laptop, office: UUID, good: bytes) -> Iterator[Bundle]:
    """Yield truly signed bundles whose inside is cut or damaged: some blocks could be read."""
    signing = laptop.line.device.signing
    header, ciphertext, _ = checked(good, lambda _: signing.verify_key)
    readers = laptop.line.sender.recipients
    for number, worse in enumerate(
        (
            ciphertext[:-1],
            ciphertext[: len(ciphertext) // 2],
            ciphertext[:-20] + bytes(20),
            ciphertext[:70_000],
        ),
        900,
    ):
        envelope = Envelope(Kind.LOG, header.replica, number)
        data = wrapped(envelope, worse, signing, readers)
        yield Bundle(log_name(office, header.replica, number, CLOCK.now(), data), data)


def everything_under(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                yield path, path.read_bytes()


def test_no_plain_byte_of_a_refused_bundle_reaches_a_disk(
    centre: Centre,
    new_laptop: NewLaptop,
    stick: FolderMailbox,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    office = uuid4()
    writer, reader = new_laptop("甲", office), new_laptop("乙", office)
    for laptop in (writer, reader):
        laptop.add_case("丢失前")
        exchange(laptop, stick)
    centre.receive(stick)
    for laptop in (writer, reader):
        exchange(laptop, stick)
    # not to be compressed, so that the age file has several blocks of 64 KiB
    case = writer.add_case(HIDDEN)
    writer.correct(case, facts=HIDDEN + os.urandom(120_000).hex())
    aside = FolderMailbox(tmp_path / "aside")
    aside.folder.mkdir()
    send(writer.line, aside)
    (name,) = [one for one in aside.names() if is_log(one)]
    good = aside.get(name) or b""
    bad = list(worse_bundles(writer, office, good))
    for bundle in bad:
        assert bundle.name.endswith(f"{hash_in_name(bundle.data)}.mdb")
        stick.put(bundle)
    met = hear_colleagues(reader.line, stick)
    received = centre.receive(stick)
    assert [reason for _, reason in met.refused] == ["recipient"] * len(bad)
    assert [reason for _, reason in received.refused] == ["recipient"] * len(bad)
    kept = (centre.folder, reader.line.folder, stick.folder, tmp_path / "temp")
    for path, data in everything_under(*kept):
        assert HIDDEN.encode() not in data, path
    assert not list((tmp_path / "temp").rglob("*.mdb"))
