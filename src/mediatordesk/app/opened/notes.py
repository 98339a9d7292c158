"""The notes of cases as the window sees them: the actions, behind the questions of their place."""

from uuid import UUID

from mediatordesk.actions.cases.caucus import reader_names, text_of, write_caucus_note, write_note
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.asked.note_desk import Draft, Notes, ShownNote
from mediatordesk.core.changes import Change
from mediatordesk.core.sessions import Note
from mediatordesk.keys.identities import NotForUs, encrypt_to

_OPEN, _CAUCUS = "note", "caucus"


class OpenedNotes:
    """Answers the place for notes. It is used in the database thread only.

    Drafts stay in the memory of this desk that never travels, one for each operator and case; one
    of a caucus note is encrypted to who types it, as it may stand in a backup.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def notes(self, case_id: UUID) -> Notes:
        """Return the notes of a case, newest first, and the drafts of who sits here."""
        found = sorted(
            self._desk.store.of_case(Note, case_id), key=lambda note: note.written_at, reverse=True
        )
        shown = tuple(self._shown(note) for note in found if not note.void_reason)
        possible = self._desk.identity is not None
        return Notes(shown, self._open_draft(case_id), self._caucus_draft(case_id), possible)

    def write(self, case_id: UUID, draft: Draft) -> Change:
        """Enter a note; a caucus note is encrypted to its readers before it is logged."""
        write = write_caucus_note if draft.caucus else write_note
        change = write(self._desk, case_id, draft.text)
        self.keep_draft(case_id, Draft("", draft.caucus))
        return change

    def keep_draft(self, case_id: UUID, draft: Draft) -> None:
        """Keep what was typed so far, on this computer only, for who sits here only."""
        data = draft.text.encode()
        if draft.caucus:
            identity = self._desk.identity
            if identity is None:
                return
            data = encrypt_to((identity.recipient,), data) if data else b""
        self._desk.store.remember(self._name(case_id, _CAUCUS if draft.caucus else _OPEN), data)

    def _open_draft(self, case_id: UUID) -> str:
        data = self._desk.store.recall(self._name(case_id, _OPEN)) or b""
        return data.decode()

    def _caucus_draft(self, case_id: UUID) -> str:
        data = self._desk.store.recall(self._name(case_id, _CAUCUS))
        if not data or self._desk.identity is None:
            return ""
        try:
            return self._desk.identity.decrypt(data).decode()
        except NotForUs:  # the operator has another identity since
            return ""

    def _name(self, case_id: UUID, kind: str) -> str:
        return f"draft/{kind}/{self._desk.operator.id}/{case_id}"

    def _shown(self, note: Note) -> ShownNote:
        """Return a note as far as it may be read here."""
        readers = reader_names(self._desk, note) if note.caucus else ()
        text = text_of(self._desk, note)
        return ShownNote(note.id, note.written_at, text, note.caucus, readers)
