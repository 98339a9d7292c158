"""Bundles of made-up edits from enrolled laptops, for the benches of the centre."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from benches.desks import facts_of, name_of
from mediatordesk.centre.inbox import Centre
from mediatordesk.core.changes import (
    CHINA,
    COUNTER_BITS,
    GENESIS,
    Cell,
    Change,
    Dot,
    LoggedChange,
    Op,
    TimeFlag,
    Value,
    Verb,
    head_after,
    nonce_of,
)
from mediatordesk.keys.identities import Device, replica_of
from mediatordesk.store import Segment
from mediatordesk.store.codec import encode_change
from mediatordesk.store.register import SCHEMA, Register
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.logs import Sender, Told, pack_log
from mediatordesk.sync.membership.enrolment import pack_request, read_grant

OPERATOR = uuid4()
BEGAN = datetime(2026, 1, 5, 9, tzinfo=CHINA)
CASES = 40
"""Cases that a laptop works on; each has two parties."""
REGISTER = Register.current()


@dataclass
class Author:
    """An enrolled laptop that only writes bundles: what it has written, so that bases are right."""

    office: UUID
    sender: Sender
    replica: bytes
    seq: int = 0
    head: bytes = GENESIS
    number: int = 0
    rows: list[tuple[str, UUID]] = field(default_factory=list)
    written: dict[tuple[UUID, str], Dot] = field(default_factory=dict)

    @classmethod
    def enrolled(cls, centre: Centre) -> "Author":
        """Return a laptop of an office of its own."""
        device, office = Device.new(), uuid4()
        answer = centre.enrol(pack_request(device, office, "450405101", "长洲区调委会"))
        grant = read_grant(answer.grant, device)
        recipients = (grant.centre_recipient, grant.office_identity.recipient)
        sender = Sender(device, office, recipients)
        return cls(office, sender, replica_of(device.id, b"\0" * 8))

    def bundle(self, edits: int) -> Bundle:
        """Return the next bundle: so many changes, each of one row."""
        seed = self.seq.to_bytes(16, "big")
        seq0, before = self.seq + 1, self.head
        changes = tuple(self._logged(seed) for _ in range(edits))
        self.number += 1
        segment = Segment(self.replica, seq0, before, self.head, seed, changes)
        wall = BEGAN + timedelta(seconds=self.seq)
        told = Told(((self.replica, self.seq),), int(wall.timestamp() * 1000), TimeFlag.CLOCK,
                    None, "0.1.0", SCHEMA)  # fmt: skip
        return pack_log(segment, self.sender, told, number=self.number)

    def _logged(self, seed: bytes) -> LoggedChange:
        self.seq += 1
        at = int((BEGAN + timedelta(seconds=self.seq)).timestamp() * 1000) << COUNTER_BITS
        op = self._begun() if len(self.rows) < 3 * CASES else self._edit()
        change = Change(self.replica, self.seq, at, TimeFlag.CLOCK, OPERATOR, SCHEMA, (op,))
        logged = LoggedChange(*encode_change(change, REGISTER), nonce_of(seed, self.seq))
        self.head = head_after(self.head, [logged.leaf])
        return logged

    def _begun(self) -> Op:
        """Return a new case, or a party of it."""
        row, place = uuid4(), len(self.rows) % 3
        said: dict[str, Value]
        if place == 0:
            said = {"void_reason": "", "pack": "people", "title": f"{name_of(self.seq)}邻里纠纷",
                    "status": "accepted", "dispute_type": "邻里纠纷", "facts": facts_of(self.seq),
                    "registered_on": "2026-01-05", "mediator": "莫志强"}  # fmt: skip
        else:
            case = self.rows[-place][1].bytes
            said = {"void_reason": "", "case_id": case, "role": "applicant", "position": place,
                    "name": name_of(self.seq), "phone": "13800000000"}  # fmt: skip
        table = "party" if place else "case"
        self.rows.append((table, row))
        return self._op(table, row, said, Verb.INSERT)

    def _edit(self) -> Op:
        """Return a correction of one field, or of two."""
        table, row = self.rows[self.seq * 7919 % len(self.rows)]
        said: dict[str, Value]
        if table == "party":
            said = {"phone": f"138{self.seq * 7919 % 10**8:08}"}
        elif self.seq % 3:
            said = {"facts": facts_of(self.seq)}
        else:
            title = f"{name_of(self.seq)}与{name_of(self.seq + 1)}纠纷"
            said = {"title": title, "status": "closed"}
        return self._op(table, row, said, Verb.SET)

    def _op(self, table: str, row: UUID, said: dict[str, Value], verb: Verb) -> Op:
        bases = {name: self.written.get((row, name)) for name in said}
        cells = tuple(
            Cell(name, value, (base,) if (base := bases[name]) else ())
            for name, value in said.items()
        )
        self.written.update({(row, name): Dot(self.replica, self.seq) for name in said})
        return Op(table, row, cells, verb)


def in_turns(authors: list[Author], bundles: int, edits: int) -> Iterator[tuple[Author, Bundle]]:
    """Yield so many bundles, one of each author after the other."""
    for author in itertools.islice(itertools.cycle(authors), bundles):
        yield author, author.bundle(edits)
