"""The papers of one pack, and whose form each is made with."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

from mediatordesk.app.asked.template_desk import Form, Which
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card
from mediatordesk.app.parts.dates import day_text
from mediatordesk.core.texts import _


class FormList(Card):
    """Shows the papers of a pack, and says which one is wanted."""

    wanted = Signal(Which)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance, _("Papers"))
        self._forms: tuple[Form, ...] = ()
        self._pack = ""
        self._said: Which | None = None
        self.packs = QPushButton()
        self.packs.setObjectName("quiet")
        self.packs.setMenu(QMenu(self.packs))
        self.packs.setAccessibleName(_("Choose the forms of another field of work"))
        self.packs.setToolTip(self.packs.accessibleName())
        self.list = EntryView(appearance, _("Papers"))
        self.list.chosen.connect(self._choose)
        self.list.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self.top.addWidget(self.packs)
        self.inside.addWidget(self.list, 1)

    def show_forms(self, forms: tuple[Form, ...]) -> None:
        """Show the forms of a desk; the chosen paper stays chosen."""
        self._forms = forms
        titles = {form.which.pack: form.pack_title for form in forms}
        if self._pack not in titles:
            self._pack = next(iter(titles), "")
        menu = self.packs.menu()
        menu.clear()
        for pack, title in titles.items():
            menu.addAction(title, partial(self.show_pack, pack))
        self.packs.setVisible(len(titles) > 1)
        self._show()

    def show_pack(self, pack: str) -> None:
        """Show the papers of another pack."""
        self._pack = pack
        self._show()

    def chosen(self) -> Form | None:
        """Return the paper that is chosen."""
        key = self.list.chosen_key()
        return next((form for form in self._forms if form.which == key), None)

    def _keep_in_sight(self) -> None:
        """Keep the chosen paper in sight when there is less room."""
        self.list.scrollTo(self.list.currentIndex())

    def _choose(self, which: Which) -> None:
        """Say which paper is wanted, once: a list that is read again is the same choice."""
        if which != self._said:
            self._said = which
            self.wanted.emit(which)

    def _show(self) -> None:
        """Show the papers of the pack, one of them chosen."""
        forms = [form for form in self._forms if form.which.pack == self._pack]
        if forms:
            self.packs.setText(forms[0].pack_title)
        self.list.show_entries([form_entry(form) for form in forms])
        if forms and self.list.chosen_key() is None:
            self.list.choose(forms[0].which)


def form_entry(form: Form) -> Entry:
    """Return a paper for the list, with whose form it is made with."""
    own = form.own_since is not None
    word, tone = (_("own form"), Tone.ACCENT) if own else (_("standard"), Tone.PLAIN)
    details = [form.which.code]
    if form.own_since:
        since = _("edition {number}, since {day}")
        details.append(since.format(number=form.edition, day=day_text(form.own_since)))
    if form.coming_on:
        coming = _("own form from {day}")
        if form.coming_is_standard:
            coming = _("standard form from {day}")
        details.append(coming.format(day=day_text(form.coming_on)))
    return Entry(form.which, form.title, " · ".join(details), "", word, tone)
