"""A form as it will be printed: with its fields in sight, or filled with examples."""

from functools import partial

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton

from mediatordesk.app.asked.template_desk import ShownForm
from mediatordesk.app.case_page.preview import PdfPreview
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.parts.cards import Card, label
from mediatordesk.core.texts import N_, _

_KINDS = {False: N_("Fields"), True: N_("Example")}


class FormPreview(Card):
    """Shows the pages of a form filled with examples; a switch shows its fields."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("As it will be printed"))
        self._form: ShownForm | None = None
        self._filled = True
        self.preview = PdfPreview()
        self.name = label("", "mute")
        self.kinds = QButtonGroup(self)
        self.top.addWidget(self.preview.tools)
        self._lay_out()

    def show_form(self, form: ShownForm) -> None:
        """Show a form from its first page; UnreadablePaper if its PDF cannot be shown.

        It is filled with examples, as the names of fields break the lines of narrow cells; one
        that cannot be filled shows its fields.
        """
        self._form = form
        self.name.setText(form.chosen.name if form.chosen else "")
        self.fill(filled=bool(form.example) or not form.pdf)

    def show_nothing(self, why: str) -> None:
        """Show no form, and say why."""
        self._form = None
        self.name.setText("")
        self.preview.show_nothing(why)
        self._enable(possible=False)

    def show_page(self, number: int) -> None:
        """Bring a page into sight."""
        self.preview.show_page(number)

    def fill(self, *, filled: bool) -> None:
        """Show the fields as they stand, or filled with examples."""
        self._filled = filled
        self.kinds.button(int(filled)).setChecked(True)
        self._show()

    def _show(self) -> None:
        """Show the pages that are asked for."""
        if self._form is None:
            return
        data = self._form.example if self._filled else self._form.pdf
        self._enable(possible=bool(self._form.pdf))
        if data:
            self.preview.show_pdf(self._form.which.code, data)
        else:
            self.preview.show_nothing(_("It cannot be shown until what is named is mended."))

    def _enable(self, *, possible: bool) -> None:
        for button in self.kinds.buttons():
            button.setEnabled(possible)

    def _lay_out(self) -> None:
        """Put the switch above the pages."""
        line = QHBoxLayout()
        for filled, word in _KINDS.items():
            button = QPushButton(_(word))
            button.setObjectName("filter")
            button.setCheckable(True)
            button.setChecked(filled == self._filled)
            button.clicked.connect(partial(self.fill, filled=filled))
            self.kinds.addButton(button, int(filled))
            line.addWidget(button)
        line.addStretch()
        line.addWidget(self.name)
        self.inside.addLayout(line)
        self.inside.addWidget(self.preview, 1)
