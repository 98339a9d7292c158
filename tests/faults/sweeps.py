"""One fault after another at the points of a job, each in a fresh copy of its place."""

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from .desks import SEED, opened
from .jobs import Job
from .tracing import Outcome, Point, killed_at, points_of


@dataclass(frozen=True)
class Ready:
    """A job whose place was made ready, a copy of it, and the points that the job comes to."""

    job: Job
    place: Path
    kept: Path
    points: tuple[Point, ...]

    @classmethod
    def made(cls, job: Job, folder: Path) -> "Ready":
        """Make the place of a job ready in an empty folder, and count its points once."""
        place, kept = folder / "place", folder / "kept"
        place.mkdir()
        job.prepare(place)
        shutil.copytree(place, kept)
        whole = points_of(job.work, place)
        assert (whole.code, len(whole.told)) == (0, 1), whole
        return cls(job, place, kept, whole.points)

    def again(self) -> Path:
        """Put the place back as it was made ready, under its own name, and return it."""
        shutil.rmtree(self.place)
        shutil.copytree(self.kept, self.place)
        return self.place

    def some(self, count: int | None, wanted: Callable[[Point], bool]) -> Sequence[int]:
        """Return at which points something happens: all that are wanted, or a sample of them.

        The first one is in each sample, which is the same every time.
        """
        indexes = [index for index, point in enumerate(self.points) if wanted(point)]
        if count is None or len(indexes) <= count:
            return indexes
        first, *others = indexes
        return [first, *sorted(random.Random(SEED).sample(others, count - 1))]  # noqa: S311 - a sample

    def assert_sound(self, outcome: Outcome) -> None:
        """Assert that what was told is there, once, that all is whole, and that work goes on."""
        told, again = outcome.told, list[str]()
        with opened(self.place) as desk:
            self.job.whole(desk)
            self.job.holds(desk, told)
        self.job.work(self.place, again.append)
        with opened(self.place) as desk:
            self.job.whole(desk)
            self.job.holds(desk, (*told, *again))


def killed(job: Job, folder: Path, count: int | None) -> int:
    """Kill a job at points of it; return how often it died."""
    ready, kills = Ready.made(job, folder), 0
    for index in ready.some(count, lambda _: True):
        outcome = killed_at(job.work, ready.again(), ready.points[index])
        assert outcome.was_killed or outcome.code == 0, outcome
        ready.assert_sound(outcome)
        kills += outcome.was_killed
    return kills
