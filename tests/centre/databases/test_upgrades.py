"""A centre that is older than a laptop: it keeps what it does not know, and learns it later."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.centre.databases import postgres_schema, sqlite_hash
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.places import Places
from mediatordesk.core.changes import Op
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added
from mediatordesk.core.rosters import RosterKind, RosterMember
from mediatordesk.store import migrations, register, schema
from mediatordesk.store.migrations import STEPS, follow_register
from mediatordesk.store.register import TABLES, Table
from mediatordesk.store.understanding import understand_more
from mediatordesk.sync.delivery.colleagues import hear_colleagues, hear_roster
from mediatordesk.sync.delivery.outbox import delivery, receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.centre.desks import CLERK, CLOCK, Laptop, read_cases

from .test_postgres import hashes

pytestmark = pytest.mark.real
NEW_MEANING = "2046 覃𬭎 a<b"
"""A value that the older version takes for none."""


@pytest.fixture(params=["files", "PostgreSQL"])
def centre(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Centre]:
    """Return a new centre."""
    address = request.getfixturevalue("address") if request.param == "PostgreSQL" else ""
    places = Places(database=address) if address else Places()
    made = Centre.new(tmp_path / "centre", "450405", "市 a<b", clock=CLOCK, places=places)
    yield made
    made.close()


OLDER_TABLES = tuple(
    replace(table, columns=table.columns[:-1]) if table.kind is Party else table
    for table in TABLES
    if table.kind is not RosterMember
)


@contextmanager
def older_version(tables: tuple[Table, ...]) -> Iterator[None]:
    """Let the centre be of an older version, with these tables and without the new meaning."""
    with pytest.MonkeyPatch.context() as then:
        for module in (register, schema, migrations, postgres_schema, sqlite_hash):
            then.setattr(module, "TABLES", tables)
        then.setattr(register.Register, "understand", _without_the_new_meaning)
        yield


@contextmanager
def newer_version() -> Iterator[None]:
    """Let the centre be of the version that follows, which has taken the steps to learn."""
    with pytest.MonkeyPatch.context() as then:
        then.setattr(migrations, "STEPS", (*STEPS, follow_register, understand_more))
        yield


def _without_the_new_meaning(_register: object, op: Op) -> None:
    if any(cell.value == NEW_MEANING for cell in op.cells):
        raise register.UnknownMeaning("a value of 2046")


@pytest.mark.parametrize("tables", [OLDER_TABLES, TABLES], ids=["fields too", "a value alone"])
def test_what_a_newer_laptop_wrote_is_kept_passed_on_and_understood_after_the_upgrade(
    tables: tuple[Table, ...],
    centre: Centre,
    office: UUID,
    laptop: Laptop,
    new_laptop: Callable[[str, UUID], Laptop],
    stick: FolderMailbox,
) -> None:
    store = laptop.line.store
    case = laptop.add_case("旧")
    role = next(iter(PartyRole))
    party = Party(case_id=case.id, role=role, name="王小明", electronic_service=True)
    store.commit(CLERK, [added(party)])
    store.commit(CLERK, [added(RosterMember(kind=next(iter(RosterKind)), name="Nguyễn Văn Đức"))])
    laptop.correct(case, facts=NEW_MEANING)
    later = laptop.add_case("O'Brien & Sons")
    send(laptop.line, stick)
    with older_version(tables):
        assert centre.receive(stick).quarantined == 1
        assert read_cases(centre, office) == {case.id: case, later.id: later}
        centre.close()
    receive(laptop.line, stick)
    assert [seq for seq, _reason in delivery(laptop.line).quarantined] == [4]

    colleague = new_laptop("newer too", office)
    with older_version(tables):
        centre.receive(stick)
        centre.close()
    hear_roster(colleague.line, stick)
    hear_colleagues(colleague.line, stick)
    assert colleague.line.store.state_hash() == store.state_hash()

    with newer_version():
        newer = Centre.open(centre.folder, clock=CLOCK)
        assert hashes(newer, office) == (store.state_hash(),) * 2
        assert read_cases(newer, office)[case.id].facts == NEW_MEANING
        newer.receive(stick)
        receive(laptop.line, stick)
        assert delivery(laptop.line).quarantined == ()
        assert all(one.equal for one in newer.rebuild())
        newer.close()
