"""A list of entries that can be walked with the keyboard."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from mediatordesk.app.entries.delegate import EntryDelegate
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.model import ENTRY, EntryModel
from mediatordesk.app.looks.appearance import Appearance


class EntryView(QListView):
    """Shows entries and says which one was chosen, by its key.

    A `whole` list is as high as its entries, for a page that scrolls as one.
    """

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, name: str, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self.setAccessibleName(name)
        self._model = EntryModel()
        self._delegate = EntryDelegate(appearance, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._choose)
        appearance.changed.connect(self._measure)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return the entries shown."""
        return self._model.entries

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show entries; the one that was chosen stays chosen if it is still there."""
        kept = self.chosen_key()
        self._delegate.fit(entries)
        self._model.show_entries(entries)
        self._fit_height()
        if kept is not None:
            self.choose(kept)

    def chosen_key(self) -> Hashable | None:
        """Return the key of the chosen entry."""
        index = self.currentIndex()
        entry: Entry | None = index.data(ENTRY) if index.isValid() else None
        return entry.key if entry else None

    def choose(self, key: Hashable) -> None:
        """Choose the entry of a key, if it is shown."""
        for row, entry in enumerate(self.entries):
            if entry.key == key:
                self.setCurrentIndex(self._model.index(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again: text wraps at another place."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self._fit_height()

    def _measure(self) -> None:
        """Measure again in another look."""
        self._delegate.fit(self.entries)
        self.scheduleDelayedItemsLayout()
        self._fit_height()

    def _fit_height(self) -> None:
        """Be as high as the entries, in a list that shows all of them at once."""
        if self._whole:
            rows = range(len(self.entries))
            edge = 2 * self.frameWidth() + 2
            self.setFixedHeight(sum(self.sizeHintForRow(row) for row in rows) + edge)

    def _choose(self, current: QModelIndex) -> None:
        """Say which entry was chosen."""
        if current.isValid():
            self.chosen.emit(current.data(ENTRY).key)
