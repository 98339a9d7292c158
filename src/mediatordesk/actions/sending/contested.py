"""Fields into which two computers have written different things: who wrote what, and a decision.

A decision is a write like any other, which has seen both values; it travels, and the history of the
case shows it. What was decided here lately is remembered here, so that the other value can still
be taken.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.changes import Cell, Change, Dot, Op, Value, Verb, moment_of
from mediatordesk.core.encoding import Plain, decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.core.merge import Write
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import Record, values_of
from mediatordesk.core.texts import N_
from mediatordesk.store import Sealed
from mediatordesk.store.dots import change_id
from mediatordesk.store.register import Register
from mediatordesk.sync.delivery.memory import Memory

DECIDED = "exchange/decided"
"""Under this name the desk remembers what was decided here."""
MOST = 50
"""So many decisions are remembered, the newest ones."""
LATELY = timedelta(days=7)
"""So long the other value can be taken here; later a field is changed in its case."""


class NotContested(DeskError):
    """What is to be decided is not, or no longer, contested."""

    happened = N_("Nothing was decided: this field does not hold two values any more.")
    kept = N_("It is as it was; somebody may have decided already.")
    to_do = N_("Look at the case, and change the field there if it is wrong.")


class Place(NamedTuple):
    """Which field of which record."""

    table: str
    row: UUID
    column: str


@dataclass(frozen=True, slots=True)
class Said:
    """One value: who wrote it, when, and at which computer of the office, if that is known."""

    dot: Dot
    value: Value
    who: str
    when: datetime
    letter: str = ""
    here: bool = False
    seal: bool = False


@dataclass(frozen=True, slots=True)
class Contest:
    """A field with its different values; the one that counts stands first.

    `decided` if a person has chosen that one here. Where it is sealed nothing can be chosen: what
    was written beside a seal is a proposal.
    """

    place: Place
    case: UUID | None
    values: tuple[Said, ...]
    decided: bool = False

    @property
    def sealed(self) -> bool:
        """Tell whether a seal has closed the field."""
        return self.values[0].seal


def contests(desk: Desk) -> tuple[Contest, ...]:
    """Return the fields in which different values stand, for a person to decide."""
    reader = _Reader(desk)
    return tuple(
        reader.contest(Place(*one[:3]), _different(one.writes)) for one in desk.store.conflicts()
    )


def decided(desk: Desk) -> tuple[Contest, ...]:
    """Return what was decided here lately and stands as it was decided, the newest first."""
    reader, open_ones = _Reader(desk), {Place(*one[:3]) for one in desk.store.conflicts()}
    since = desk.clock.now() - LATELY
    kept = (one for one in _kept(desk) if one.place not in open_ones and one.at >= since)
    return tuple(
        reader.contest(one.place, one.writes, decided=True)
        for one in kept
        if reader.standing(one.place) == one.writes[0].value
    )


def decide(desk: Desk, place: Place, dot: Dot) -> Change:
    """Let the value that a change wrote count, for everybody; the others can be taken later.

    NotContested if it wrote none of them, Sealed where a seal has closed the field.
    """
    writes = _writes(desk, place)
    chosen = next((one for one in writes if one.dot == dot), None)
    if chosen is None:
        raise NotContested
    if any(one.seal for one in writes):
        raise Sealed
    change = desk.commit([_op(place, chosen.value)])
    others = [one for one in _kept(desk) if one.place != place]
    ordered = (chosen, *(one for one in writes if one != chosen))
    _keep(desk, [_Decided(place, ordered, desk.clock.now()), *others])
    return change


class _Decided(NamedTuple):
    """A decision as it is remembered; the value that was chosen stands first."""

    place: Place
    writes: tuple[Write, ...]
    at: datetime


def _op(place: Place, value: Value) -> Op:
    """Return the operation that writes a value; a reason for voiding voids, none does not."""
    verb = Verb.SET
    if place.column == "void_reason":
        verb = Verb.VOID if value else Verb.UNVOID
    return Op(place.table, place.row, (Cell(place.column, value),), verb)


def _writes(desk: Desk, place: Place) -> tuple[Write, ...]:
    """Return the values between which a person decides, or has decided. NotContested."""
    for one in desk.store.conflicts():
        if Place(*one[:3]) == place:
            return _different(one.writes)
    for kept in _kept(desk):
        if kept.place == place and _Reader(desk).standing(place) == kept.writes[0].value:
            return kept.writes
    raise NotContested


def _different(writes: Iterable[Write]) -> tuple[Write, ...]:
    """Return one write for each value, in the order given."""
    found = dict[Value, Write]()
    for one in writes:
        found.setdefault(one.value, one)
    return tuple(found.values())


class _Reader:
    """Says who wrote what, with everything it needs read once."""

    def __init__(self, desk: Desk) -> None:
        self._store, memory = desk.store, Memory(desk.store)
        self._memory, self._roster = memory, memory.roster()
        self._device = desk.device.id
        self._own = frozenset(desk.store.own_replicas())
        self._names = {one.id: one.name for one in desk.store.all(Operator)}
        self._register = Register.current()

    def contest(self, place: Place, writes: Iterable[Write], *, decided: bool = False) -> Contest:
        """Return a field with who wrote what into it."""
        values = tuple(map(self._said, writes))
        return Contest(place, self._case(place), values, decided)

    def standing(self, place: Place) -> Value:
        """Return what stands in a field now; None if there is no such record."""
        record = self._record(place)
        return None if record is None else values_of(record).get(place.column)

    def _said(self, write: Write) -> Said:
        here = write.dot.replica in self._own
        owner = self._device if here else self._memory.owner_of(write.dot.replica)
        letter = self._roster.letter_of(owner) if self._roster and owner else ""
        when, who = moment_of(write.at), self._operator(write.dot)
        return Said(write.dot, write.value, who, when, letter, here, write.seal)

    def _operator(self, dot: Dot) -> str:
        """Return the name of who made a change; nothing if it is not known."""
        asked = "SELECT n FROM replica WHERE replica = ?"
        for (n,) in self._store.rows(asked, (dot.replica,)):
            number = change_id(n, dot.seq)
            for (header,) in self._store.rows("SELECT header FROM change WHERE id = ?", (number,)):
                match decode(header):
                    case [_, _, _, bytes(operator), *_]:
                        return self._names.get(UUID(bytes=operator), "")
        return ""

    def _case(self, place: Place) -> UUID | None:
        """Return the case that a record belongs to; None for those that belong to none."""
        case = getattr(self._record(place), "case_id", None)
        return case if isinstance(case, UUID) else None

    def _record(self, place: Place) -> Record | None:
        """Return the record of a field; None if its beginning has not arrived."""
        kind = self._register.by_name[place.table].kind
        begun = "id = ? AND void_reason IS NOT NULL"
        return next(iter(self._store.where(kind, begun, (place.row.bytes,))), None)


def _kept(desk: Desk) -> tuple[_Decided, ...]:
    """Return the decisions that are remembered, the newest first."""
    data = desk.store.recall(DECIDED)
    content = decode(data) if data else None
    items = content if isinstance(content, list) else []
    return tuple(one for one in map(_read, items) if one is not None)


def _keep(desk: Desk, ones: Sequence[_Decided]) -> None:
    items: Plain = [
        [
            one.place.table,
            one.place.row.bytes,
            one.place.column,
            list(map(_written, one.writes)),
            one.at.isoformat(),
        ]
        for one in ones[:MOST]
    ]
    desk.store.remember(DECIDED, encode(items))


def _written(write: Write) -> Plain:
    return [write.dot.replica, write.dot.seq, write.at, write.value]


def _read(item: Plain) -> _Decided | None:
    """Return a remembered decision."""
    match item:
        case [str(table), bytes(row), str(column), [*writes], str(at)]:
            place, when = Place(table, UUID(bytes=row), column), datetime.fromisoformat(at)
            return _Decided(place, tuple(map(_read_write, writes)), when)
    return None


def _read_write(item: Plain) -> Write:
    match item:
        case [bytes(replica), int(seq), int(at), value] if not isinstance(value, list):
            return Write(Dot(replica, seq), at, value)
    raise TypeError(item)
