"""Bundles come twice, late, in any order, or by the thousand: the centre comes to the same."""

import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import GENESIS, TimeFlag, head_after
from mediatordesk.core.encoding import encode, reread
from mediatordesk.sync.bundles.acks import Ack, unpack_ack
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.logs import Told, pack_log
from mediatordesk.sync.bundles.names import is_feed, is_log, is_roster
from mediatordesk.sync.delivery.colleagues import hear_roster
from mediatordesk.sync.delivery.outbox import delivery, receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import CLOCK, Laptop, enrolled, read_cases
from .test_colleagues import exchange, titles

NewLaptop = Callable[[str, UUID], Laptop]


def state_of(centre: Centre, office: UUID) -> bytes:
    """Return the hash of all that the centre holds of an office."""
    register = centre.register
    entry = register.office(office)
    assert entry is not None
    with centre.ledger(entry, register) as ledger:
        return ledger.store.state_hash()


def word_in(mailbox: FolderMailbox, laptop: Laptop) -> Ack:
    """Return the centre's newest word in a mailbox."""
    name = [name for name in mailbox.names() if is_feed(name)][-1]
    grant = laptop.line.grant
    return unpack_ack(mailbox.get(name) or b"", grant.centre, (grant.office_identity,))


def written(laptops: list[Laptop], bundles: int, source: FolderMailbox) -> None:
    """Let laptops write bundles, each correcting what it knows."""
    for laptop in laptops:
        case = laptop.add_case(f"O'Brien & Sons {laptop.line.device.id.hex()[:4]}")
        for number in range(bundles):
            case = laptop.correct(case, facts=f"{number}")
            send(laptop.line, source)


def delivered(centre: Centre, visit: FolderMailbox, source: FolderMailbox, *names: str) -> None:
    """Bring bundles to the centre, on a stick on which nothing else lies."""
    shutil.rmtree(visit.folder / "v1", ignore_errors=True)
    for name in names:
        visit.put(Bundle(name, source.get(name) or b""))
    centre.receive(visit)


def test_a_bundle_a_thousand_times_has_one_effect_and_the_same_answer(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID, tmp_path: Path
) -> None:
    case = laptop.add_case()
    send(laptop.line, stick)
    centre.receive(stick)
    before, word = state_of(centre, office), word_in(stick, laptop)
    (name,) = [name for name in stick.names() if is_log(name)]
    visit = FolderMailbox(tmp_path / "again")
    visit.folder.mkdir()
    visit.put(Bundle(name, stick.get(name) or b""))
    register = centre.register
    entry = register.office(office)
    assert entry is not None
    with centre.ledger(entry, register) as ledger:
        for _ in range(1000):
            outcome = ledger.take(name, stick.get(name) or b"", 1)
            assert (outcome.fate.value, outcome.changes) == ("duplicate", 0)
    for _ in range(20):
        assert centre.receive(visit).applied == 0
    assert word_in(visit, laptop) == word
    assert state_of(centre, office) == before
    assert set(read_cases(centre, office)) == {case.id}


def _any_order(folder: Path, seed: int, laptops: int, bundles: int) -> None:
    """Deliver bundles of laptops in any order to two centres, and compare."""
    chance, hashes = random.Random(seed), set[bytes]()  # noqa: S311 - an order, not a key
    office = UUID(int=7)
    centre = Centre.new(folder / "centre", "450405", "长洲区司法局", clock=CLOCK)
    desks = [enrolled(centre, folder / f"{number}", office) for number in range(laptops)]
    shutil.copytree(folder / "centre", folder / "other")
    source, visit = FolderMailbox(folder / "source"), FolderMailbox(folder / "visit")
    for box in (source, visit):
        box.folder.mkdir()
    written(desks, bundles, source)
    names = [name for name in source.names() if is_log(name)]
    assert len(names) == laptops * bundles
    for one in (centre, Centre.open(folder / "other", clock=CLOCK)):
        chance.shuffle(names)
        for start in range(0, len(names), 9):
            delivered(one, visit, source, *names[start : start + 9])
        assert one.report().offices[0].parked == 0
        hashes.add(state_of(one, office))
    assert len(hashes) == 1
    for desk in desks:
        desk.line.store.close()


@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 1 << 32))
def test_any_order_of_bundles_gives_the_same_state(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    _any_order(tmp_path_factory.mktemp("orders"), seed, laptops=3, bundles=6)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
def test_any_order_of_200_bundles_of_5_replicas_gives_the_same_state(
    tmp_path: Path, seed: int
) -> None:
    _any_order(tmp_path, seed, laptops=5, bundles=40)


def test_a_year_old_bundle_word_and_roster_have_no_effect(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID, tmp_path: Path
) -> None:
    one, other = new_laptop("甲", office), new_laptop("乙", office)
    case = one.add_case()
    for _ in range(2):
        for laptop in (one, other):
            exchange(laptop, stick)
        centre.receive(stick)
    exchange(one, stick)
    exchange(other, stick)
    old = FolderMailbox(tmp_path / "去年的 U 盘")
    shutil.copytree(stick.folder, old.folder)
    one.correct(case, title="今年的标题")
    centre.revoke(new_laptop("丙", office).line.device.id)
    for _ in range(2):
        for laptop in (one, other):
            exchange(laptop, stick)
        centre.receive(stick)
    for laptop in (one, other):
        exchange(laptop, stick)
        roster, told = laptop.line.memory.roster(), delivery(laptop.line)
        before = laptop.line.store.state_hash()
        exchange(laptop, old)
        assert laptop.line.memory.roster() == roster
        assert delivery(laptop.line) == told
        assert laptop.line.store.state_hash() == before
    before = state_of(centre, office)
    assert centre.receive(old).applied == 0
    assert state_of(centre, office) == before
    assert titles(other.line.store) == {"今年的标题"}
    assert any(is_roster(name) for name in old.names())
    hear_roster(one.line, old)
    assert one.line.memory.roster() == roster


def test_one_change_that_is_not_understood_is_set_aside_alone(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID
) -> None:
    one, other = new_laptop("甲", office), new_laptop("乙", office)
    for laptop in (one, other):
        exchange(laptop, stick)
    centre.receive(stick)
    for number in range(100):
        one.add_case(f"{number}")
    (segment,) = one.line.store.segments(0)
    changes = list(segment.changes)
    table, row, _verb, cells = reread(changes[49].payload)[0]
    poison = encode([[table, row, 99, cells]])
    changes[49] = replace(changes[49], payload=poison)
    head = head_after(GENESIS, [change.leaf for change in changes])
    poisoned = replace(segment, changes=tuple(changes), head=head)
    told = Told((), 1_795_000_000_000, TimeFlag.CLOCK, None, "x", 1)
    stick.put(pack_log(poisoned, one.line.sender, told, number=1))
    received = centre.receive(stick)
    assert (received.applied, received.quarantined) == (100, 1)
    assert len(read_cases(centre, office)) == 99
    said = word_in(stick, one).of(segment.replica)
    assert said is not None
    assert (said.applied, [seq for seq, _ in said.quarantined]) == (100, [50])
    for _ in range(2):
        exchange(other, stick)
    assert len(titles(other.line.store)) == 99
    assert other.line.store.known()[segment.replica] == 100


def test_one_replicas_flood_of_waiting_bundles_fills_its_own_room_only(
    centre: Centre,
    new_laptop: NewLaptop,
    stick: FolderMailbox,
    office: UUID,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mediatordesk.centre.parking.MAX_PARKED", 5)
    flooding, honest = new_laptop("洪水", office), new_laptop("老实人", office)
    for number in range(12):
        flooding.add_case(f"{number}")
        send(flooding.line, stick)
    replica = flooding.line.store.head().replica.hex()
    first = next(name for name in stick.names() if replica in name)
    kept = stick.get(first) or b""
    (stick.folder / first).unlink()
    honest.add_case("老实人的案")
    send(honest.line, stick)
    centre.receive(stick)
    received = centre.receive(stick)
    assert "老实人的案" in {case.title for case in read_cases(centre, office).values()}
    assert received.parked <= 12
    again = flooding.add_case("又来")
    send(flooding.line, stick)
    received = centre.receive(stick)
    assert [reason for _, reason in received.refused] == ["parked"]
    assert receive(honest.line, stick).ack is not None
    assert delivery(honest.line).unsent == 0
    stick.put(Bundle(first, kept))
    centre.receive(stick)
    centre.receive(stick)
    assert again.id in read_cases(centre, office)
    assert len(read_cases(centre, office)) == 14
    assert isinstance(again, Case)
