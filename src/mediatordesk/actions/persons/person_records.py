"""Which records of the desk are about a person: their rows, and every text that names them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from mediatordesk.actions.persons.duplicates import joined_with
from mediatordesk.core.agreements import Clause, MediationAgreement, Obligation, Performance
from mediatordesk.core.bound_files import BoundFile
from mediatordesk.core.cases import Case, Element
from mediatordesk.core.ceremonies import CeremonyNote
from mediatordesk.core.changes import Change, Op, Value, Verb
from mediatordesk.core.handovers import Handover, ReceiverAnswer
from mediatordesk.core.numbers import NumberUse
from mediatordesk.core.papers import Attachment, Blob, Paper, Signature
from mediatordesk.core.parties import Party
from mediatordesk.core.periods import Period
from mediatordesk.core.records import Record
from mediatordesk.core.releases import Release
from mediatordesk.core.routing import Hop
from mediatordesk.core.sealed_revisions import SealedRevision
from mediatordesk.core.sessions import Consent, FollowUpVisit, Note, SessionRecord
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.store import Store

R = TypeVar("R", bound=Record)
KINDS: tuple[type[Record], ...] = (
    Case,
    Party,
    Element,
    Consent,
    SessionRecord,
    MediationAgreement,
    Clause,
    Obligation,
    Performance,
    FollowUpVisit,
    Paper,
    Signature,
    CeremonyNote,
    SealedRevision,
    SignedScan,
    Handover,
    ReceiverAnswer,
    BoundFile,
    Blob,
    Attachment,
    Hop,
    Release,
    Note,
    NumberUse,
    Period,
)
"""What belongs to a case."""
LEAST_NAME = 2
LEAST_NUMBER = 5
"""Characters; a shorter name or number says too little to look for it in texts."""


@dataclass(frozen=True)
class Person:
    """All rows of one person, in whichever cases, and the words by which texts name them."""

    parties: tuple[Party, ...]
    words: frozenset[str]
    """Names, numbers of cards and phones."""
    spared: frozenset[str] = frozenset()
    """Names of others in these cases that have one of the words in them: 王小明 beside 王小."""

    @property
    def rows(self) -> frozenset[UUID]:
        """Return the ids of the person's rows."""
        return frozenset(one.id for one in self.parties)

    @property
    def cases(self) -> tuple[UUID, ...]:
        """Return the ids of the cases, each once."""
        return tuple({one.case_id: None for one in self.parties})

    def named_in(self, content: object) -> bool:
        """Tell whether a text, or one of several, names the person."""
        if isinstance(content, tuple):
            return any(map(self.named_in, content))
        if not isinstance(content, str) or not any(word in content for word in self.words):
            return False
        return any(found[0] in self.words for found in self._pattern.finditer(content))

    def without_words(self, content: Any, instead: str) -> Any:
        """Return a text, or several, in which other words stand where the person was named."""
        if isinstance(content, tuple):
            return tuple(self.without_words(one, instead) for one in content)
        if type(content) is not str or not self.named_in(content):
            return content
        return self._pattern.sub(
            lambda found: instead if found[0] in self.words else found[0], content
        )

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        listed = sorted(self.words | self.spared, key=lambda word: (-len(word), word))
        return re.compile("|".join(map(re.escape, listed)))


def person_of(store: Store, party: Party) -> Person:
    """Return the person of a row, with all rows that were joined with it."""
    parties = tuple(store.get(Party, row) for row in joined_with(store, party))
    rows = {one.id for one in parties}
    words = frozenset(word for one in parties for word in _words(one))
    others = {
        one.name
        for case_id in {one.case_id for one in parties}
        for one in store.where(Party, "case_id = ?", (case_id.bytes,))
        if one.id not in rows
    }
    spared = {name for name in others if any(word in name for word in words)} - words
    return Person(parties, words, frozenset(spared))


def records_of(store: Store, case_id: UUID) -> Iterator[Record]:
    """Yield every record of a case, voided ones too."""
    yield store.get(Case, case_id)
    for kind in KINDS[1:]:
        yield from store.where(kind, "case_id = ? ORDER BY rowid", (case_id.bytes,))


def is_about(person: Person, record: Record) -> bool:
    """Tell whether a record is the person's, points to them, or names them in a text.

    Another party's own row is about that party, even if both share a phone or an address.
    """
    if isinstance(record, Party):
        return record.id in person.rows
    if isinstance(record, Element) and record.party_id not in {None, *person.rows}:
        return False
    values = [getattr(record, one.name) for one in fields(record)]
    return any(value in person.rows for value in values if isinstance(value, UUID)) or any(
        map(person.named_in, values)
    )


def wrote_about(person: Person, change: Change, rows: Iterable[UUID]) -> bool:
    """Tell whether a change wrote one of these rows, or a text that names the person.

    What takes writes away, an earlier purge, holds none.
    """
    about, written = {*rows}, [op for op in change.ops if op.verb is not Verb.PURGE]
    return any(op.row in about or _names(person, op) for op in written)


def fields_written(op: Op) -> dict[str, Value]:
    """Return what an operation wrote, without the keys of files."""
    return {
        cell.column: cell.value
        for cell in op.cells
        if not isinstance(cell.value, bytes) and cell.column != "identity"
    }


def without_words(record: R, person: Person, instead: str) -> R:
    """Return a record in whose texts other words stand where the person was named."""
    texts = {one.name: getattr(record, one.name) for one in fields(record)}
    after = {name: person.without_words(content, instead) for name, content in texts.items()}
    changed: dict[str, Any] = {
        name: content for name, content in after.items() if content != texts[name]
    }
    return replace(record, **changed)


def _words(party: Party) -> Iterator[str]:
    if len(party.name) >= LEAST_NAME:
        yield party.name
    for number in (party.id_number, party.phone):
        if len(number) >= LEAST_NUMBER:
            yield number


def _names(person: Person, op: Op) -> bool:
    if op.table == Party.TABLE:
        return op.row in person.rows
    return any(person.named_in(cell.value) for cell in op.cells)
