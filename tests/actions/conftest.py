"""What all tests of actions share."""

from collections.abc import Iterator

import pytest

from mediatordesk.actions.desks.places import Places
from mediatordesk.forms import Packs


@pytest.fixture(scope="package", autouse=True)
def _packs_read_once() -> Iterator[None]:
    """Read the installed packs once for all desks of this process; they do not change."""
    installed, read = Places.installed().forms, Packs.read
    once = read(installed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Packs, "read", lambda folder: once if folder == installed else read(folder))
        yield
