"""A centre, one laptop of one office, and a stick between them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import CLOCK, Laptop, enrolled


@pytest.fixture
def centre(tmp_path: Path) -> Centre:
    """Return a new centre."""
    return Centre.new(tmp_path / "centre", "450405", "长洲区司法局", clock=CLOCK)


@pytest.fixture
def office() -> UUID:
    """Return the name of an office."""
    return uuid4()


@pytest.fixture
def new_laptop(tmp_path: Path, centre: Centre) -> Iterator[Callable[[str, UUID], Laptop]]:
    """Return a function that makes and enrols a laptop of an office."""
    made: list[Laptop] = []

    def make(name: str, office: UUID) -> Laptop:
        made.append(enrolled(centre, tmp_path / name, office))
        return made[-1]

    yield make
    for laptop in made:
        laptop.line.store.close()


@pytest.fixture
def laptop(new_laptop: Callable[[str, UUID], Laptop], office: UUID) -> Laptop:
    """Return an enrolled laptop of the office."""
    return new_laptop("laptop 覃𬭎", office)


@pytest.fixture
def stick(tmp_path: Path) -> FolderMailbox:
    """Return an empty stick."""
    (tmp_path / "U 盘").mkdir()
    return FolderMailbox(tmp_path / "U 盘")
