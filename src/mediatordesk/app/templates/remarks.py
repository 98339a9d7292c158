"""What is to be said about a form: what must be mended, and what may look different."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from mediatordesk.app.asked.template_desk import Remark, ShownForm, Weight
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.chips import Chip
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.texts import N_, _

_WORDS = {
    Weight.FAULT: (N_("mend"), Tone.RED),
    Weight.HINT: (N_("may differ"), Tone.AMBER),
    Weight.TIDIED: (N_("tidied"), Tone.PLAIN),
}


class Remarks(Card):
    """Shows the remarks on a form, and says to which page one of them belongs."""

    page_wanted = Signal(int)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Check"))
        self._remarks: tuple[Remark, ...] = ()
        self.state = Chip()
        self.list = EntryView(appearance, _("Check"))
        self.list.chosen.connect(self._go)
        self.list.clicked.connect(lambda index: self._go(index.row()))
        self._nothing = WrappedLabel("mute")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self.list)
        self.top.addWidget(self.state)
        self.inside.addWidget(self._stack, 1)

    def show_form(self, form: ShownForm) -> None:
        """Show the remarks on a form, the heavy ones first."""
        heaviest_first = list(Weight)
        self._remarks = tuple(
            sorted(form.remarks, key=lambda one: heaviest_first.index(one.weight))
        )
        self.list.show_entries([_entry(n, one) for n, one in enumerate(self._remarks)])
        self._stack.setCurrentIndex(1 if self._remarks else 0)
        self._nothing.show_text(_("Nothing to mend: every field is known, everything is printed."))
        if form.faults:
            self.state.show_word(_("to mend: {n}").format(n=form.faults), Tone.RED)
        else:
            self.state.show_word(_("can be used"), Tone.GREEN)

    def show_nothing(self, why: str) -> None:
        """Show no remarks, and say why."""
        self._remarks = ()
        self.list.show_entries([])
        self._nothing.show_text(why)
        self._stack.setCurrentIndex(0)
        self.state.show_word("", Tone.PLAIN)

    def words(self) -> str:
        """Return what stands there instead of remarks."""
        return self._nothing.text()

    def _go(self, number: object) -> None:
        """Say to which page the chosen remark belongs."""
        page = self._remarks[number].page if isinstance(number, int) else None
        if page:
            self.page_wanted.emit(page)


def _entry(number: int, remark: Remark) -> Entry:
    word, tone = _WORDS[remark.weight]
    place = f"“{remark.place}”" if remark.place else ""
    page = _("page {n}").format(n=remark.page) if remark.page else ""
    detail = " · ".join(filter(None, (page, place)))
    return Entry(number, remark.words, detail, "", _(word), tone)
