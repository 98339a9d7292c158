"""Laptops that were really enrolled, and what their clerks do."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid4

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Blob
from mediatordesk.core.records import added, changed
from mediatordesk.keys.identities import Device, replica_of
from mediatordesk.store import Store
from mediatordesk.sync.bundles.blobs import BlobStore
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.membership.enrolment import pack_request, read_grant

CLERK = uuid4()
CLOCK = Clock(lambda: datetime(2026, 11, 22, 9, tzinfo=CHINA))
CODE, NAME = "450405101", "梧州市长洲区 a<b 人民调解委员会"


@dataclass(frozen=True)
class Laptop:
    """An enrolled laptop."""

    line: Line

    def add_case(self, title: str = "覃𬭎与 O'Brien & Sons 的纠纷 a<b") -> Case:
        """Register a case."""
        case = Case(pack="people", title=title, dispute_type="邻里纠纷")
        self.line.store.commit(CLERK, [added(case)])
        return case

    def correct(self, case: Case, **fields: object) -> Case:
        """Change fields of a case."""
        after = replace(case, **fields)  # type: ignore[arg-type]
        self.line.store.commit(CLERK, [changed(case, after)])
        return after

    def close(self, case: Case) -> Case:
        """Close a case."""
        return self.correct(case, status=CaseStatus.CLOSED)

    def add_file(self, case: Case, data: bytes) -> Blob:
        """Put a file into a case."""
        blob = self.line.blobs.put(data, "application/pdf", case_id=case.id)
        self.line.store.commit(CLERK, [added(blob)])
        return blob


def enrolled(centre: Centre, folder: Path, office: UUID, name: str = NAME) -> Laptop:
    """Return a new laptop of an office whose request went to the centre and came back."""
    folder.mkdir()
    device = Device.new()
    replica = replica_of(device.id, b"\0" * 8)
    store = Store.create(folder, bytes(32), replica=replica, clock=CLOCK)
    answer = centre.enrol(pack_request(device, office, CODE, name))
    grant = read_grant(answer.grant, device)
    return Laptop(Line(store, folder, BlobStore(folder / "blobs"), device, grant, CLOCK))


def read_cases(centre: Centre, office: UUID) -> dict[UUID, Case]:
    """Return the cases that the centre holds of an office."""
    register = centre.register
    entry = register.office(office)
    assert entry is not None
    with centre.ledger(entry, register) as ledger:
        return {case.id: case for case in ledger.store.all(Case)}


def read_file(centre: Centre, office: UUID, blob: Blob) -> bytes:
    """Return a file's bytes as the centre holds them."""
    register = centre.register
    entry = register.office(office)
    assert entry is not None
    with centre.ledger(entry, register) as ledger:
        return ledger.blobs.get(ledger.store.get(Blob, blob.id))
