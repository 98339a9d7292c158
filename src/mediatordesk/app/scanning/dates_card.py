"""The days that stand on a signed paper, typed beside its scan and confirmed."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mediatordesk.app.asked.scan_desk import DateAsked, ReadPaper, TypedDay
from mediatordesk.app.elements.day_edit import DayEdit
from mediatordesk.app.elements.edits import fit_with
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.app.parts.dates import day_text
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import _

_MOST = 30
"""So many people get a field each; of more, only the day of all is asked here."""


class DatesCard(Card):
    """Asks on which day each has signed a paper; a day for all fills what is left empty."""

    changed = Signal()

    def __init__(self, appearance: Appearance, paper: ReadPaper) -> None:
        super().__init__(appearance)
        self._paper = paper
        self.everybody = self._field(_("All on one day"))
        self.days: dict[str, DayEdit] = {}
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(appearance.look.unit * 2)
        heading = WrappedLabel("heading")
        words = _("{paper}, {n} pages")
        heading.show_text(words.format(paper=paper.title, n=paper.pages))
        self.inside.addWidget(heading)
        self.inside.addLayout(self._grid)
        self._ask()

    def typed(self) -> Iterator[TypedDay]:
        """Yield the days as they were typed."""
        for one in self._open():
            own = self.days[one.key].text() if one.key in self.days else ""
            text = own or (self.everybody.text() if one.required else "")
            if text:
                yield TypedDay(self._paper.id, one.key, text)

    def _open(self) -> list[DateAsked]:
        """Return those whose days were not noted yet."""
        return [one for one in self._paper.signers if one.signed_on is None]

    def _ask(self) -> None:
        """Put a field beside each name, or the day that was noted."""
        open_ones = self._open()
        if len(open_ones) > 1:
            self._row(_("All on one day"), self.everybody)
        for one in self._paper.signers[:_MOST]:
            if one.signed_on:
                self._row(one.name, label(day_text(one.signed_on), "mute"))
            else:
                self.days[one.key] = self._field(one.name)
                self._row(one.name, self.days[one.key])
        if len(self._paper.signers) > _MOST:
            words = _("{n} people sign it; the day of all is asked here.")
            self._row(words.format(n=len(self._paper.signers)), label(""))

    def _row(self, name: str, field: QWidget) -> None:
        """Put a name and its field below the others."""
        row = self._grid.rowCount()
        self._grid.addWidget(label(name), row, 0)
        self._grid.addWidget(field, row, 1)

    def _field(self, name: str) -> DayEdit:
        """Return a field for a day."""
        made = DayEdit(self._appearance, name)
        fit_with(self._appearance, made)
        made.changed.connect(self.changed)
        return made
