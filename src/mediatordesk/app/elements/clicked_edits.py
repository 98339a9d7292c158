"""Answers that are clicked: yes or no, one of some choices, several of them."""

from functools import partial

from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from mediatordesk.app.elements.edits import AnswerEdit
from mediatordesk.app.elements.tick_box import TickBox
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.choices import Choice
from mediatordesk.core.texts import N_, _

Choices = tuple[tuple[str, str], ...]
_SAID = {"true": N_("yes"), "false": N_("no")}


class YesNoEdit(AnswerEdit):
    """Takes yes or no; a second click takes the answer back."""

    def __init__(self, appearance: Appearance, name: str) -> None:
        self.buttons = {said: QPushButton(_(word)) for said, word in _SAID.items()}
        super().__init__(name, self.buttons["true"])
        box = QHBoxLayout()
        box.setSpacing(appearance.look.unit)
        for said, button in self.buttons.items():
            button.setObjectName("filter")
            button.setCheckable(True)
            button.setAccessibleName(f"{name}: {button.text()}")
            button.clicked.connect(partial(self._click, said))
            self.watch(button)
            box.addWidget(button)
        box.addStretch()
        self.lay_out(box)

    def text(self) -> str:
        """Return true, false or nothing."""
        return next((said for said, one in self.buttons.items() if one.isChecked()), "")

    def show_text(self, text: str) -> None:
        """Show an answer."""
        for said, button in self.buttons.items():
            button.setChecked(said == text)

    def _click(self, said: str) -> None:
        """Let only one of the two stand."""
        for other, button in self.buttons.items():
            if other != said:
                button.setChecked(False)
        self.settle()


class _StillChoice(Choice):
    """A choice that a page can be scrolled over without its being changed."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ChoiceEdit(AnswerEdit):
    """Takes one of some choices, or none."""

    def __init__(self, name: str, choices: Choices) -> None:
        self.choice = _StillChoice(name)
        super().__init__(name, self.choice)
        self.choice.offer({"": _("not chosen"), **dict(choices)})
        self.choice.activated.connect(self.settle)
        box = QHBoxLayout()
        box.addWidget(self.choice)
        box.addStretch()
        self.lay_out(box)

    def text(self) -> str:
        """Return the name of what is chosen."""
        return str(self.choice.chosen() or "")

    def show_text(self, text: str) -> None:
        """Show what is chosen; a choice that is no longer offered is shown by its name."""
        if self.choice.findData(text) < 0:
            self.choice.addItem(text, text)
        self.choice.choose(text)


class ChoicesEdit(AnswerEdit):
    """Takes several of some choices."""

    def __init__(self, appearance: Appearance, name: str, choices: Choices) -> None:
        self.boxes: dict[str, TickBox] = {}
        self._appearance = appearance
        super().__init__(name, QWidget())
        self._columns = 1 if any(len(label) > _LONG for _name, label in choices) else 2
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(appearance.look.unit * 3)
        self._grid.setVerticalSpacing(appearance.look.unit)
        self._grid.setColumnStretch(self._columns, 1)
        self.lay_out(self._grid)
        for one, label in choices:
            self._add(one, label)

    def text(self) -> str:
        """Return the names of what is ticked, one a line."""
        return "\n".join(one for one, box in self.boxes.items() if box.isChecked())

    def show_text(self, text: str) -> None:
        """Show what is ticked; what is no longer offered can be seen, and taken back."""
        names = text.splitlines()
        for one in names:
            if one not in self.boxes:
                self._add(one, one)
        for one, box in self.boxes.items():
            box.setChecked(one in names)

    def _add(self, one: str, label: str) -> None:
        """Add a box; the keyboard comes to the first."""
        at = len(self.boxes)
        box = self.boxes[one] = TickBox(self._appearance, label)
        box.setAccessibleName(f"{self.name}: {label}")
        box.clicked.connect(self.settle)
        self.watch(box)
        self._grid.addWidget(box, at // self._columns, at % self._columns)
        if at == 0:
            self.setFocusProxy(box)


_LONG = 14
"""Letters of a choice from which on choices stand below each other only."""
