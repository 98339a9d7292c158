"""Nobody is there: told by two clocks, of which one sleeps and one can be set back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from mediatordesk.app.lock.idle import Idle


class Clocks:
    """Two clocks that a test sets."""

    wall = 1_000.0
    steady = 50.0


@pytest.fixture
def idle(qtbot: QtBot) -> Iterator[tuple[Idle, Clocks, list[str]]]:
    clocks, said = Clocks(), list[str]()
    made = Idle(5, wall=lambda: clocks.wall, steady=lambda: clocks.steady)
    made.idled.connect(lambda: said.append("idle"))
    made.start()
    yield made, clocks, said
    made.stop()


@pytest.mark.parametrize(("wall", "steady"), [(300, 300), (300, 0), (-9_000, 300)])
def test_five_minutes_on_either_clock_are_enough(
    idle: tuple[Idle, Clocks, list[str]], wall: float, steady: float
) -> None:
    made, clocks, said = idle
    clocks.wall, clocks.steady = clocks.wall + wall, clocks.steady + steady
    made.look()
    assert said == ["idle"]


def test_less_is_not_enough_and_a_key_begins_anew(
    qtbot: QtBot, idle: tuple[Idle, Clocks, list[str]]
) -> None:
    made, clocks, said = idle
    field = QLineEdit()
    qtbot.addWidget(field)
    for _times in range(3):
        clocks.wall, clocks.steady = clocks.wall + 299, clocks.steady + 299
        made.look()
        QTest.keyClick(field, Qt.Key.Key_A)
    assert said == []


def test_no_minutes_mean_never(idle: tuple[Idle, Clocks, list[str]]) -> None:
    made, clocks, said = idle
    made.minutes = 0
    clocks.steady += 1_000_000
    made.look()
    assert said == []
