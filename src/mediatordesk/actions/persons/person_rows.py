"""Rows of people as a person names them: the name, the case's number, and the row's id."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.actions.persons.duplicates import same_numbers
from mediatordesk.actions.persons.person_records import Person
from mediatordesk.core.cases import Case
from mediatordesk.core.parties import Party
from mediatordesk.core.texts import _
from mediatordesk.store import Store


@dataclass(frozen=True)
class PersonRow:
    """One row of a person; `number` is that of its case, or else its mark or title."""

    party: UUID
    name: str
    case: UUID
    number: str

    def words(self) -> str:
        """Return it in one line for people."""
        return _("{name}, case {number}, id {id}").format(
            name=self.name, number=self.number, id=self.party
        )


def person_rows(store: Store, parties: Iterable[Party]) -> tuple[PersonRow, ...]:
    """Return the rows of some parties as people name them."""
    return tuple(
        PersonRow(one.id, one.name, one.case_id, store.get(Case, one.case_id).called)
        for one in parties
    )


def same_number_rows(store: Store, person: Person) -> tuple[PersonRow, ...]:
    """Return the rows that have one of a person's identity numbers and are not joined with them."""
    found = same_numbers(store, [one.id_number for one in person.parties])
    others = (one for parties in found.values() for one in parties if one.id not in person.rows)
    return person_rows(store, others)


def not_joined(row: PersonRow) -> str:
    """Return a line on a row with the same identity number that is not meant."""
    words = _("Not included, though the identity number is the same: {row}")
    return words.format(row=row.words())
