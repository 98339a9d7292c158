"""Work is done in the database thread; what follows, in the window's."""

import threading
from functools import partial
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from mediatordesk.app.tasks import Tasks, in_database_thread
from mediatordesk.core.cases import EmptyText
from mediatordesk.core.errors import DeskError


def test_work_runs_in_the_database_thread_and_what_follows_in_the_window(
    qtbot: QtBot, tasks: Tasks
) -> None:
    told: list[tuple[str, str]] = []
    here = threading.current_thread().name
    tasks.run(
        lambda: threading.current_thread().name,
        lambda there: told.append((there, threading.current_thread().name)),
    )
    qtbot.waitUntil(lambda: bool(told))
    (there, after), *_more = told
    assert there.startswith("database")
    assert after == here


def test_one_thread_owns_the_database(qtbot: QtBot, tasks: Tasks) -> None:
    idents: list[int] = []
    for _turn in range(50):
        tasks.run(threading.get_ident, idents.append)
    qtbot.waitUntil(lambda: len(idents) == 50)
    assert len(set(idents)) == 1


def test_work_is_done_in_the_order_it_was_given(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[int] = []
    for number in range(100):
        tasks.run(partial(int, number), done.append)
    qtbot.waitUntil(lambda: len(done) == 100)
    assert done == list(range(100))


def refuse() -> None:
    raise EmptyText(field="title")


def test_a_refusal_goes_to_whoever_asked(qtbot: QtBot, tasks: Tasks) -> None:
    refused: list[DeskError] = []
    tasks.run(refuse, failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert isinstance(refused[0], EmptyText)


def test_a_refusal_nobody_waits_for_goes_to_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    with qtbot.waitSignal(tasks.refused) as signal:
        tasks.run(refuse)
    assert isinstance(signal.args[0], EmptyText)


def test_our_own_mistake_is_raised_in_the_window_and_not_swallowed(
    qtbot: QtBot, tasks: Tasks
) -> None:
    with qtbot.captureExceptions() as mistakes:
        tasks.run(lambda: 1 // 0)
        qtbot.waitUntil(lambda: bool(mistakes))
    assert mistakes[0][0] is ZeroDivisionError


def test_closing_finishes_what_was_given_and_then_the_last_thing(qtbot: QtBot) -> None:
    tasks, done = Tasks(), list[str]()
    for number in range(20):
        tasks.run(partial(done.append, str(number)))
    tasks.close(lambda: done.append(f"closed in {in_database_thread()}"))
    assert done == [*map(str, range(20)), "closed in True"]
    tasks.run(partial(done.append, "too late"))
    tasks.aside(partial(done.append, "too late"))
    assert "too late" not in done


def test_long_work_aside_leaves_the_database_thread_free(qtbot: QtBot, tasks: Tasks) -> None:
    go_on, done = Event(), list[str]()
    tasks.aside(lambda: go_on.wait(40), lambda _ended: done.append("aside"))
    tasks.run(lambda: done.append("database"))
    qtbot.waitUntil(lambda: done == ["database"])
    go_on.set()
    qtbot.waitUntil(lambda: done == ["database", "aside"])


def test_finishing_does_what_was_given_then_the_last_thing_and_takes_no_more(
    qtbot: QtBot,
) -> None:
    tasks, done = Tasks(), list[object]()
    tasks.run(lambda: 1, done.append)
    tasks.finish(in_database_thread, done.append)
    tasks.run(lambda: 2, done.append)
    qtbot.waitUntil(lambda: done == [1, True])
    tasks.close()


def test_what_was_done_aside_is_not_shown_once_the_desk_is_locked(qtbot: QtBot) -> None:
    tasks, go_on = Tasks(), Event()
    tasks.aside(lambda: go_on.wait(40), lambda _ended: pytest.fail("shown"))
    tasks.finish(lambda: None, lambda _none: go_on.set())
    qtbot.waitUntil(go_on.is_set)
    tasks.close()
    qtbot.wait(30)
