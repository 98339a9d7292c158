"""The packs are read once for all desks that are opened in this process; they do not change."""

from collections.abc import Iterator

import pytest

from mediatordesk.actions.desks.places import Places
from mediatordesk.forms import Packs

NAMES = ("desks", "sweeps", "work_backups", "work_files", "work_keys", "work_saves")
pytest.register_assert_rewrite(*(f"tests.faults.{name}" for name in NAMES))


@pytest.fixture(scope="package", autouse=True)
def _packs_read_once() -> Iterator[None]:
    installed, read = Places.installed().forms, Packs.read
    once = read(installed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Packs, "read", lambda folder: once if folder == installed else read(folder))
        yield
