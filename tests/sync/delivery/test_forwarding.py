"""A laptop carries what it has read of others to the centre, and keeps nothing that was purged."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.purges import Purge
from mediatordesk.sync.delivery.forwarding import RECEIVED, forward
from mediatordesk.sync.delivery.kept_bundles import forget_purged
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.centre.conftest import centre, new_laptop, office
from tests.centre.desks import Laptop, read_cases
from tests.centre.test_colleagues import exchange, met_at, stick_called

__all__ = ["centre", "new_laptop", "office"]
NewLaptop = Callable[[str, UUID], Laptop]


@pytest.fixture
def two(centre: Centre, new_laptop: NewLaptop, office: UUID, tmp_path: Path) -> list[Laptop]:
    """Return two laptops that know each other."""
    laptops = [new_laptop("甲", office), new_laptop("乙", office)]
    met_at(centre, stick_called(tmp_path, "认识"), *laptops)
    return laptops


def test_one_laptop_that_reaches_the_centre_is_enough(
    centre: Centre, two: list[Laptop], office: UUID, tmp_path: Path
) -> None:
    far, near = two
    by_hand, line = stick_called(tmp_path, "手"), stick_called(tmp_path, "线")
    case = far.add_case("够不着中心的人的案")
    exchange(far, by_hand)
    exchange(near, by_hand)
    assert len(forward(near.line, line)) == 1
    assert forward(near.line, line) == []
    centre.receive(line)
    assert case.id in read_cases(centre, office)


def test_what_was_purged_is_not_kept_in_what_was_received(
    two: list[Laptop], tmp_path: Path
) -> None:
    far, near = two
    stick = stick_called(tmp_path, "手")
    case = far.add_case("覃𬭎的秘密")
    exchange(far, stick)
    exchange(near, stick)
    received = FolderMailbox(near.line.folder / RECEIVED)
    before = len(received.names())
    store = near.line.store
    purge = Purge(changes=(), purged_at=near.line.clock.now(), reason="本人申请")
    store.purge(uuid4(), store.changes_touching([case.id]), [], purge)
    forget_purged(near.line)
    assert len(received.names()) == before - 1
    near.line.memory.read_again()
    exchange(near, stick)
    assert len(received.names()) == before - 1
