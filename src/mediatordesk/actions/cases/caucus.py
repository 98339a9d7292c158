"""Caucus notes (背对背): what one side said in confidence, for the case's own mediators only.

The text is encrypted to its readers before it enters the log. The centre, and colleagues of the
same office with the same cases in their databases, have the note and cannot read it.
"""

import re
from collections.abc import Sequence
from uuid import UUID, uuid4

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import Case, EmptyText
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import added, tidy
from mediatordesk.core.sessions import Note
from mediatordesk.core.texts import N_, _
from mediatordesk.keys.identities import NotForUs, Recipient, encrypt_to

MARK = b"MDN1"
LENGTH_BYTES = 4
BLOCK = 1024
"""Bytes of which the plain text is a multiple, so that its length says little."""
BETWEEN_NAMES = re.compile(r"[、，,;；/\s]+")


class EmptyNote(EmptyText):
    """A note that says nothing."""

    happened = N_("The note is empty.")
    kept = N_("Nothing was saved.")
    to_do = N_("Write what is to be noted, and save again.")


class NotAReader(DeskError):
    """A caucus note was written for others, or the desk was opened without the own identity."""

    happened = N_("This caucus note is not written for you: only {readers} can read it.")
    kept = N_("Nothing was changed.")
    to_do = N_("Ask one of them, or open the desk with your own passphrase.")


class NoReader(DeskError):
    """Somebody who is to read a caucus note has no key for that yet."""

    happened = N_("The caucus note was not saved: {name} has no key to read it with yet.")
    kept = N_("What you typed is still on the screen.")
    to_do = N_("Let {name} open the desk once with the passphrase, then save it again.")


class NoSuchReader(DeskError):
    """A name that no operator has who still works here."""

    happened = N_("Nobody who works here is called “{name}”; there are: {known}.")
    kept = N_("The caucus note was not saved.")
    to_do = N_("Correct the name and try again.")


def write_note(desk: Desk, case_id: UUID, text: str) -> Change:
    """Write down a line about a case, for everybody who sees the case. EmptyNote."""
    note = Note(case_id=case_id, written_at=desk.clock.now(), text=_required(text))
    return desk.commit([added(note)])


def write_caucus_note(desk: Desk, case_id: UUID, text: str, readers: Sequence[str] = ()) -> Change:
    """Write down what was said in confidence, for its readers only; see `readers_of`.

    `readers` are names of further operators. Of the case's own, those who have no key yet are left
    out. EmptyNote, NoSuchReader, NoReader.
    """
    words = _required(text)
    named = {desk.operator.name, *map(tidy, readers)}
    meant = [
        one
        for one in readers_of(desk, desk.store.get(Case, case_id), readers)
        if one.recipient or one.name in named
    ]
    note_id = uuid4()
    sealed = encrypt_to([_key_of(desk, one) for one in meant], _padded(note_id, words))
    note = Note(
        id=note_id,
        case_id=case_id,
        written_at=desk.clock.now(),
        caucus=True,
        readers=tuple(str(one.id) for one in meant),
        sealed_text=sealed,
    )
    return desk.commit([added(note)])


def readers_of(desk: Desk, case: Case, more: Sequence[str] = ()) -> tuple[Operator, ...]:
    """Return who reads a caucus note: its author, the case's mediator, recorder and registrar.

    Of these only who works at a desk of this office; of two of one name both. NoSuchReader for a
    further name that nobody has.
    """
    working = [one for one in desk.store.all(Operator) if not one.retired]
    known = {one.name for one in working}
    for name in more:
        if tidy(name) not in known:
            raise NoSuchReader(name=name, known=_(", ").join(sorted(known)))
    of_case = " ".join((case.mediator, case.recorder, case.registrar))
    names = {*map(tidy, more), *BETWEEN_NAMES.split(of_case)}
    spelt_whole = {case.mediator, case.recorder, case.registrar}
    return tuple(
        one
        for one in working
        if one.id == desk.operator.id or one.name in names | spelt_whole
    )  # fmt: skip


def read_caucus_note(desk: Desk, note: Note) -> str:
    """Return the text of a caucus note. NotAReader if it was not written for this operator."""
    if desk.identity is not None:
        try:
            return _text(note.id, desk.identity.decrypt(note.sealed_text))
        except NotForUs as error:
            raise NotAReader(readers=_(", ").join(reader_names(desk, note))) from error
    raise NotAReader(readers=_(", ").join(reader_names(desk, note)))


def text_of(desk: Desk, note: Note) -> str | None:
    """Return what a note says to this operator; None if it is a caucus note for others."""
    if not note.caucus:
        return note.text
    try:
        return read_caucus_note(desk, note)
    except NotAReader:
        return None


def reader_names(desk: Desk, note: Note) -> tuple[str, ...]:
    """Return the names of who can read a caucus note."""
    names = {str(one.id): one.name for one in desk.store.all(Operator)}
    return tuple(names.get(reader, reader) for reader in note.readers)


def _required(text: str) -> str:
    """Return a note as it is kept. EmptyNote if it says nothing."""
    words = tidy(text)
    if not words:
        raise EmptyNote
    return words


def _key_of(desk: Desk, operator: Operator) -> Recipient:
    """Return to whom a reader's copy is encrypted. NoReader if the operator has no key yet."""
    if operator.id == desk.operator.id and desk.identity is not None:
        return desk.identity.recipient
    if not operator.recipient:
        raise NoReader(name=operator.name)
    return Recipient(operator.recipient)


def _padded(note_id: UUID, words: str) -> bytes:
    """Return what is encrypted: bound to its note, its length rounded up."""
    data = words.encode()
    plain = MARK + note_id.bytes + len(data).to_bytes(LENGTH_BYTES, "big") + data
    return plain + bytes(-len(plain) % BLOCK)


def _text(note_id: UUID, plain: bytes) -> str:
    """Return the text of what was decrypted. NotForUs if it belongs to another note."""
    head = MARK + note_id.bytes
    if not plain.startswith(head):
        raise NotForUs
    start = len(head) + LENGTH_BYTES
    length = int.from_bytes(plain[len(head) : start], "big")
    return plain[start : start + length].decode(errors="replace")
