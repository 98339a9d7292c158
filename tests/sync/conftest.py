"""A centre's keys and laptops of one of its offices, each in a fresh folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from mediatordesk.keys.identities import Device, Identity, SigningKey, replica_of
from mediatordesk.store import Store
from mediatordesk.sync.bundles.blobs import BlobStore
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.membership.enrolment import Grant

from .desks import CLOCK, Keys, Laptop


@pytest.fixture
def keys() -> Keys:
    return Keys(SigningKey.new(), Identity.new(), uuid4(), Identity.new())


@pytest.fixture
def new_laptop(tmp_path: Path, keys: Keys) -> Iterator[Callable[[str], Laptop]]:
    """Return a function that makes another laptop of the office."""
    stores: list[Store] = []

    def make(name: str) -> Laptop:
        folder = tmp_path / name
        folder.mkdir()
        device = Device.new()
        stores.append(
            Store.create(folder, bytes(32), replica=replica_of(device.id, b"\0" * 8), clock=CLOCK)
        )
        grant = Grant(
            keys.office,
            device.id,
            keys.signing.verify_key,
            keys.identity.recipient,
            keys.office_identity,
            1,
            1,
            0,
        )
        return Laptop(Line(stores[-1], folder, BlobStore(folder / "blobs"), device, grant, CLOCK))

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def laptop(new_laptop: Callable[[str], Laptop]) -> Laptop:
    """Return a laptop of the office."""
    return new_laptop("laptop 覃𬭎")


@pytest.fixture
def stick(tmp_path: Path) -> FolderMailbox:
    """Return an empty stick."""
    (tmp_path / "U 盘").mkdir()
    return FolderMailbox(tmp_path / "U 盘")
