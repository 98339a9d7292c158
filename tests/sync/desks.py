"""Laptops of an office and what their clerks do, with real stores and real keys."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Blob
from mediatordesk.core.records import added, changed
from mediatordesk.keys.identities import Identity, SigningKey
from mediatordesk.sync.delivery.line import Line

CLERK = uuid4()
CLOCK = Clock(lambda: datetime(2026, 11, 22, 9, tzinfo=CHINA))


@dataclass(frozen=True)
class Keys:
    """The keys of a centre and of the office."""

    signing: SigningKey
    identity: Identity
    office: UUID
    office_identity: Identity


@dataclass(frozen=True)
class Laptop:
    """A laptop that is enrolled, and what its clerk does at it."""

    line: Line

    def add_case(self, title: str = "覃𬭎与 O'Brien & Sons 的纠纷 a<b") -> Case:
        """Register a case."""
        case = Case(pack="people", title=title, facts="争议金额 5000 元，双方各执一词。")
        self.line.store.commit(CLERK, [added(case)])
        return case

    def rename(self, case: Case, title: str) -> Case:
        """Correct a case's title."""
        after = replace(case, title=title)
        self.line.store.commit(CLERK, [changed(case, after)])
        return after

    def add_file(self, case: Case, data: bytes) -> Blob:
        """Put a file into a case."""
        blob = self.line.blobs.put(data, "application/pdf", case_id=case.id)
        self.line.store.commit(CLERK, [added(blob)])
        return blob
