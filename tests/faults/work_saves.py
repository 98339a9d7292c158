"""Saving a case, and taking over what a colleague wrote."""

import pickle
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party
from mediatordesk.core.records import changed
from mediatordesk.store import Segment, Store

from .desks import make_desk, opened, register
from .tracing import Teller

COLLEAGUE = b"colleagu"
WRITTEN = 3
"""So many changes the colleague made."""


def save(place: Path, tell: Teller) -> None:
    """Register a case with its number."""
    with opened(place) as desk:
        facts = f"第{len(desk.store.all(Case))}案，覃𬭎与 O'Brien & Sons"
        tell_case(register(desk, facts), tell)


def read(place: Path, tell: Teller) -> None:
    """Read the one case of a desk, and tell how the desk was opened."""
    with opened(place) as desk:
        [case] = desk.store.all(Case)
        assert case.facts
        tell("for reading only" if desk.only_reads else "to write")


def tell_case(case: Case, tell: Teller) -> None:
    """Tell a case and its number to be safe."""
    tell(f"{case.number} {case.facts}")


def cases_are_there(desk: Desk, told: Sequence[str]) -> None:
    """Assert that the cases told are there, each with its number."""
    assert set(told) <= {f"{one.number} {one.facts}" for one in desk.store.all(Case)}


def colleague_writes(place: Path) -> None:
    """Make a desk, and what a colleague wrote about its case."""
    make_desk(place)
    with opened(place) as desk:
        theirs = Store.create(
            _folder(place / "colleague"),
            bytes(32),
            replica=COLLEAGUE,
            clock=Clock.computer(),
        )
        for one in desk.store.segments(0):
            theirs.apply(one.replica, one.prev_head, one.seq0, one.changes)
        for number in range(WRITTEN):
            case, party = theirs.all(Case)[0], theirs.all(Party)[0]
            after = replace(case, facts=f"a<b {number} " * 500)
            renamed = changed(party, party.renamed(f"Nguyễn Văn Đức {number}"))
            theirs.commit(uuid4(), [changed(case, after), renamed])
        (place / "arrived").write_bytes(pickle.dumps(theirs.segments(0)))
        theirs.close()


def arrive(place: Path, tell: Teller) -> None:
    """Take over what a colleague wrote."""
    segments: tuple[Segment, ...] = pickle.loads((place / "arrived").read_bytes())  # noqa: S301 - ours
    with opened(place) as desk:
        for one in segments:
            desk.store.apply(one.replica, one.prev_head, one.seq0, one.changes)
            tell("arrived")


def all_or_nothing_arrived(desk: Desk, told: Sequence[str]) -> None:
    """Assert that the colleague's changes are here, or none of them and it was not told."""
    arrived = desk.store.known().get(COLLEAGUE, 0)
    assert arrived in ({WRITTEN} if told else {0, WRITTEN})
    names = {one.name for one in desk.store.all(Party)}
    assert (f"Nguyễn Văn Đức {WRITTEN - 1}" in names) == bool(arrived)


def _folder(path: Path) -> Path:
    path.mkdir()
    return path
