"""A city's database: the same bundles give the same state as in the files, in whatever order."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

import pytest

from mediatordesk.centre.databases import OfficeDatabase
from mediatordesk.centre.databases.marks import Fate, Mark
from mediatordesk.centre.databases.postgres import PostgresDatabases
from mediatordesk.centre.inbox import Centre
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.delivery.outbox import send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.centre.desks import Laptop, read_cases

pytestmark = pytest.mark.real
NewLaptop = Callable[[str, UUID], Laptop]


@pytest.fixture
def city(centre: Centre, address: str) -> Iterator[Centre]:
    """Return the same centre, with its keys and its register, on PostgreSQL."""
    databases = PostgresDatabases.at(address)
    yield replace(centre, databases=databases)
    databases.close()


def hashes(centre: Centre, office: UUID) -> tuple[bytes, bytes]:
    """Return the two hashes of what a centre holds of an office."""
    register = centre.register
    entry = register.office(office)
    assert entry is not None
    with centre.ledger(entry, register) as ledger:
        return ledger.store.state_hash(), ledger.store.second_hash()


def hand_over(one: Laptop, other: Laptop) -> None:
    """Let a laptop read all that another has written."""
    for segment in one.line.store.segments(0):
        other.line.store.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)


def quarrelled(laptops: list[Laptop], stick: FolderMailbox) -> None:
    """Let laptops write the same cells, with and without having read each other."""
    one, other = laptops
    cases = [one.add_case(f"案 {number} 覃𬭎 a<b") for number in range(4)]
    blob = one.add_file(cases[0], b"%PDF" * 5000)
    send(one.line, stick)
    hand_over(one, other)
    for laptop in laptops:
        for number, before in enumerate(cases):
            case = laptop.correct(
                before, title=f"O'Brien & Sons {number} {laptop.line.folder.name}"
            )
            laptop.correct(case, facts="字" * 90, amount_in_dispute=None)
        laptop.correct(laptop.line.store.get(Case, cases[1].id), amount_in_dispute=-1)
        send(laptop.line, stick)
    hand_over(other, one)
    case = one.line.store.get(Case, cases[0].id)
    one.correct(case, title="合并后的标题", status=CaseStatus.CLOSED)
    one.correct(one.line.store.get(Case, cases[3].id), void_reason="重复登记")
    send(one.line, stick)
    assert blob.parts


def test_the_same_bundles_in_any_order_give_the_same_state_in_files_and_in_postgresql(
    centre: Centre, city: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID
) -> None:
    laptops = [new_laptop("甲", office), new_laptop("乙 覃𬭎", office)]
    quarrelled(laptops, stick)
    bundles = [Bundle(name, stick.get(name) or b"") for name in stick.names()]
    dice = random.Random(7)  # noqa: S311 - the same order each time
    folder = stick.folder.with_name("另一个 U 盘")
    folder.mkdir()
    other = FolderMailbox(folder)
    dice.shuffle(bundles)
    for bundle in bundles:
        other.put(bundle)
        city.receive(other)
    assert hashes(city, office)[0] == laptops[0].line.store.state_hash()
    centre.receive(stick)
    assert set(hashes(city, office)) == set(hashes(centre, office))
    assert len(set(hashes(city, office))) == 1
    assert city.report() == centre.report()
    assert read_cases(city, office) == read_cases(centre, office)


def test_what_is_remembered_is_read_whole_short_and_long_in_a_transaction_and_outside(
    city: Centre, office: UUID
) -> None:
    with city.databases.open(office, lambda _: None) as store:
        store.remember("short", b"1")
        store.remember("long", b"0123456789" * 500)
        for recalled in (store.recall, lambda key: store.together(lambda: store.recall(key))):
            assert recalled("short") == b"1"
            assert recalled("long") == b"0123456789" * 500
            assert recalled("never") is None


def test_what_breaks_off_leaves_nothing_of_what_it_wrote(city: Centre, office: UUID) -> None:
    def broken(store: OfficeDatabase) -> None:
        store.mark({"v1/a/log/1.mdb": Mark(Fate.ARRIVED)})
        assert store.marked(Fate.ARRIVED), "it is written before it is asked for"
        store.remember("word", b"7")
        raise LookupError

    with city.databases.open(office, lambda _: None) as store:
        with pytest.raises(LookupError):
            store.together(lambda: broken(store))
        assert not store.marked(Fate.ARRIVED)
        assert store.recall("word") is None
        store.remember("word", b"8")
        assert store.recall("word") == b"8"
