"""Who is there, the passphrase, and the answer to it: the same at the start and after a lock."""

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.lock.people import Knock, Person
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.choices import Choice
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_SECOND = 1000
"""Milliseconds between two steps of the countdown."""


class UnlockForm(QWidget):
    """Says who wants to open the desk with which passphrase, and shows what came of it."""

    entered = Signal(Knock)
    left = Signal()

    def __init__(self, appearance: Appearance, leave: str) -> None:
        super().__init__()
        self._appearance = appearance
        self._seconds = 0
        self.who = Choice(_("Who is there"))
        self._who_name = label(_("Who is there"))
        self._who_name.setBuddy(self.who)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("Passphrase"))
        self.field.returnPressed.connect(self._say)
        self.typed_button = QPushButton(_("Show what is typed"))
        self.typed_button.setObjectName("filter")
        self.typed_button.setCheckable(True)
        self.typed_button.setAutoDefault(False)
        self.typed_button.toggled.connect(self._show_typed)
        self.alert = Alert(appearance)
        self.pause = label("", "mute")
        self.pause.hide()
        self._tick = QTimer(self)
        self._tick.setInterval(_SECOND)
        self._tick.timeout.connect(self._count)
        self.open_button = QPushButton(_("Open"))
        self.open_button.setObjectName("primary")
        self.open_button.setAutoDefault(False)
        self.open_button.clicked.connect(self._say)
        self.leave_button = QPushButton(leave)
        self.leave_button.setAutoDefault(False)
        self.leave_button.clicked.connect(self.left)
        self._lay_out()
        self.show_people(())

    def show_people(self, people: tuple[Person, ...], first: UUID | None = None) -> None:
        """Offer those who have a way in, where there are several; one of them is chosen."""
        several = len(people) > 1
        self.who.offer({one.operator: one.label for one in people} if several else {})
        self.who.choose(first)
        for part in (self.who, self._who_name):
            part.setVisible(several)

    def refuse(self, error: DeskError) -> None:
        """Show why the desk was not opened, and let the passphrase be typed again."""
        self.wait(busy=False)
        self.alert.show_error(error)
        self.field.setFocus()
        self.field.selectAll()

    def pause_for(self, seconds: int) -> None:
        """Count down until the passphrase may be tried again; it can be typed meanwhile."""
        self.wait(busy=False)
        self._seconds = seconds
        self._tick.start()
        self._say_pause()

    def wait(self, *, busy: bool) -> None:
        """Show that the desk is being opened, or no longer."""
        self.field.setEnabled(not busy)
        self.who.setEnabled(not busy)
        self.open_button.setEnabled(not busy)
        self.open_button.setText(_("Opening …") if busy else _("Open"))

    def forget(self) -> None:
        """Forget what was typed."""
        self.field.clear()
        self.alert.clear()
        self.wait(busy=False)

    def _say(self) -> None:
        """Say what was entered, and wait for the answer."""
        if self.field.text() and self.open_button.isEnabled():
            chosen = self.who.chosen()
            self.alert.clear()
            self.wait(busy=True)
            operator = next((one for one in self._operators() if one == chosen), None)
            self.entered.emit(Knock(self.field.text(), operator))

    def _operators(self) -> list[UUID]:
        """Return those who are offered."""
        return [self.who.itemData(at) for at in range(self.who.count())]

    def _count(self) -> None:
        """Take a second off the countdown."""
        self._seconds -= 1
        if self._seconds <= 0:
            self._tick.stop()
        self._say_pause()

    def _say_pause(self) -> None:
        """Say how long to wait, and let nothing be tried until then."""
        waiting = self._seconds > 0
        self.pause.setText(_("The next try is possible in {n} s.").format(n=self._seconds))
        self.pause.setVisible(waiting)
        self.open_button.setEnabled(not waiting)
        if not waiting:
            self.field.setFocus()

    def _show_typed(self) -> None:
        """Show what is typed, or dots."""
        modes = QLineEdit.EchoMode
        shown = self.typed_button.isChecked()
        self.field.setEchoMode(modes.Normal if shown else modes.Password)

    def _lay_out(self) -> None:
        """Put the fields below each other, the buttons in one line."""
        unit = self._appearance.look.unit
        name = label(_("Passphrase"))
        name.setBuddy(self.field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.typed_button)
        buttons.addStretch()
        buttons.addWidget(self.leave_button)
        buttons.addWidget(self.open_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit + unit // 2)
        for part in (self._who_name, self.who, name, self.field, self.pause, self.alert):
            box.addWidget(part)
        box.addSpacing(unit)
        box.addLayout(buttons)
