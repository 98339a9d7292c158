"""The screen for operators: who works here, adding and retiring, and the way in."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediatordesk.app.asked.operator_desk import Newcomer, OperatorLine, Operators
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.operators.own_way import OwnWay
from mediatordesk.app.parts.alerts import Alert
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.app.parts.inquiry import Asked, Inquiry
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _

_INVITATION = N_("The newcomer types a passphrase of their own: five or more words that do not "
                 "belong together are good.")  # fmt: skip


class NotTheSame(DeskError):
    """A new passphrase was typed twice, and not alike."""

    happened = N_("The two new passphrases are not the same.")
    kept = N_("The old passphrase still opens the desk.")
    to_do = N_("Type the new one twice, alike.")


class OperatorScreen(QWidget):
    """Shows who shares this desk, and says what is to change."""

    add_wanted = Signal(Newcomer)
    retire_wanted = Signal(UUID)
    passphrase_changed = Signal(str, str)
    label_changed = Signal(str)
    sheet_named = Signal(Path)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._operators: Operators | None = None
        self._answer: Callable[[list[str]], object] = self._say_newcomer
        self.alert = Alert(appearance)
        self.inquiry = Inquiry(appearance)
        self.inquiry.answered.connect(self._say_answer)
        self.list = EntryView(appearance, _("Operators"))
        self.list.chosen.connect(lambda _key: self._allow())
        self.own = OwnWay(appearance)
        self.own.passphrase_wanted.connect(self.ask_passphrase)
        self.own.label_wanted.connect(self.ask_label)
        self.own.sheet_wanted.connect(self.ask_sheet)
        self.add = QPushButton(_("Add an operator …"))
        self.add.clicked.connect(self.ask_newcomer)
        self.retire = QPushButton(_("Retire …"))
        self.retire.clicked.connect(self.ask_retire)
        self._lay_out()
        self._allow()

    def show_operators(self, operators: Operators) -> None:
        """Show who works here."""
        self._operators = operators
        self.list.show_entries([operator_entry(one, operators) for one in operators.lines])
        if self.list.chosen_key() is None:
            self.list.choose(operators.present)
        self.own.show_operators(operators)
        self._allow()

    def refuse(self, error: DeskError) -> None:
        """Show why something was not done."""
        self.alert.show_error(error)

    def ask_newcomer(self) -> None:
        """Ask who is to work here."""
        self.alert.clear()
        self._answer = self._say_newcomer
        self.inquiry.ask(
            _(_INVITATION),
            _("Add"),
            [
                Asked(_("Full name")),
                Asked(_("Post"), optional=True, hint=_("for example: mediator")),
                Asked(
                    _("Label"),
                    optional=True,
                    hint=_("shown before the desk is open: initials, no full name"),
                ),
                Asked(_("Passphrase"), secret=True),
                Asked(_("The same once more"), secret=True),
            ],
        )

    def ask_passphrase(self) -> None:
        """Ask for the old passphrase and the new one."""
        self.alert.clear()
        self._answer = self._say_passphrase
        self.inquiry.ask(
            _("The old passphrase opens nothing any more once the new one is kept."),
            _("Change"),
            [
                Asked(_("Old passphrase"), secret=True),
                Asked(_("New passphrase"), secret=True),
                Asked(_("The same once more"), secret=True),
            ],
        )

    def ask_label(self) -> None:
        """Ask under which label the one who sits here is shown before the desk is open."""
        self.alert.clear()
        self._answer = self._say_label
        self.inquiry.ask(
            _("The label stands where the desk is opened, for everybody to see."),
            _("Change"),
            [Asked(_("Label"), hint=_("initials, no full name"))],
        )

    def ask_sheet(self) -> None:
        """Ask whether a new recovery sheet is to take the place of the one before."""
        self.alert.clear()
        self._answer = self._name_sheet
        words = self._operators.new_sheet if self._operators else ""
        self.inquiry.ask(words, _("Save the sheet …"))

    def ask_retire(self) -> None:
        """Ask whether somebody is to come in no more."""
        chosen = self.chosen()
        if chosen:
            self.alert.clear()
            self._answer = self._say_retire
            words = _("{name} can no longer open this desk. Everything they entered stays, "
                      "under their name.")  # fmt: skip
            self.inquiry.ask(words.format(name=chosen.name), _("Retire"))

    def chosen(self) -> OperatorLine | None:
        """Return the chosen operator."""
        key = self.list.chosen_key()
        lines = self._operators.lines if self._operators else ()
        return next((one for one in lines if one.id == key), None)

    def _say_answer(self, texts: list[str]) -> None:
        """Say what was answered to the question that was asked."""
        self._answer(texts)

    def _say_newcomer(self, texts: list[str]) -> None:
        """Say who is to work here."""
        name, post, shown, passphrase, again = texts
        if passphrase != again:
            self.refuse(NotTheSame())
        else:
            self.add_wanted.emit(Newcomer(name, post, shown, passphrase))

    def _say_passphrase(self, texts: list[str]) -> None:
        """Say which passphrase is to open from now on."""
        old, new, again = texts
        if new != again:
            self.refuse(NotTheSame())
        else:
            self.passphrase_changed.emit(old, new)

    def _say_label(self, texts: list[str]) -> None:
        """Say under which label the one who sits here is to be shown."""
        self.label_changed.emit(texts[0])

    def _name_sheet(self, _texts: list[str]) -> None:
        """Let the file be named, and say it."""
        proposed = _("recovery sheet") + ".pdf"
        name, _kind = QFileDialog.getSaveFileName(
            self, _("Where the recovery sheet is saved"), proposed, "PDF (*.pdf)"
        )
        if name:
            self.sheet_named.emit(Path(name))

    def _say_retire(self, _texts: list[str]) -> None:
        """Say who is to come in no more."""
        chosen = self.chosen()
        if chosen:
            self.retire_wanted.emit(chosen.id)

    def _allow(self) -> None:
        """Let only what is possible be pressed: nobody retires themselves."""
        chosen = self.chosen()
        present = self._operators.present if self._operators else None
        self.retire.setEnabled(chosen is not None and not chosen.retired and chosen.id != present)

    def _lay_out(self) -> None:
        """Put those who work here on the left, the way in on the right."""
        unit = self._appearance.look.unit
        listed = Card(self._appearance, _("Who works here"))
        listed.inside.addWidget(self.list, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add)
        buttons.addStretch()
        buttons.addWidget(self.retire)
        listed.inside.addLayout(buttons)
        sides = QHBoxLayout()
        sides.setSpacing(unit * 2)
        sides.addWidget(listed, 1)
        sides.addWidget(scrolling(column(0, self.own)), 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(unit * 2)
        box.addWidget(label(_("Operators and lock"), "title"))
        box.addWidget(self.alert)
        box.addWidget(self.inquiry)
        box.addLayout(sides, 1)


def operator_entry(one: OperatorLine, operators: Operators) -> Entry:
    """Return an operator for the list, with how they come in."""
    if one.id == operators.present:
        word, tone = _("here now"), Tone.ACCENT
    elif one.retired:
        word, tone = _("retired"), Tone.PLAIN
    elif one.has_way_in:
        word, tone = _("can open"), Tone.GREEN
    else:
        word, tone = _("at another desk"), Tone.PLAIN
    shown = _("label: {label}").format(label=one.label) if one.label else ""
    return Entry(one.id, one.name, " · ".join(filter(None, (one.post, shown))), "", word, tone)
