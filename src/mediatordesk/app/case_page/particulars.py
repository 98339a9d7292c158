"""Names and values, side by side."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import label
from mediatordesk.app.parts.wrapped_label import WrappedLabel


class Particulars(QWidget):
    """Shows pairs of a name and a value; pairs without a value are left out."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(appearance.look.unit * 2)
        self._grid.setVerticalSpacing(appearance.look.unit)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, WrappedLabel]] = []

    def show_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Show these pairs."""
        said = [(name, value) for name, value in pairs if value]
        while len(self._rows) < len(said):
            self._add_row()
        for row, (name, value) in enumerate(self._rows):
            shown = row < len(said)
            if shown:
                name.setText(said[row][0])
                value.show_text(said[row][1])
            name.setVisible(shown)
            value.setVisible(shown)

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs that are shown."""
        return [(name.text(), value.text()) for name, value in self._rows if not name.isHidden()]

    def _add_row(self) -> None:
        """Make room for one more pair."""
        name, value = label("", "mute"), WrappedLabel()
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        name.setBuddy(value)
        row = len(self._rows)
        self._grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        self._rows.append((name, value))
