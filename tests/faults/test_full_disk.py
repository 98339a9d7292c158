"""The disk is full at a write, any write: it is refused in words, and goes on when there is room.

A real disk that fills up is in tests/store/test_faults.py; here each write is the one that fails.
"""

from pathlib import Path

import pytest

from tests.faults.jobs import JOBS, Job
from tests.faults.sweeps import Ready
from tests.faults.tracing import GROWING, REFUSED, full_from

SAMPLE = 2
"""So many points of each job in a test; in the long run every one."""


def refused(job: Job, folder: Path, count: int | None) -> int:
    """Let the disk be full from points of a job on; return how often it was refused."""
    ready, refusals = Ready.made(job, folder), 0
    # A full disk refuses no pipe; what a job writes into files beside SQLite is then not refused.
    calls = tuple(call for call in GROWING if call != "write" or not job.starts_child)
    for index in ready.some(count, lambda point: point.call in calls):
        outcome = full_from(job.work, ready.again(), ready.points, index, calls)
        assert outcome.code == 0, (ready.points[index], outcome)
        assert not any("damaged" in words for words in outcome.told), outcome.told
        ready.assert_sound(outcome.safe())
        refusals += outcome.told[0].startswith(REFUSED)
    return refusals


@pytest.mark.real
@pytest.mark.parametrize("name", JOBS)
def test_a_disk_that_is_full_at_some_write_of(name: str, tmp_path: Path) -> None:
    assert refused(JOBS[name], tmp_path, SAMPLE) > 0


@pytest.mark.soak
@pytest.mark.parametrize("name", JOBS)
def test_a_disk_that_is_full_at_any_write_of(name: str, tmp_path: Path) -> None:
    assert refused(JOBS[name], tmp_path, None) > SAMPLE
