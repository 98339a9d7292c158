"""One demo for all journeys: killed on its way, then played to the end."""

from pathlib import Path

import pytest

from .journeys import Desk, Played, played


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
