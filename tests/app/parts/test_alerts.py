"""An error for people stands on the screen as its three lines."""

from pytestqt.qtbot import QtBot

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert, OurMistake
from mediatordesk.core.cases import EmptyText


def test_an_error_is_three_lines_and_a_screen_reader_hears_all(
    qtbot: QtBot, appearance: Appearance
) -> None:
    alert = Alert(appearance)
    qtbot.addWidget(alert)
    error = EmptyText(field="a<b & 覃𬭎")
    alert.show_error(error)
    assert alert.isVisible()
    assert alert.lines() == error.lines()
    assert alert.accessibleName() == "\n".join(error.lines())
    assert "a<b & 覃𬭎" in alert.lines()[0]


def test_an_error_goes_away_when_it_was_read(qtbot: QtBot, appearance: Appearance) -> None:
    alert = Alert(appearance)
    qtbot.addWidget(alert)
    alert.show_error(OurMistake())
    with qtbot.waitSignal(alert.closed):
        alert.clear()
    assert not alert.isVisible()
