"""One field of the pack: the question, the answer, and how it stands with saving."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mediatordesk.app.asked.element_desk import Ask, Element
from mediatordesk.app.elements.making import edit_for
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import tidy
from mediatordesk.core.texts import _


class AnswerLine(QWidget):
    """A question and its answer side by side; a remark and a refusal stand below the answer."""

    def __init__(self, appearance: Appearance, ask: Ask) -> None:
        super().__init__()
        self._question = WrappedLabel()
        self._question.show_text(ask.label)
        self.edit = edit_for(appearance, ask)
        self.edit.inner.setAccessibleDescription(ask.help)
        self.state = label("", "mute")
        self._help = WrappedLabel("mute")
        self._help.show_text(ask.help)
        if not ask.help:
            self._help.hide()
        self.fault = WrappedLabel("fault")
        self.fault.hide()
        unit = appearance.look.unit
        grid = QGridLayout(self)
        grid.setContentsMargins(0, unit // 2, 0, unit // 2)
        grid.setHorizontalSpacing(unit * 2)
        grid.setVerticalSpacing(unit // 2)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 5)
        top = Qt.AlignmentFlag.AlignTop
        self._question.setContentsMargins(0, unit, 0, 0)
        self.state.setContentsMargins(0, unit, 0, 0)
        grid.addWidget(self._question, 0, 0, 3, 1, top)
        grid.addWidget(self.edit, 0, 1)
        grid.addWidget(self.state, 0, 2, top)
        grid.addWidget(self._help, 1, 1)
        grid.addWidget(self.fault, 2, 1)
        self._dressing = appearance
        appearance.changed.connect(self._keep_room)
        self._keep_room()

    def refuse(self, error: DeskError) -> None:
        """Show why an answer was not saved, below it."""
        happened, _kept, to_do = error.lines()
        self.fault.show_text(f"{happened}{to_do}")
        self.fault.show()

    def clear_fault(self) -> None:
        """Take a refusal away."""
        self.fault.hide()

    def _keep_room(self) -> None:
        """Keep room for the longest word, so that nothing moves while it is saved."""
        longest = self._dressing.metrics.horizontalAdvance(_("not saved yet"))
        self.state.setMinimumWidth(longest)


class ElementBox(AnswerLine):
    """Shows one answer, and says what was typed once it is given. What was typed is never lost."""

    entered = Signal(str)

    def __init__(self, appearance: Appearance, element: Element) -> None:
        super().__init__(appearance, element.ask)
        self.key = element.key
        self._required = element.ask.required
        self._asked = True
        self._kept = ""
        self._sent: str | None = None
        self._touched = False
        self.edit.changed.connect(self._say_state)
        self.edit.given.connect(self.flush)

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed was not saved yet."""
        return tidy(self.edit.text()) != self._kept

    def show_element(self, element: Element) -> None:
        """Show the answer as it is kept; what is being typed stays."""
        typed = tidy(self.edit.text())
        self._asked = element.asked
        if not self.unsaved or typed == element.answer:
            self._kept = element.answer
            if typed != element.answer:
                self.edit.show_text(element.answer)
        self.setVisible(element.shown or self.unsaved)
        self._say_state()

    def type_again(self, text: str) -> None:
        """Show what was typed and could not be saved earlier."""
        self.edit.show_text(text)
        self.show()
        self._say_state()

    def flush(self) -> None:
        """Say what was typed, if it was not said yet."""
        text = self.edit.text()
        if self.unsaved and text != self._sent:
            self._sent = text
            self._touched = True
            self.entered.emit(text)
        self._say_state()

    def saved(self, text: str) -> None:
        """Take note that an answer was saved; typing may have gone on since."""
        self._kept, self._sent = tidy(text), None
        if self.edit.text() == text:
            self.edit.show_text(text)  # a day is shown as it is kept, however it was typed
        self.clear_fault()
        self._say_state()

    def refused(self, error: DeskError) -> None:
        """Show why the answer was not saved; it stays in the field."""
        self._sent = None
        self.refuse(error)
        self._say_state()

    def _say_state(self) -> None:
        """Say whether the answer is saved, or missing."""
        self.state.setText(self._state_word())

    def _state_word(self) -> str:
        if self.unsaved:
            sending = self._sent == self.edit.text()
            return _("saving") if sending else _("not saved yet")
        if not self._asked and self._kept:
            return _("no longer asked")
        if self._required and not self._kept:
            return _("needed")
        return _("saved") if self._touched and self._kept else ""
