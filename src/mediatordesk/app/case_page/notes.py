"""The notes of a case, and apart from them what was said in confidence (背对背)."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediatordesk.app.asked.note_desk import Draft, Notes, ShownNote
from mediatordesk.app.case_page.note_writing import NoteWriting
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.entries.view import EntryView
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.cards import Card, column, label
from mediatordesk.app.parts.dates import moment_text
from mediatordesk.app.parts.wrapped_label import WrappedLabel
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _


class NotesTab(QWidget):
    """Shows the notes of a case on the left; those in confidence stand apart on the right."""

    entered = Signal(Draft)
    typed = Signal(Draft)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.open_notes = EntryView(appearance, _("Notes"))
        self.writing = NoteWriting(appearance, _("Write a note"), caucus=False)
        self.caucus_notes = EntryView(appearance, _("In confidence"))
        self.caucus_writing = NoteWriting(appearance, _("Write in confidence"), caucus=True)
        self.locked = WrappedLabel("mute")
        self._no_notes = label(_("No note was written yet."), "mute")
        for one in (self.writing, self.caucus_writing):
            one.entered.connect(self.entered)
            one.typed.connect(self.typed)
        self._lay_out()

    def show_notes(self, notes: Notes) -> None:
        """Show the notes, and what is being written."""
        plain = [note_entry(one) for one in notes.notes if not one.caucus]
        mine = [note_entry(one) for one in notes.notes if one.caucus and one.text is not None]
        hidden = sum(one.text is None for one in notes.notes)
        self.open_notes.show_entries(plain)
        self._no_notes.setVisible(not plain)
        self.caucus_notes.show_entries(mine)
        self.caucus_writing.setVisible(notes.caucus_possible)
        self.locked.show_text(_locked_words(hidden, possible=notes.caucus_possible))
        self.writing.show_draft(notes.draft)
        self.caucus_writing.show_draft(notes.caucus_draft)

    def start_over(self) -> None:
        """Put away what belonged to the case shown before."""
        for view in (self.open_notes, self.caucus_notes):
            view.show_entries(())
        for writing in (self.writing, self.caucus_writing):
            writing.start_over()

    def flush(self) -> None:
        """Say what was typed, so that it is kept."""
        for writing in (self.writing, self.caucus_writing):
            writing.flush()

    def written(self, draft: Draft) -> None:
        """Take note that a note was entered."""
        (self.caucus_writing if draft.caucus else self.writing).written()

    def refused(self, draft: Draft, error: DeskError) -> None:
        """Show why a note was not entered."""
        (self.caucus_writing if draft.caucus else self.writing).refused(error)

    def _lay_out(self) -> None:
        """Put notes on the left, confidence on the right."""
        unit = self._appearance.look.unit
        for view in (self.open_notes, self.caucus_notes):
            view.setMinimumHeight(5 * unit)
        listed = Card(self._appearance, _("Notes"))
        listed.inside.addWidget(self._no_notes)
        listed.inside.addWidget(self.open_notes, 1)
        apart = Card(self._appearance, _("In confidence (caucus)"))
        apart.inside.addWidget(self.locked)
        apart.inside.addWidget(self.caucus_notes, 1)
        left = column(unit * 2, listed, self.writing)
        right = column(unit * 2, apart, self.caucus_writing)
        for side in (left, right):
            side.setStretch(0, 3)
            side.setStretch(1, 2)
        box = QHBoxLayout()
        box.setSpacing(unit * 2)
        box.addLayout(left, 1)
        box.addLayout(right, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, unit, 0, 0)
        whole.addLayout(box)


def note_entry(note: ShownNote) -> Entry:
    """Return a note for the list, with who may read it."""
    word, tone = (_("caucus"), Tone.AMBER) if note.caucus else ("", Tone.PLAIN)
    readers = _("readers: {names}").format(names=_(", ").join(note.readers))
    detail = readers if note.readers else ""
    return Entry(note.id, note.text or "", detail, moment_text(note.written_at), word, tone)


def _locked_words(hidden: int, *, possible: bool) -> str:
    """Say what cannot be read here, and why."""
    words = _("Encrypted for its readers before it is saved; neither the centre nor a colleague "
              "can read it.")  # fmt: skip
    if not possible:
        words = _("Open the desk with your own passphrase to read and write here.")
    if hidden:
        words += "\n" + _("Meant for others: {n}").format(n=hidden)
    return words
