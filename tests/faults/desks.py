"""A desk in a place of its own, opened as a person opens it and looked through to the end."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.intake import add_case
from mediatordesk.actions.desks.desk import Desk, check_desk, new_desk, open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.numbers import NumberUse
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Blob
from mediatordesk.keys.guesses import WaitBeforeNextTry
from mediatordesk.keys.slot_file import Cost, SlotKind, read_slots
from mediatordesk.keys.slots import WrongPassphrase

PASSPHRASE = "正阳 correct horse battery staple"  # noqa: S105 - of desks that live for one test
OTHER_PASSPHRASE = "长洲 a<b 五个不相干的词"  # noqa: S105 - as above
CHEAP = Cost(8, 1)
"""So that opening a desk hundreds of times does not take minutes."""
SERIES = "人调字"
SEED = 7
"""Samples are the same every time."""


def make_desk(place: Path, clock: Clock | None = None) -> None:
    """Make a desk with one case in the folder `desk` of a place."""
    made = new_desk(
        place / "desk",
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="黄文德"),
        PASSPHRASE,
        places=places_of(place),
        clock=clock or Clock.computer(),
        cost=CHEAP,
    )
    register(made.desk, "莫志强家屋檐的雨水流到黎桂英的晒场。")
    made.desk.close()


def places_of(place: Path) -> Places:
    """Return the program's places with the tide marks of a place, which are not in the desk."""
    return replace(Places.installed(), marks=place / "marks")


def _opened_in_turn(folder: Path, passphrase: str, places: Places, clock: Clock) -> Desk:
    """Open a desk; whoever guessed on a full disk, where nothing could be forgotten, waits."""
    try:
        return open_desk(folder, passphrase, places=places, clock=clock)
    except WaitBeforeNextTry as told:
        time.sleep(float(str(told.fields["seconds"])))
        return open_desk(folder, passphrase, places=places, clock=clock)


@contextmanager
def opened(place: Path, clock: Clock | None = None, folder: str = "desk") -> Iterator[Desk]:
    """Open a desk of a place with its passphrase, one of the two, and close it again."""
    places, clock = places_of(place), clock or Clock.computer()
    try:
        desk = _opened_in_turn(place / folder, PASSPHRASE, places, clock)
    except WrongPassphrase:
        desk = _opened_in_turn(place / folder, OTHER_PASSPHRASE, places, clock)
    try:
        yield desk
    finally:
        desk.close()


def register(desk: Desk, facts: str) -> Case:
    """Register an oral agreement of today: a case with parties, periods, a mark and a number."""
    today = desk.clock.today()
    given = {"given_at": f"{today.isoformat()}T00:00", "reader": "黄文德"}
    entered = oral_agreement() | {
        "facts": facts,
        "rights_notice": given,
        "personal_information": given,
    }
    entered["oral_agreement"] = {
        "agreed_on": today.isoformat(),
        "clauses": [{"kind": "action", "text": "莫志强在屋檐安装雨水槽，不收取也不支付任何费用"}],
        "obligations": [
            {
                "obligor": "莫志强",
                "obligee": "黎桂英",
                "action": "安装雨水槽",
                "due_on": (today + timedelta(10)).isoformat(),
            }
        ],
    }
    return add_case(desk, entered).case


def oral_agreement() -> dict[str, Any]:
    """Return scenario 3's intake."""
    [path] = Places.installed().scenarios.glob("3-*.json")
    entered: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["steps"][0]["with"]
    return entered


def assert_whole(desk: Desk) -> None:
    """Assert that log and rows agree, files can be read, and nothing is there twice or set back."""
    assert check_desk(desk) == ()
    for blob in desk.store.all(Blob):
        assert len(desk.blobs.get(blob)) == blob.size
    assert_sane(desk)


def assert_sane(desk: Desk) -> None:
    """Assert what `assert_whole` does, but for the files."""
    assert (desk.store.problems(), desk.epoch) == ((), None)
    once([(one.series, one.year, one.ordinal) for one in desk.store.all(NumberUse)])
    once([one.number for one in desk.store.all(Case) if one.number])
    once([one.facts for one in desk.store.all(Case) if one.facts])
    slots = read_slots(desk.folder)
    once(list(slots.operators()))
    kinds = [slot.kind for slot in slots.slots]
    assert kinds.count(SlotKind.RECOVERY) == 1
    assert kinds.count(SlotKind.KEYRING) <= 1


def once(things: list[Any]) -> None:
    """Assert that none of these is there twice."""
    assert len(things) == len(set(things)), things


def numbers_of(desk: Desk, year: int) -> list[int]:
    """Return the legal numbers that a desk has used up in a year, in their order."""
    uses = desk.store.all(NumberUse)
    return sorted(one.ordinal for one in uses if (one.series, one.year) == (SERIES, year))
