"""A stick that goes from a desk to the centre and back, and what must hold wherever it stops."""

import os
from collections.abc import Sequence
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.exchange import sync, unsent_changes
from mediatordesk.core.papers import Blob
from mediatordesk.sync.bundles.blobs import PART_BYTES
from mediatordesk.sync.bundles.names import is_log
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.faults.desks import assert_sane, opened
from tests.faults.jobs import Job
from tests.faults.sync.offices import (
    COLLEAGUE,
    assert_centre_has_all,
    centre_visits,
    found_office,
    visit,
    write_case,
)
from tests.faults.tracing import Teller

SCAN = os.urandom(PART_BYTES + 1000)
"""A file of two parts."""


def something_to_send(place: Path) -> None:
    """Make an office; at one desk there is a case that nobody else knows, with a file."""
    found_office(place)
    with opened(place) as desk:
        write_case(desk, "只在这台电脑上", SCAN)


def send_by_stick(place: Path, tell: Teller) -> None:
    """Put the stick into the desk's computer, and tell how far its work has come."""
    visit(place, place / "stick")
    tell("visited")


def something_to_hear(place: Path) -> None:
    """Make an office; on the stick lies a colleague's case with a file, and the centre's word."""
    something_to_send(place)
    visit(place, place / "stick")
    with opened(place / COLLEAGUE) as desk:
        write_case(desk, "同事的案", SCAN[1:])
    visit(place / COLLEAGUE, place / "stick")
    centre_visits(place)


def something_to_take_over(place: Path) -> None:
    """Make an office; on the stick lies the work of both desks, of one with a bundle missing."""
    something_to_send(place)
    for number in range(3):
        with opened(place / COLLEAGUE) as desk:
            write_case(desk, f"同事的第{number}案", SCAN[number : number + 9000])
        visit(place / COLLEAGUE, place / "stick")
    visit(place, place / "stick")
    with opened(place / COLLEAGUE) as desk:
        replica = desk.store.head().replica.hex()
    theirs = [name for name in FolderMailbox(place / "stick").names() if replica in name]
    (place / "stick" / [name for name in theirs if is_log(name)][-2]).unlink()


def take_over(place: Path, tell: Teller) -> None:
    """Put the stick into the centre's computer."""
    centre_visits(place)
    tell("received")


def everything_arrives(desk: Desk, told: Sequence[str]) -> None:
    """Assert that after one more round desks and centre hold the same, and nothing is left over."""
    assert set(told) <= {"visited", "received"}
    place = desk.folder.parent
    stick = place / "stick"
    for _ in range(2):
        sync(desk, str(stick))
        visit(place / COLLEAGUE, stick)
        centre_visits(place)
    sync(desk, str(stick))
    assert unsent_changes(desk) == 0
    assert_centre_has_all(desk, place)
    with opened(place / COLLEAGUE) as other:
        assert other.store.state_hash() == desk.store.state_hash()
        assert [one.sha256 for one in other.store.all(Blob) if other.blobs.missing(one)] == []
    assert drafts_in(stick, place / "centre" / "raw", desk.folder / "bundles") == []


def drafts_in(*folders: Path) -> list[str]:
    """Return the bundles that were begun and never became anything."""
    return [path.name for folder in folders for path in folder.rglob("*.mdb.*.tmp")]


VISITS = {
    "what is unsent put on a stick": Job(
        send_by_stick, everything_arrives, something_to_send, assert_sane
    ),
    "the others' work heard": Job(
        send_by_stick, everything_arrives, something_to_hear, assert_sane
    ),
    "a stick read at the centre": Job(
        take_over, everything_arrives, something_to_take_over, assert_sane
    ),
}
