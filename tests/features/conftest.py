"""One demo for all journeys: killed on its way, then played to the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediatordesk.actions.desks.places import Places
from mediatordesk.forms import Packs

from .journeys import Desk, Played, played


@pytest.fixture(scope="package", autouse=True)
def _packs_read_once() -> Iterator[None]:
    """Read the installed packs once for all commands of this process; they do not change."""
    installed, read = Places.installed().forms, Packs.read
    once = read(installed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Packs, "read", lambda folder: once if folder == installed else read(folder))
        yield


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Return the demo's folder."""
    return played(tmp_path_factory.mktemp("演示 demo") / "out put", kills=2)


@pytest.fixture(scope="session")
def seen(demo: Played, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a copy of the demo's desk that is only looked at."""
    return Desk.copied(demo, tmp_path_factory.mktemp("seen"))


@pytest.fixture
def desk(demo: Played, tmp_path: Path) -> Desk:
    """Return a copy of the demo's desk to work on."""
    return Desk.copied(demo, tmp_path)
