"""The lights go out at a write to the disk, any write: nothing is lost, doubled or half there."""

from pathlib import Path

import pytest

from tests.faults.jobs import JOBS
from tests.faults.sweeps import killed

SAMPLE = 3
"""So many points of each job in a test; in the long run every one."""


@pytest.mark.real
@pytest.mark.parametrize("name", JOBS)
def test_killed_at_some_write_of(name: str, tmp_path: Path) -> None:
    assert killed(JOBS[name], tmp_path, SAMPLE) == SAMPLE


@pytest.mark.soak
@pytest.mark.parametrize("name", JOBS)
def test_killed_at_every_write_of(name: str, tmp_path: Path) -> None:
    assert killed(JOBS[name], tmp_path, None) > SAMPLE
