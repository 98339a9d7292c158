"""Rows that may be the same person: suggested by index, joined by a person, undone at any time."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.identity import is_proved, plain_number
from mediatordesk.core.parties import Party
from mediatordesk.core.party_joins import PartyJoin
from mediatordesk.core.records import added, changed, tidy
from mediatordesk.core.texts import N_
from mediatordesk.store import Store

AT_ONCE = 500
"""Values bound to one question; SQLite allows more, older ones 999."""


class SameRow(DeskError):
    """A person is to be joined with themselves."""

    happened = N_("Both names mean the same row: {name}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Give two different rows; “party duplicates” lists them.")


class JoinedAlready(DeskError):
    """Two rows that are joined already, directly or through others."""

    happened = N_("{one} and {other} are joined already.")
    kept = N_("Nothing was changed.")
    to_do = N_("There is nothing to do; to part them, add --undo.")


class DifferentNumbers(DeskError):
    """Two rows whose identity numbers are both right, and not the same: they are two people."""

    happened = N_("{one} and {other} were not joined: both have valid identity numbers, and these "
                  "differ ({numbers}).")  # fmt: skip
    kept = N_("Nothing was changed; both rows are as they were.")
    to_do = N_("If one of the numbers is wrong, correct it first; then join them.")


class NotJoined(DeskError):
    """A join is to be undone that nobody made."""

    happened = N_("{one} and {other} were not joined with each other.")
    kept = N_("Nothing was changed.")
    to_do = N_("Those joined directly with {one}: {joined}.")


class Reason(StrEnum):
    """Why rows may be the same person."""

    SAME_NUMBER = "same_number"
    SAME_NAME_AND_PHONE = "same_name_and_phone"
    SAME_NAME_AND_BIRTH = "same_name_and_birth"


REASON_WORDS = {
    Reason.SAME_NUMBER: N_("the same identity number"),
    Reason.SAME_NAME_AND_PHONE: N_("the same name and phone"),
    Reason.SAME_NAME_AND_BIRTH: N_("the same name and date of birth"),
}


@dataclass(frozen=True)
class SamePerson:
    """Rows that may be one person and are not joined yet, oldest first."""

    reason: Reason
    parties: tuple[Party, ...]


_ALIKE = {
    Reason.SAME_NUMBER: ("id_number", "id_number != ''"),
    Reason.SAME_NAME_AND_PHONE: ("name, phone", "phone != ''"),
    Reason.SAME_NAME_AND_BIRTH: ("name, birth_date", "birth_date IS NOT NULL"),
}


def suggested_duplicates(store: Store, *, limit: int = 200) -> tuple[SamePerson, ...]:
    """Return rows of the whole desk that may be one person, those by number first.

    The tables are read through their indexes (identity number; name, phone, date of birth).
    """
    found: list[SamePerson] = []
    told: set[frozenset[UUID]] = set()
    for reason, (columns, filled) in _ALIKE.items():
        for values in _repeated(store, columns, filled, limit):
            parties = _with(store, columns, filled, values)
            rows = frozenset(one.id for one in parties)
            if any(rows <= earlier for earlier in told) or rows <= {
                *joined_with(store, parties[0])
            }:
                continue
            told.add(rows)
            found.append(SamePerson(reason, parties))
            if len(found) >= limit:
                return tuple(found)
    return tuple(found)


def duplicates_of(store: Store, party: Party) -> tuple[SamePerson, ...]:
    """Return the rows that may be the same person as a party and are not joined with it."""
    known = set(joined_with(store, party))
    found: list[SamePerson] = []
    for reason, (columns, filled) in _ALIKE.items():
        values = [getattr(party, name) for name in columns.split(", ")]
        if any(value in {"", None} for value in values):
            continue
        alike = _with(store, columns, filled, [str(value) for value in values])
        others = tuple(one for one in alike if one.id not in known)
        if others:
            known |= {one.id for one in others}
            found.append(SamePerson(reason, (party, *others)))
    return tuple(found)


def same_numbers(store: Store, numbers: Collection[str]) -> dict[str, tuple[Party, ...]]:
    """Return the parties of the desk that have one of these identity numbers, by number."""
    found: dict[str, list[Party]] = {}
    wanted = sorted(set(numbers) - {""})
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        marks = ", ".join("?" * len(some))
        condition = f"id_number IN ({marks}) AND id_number != '' AND void_reason = ''"
        for party in store.where(Party, condition, some):
            found.setdefault(party.id_number, []).append(party)
    return {number: tuple(parties) for number, parties in found.items()}


def joined_with(store: Store, party: Party) -> tuple[UUID, ...]:
    """Return the rows that are one person with a party, itself first, however they are joined."""
    rows = {party.id: None}
    waiting = [party.id]
    while waiting:
        row = waiting.pop()
        for join in _joins_of(store, row):
            for other in (join.kept_id, join.joined_id):
                if other not in rows:
                    rows[other] = None
                    waiting.append(other)
    return tuple(rows)


def joins_in_case(store: Store, case_id: UUID) -> tuple[PartyJoin, ...]:
    """Return the joins in which parties of a case take part."""
    in_case = "IN (SELECT id FROM party WHERE case_id = ?1)"
    condition = f"(kept_id {in_case} OR joined_id {in_case}) AND void_reason = ''"
    return store.where(PartyJoin, condition, (case_id.bytes,))


def join_parties(desk: Desk, kept: Party, joined: Party, *, reason: str = "") -> Change:
    """Note that two rows are the same person; both stay as they are.

    SameRow, JoinedAlready; DifferentNumbers, for else what one of them asks for (to see, to erase)
    would be done to the other.
    """
    if kept.id == joined.id:
        raise SameRow(name=kept.name)
    if joined.id in joined_with(desk.store, kept):
        raise JoinedAlready(one=kept.name, other=joined.name)
    numbers = {*_proved_numbers(desk.store, kept), *_proved_numbers(desk.store, joined)}
    if len(numbers) > 1:
        told = "、".join(sorted(numbers))
        raise DifferentNumbers(one=kept.name, other=joined.name, numbers=told)
    join = PartyJoin(
        kept_id=kept.id, joined_id=joined.id, joined_at=desk.clock.now(), reason=tidy(reason)
    )
    return desk.commit([added(join)])


def undo_join(desk: Desk, one: Party, other: Party, *, reason: str = "") -> Change:
    """Part two rows that were joined with each other; NotJoined names those that are.

    They may still be one person through a third row: `joined_with` says it.
    """
    pair = {one.id, other.id}
    joins = _joins_of(desk.store, one.id)
    undone = [join for join in joins if {join.kept_id, join.joined_id} == pair]
    if not undone:
        rows = {row for join in joins for row in (join.kept_id, join.joined_id)} - {one.id}
        names = "、".join(desk.store.get(Party, row).name for row in sorted(rows)) or "—"
        raise NotJoined(one=one.name, other=other.name, joined=names)
    why = tidy(reason) or "undone"
    return desk.commit([changed(join, _void(join, why)) for join in undone])


def find_party(store: Store, name: str) -> tuple[Party, ...]:
    """Return the parties of an id or an identity number; none if there is none."""
    try:
        return (store.get(Party, UUID(name)),)
    except ValueError:
        return same_numbers(store, [name]).get(name, ())


def find_named(store: Store, name: str) -> tuple[Party, ...]:
    """Return the parties of all cases that have this name; none if nobody has."""
    return store.where(Party, "name = ? AND void_reason = '' ORDER BY rowid", (tidy(name),))


def _proved_numbers(store: Store, party: Party) -> Iterator[str]:
    """Yield the valid identity numbers in all rows of the person of a row."""
    for row in joined_with(store, party):
        number = plain_number(store.get(Party, row).id_number)
        if is_proved(number):
            yield number


def _void(join: PartyJoin, reason: str) -> PartyJoin:
    return PartyJoin(
        id=join.id,
        void_reason=reason,
        kept_id=join.kept_id,
        joined_id=join.joined_id,
        joined_at=join.joined_at,
        reason=join.reason,
    )


def _joins_of(store: Store, row: UUID) -> tuple[PartyJoin, ...]:
    """Return the joins in which a row takes part."""
    kept = store.where(PartyJoin, "kept_id = ? AND void_reason = ''", (row.bytes,))
    return (*kept, *store.where(PartyJoin, "joined_id = ? AND void_reason = ''", (row.bytes,)))


def _repeated(store: Store, columns: str, filled: str, limit: int) -> Iterable[Sequence[object]]:
    """Return the contents that stand in more than one row."""
    question = (
        f"SELECT {columns} FROM party WHERE {filled} "  # noqa: S608 - words of this module
        f"GROUP BY {columns} HAVING count(*) > 1 LIMIT ?"
    )
    return store.rows(question, (limit * 2,))


def _with(store: Store, columns: str, filled: str, values: Sequence[object]) -> tuple[Party, ...]:
    """Return the parties with these contents."""
    same = " AND ".join(f"{name} = ?" for name in columns.split(", "))
    condition = f"{same} AND {filled} AND void_reason = '' ORDER BY rowid"
    return store.where(Party, condition, values)
