"""The line at the foot of the window."""

from PySide6.QtWidgets import QStatusBar

from mediatordesk.app.cards import label
from mediatordesk.app.case_desk import DeskState
from mediatordesk.core.texts import _


class StatusLine(QStatusBar):
    """Says who works where, what is still only on this computer, and that offline is fine."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._operator, self._office, self._unsent = (label("") for _number in range(3))
        for part in (self._operator, self._office, self._unsent):
            self.addWidget(part)
        self.addPermanentWidget(label(_("offline, working normally")))

    def show_state(self, state: DeskState) -> None:
        """Show how things stand."""
        self._operator.setText(state.operator)
        self._office.setText(state.office)
        if state.unsent:
            self._unsent.setText(_("only on this computer: {n} changes").format(n=state.unsent))
        else:
            self._unsent.setText(_("everything was sent"))

    def words(self) -> tuple[str, str, str]:
        """Return what is shown."""
        return self._operator.text(), self._office.text(), self._unsent.text()
