"""Desks of an office, a centre and a stick, side by side in one place."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.sending.enrolment import enrolment_request, take_grant
from mediatordesk.actions.sending.exchange import Synced, sync
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.intake import Received
from mediatordesk.centre.ledger import Ledger
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Blob
from mediatordesk.core.records import added
from mediatordesk.sync.mailbox.addresses import mailbox_at
from tests.faults.desks import CHEAP, PASSPHRASE, opened, places_of

OFFICE = Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳")
COLLEAGUE = "colleague"
"""In this folder of a place the colleague's desk has its own place."""


def found_office(place: Path, office: Office = OFFICE) -> None:
    """Make a centre, a stick, and two enrolled desks of an office that know each other."""
    (place / "stick").mkdir()
    (place / COLLEAGUE).mkdir()
    Centre.new(place / "centre", "450405", "长洲区司法局", clock=Clock.computer())
    join(place, office)
    join(place / COLLEAGUE, office, place)
    for _ in range(2):
        for desk in (place, place / COLLEAGUE):
            visit(desk, place / "stick")
        centre_visits(place)


def join(home: Path, office: Office, place: Path | None = None) -> None:
    """Make a desk of an office and enrol it at the centre of a place."""
    operator, places, clock = Operator(name="黄文德"), places_of(home), Clock.computer()
    made = new_desk(
        home / "desk", office, operator, PASSPHRASE, places=places, clock=clock, cost=CHEAP
    )
    with closing(made.desk) as desk:
        take_grant(desk, centre_of(place or home).enrol(enrolment_request(desk)).grant)


def centre_of(place: Path) -> Centre:
    """Open the centre of a place."""
    return Centre.open(place / "centre", clock=Clock.computer())


def visit(home: Path, stick: Path) -> Synced:
    """Put a stick into the computer of a desk."""
    with opened(home) as desk:
        return sync(desk, str(stick))


def centre_visits(place: Path, stick: str = "stick") -> Received:
    """Put a stick into the centre's computer."""
    with closing(mailbox_at(str(place / stick))) as mailbox:
        return centre_of(place).receive(mailbox)


def write_case(desk: Desk, facts: str, scan: bytes = b"") -> Case:
    """Save a case, with a file in it if there is one."""
    case = Case(pack="people", title="覃𬭎与 O'Brien & Sons", facts=facts)
    desk.commit([added(case)])
    if scan:
        desk.commit([added(desk.blobs.put(scan, "application/pdf", case_id=case.id))])
    return case


@contextmanager
def ledger_of(centre: Centre, office: UUID) -> Iterator[Ledger]:
    """Open what the centre holds of an office."""
    register = centre.register
    entry = register.office(office)
    assert entry is not None
    with centre.ledger(entry, register) as ledger:
        yield ledger


def centre_state(centre: Centre, office: UUID) -> bytes:
    """Return the hash of all that the centre holds of an office."""
    with ledger_of(centre, office) as ledger:
        return ledger.store.state_hash()


def assert_centre_has_all(desk: Desk, place: Path) -> None:
    """Assert that the centre holds what the desk does, that it is whole, and has every file."""
    with ledger_of(centre_of(place), desk.office.id) as ledger:
        assert ledger.store.state_hash() == desk.store.state_hash()
        assert ledger.store.second_hash() == desk.store.state_hash()
        assert ledger.parked() == ()
        for blob in ledger.store.all(Blob):
            assert len(ledger.blobs.get(blob)) == blob.size
