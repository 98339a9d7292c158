"""The archive may lie elsewhere, and may lose something: what is lost is asked for again."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import Places, UnknownDatabase
from mediatordesk.sync.bundles.names import is_part
from mediatordesk.sync.delivery.outbox import receive, send
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.addresses import UnknownMailbox, mailbox_at
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.servers.gateway import is_there, object_store

from .desks import CLOCK, Laptop, enrolled, read_file

DATA = os.urandom(300_000)


def lose_a_part(archive: Mailbox) -> str:
    """Take one part of a file away from an archive and return its name."""
    lost = next(name for name in archive.names() if is_part(name))
    if isinstance(archive, FolderMailbox):
        (archive.folder / lost).unlink()
    else:
        archive.store.delete(lost)  # type: ignore[attr-defined] # obstore's own, only tests delete
    return lost


def wanted_parts(laptop: Laptop, stick: FolderMailbox) -> int:
    """Let a laptop hear the centre's word, and return how many parts it asks for."""
    ack = receive(laptop.line, stick).ack
    assert ack is not None
    return len(ack.wanted)


@pytest.fixture(params=["folder", pytest.param("s3", marks=pytest.mark.real)])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return the address of a place for an archive."""
    if request.param == "folder":
        (tmp_path / "档案 库").mkdir()
        yield f"file://{tmp_path}/档案 库"
    else:
        if not is_there():
            pytest.skip("Ceph's gateway is not installed")
        with object_store(tmp_path / "ceph") as address:
            yield address


def test_a_part_that_the_archive_has_lost_is_asked_for_and_comes_again(
    elsewhere: str, tmp_path: Path, stick: FolderMailbox, office: UUID
) -> None:
    folder = tmp_path / "centre"
    Centre.new(folder, "450405", "市", clock=CLOCK, places=Places(blobs=elsewhere)).close()
    centre = Centre.open(folder, clock=CLOCK)
    laptop = enrolled(centre, tmp_path / "laptop 覃𬭎", office)
    blob = laptop.add_file(laptop.add_case(), DATA)
    send(laptop.line, stick)
    centre.receive(stick)
    assert read_file(centre, office, blob) == DATA
    lose_a_part(centre.archive)
    for path in (stick.folder / "v1").rglob("part/**/*.mdb"):
        path.unlink()  # the stick was emptied meanwhile
    centre = Centre.open(folder, clock=CLOCK)
    centre.receive(stick)
    assert wanted_parts(laptop, stick) == 1
    send(laptop.line, stick)
    centre = Centre.open(folder, clock=CLOCK)
    assert centre.receive(stick).parts == 1
    assert wanted_parts(laptop, stick) == 0
    assert read_file(centre, office, blob) == DATA
    assert not (folder / "raw" / "v1").exists()
    (rebuilt,) = centre.rebuild()
    assert rebuilt.equal
    laptop.line.store.close()


def test_addresses_are_kept_but_no_password_is_shown(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    places = Places("postgresql://md:secret-1@db.example.org/city", f"file://{tmp_path}/archive")
    centre = Centre.new(tmp_path / "small", "450405", "县", clock=CLOCK)
    places.write(centre.folder, centre.secrets)
    assert Places.read(centre.folder, centre.secrets) == places
    kept = b"".join(path.read_bytes() for path in centre.folder.rglob("*") if path.is_file())
    assert b"secret-1" not in kept
    told = json.dumps(places.shown()) + repr(places) + repr(Centre.open(centre.folder, clock=CLOCK))
    assert "secret-1" not in told
    assert "db.example.org/city" in told


def test_an_address_of_no_use_makes_no_centre(tmp_path: Path) -> None:
    for places, refusal in (
        (Places(database="mysql://a:b@host/x"), UnknownDatabase),
        (Places(blobs="ftp://host/x"), UnknownMailbox),
    ):
        with pytest.raises(refusal) as told:
            Centre.new(tmp_path / "no centre", "450405", "县", clock=CLOCK, places=places)
        assert "a:b" not in str(told.value)
    assert not (tmp_path / "no centre").exists()
    assert mailbox_at(str(tmp_path)).names() == ()
