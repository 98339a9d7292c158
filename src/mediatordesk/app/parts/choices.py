"""A choice among a few named things."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QSizePolicy

T = TypeVar("T", bound=Hashable)
_LETTERS = 9
"""A choice is never narrower than about these letters, or its longest name."""


class Choice(QComboBox):
    """Offers things by their names, and knows which one is chosen."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Return how far it may be squeezed: a long name is cut, its list shows it whole."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), _LETTERS * self.fontMetrics().horizontalAdvance("字")),
                     hint.height())  # fmt: skip

    def offer(self, names: Mapping[T, str]) -> None:
        """Offer things; what was chosen stays chosen if it is still there."""
        kept = self.chosen()
        if self._offered() == dict(names):
            return
        self.clear()
        for thing, name in names.items():
            self.addItem(name, thing)
        self.choose(kept)

    def chosen(self) -> Hashable:
        """Return the chosen thing, or None."""
        chosen: Hashable = self.currentData()
        return chosen

    def choose(self, thing: Hashable) -> None:
        """Choose a thing, if it is offered."""
        for at in range(self.count()):
            if self.itemData(at) == thing:
                self.setCurrentIndex(at)

    def _offered(self) -> dict[Hashable, str]:
        """Return what is offered now."""
        return {self.itemData(at): self.itemText(at) for at in range(self.count())}
