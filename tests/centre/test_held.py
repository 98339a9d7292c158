"""What a revoked device said later is held and shown; an officer may admit it, one by one."""

from collections.abc import Callable
from uuid import UUID

import pytest

from mediatordesk.centre.databases.marks import Fate
from mediatordesk.centre.held import EarlierHeld, NotHeld, admit, held_work
from mediatordesk.centre.inbox import Centre
from mediatordesk.sync.delivery.outbox import send
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import CLOCK, Laptop, read_cases
from .test_colleagues import exchange, met_at, titles

NewLaptop = Callable[[str, UUID], Laptop]


@pytest.fixture
def lost(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID
) -> tuple[Laptop, Laptop]:
    """Return a laptop that was revoked and wrote three bundles afterwards, and a colleague's."""
    one, other = new_laptop("丢失的", office), new_laptop("同事的", office)
    met_at(centre, stick, one, other)
    centre.revoke(one.line.device.id)
    for number in range(3):
        one.add_case(f"丢失之后 {number}")
        send(one.line, stick)
    assert centre.receive(stick).held == 3
    return one, other


def test_held_work_is_listed_with_whose_it_is_and_when(
    centre: Centre, lost: tuple[Laptop, Laptop]
) -> None:
    found = held_work(centre)
    assert [(one.first, one.last) for one in found] == [(2, 2), (3, 3), (4, 4)]
    assert {one.device for one in found} == {lost[0].line.device.signing.verify_key.fingerprint}
    assert {one.made for one in found} == {CLOCK.now()}
    assert {one.replica for one in found} == {lost[0].line.store.head().replica}


def test_it_is_admitted_one_by_one_in_its_order_and_colleagues_believe_it_then(
    centre: Centre, lost: tuple[Laptop, Laptop], stick: FolderMailbox, office: UUID
) -> None:
    one, other = lost
    first, second, third = (work.name for work in held_work(centre))
    with pytest.raises(EarlierHeld) as caught:
        admit(centre, second)
    assert first in " ".join(caught.value.lines())
    exchange(other, stick)
    assert titles(other.line.store) == {"丢失前"}
    assert admit(centre, first).fate is Fate.APPLIED
    assert [work.name for work in held_work(centre)] == [second, third]
    centre.receive(stick)
    exchange(other, stick)
    assert titles(other.line.store) == {"丢失前", "丢失之后 0"}
    assert len(read_cases(centre, office)) == 2
    admit(centre, second)
    with pytest.raises(NotHeld):
        admit(centre, second)
    one.add_case("又一件")
    send(one.line, stick)
    assert centre.receive(stick).held == 1
    assert len(held_work(centre)) == 2


def test_a_rebuilt_centre_holds_and_admits_the_same(
    centre: Centre, lost: tuple[Laptop, Laptop], office: UUID
) -> None:
    admit(centre, held_work(centre)[0].name)
    before = held_work(centre)
    assert all(one.equal for one in centre.rebuild())
    assert held_work(centre) == before
    assert len(read_cases(centre, office)) == 2
