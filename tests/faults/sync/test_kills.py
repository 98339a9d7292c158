"""The lights go out while bundles are made, put, heard or taken over: each change arrives once."""

from pathlib import Path

import pytest

from tests.faults.sweeps import killed
from tests.faults.sync.work_visits import VISITS

SAMPLE = 3
"""So many points of each job in a test; in the long run every one, three times over."""


@pytest.mark.real
@pytest.mark.parametrize("name", VISITS)
def test_killed_at_some_write_of(name: str, tmp_path: Path) -> None:
    assert killed(VISITS[name], tmp_path, SAMPLE) == SAMPLE


@pytest.mark.soak
@pytest.mark.parametrize("round_", range(3))
@pytest.mark.parametrize("name", VISITS)
def test_killed_at_every_write_of(name: str, round_: int, tmp_path: Path) -> None:
    assert killed(VISITS[name], tmp_path, None) > SAMPLE
