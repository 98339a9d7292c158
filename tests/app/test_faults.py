"""Our own mistakes go to one place: the log, and three calm lines on the screen."""

import logging
import sys

import pytest

from mediatordesk.app.faults import report_faults
from mediatordesk.app.parts.alerts import OurMistake
from mediatordesk.core.errors import DeskError


def test_a_mistake_is_logged_and_shown(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    shown: list[DeskError] = []
    report_faults(shown.append)
    fault = ZeroDivisionError("1 // 0")
    with caplog.at_level(logging.CRITICAL):
        sys.excepthook(ZeroDivisionError, fault, None)
    assert isinstance(shown[0], OurMistake)
    assert "1 // 0" in caplog.text


def test_ctrl_c_in_the_terminal_is_no_mistake(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    report_faults(lambda error: pytest.fail(str(error)))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
