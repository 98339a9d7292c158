"""Long work is done step by step, and gives way to what somebody does meanwhile."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.app.long_work import LongWork
from mediatordesk.app.tasks import Tasks, in_database_thread
from mediatordesk.core.errors import DeskError
from mediatordesk.core.statistics import Progress


class Refused(DeskError):
    """For a test."""

    happened = "覃𬭎 was not counted."
    kept = "Nothing was changed."
    to_do = "Try again."


@pytest.fixture
def work(tasks: Tasks) -> LongWork:
    return LongWork(tasks)


@pytest.fixture
def told() -> list[object]:
    """Return what was told, in order."""
    return []


def steps(count: int, told: list[object]) -> Iterator[Progress | str]:
    """Take so many steps in the database thread, and then say that it is done."""
    for done in range(count):
        assert in_database_thread()
        told.append(done)
        yield Progress(done, count)
    yield "done"


def test_each_step_is_told_and_then_what_came_of_it(
    qtbot: QtBot, work: LongWork, told: list[object]
) -> None:
    came: list[Progress] = []
    work.start(lambda: steps(3, told), came.append, told.append, told.append)
    assert work.is_going_on
    qtbot.waitUntil(lambda: "done" in told)
    assert came == [Progress(0, 3), Progress(1, 3), Progress(2, 3)]
    assert not work.is_going_on


def test_other_work_waits_for_one_step_and_not_for_all(
    qtbot: QtBot, work: LongWork, tasks: Tasks, told: list[object]
) -> None:
    def came(progress: Progress) -> None:
        if progress.done == 5:
            tasks.run(lambda: told.append("saved"))

    work.start(lambda: steps(50, told), came, told.append, told.append)
    qtbot.waitUntil(lambda: "done" in told)
    assert told.index("saved") == 6


def test_what_was_stopped_is_told_no_more(
    qtbot: QtBot, work: LongWork, tasks: Tasks, told: list[object]
) -> None:
    came: list[Progress] = []
    work.start(lambda: steps(100_000, told), came.append, told.append, told.append)
    qtbot.waitUntil(lambda: len(came) > 3)
    work.stop()
    before = list(came)
    tasks.run(lambda: None, lambda _none: told.append("after"))
    qtbot.waitUntil(lambda: "after" in told)
    assert came == before
    assert "done" not in told


def test_new_work_takes_the_place_of_what_went_on(
    qtbot: QtBot, work: LongWork, told: list[object]
) -> None:
    work.start(lambda: steps(100_000, []), lambda _at: None, told.append, told.append)
    work.start(lambda: steps(2, told), lambda _at: None, told.append, told.append)
    qtbot.waitUntil(lambda: "done" in told)
    assert told == [0, 1, "done"]


def test_a_refusal_is_told_once_and_ends_the_work(
    qtbot: QtBot, work: LongWork, told: list[object]
) -> None:
    def refused() -> Iterator[Progress | str]:
        yield Progress(0, 1)
        raise Refused

    work.start(refused, lambda _at: None, told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], Refused)
    assert not work.is_going_on
