"""The fields of one part: a section of the case, or a party with its sections."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from mediatordesk.app.asked.element_desk import Element, ElementKey, Row
from mediatordesk.app.elements.box import ElementBox
from mediatordesk.app.elements.rows_box import RowsBox
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, column, label, scrolling
from mediatordesk.core.answers import AnswerKind

Box = ElementBox | RowsBox


class ElementPage(Card):
    """Shows the fields of one part below each other, each with its answer."""

    entered = Signal(ElementKey, str)
    row_entered = Signal(ElementKey, Row)
    row_typed = Signal(ElementKey, object)
    row_taken_out = Signal(ElementKey, str, int)
    row_put_back = Signal(ElementKey, str, int)

    def __init__(self, appearance: Appearance, heading: str) -> None:
        super().__init__(appearance, heading)
        self._sections: set[str] = set()
        self.boxes: dict[ElementKey, Box] = {}
        self._dressing = appearance
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        whole = column(0, self)
        whole.addStretch()
        self.area: QScrollArea = scrolling(whole)
        self.inside.addStretch()

    @property
    def unsaved(self) -> bool:
        """Tell whether something typed was not saved yet."""
        return any(box.unsaved for box in self.boxes.values())

    def show_elements(self, elements: Iterable[Element], *, by_section: bool) -> None:
        """Show these fields; boxes are made once and then filled again."""
        for element in elements:
            box = self.boxes.get(element.key)
            if box is None:
                if by_section:
                    self._begin(element.section)
                self._add(element)
            else:
                box.show_element(element)

    def flush(self) -> None:
        """Say everything that was typed and not said yet."""
        for box in self.boxes.values():
            box.flush()

    def _begin(self, section: str) -> None:
        """Put the heading of a section above its first field."""
        if section not in self._sections:
            self._sections.add(section)
            self._put(label(section, "mute"))

    def _add(self, element: Element) -> None:
        """Make the box of a field."""
        key = element.key
        box: Box
        if element.ask.kind is AnswerKind.TABLE:
            box = RowsBox(self._dressing, element)
            box.entered.connect(lambda row: self.row_entered.emit(key, row))
            box.typed.connect(lambda row: self.row_typed.emit(key, row))
            box.dropped.connect(lambda: self.row_typed.emit(key, None))
            box.taken_out.connect(lambda row, at: self.row_taken_out.emit(key, row, at))
            box.put_back.connect(lambda row, at: self.row_put_back.emit(key, row, at))
        else:
            box = ElementBox(self._dressing, element)
            box.entered.connect(lambda text: self.entered.emit(key, text))
        self.boxes[key] = box
        self._put(box)  # before it is shown, or it would be a window of its own for a moment
        box.show_element(element)

    def _put(self, part: QWidget) -> None:
        """Put something below the rest, above the room that is left."""
        self.inside.insertWidget(self.inside.count() - 1, part)
