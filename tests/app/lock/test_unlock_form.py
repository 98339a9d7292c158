"""The passphrase is typed: by whom, how often, and how long to wait."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.app.lock.people import Knock, Person
from mediatordesk.app.lock.unlock_form import UnlockForm
from mediatordesk.app.looks.appearance import Appearance

PEOPLE = (Person(UUID(int=7), "LXL"), Person(UUID(int=8), "覃"))


@pytest.fixture
def form(qtbot: QtBot, appearance: Appearance) -> UnlockForm:
    made = UnlockForm(appearance, "Leave")
    qtbot.addWidget(made)
    made.show()
    return made


def test_one_person_is_not_asked_who_they_are(qtbot: QtBot, form: UnlockForm) -> None:
    form.show_people(PEOPLE[:1])
    assert not form.who.isVisible()
    form.field.setText("词 a<b")
    with qtbot.waitSignal(form.entered) as said:
        QTest.keyClick(form.field, Qt.Key.Key_Return)
    assert said.args == [Knock("词 a<b")]


def test_of_several_the_chosen_one_is_said(qtbot: QtBot, form: UnlockForm) -> None:
    form.show_people(PEOPLE, UUID(int=8))
    assert form.who.currentText() == "覃"
    form.field.setText("x")
    with qtbot.waitSignal(form.entered) as said:
        form.open_button.click()
    assert said.args == [Knock("x", UUID(int=8))]


def test_a_knock_never_shows_its_passphrase() -> None:
    assert "secret" not in repr(Knock("secret"))


def test_wrong_guesses_are_waited_out_calmly(
    qtbot: QtBot, form: UnlockForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    form._tick.setInterval(10)
    form.field.setText("falsch")
    form.pause_for(3)
    assert form.pause.text() == "The next try is possible in 3 s."
    assert not form.open_button.isEnabled()
    assert not form.alert.isVisible()
    assert form.field.isEnabled()  # it can be typed meanwhile
    qtbot.waitUntil(form.open_button.isEnabled)
    assert not form.pause.isVisible()


def test_nothing_can_be_tried_while_it_waits(qtbot: QtBot, form: UnlockForm) -> None:
    form.entered.connect(lambda knock: pytest.fail(repr(knock)))
    form.field.setText("falsch")
    form.pause_for(30)
    QTest.keyClick(form.field, Qt.Key.Key_Return)
