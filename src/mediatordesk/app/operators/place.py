"""The screen for operators at its place in the program: the desk is asked on its behalf."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from mediatordesk.app.asked.operator_desk import Newcomer, OperatorDesk
from mediatordesk.app.operators.screen import OperatorScreen
from mediatordesk.app.parts.notices import Notice
from mediatordesk.app.tasks import Tasks
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class OperatorRoom(QObject):
    """Does in the database thread what is wanted of operators and the way in."""

    def __init__(
        self,
        screen: OperatorScreen,
        tasks: Tasks,
        desk: OperatorDesk,
        notice: Notice,
    ) -> None:
        super().__init__()
        self.screen = screen
        self._tasks, self._desk, self._notice = tasks, desk, notice
        screen.add_wanted.connect(self._add)
        screen.retire_wanted.connect(self._retire)
        screen.passphrase_changed.connect(self._change_passphrase)
        screen.label_changed.connect(self._change_label)
        screen.sheet_named.connect(self._save_sheet)
        screen.own.typing_wanted.connect(self._open_without_typing)

    def read_again(self) -> None:
        """Read again who works here."""
        self._tasks.run(self._desk.operators, self.screen.show_operators, self.screen.refuse)

    def focus(self) -> None:
        """Give the keyboard to the list."""
        self.screen.list.setFocus()

    def _add(self, newcomer: Newcomer) -> None:
        """Let somebody in."""
        words = _("{name} can open this desk now.").format(name=newcomer.name)
        add = partial(self._desk.add, newcomer)
        self._tasks.run(add, lambda _none: self._say(words), self.screen.refuse)

    def _retire(self, operator: UUID) -> None:
        """Let somebody in no more."""
        words = _("The operator was retired.")
        retire = partial(self._desk.retire, operator)
        self._tasks.run(retire, lambda _none: self._say(words), self.screen.refuse)

    def _change_passphrase(self, old: str, new: str) -> None:
        """Keep a new passphrase."""
        words = _("The new passphrase opens the desk from now on.")
        change = partial(self._desk.change_passphrase, old, new)
        self._tasks.run(change, lambda _none: self._say(words), self.screen.refuse)

    def _change_label(self, label: str) -> None:
        """Show who sits here under another label."""
        words = _("From now on this label stands where the desk is opened.")
        change = partial(self._desk.change_label, label)
        self._tasks.run(change, lambda _none: self._say(words), self.screen.refuse)

    def _save_sheet(self, file: Path) -> None:
        """Write a new recovery sheet."""
        words = _("Print {sheet}, and keep the paper away from the computer.")
        said = words.format(sheet=file.name)
        save = partial(self._desk.save_sheet, file)
        self._tasks.run(save, lambda _none: self._say(said), self.screen.refuse)

    def _open_without_typing(self, wanted: bool) -> None:  # noqa: FBT001 - a signal's slot
        """Let the keyring open the desk, or no more."""
        words = _("The desk opens on this computer without typing from now on.")
        if not wanted:
            words = _("The passphrase is asked for again from now on.")
        change = partial(self._desk.open_without_typing, wanted=wanted)
        self._tasks.run(change, lambda _none: self._say(words), self._refuse_typing)

    def _refuse_typing(self, error: DeskError) -> None:
        """Say why the way in stays as it is, and show it so."""
        self.screen.refuse(error)
        self.read_again()

    def _say(self, words: str) -> None:
        """Say what was done, and read again."""
        self.screen.alert.clear()
        self._notice.say(words)
        self.read_again()
