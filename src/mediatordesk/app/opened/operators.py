"""The operators as the window sees them: the actions, behind the questions of their screen."""

from functools import partial
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.backups.recovery import (
    RecoveryState,
    check_sheet_place,
    print_sheet_anew,
    recovery_state,
)
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.operators import (
    add_operator,
    change_label,
    change_passphrase,
    keep_in_keyring,
    keyring_owner,
    operators_of_folder,
    retire_operator,
    took_over,
)
from mediatordesk.app.asked.operator_desk import Newcomer, OperatorLine, Operators
from mediatordesk.core.changes import Change
from mediatordesk.core.offices import Operator
from mediatordesk.core.texts import N_, _
from mediatordesk.keys.durable import write_durably

_RECOVERY = {
    RecoveryState.SHEET: N_("The recovery sheet that was printed for this desk opens it again. "
                            "It must not lie beside this computer."),
    RecoveryState.COUNTY: N_("The county can open the desk again; the printed slip says whom to "
                             "ask."),
}  # fmt: skip

_NEW_SHEET = {
    RecoveryState.SHEET: N_("The recovery sheet that was printed before will not open this desk "
                            "any more; keep it only for the backups that were made before now."),
    RecoveryState.COUNTY: N_("The sheet says whom to ask; there is no key on it."),
}  # fmt: skip


class OpenedOperators:
    """Answers the screen for operators. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def operators(self) -> Operators:
        """Return who works here, and the ways in."""
        desk = self._desk
        labels = {one.operator: one.label for one in operators_of_folder(desk.folder)}
        lines = tuple(
            OperatorLine(
                one.id, one.name, one.post, labels.get(one.id, ""), one.retired, one.id in labels
            )
            for one in sorted(desk.store.all(Operator), key=lambda one: one.retired)
        )
        return Operators(
            lines,
            desk.operator.id,
            without_typing=keyring_owner(desk.folder) == desk.operator.id,
            recovery=_(_RECOVERY[recovery_state(desk)]),
            new_sheet=_(_NEW_SHEET[recovery_state(desk)]),
        )

    def add(self, newcomer: Newcomer) -> None:
        """Let somebody in by a passphrase of their own. EmptyText, LabelTaken, NoPassphrase."""
        add_operator(
            self._desk, newcomer.name, newcomer.post, newcomer.passphrase, label=newcomer.label
        )

    def retire(self, operator: UUID) -> None:
        """Let somebody in no more. RetiresOneself, LastSlot."""
        retire_operator(self._desk, operator)

    def change_passphrase(self, old: str, new: str) -> None:
        """Change the passphrase of who sits here. WrongPassphrase, WaitBeforeNextTry."""
        change_passphrase(self._desk, old, new)

    def change_label(self, label: str) -> None:
        """Show who sits here under another label before the desk is open. LabelTaken."""
        change_label(self._desk, self._desk.operator.id, label)

    def save_sheet(self, file: Path) -> None:
        """Write a new recovery sheet that only who is logged in can read.

        SheetInsideDesk, NotWritten: then the sheet printed before stays good.
        """
        check_sheet_place(file, self._desk.folder)
        print_sheet_anew(self._desk, partial(write_durably, file, private=True))

    def open_without_typing(self, *, wanted: bool) -> None:
        """Let the computer's keyring open the desk, or no more; NoKeyring where it has none."""
        keep_in_keyring(self._desk, on=wanted)

    def take_over(self, before: UUID) -> Change:
        """Log that who sits here went on with the desk of somebody else."""
        return took_over(self._desk, before)
