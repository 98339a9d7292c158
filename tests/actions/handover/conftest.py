"""A case that is ready for the court, played once; every test has a copy of its desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk

from .played_desks import CLERK, FIRM, HARD_CLERK, HARD_FIRM, Played, played


@pytest.fixture(scope="session")
def court_case(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play scenario 8 up to its packet, with hard names."""
    words = {CLERK: HARD_CLERK, FIRM: HARD_FIRM}
    return played(tmp_path_factory.mktemp("court"), "8", words=words)


@pytest.fixture(scope="session")
def unsealed_case(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Play scenario 8 with an application that all have signed and nobody has sealed."""
    return played(tmp_path_factory.mktemp("unsealed"), "8", without=("seal D24",))


@pytest.fixture
def desk(court_case: Played, tmp_path: Path) -> Iterator[Desk]:
    """Return the desk of the court's case."""
    desk = court_case.opened(tmp_path)
    yield desk
    desk.close()
