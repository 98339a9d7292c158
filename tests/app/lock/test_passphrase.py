"""The dialog that asks for the passphrase."""

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from mediatordesk.app.lock.passphrase import PassphraseDialog
from mediatordesk.app.lock.people import Knock
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.keys.slots import WrongPassphrase


def test_enter_says_the_passphrase_and_waits(qtbot: QtBot, appearance: Appearance) -> None:
    dialog = PassphraseDialog(appearance, "desk")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.field.setText("五个不相干的词 a<b")
    with qtbot.waitSignal(dialog.entered) as signal:
        dialog.form.open_button.click()
    assert signal.args == [Knock("五个不相干的词 a<b")]
    assert not dialog.form.open_button.isEnabled()


def test_a_wrong_passphrase_is_said_in_three_lines_and_can_be_typed_again(
    qtbot: QtBot, appearance: Appearance
) -> None:
    dialog = PassphraseDialog(appearance, "desk")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.field.setText("wrong")
    dialog.form.open_button.click()
    dialog.form.refuse(WrongPassphrase())
    assert dialog.alert.isVisible()
    assert dialog.alert.lines() == WrongPassphrase().lines()
    assert dialog.form.field.isEnabled()
    assert dialog.form.field.selectedText() == "wrong"


def test_an_empty_passphrase_is_not_even_tried(qtbot: QtBot, appearance: Appearance) -> None:
    dialog = PassphraseDialog(appearance, "desk")
    qtbot.addWidget(dialog)
    dialog.entered.connect(pytest.fail)
    dialog.form.open_button.click()
    assert dialog.form.open_button.isEnabled()


def test_the_passphrase_is_hidden_until_it_is_asked_for(
    qtbot: QtBot, appearance: Appearance
) -> None:
    dialog = PassphraseDialog(appearance, "desk")
    qtbot.addWidget(dialog)
    assert dialog.form.field.echoMode() is QLineEdit.EchoMode.Password
    dialog.form.typed_button.click()
    assert dialog.form.field.echoMode() is QLineEdit.EchoMode.Normal
