"""What the office lays down itself: every setting of the packs, and what is still to be checked."""

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.element_desk import Ask
from mediatordesk.app.asked.setting_desk import SettingLine
from mediatordesk.app.elements.box import AnswerLine
from mediatordesk.app.elements.making import answer_words
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _

_MANY = 48
"""Letters of a long value that are shown in the list; the whole stands beside it."""


class SettingScreen(QWidget):
    """Shows what holds at this office, and says what is laid down: a value and who says so."""

    laid_down = Signal(str, str, str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._lines: dict[str, SettingLine] = {}
        self._shown: SettingLine | None = None
        self.words = WrappedLabel("mute")
        self.list = EntryView(appearance, _("Office settings"))
        self.list.chosen.connect(self._turn)
        self.alert = Alert(appearance)
        self.mark = Chip()
        self.told, self.fallback = WrappedLabel("mute"), WrappedLabel("mute")
        self.value: AnswerLine | None = None
        reason_ask = Ask("reason", _("Laid down by"), required=True, help=_(
            "Who laid it down and in which paper, for example the bureau of justice, document "
            "number."))  # fmt: skip
        self.reason = AnswerLine(appearance, reason_ask)
        self.reason.edit.changed.connect(self._allow)
        self.save = QPushButton(_("Lay it down for this office"))
        self.save.setObjectName("primary")
        self.save.clicked.connect(self._save)
        save = QShortcut(QKeySequence("Ctrl+Return"), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self._save)
        self._card = Card(appearance, " ")
        self._value_place = QVBoxLayout()
        self._lay_out()
        self._card.hide()

    def show_settings(self, lines: tuple[SettingLine, ...]) -> None:
        """Show the settings; what is being typed for one of them stays."""
        self._lines = {one.ask.name: one for one in lines}
        waiting = sum(one.is_open for one in lines)
        words = _("No national rule fixes these. Still to be checked against the local rules: {n}.")
        self.words.show_text(words.format(n=waiting))
        self.list.show_entries([_entry(one) for one in lines])
        if self.list.chosen_key() is None and lines:
            self.list.choose(lines[0].ask.name)

    def saved(self, name: str) -> None:
        """Take note that a setting was laid down: it is shown as it is kept."""
        if self._shown and self._shown.ask.name == name:
            self._shown = None

    def refuse(self, error: DeskError) -> None:
        """Show why a setting was not laid down; what was typed stays."""
        self.alert.show_error(error)
        self._allow()

    def _turn(self, key: Hashable) -> None:
        """Bring a setting into sight, unless it is there already."""
        line = self._lines[str(key)]
        if self._shown and self._shown.ask.name == line.ask.name:
            return
        self._shown = line
        self.alert.clear()
        self._card.set_heading(line.ask.label)
        self.mark.show_word(*_mark(line))
        self.told.show_text(_("Used in: {packs}").format(packs=_(", ").join(line.packs)))
        default = _in_line(line, line.default) or _("nothing")
        self.fallback.show_text(_("Without a local rule: {value}").format(value=default))
        self._ask_value(line)
        self.reason.edit.show_text(line.reason)
        self._card.show()
        self._allow()

    def _ask_value(self, line: SettingLine) -> None:
        """Make the field that takes this kind of value."""
        if self.value:
            self._value_place.removeWidget(self.value)
            self.value.hide()
            self.value.deleteLater()
        ask = Ask("value", _("What holds here"), line.ask.kind, required=True, help=line.ask.help)
        self.value = AnswerLine(self._appearance, ask)
        self.value.edit.show_text(line.text)
        self.value.edit.changed.connect(self._allow)
        self._value_place.addWidget(self.value)
        self.setTabOrder(self.list, self.value.edit)
        self.setTabOrder(self.value.edit, self.reason.edit)
        self.setTabOrder(self.reason.edit, self.save)

    def _save(self) -> None:
        """Say what is laid down."""
        if self.save.isEnabled() and self._shown and self.value:
            self.alert.clear()
            self.save.setEnabled(False)
            texts = self.value.edit.text(), self.reason.edit.text()
            self.laid_down.emit(self._shown.ask.name, *texts)

    def _allow(self) -> None:
        """Let it be laid down once a value and a reason are there."""
        reason = bool(self.reason.edit.text().strip())
        self.reason.state.setText("" if reason else _("needed"))
        self.save.setEnabled(reason and self.value is not None)

    def _lay_out(self) -> None:
        """Put the settings on the left, the chosen one beside them."""
        unit = self._appearance.look.unit
        self._card.top.addWidget(self.mark)
        for part in (self.told, self.fallback):
            self._card.inside.addWidget(part)
        self._card.inside.addSpacing(unit)
        self._card.inside.addLayout(self._value_place)
        self._card.inside.addWidget(self.reason)
        self._card.inside.addWidget(self.alert)
        button = QHBoxLayout()
        button.addStretch()
        button.addWidget(self.save)
        self._card.inside.addLayout(button)
        right = column(0, self._card)
        right.addStretch()
        shown = Card(self._appearance)
        shown.inside.addWidget(self.list, 1)
        sides = QHBoxLayout()
        sides.setSpacing(unit * 2)
        sides.addWidget(shown, 4)
        sides.addWidget(scrolling(right), 5)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit * 2)
        box.addWidget(label(_("Office settings"), "title"))
        box.addWidget(self.words)
        box.addLayout(sides, 1)


def _entry(line: SettingLine) -> Entry:
    """Return a setting for the list: what holds, and whether somebody here has said so."""
    word, tone = _mark(line)
    value = _in_line(line, line.text) or _("nothing")
    if len(value) > _MANY:
        value = value[:_MANY] + "…"
    return Entry(line.ask.name, line.ask.label, value, word=word, tone=tone)


def _in_line(line: SettingLine, text: str) -> str:
    """Return a value as it is read in running text."""
    return _(", ").join(answer_words(line.ask, text).splitlines())


def _mark(line: SettingLine) -> tuple[str, Tone]:
    """Return how a setting stands in a word: ours, to be checked, or as the pack has it."""
    if line.is_own:
        return _("laid down here"), Tone.GREEN
    if line.is_open:
        return _("local rule, to be confirmed"), Tone.AMBER
    return _("as supplied"), Tone.PLAIN
