"""The pack's fields on the page of a case: the parts on the left, the fields of one beside them."""

from collections.abc import Hashable, Iterator, Mapping
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mediatordesk.app.asked.element_desk import Element, ElementKey, Row
from mediatordesk.app.elements.box import ElementBox
from mediatordesk.app.elements.page import ElementPage
from mediatordesk.app.elements.parts import Part, parts_of
from mediatordesk.app.elements.rows_box import RowsBox
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class ElementsTab(QWidget):
    """Shows what the pack asks, and says what was answered; a page is made when it is looked at."""

    entered = Signal(ElementKey, str)
    row_entered = Signal(ElementKey, Row)
    row_typed = Signal(ElementKey, object)
    row_taken_out = Signal(ElementKey, str, int)
    row_put_back = Signal(ElementKey, str, int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._parts: dict[Hashable, Part] = {}
        self._typed: dict[ElementKey, str] = {}
        self.pages: dict[Hashable, ElementPage] = {}
        self.list = EntryView(appearance, _("Parts of what is asked"))
        self.list.chosen.connect(self._turn)
        self.stack = QStackedWidget()
        unit = appearance.look.unit
        card = Card(appearance)
        card.inside.addWidget(self.list, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, unit, 0, 0)
        box.setSpacing(unit * 2)
        box.addWidget(card, 2)
        box.addWidget(self.stack, 5)

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed was not saved yet."""
        return any(page.unsaved for page in self.pages.values())

    def typed(self) -> Mapping[ElementKey, str]:
        """Return what was typed and not saved."""
        boxes = (box for page in self.pages.values() for box in page.boxes.values())
        return {
            box.key: box.edit.text() for box in boxes if isinstance(box, ElementBox) and box.unsaved
        }

    def type_again(self, typed: Mapping[ElementKey, str]) -> None:
        """Show what was typed earlier and could not be saved, as soon as its fields are there."""
        self._typed = dict(typed)
        self._show_typed()

    def show_elements(self, elements: tuple[Element, ...], parties: Mapping[UUID, str]) -> None:
        """Show the fields of a case as they stand; what is being typed stays."""
        self._parts = {part.key: part for part in parts_of(elements, parties)}
        self.list.show_entries([part.entry() for part in self._parts.values()])
        for key in self.pages.keys() & self._parts.keys():
            self._fill(key)
        if self.list.chosen_key() is None and self._parts:
            self.list.choose(next(iter(self._parts)))
        self._show_typed()

    def start_over(self) -> None:
        """Put away the pages of the case shown before; what was typed there has been said."""
        self._parts, self._typed = {}, {}
        self.list.show_entries(())
        for page in self.pages.values():
            self.stack.removeWidget(page.area)
            page.area.deleteLater()
        self.pages = {}

    def flush(self) -> None:
        """Say everything that was typed and not said yet."""
        for page in self.pages.values():
            page.flush()

    def saved(self, key: ElementKey, text: str) -> None:
        """Take note that an answer was saved."""
        for _part, box in self._boxes(key):
            if isinstance(box, ElementBox):
                box.saved(text)

    def row_saved(self, key: ElementKey) -> None:
        """Take note that a row was entered."""
        for _part, box in self._boxes(key):
            if isinstance(box, RowsBox):
                box.saved()

    def row_gone(self, key: ElementKey, row: str, place: int) -> None:
        """Take note that a row was taken out; it can be put back."""
        for _part, box in self._boxes(key):
            if isinstance(box, RowsBox):
                box.gone(row, place)

    def refused(self, key: ElementKey, error: DeskError) -> None:
        """Show beside its field why an answer was not saved."""
        for part, box in self._boxes(key):
            self.list.choose(part)
            box.refused(error)
            self.pages[part].area.ensureWidgetVisible(box)

    def _boxes(self, key: ElementKey) -> Iterator[tuple[Hashable, ElementBox | RowsBox]]:
        """Yield the box of a field with its part, if it was made."""
        for part, page in self.pages.items():
            if key in page.boxes:
                yield part, page.boxes[key]

    def _turn(self, key: Hashable) -> None:
        """Bring the fields of a part into sight."""
        if key not in self.pages:
            page = self.pages[key] = ElementPage(self._appearance, self._parts[key].heading)
            page.entered.connect(self.entered)
            page.row_entered.connect(self.row_entered)
            page.row_typed.connect(self.row_typed)
            page.row_taken_out.connect(self.row_taken_out)
            page.row_put_back.connect(self.row_put_back)
            self.stack.addWidget(page.area)
            self._fill(key)
        self.stack.setCurrentWidget(self.pages[key].area)

    def _fill(self, key: Hashable) -> None:
        """Show a part's fields on its page."""
        part = self._parts[key]
        self.pages[key].set_heading(part.heading)
        self.pages[key].show_elements(part.elements, by_section=part.of_party)

    def _show_typed(self) -> None:
        """Bring back what was typed earlier and could not be saved."""
        for part in tuple(self._parts.values()):
            for one in part.elements:
                if one.key in self._typed:
                    self.list.choose(part.key)
                    self._turn(part.key)
                    box = self.pages[part.key].boxes[one.key]
                    if isinstance(box, ElementBox):
                        box.type_again(self._typed.pop(one.key))
