"""The bundles are the truth: every database of a centre can be made again from them."""

import os
import shutil
from collections.abc import Callable
from uuid import UUID

from mediatordesk.centre.databases.sqlite import SqliteDatabase
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.ledger import Ledger
from mediatordesk.store import Store
from mediatordesk.sync.delivery.outbox import send
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import Laptop, read_cases, read_file

NewLaptop = Callable[[str, UUID], Laptop]


def worked(laptops: list[Laptop], stick: FolderMailbox, centre: Centre) -> None:
    """Let laptops work, correct each other's cases and send."""
    for number in range(4):
        for laptop in laptops:
            case = laptop.add_case(f"案 {number} 覃𬭎")
            send(laptop.line, stick)
            laptop.correct(case, title=f"O'Brien & Sons {number}")
            send(laptop.line, stick)
            centre.receive(stick)


def store_of(ledger: Ledger) -> Store:
    """Return the file of an office."""
    assert isinstance(ledger.store, SqliteDatabase)
    return ledger.store.store


def counted_in_sql(store: Store) -> list[tuple[str, ...]]:
    """Return all that the rows say, by SQL alone: no code of the product's own reading."""
    question = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%dots%'"
    found = []
    for (table,) in store.rows(question):
        columns = [name for _, name, *_ in store.rows(f'PRAGMA table_info("{table}")')]
        said = " || '|' || ".join(f"quote({name})" for name in columns if name != "dots")
        found += store.rows(f'SELECT {said} FROM "{table}" ORDER BY 1')  # noqa: S608 - as above
    return found


def test_a_rebuilt_database_says_the_same_and_files_are_whole(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID
) -> None:
    laptops = [new_laptop("甲", office), new_laptop("乙", office)]
    worked(laptops, stick, centre)
    data = os.urandom(700_000)
    blob = laptops[0].add_file(laptops[0].add_case(), data)
    send(laptops[0].line, stick)
    centre.receive(stick)
    entry = centre.register.office(office)
    assert entry is not None
    with centre.ledger(entry, centre.register) as ledger:
        before = counted_in_sql(store_of(ledger))
    (rebuilt,) = centre.rebuild()
    assert rebuilt.equal
    assert rebuilt.before == rebuilt.after == rebuilt.second
    with centre.ledger(entry, centre.register) as ledger:
        assert counted_in_sql(store_of(ledger)) == before
    assert read_file(centre, office, blob) == data
    assert centre.receive(stick).applied == 0


def test_a_database_that_is_gone_comes_back_from_the_bundles(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID
) -> None:
    worked([laptop], stick, centre)
    before = read_cases(centre, office)
    shutil.rmtree(centre.folder / "offices")
    (rebuilt,) = centre.rebuild()
    assert rebuilt.equal
    assert rebuilt.before == b""
    assert read_cases(centre, office) == before


def test_a_database_that_cannot_be_read_is_replaced(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID
) -> None:
    worked([laptop], stick, centre)
    before = read_cases(centre, office)
    (file,) = (centre.folder / "offices").glob("*/desk.db")
    file.write_bytes(os.urandom(file.stat().st_size))
    (rebuilt,) = centre.rebuild()
    assert rebuilt.equal
    assert read_cases(centre, office) == before


def test_bundles_that_are_missing_are_found_and_the_old_database_stays(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID
) -> None:
    worked([laptop], stick, centre)
    before = read_cases(centre, office)
    replica = laptop.line.store.head().replica
    lost = next((centre.folder / "raw").rglob(f"{replica.hex()}/*/00000004-*.mdb"))
    lost.unlink()
    (rebuilt,) = centre.rebuild()
    assert not rebuilt.equal
    assert read_cases(centre, office) == before
