"""The lights go out at a write to the disk, any write: nothing is lost, doubled or half there."""

from pathlib import Path

import pytest

from tests.faults.jobs import JOBS, Job
from tests.faults.sweeps import Ready
from tests.faults.tracing import killed_at

SAMPLE = 3
"""So many points of each job in a test; in the long run every one."""


def killed(job: Job, folder: Path, count: int | None) -> int:
    """Kill a job at points of it; return how often it died."""
    ready, kills = Ready.made(job, folder), 0
    for index in ready.some(count, lambda _: True):
        outcome = killed_at(job.work, ready.again(), ready.points[index])
        assert outcome.was_killed or outcome.code == 0, outcome
        ready.assert_sound(outcome)
        kills += outcome.was_killed
    return kills


@pytest.mark.real
@pytest.mark.parametrize("name", JOBS)
def test_killed_at_some_write_of(name: str, tmp_path: Path) -> None:
    assert killed(JOBS[name], tmp_path, SAMPLE) == SAMPLE


@pytest.mark.soak
@pytest.mark.parametrize("name", JOBS)
def test_killed_at_every_write_of(name: str, tmp_path: Path) -> None:
    assert killed(JOBS[name], tmp_path, None) > SAMPLE
