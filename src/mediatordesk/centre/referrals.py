"""Cases that an office has handed on to another office of this centre: what that one is to know.

Only the changes of such a case leave its office, with the proof of who wrote them; of all others
the centre tells nobody more than numbers. A change that holds other cases too is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from mediatordesk.centre.databases.marks import Fate
from mediatordesk.centre.ledger import Ledger
from mediatordesk.centre.register import OfficeEntry
from mediatordesk.core.changes import Change
from mediatordesk.core.encoding import decode, encode
from mediatordesk.core.routing import Hop, HopKind
from mediatordesk.keys.identities import SigningKey, VerifyKey
from mediatordesk.store.arrivals import read_change
from mediatordesk.store.register import Register
from mediatordesk.sync.bundles.bundle import Bundle, checked
from mediatordesk.sync.bundles.logs import Log, read_log
from mediatordesk.sync.bundles.names import REFERRALS, folder_of
from mediatordesk.sync.bundles.referrals import Extract, Referral, extract, pack_referral
from mediatordesk.sync.mailbox import Mailbox

HANDED_ON = {HopKind.ROUTING, HopKind.REFERRAL}
"""Clues and risks go to authorities as letters; they are no cases for another office."""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A log of the office, who wrote it, and its changes as far as they are understood."""

    log: Log
    author: VerifyKey
    changes: tuple[Change | None, ...]


def refer_cases(ledger: Ledger, archive: Mailbox, signing: SigningKey, now: int) -> int:
    """Lay into the archive what is new of cases handed on; return how many bundles were made."""
    handed = _handed_on(ledger)
    facts = encode([*sorted(map(list, ledger.store.known().items())), sorted(_ids(handed))])
    stand = sha256(facts).digest()
    if not handed or ledger.store.recall("referred") == stand:
        return 0
    logs, made = list(_logs(ledger, archive)), 0
    owners = _owners(logs)
    for case_id, office in handed.items():
        extracts, left_out = _of_case(logs, owners, case_id)
        said = Referral(case_id, ledger.office.id, office.id, now, left_out, extracts)
        made += _lay(ledger, archive, signing, said, office)
    ledger.store.remember("referred", stand)
    return made


def referrals_for(ledger: Ledger, archive: Mailbox) -> Iterator[Bundle]:
    """Yield the newest word of each case that was handed on to an office."""
    names = archive.names(f"{folder_of(ledger.office.id)}/{REFERRALS}")
    for name in {name.split("/")[3]: name for name in names}.values():
        data = archive.get(name)
        if data is not None:
            yield Bundle(name, data)


def _handed_on(ledger: Ledger) -> dict[UUID, OfficeEntry]:
    """Return the cases that wait for an answer of another office of this centre, and of which."""
    offices = {one.name: one for one in ledger.register.offices if one.id != ledger.office.id}
    return {
        hop.case_id: offices[hop.to_office]
        for hop in ledger.store.all(Hop)
        if hop.kind in HANDED_ON and hop.replied_on is None and hop.to_office in offices
    }


def _ids(handed: dict[UUID, OfficeEntry]) -> list[bytes]:
    return [case.bytes + office.id.bytes for case, office in handed.items()]


def _logs(ledger: Ledger, archive: Mailbox) -> Iterator[_Heard]:
    """Yield the logs of the office that were taken over, each once."""
    register, seen = Register.current(), set[tuple[bytes, int]]()
    for name, mark in ledger.store.marked(Fate.APPLIED, Fate.DUPLICATE):
        data = archive.get(name)
        if data is None or (mark.replica, mark.seq0) in seen:
            continue
        seen.add((mark.replica, mark.seq0))
        bundle = checked(data, ledger.key_of)
        log = read_log(bundle, ledger.identities)
        changes = tuple(
            read_change(register, log.segment.replica, seq, logged).change
            for seq, logged in enumerate(log.segment.changes, log.segment.seq0)
        )
        yield _Heard(log, bundle.key, changes)


def _owners(logs: list[_Heard]) -> dict[UUID, UUID]:
    """Return to which case each row belongs; rows of the office itself belong to none."""
    owners: dict[UUID, UUID] = {}
    for heard in logs:
        for change in heard.changes:
            for op in change.ops if change else ():
                said = [cell.value for cell in op.cells if cell.column == "case_id"]
                if op.table == "case":
                    owners[op.row] = op.row
                elif said and isinstance(said[0], bytes):
                    owners[op.row] = UUID(bytes=said[0])
    return owners


def _of_case(
    logs: list[_Heard], owners: dict[UUID, UUID], case_id: UUID
) -> tuple[tuple[Extract, ...], int]:
    """Return the changes of a case with their proofs, and how many hold other cases too."""
    extracts, left_out = [], 0
    for heard in logs:
        places = []
        for place, change in enumerate(heard.changes):
            cases = {owners.get(op.row) for op in change.ops} if change else set()
            if case_id in cases:
                alone = cases <= {case_id, None}
                places += [place] if alone else []
                left_out += not alone
        if places:
            extracts.append(extract(heard.log, heard.author, places))
    return tuple(extracts), left_out


def _lay(
    ledger: Ledger, archive: Mailbox, signing: SigningKey, said: Referral, office: OfficeEntry
) -> int:
    """Lay a referral into the archive unless the very changes were referred already."""
    key = f"referred/{said.case_id}/{office.id}"
    facts = sha256(encode([[seq, one.leaf] for _, _, seq, one in said.changes()])).digest()
    value = ledger.store.recall(key)
    match None if value is None else decode(value):
        case [int(_), bytes(before)] if before == facts:
            return 0
        case [int(last), bytes(_)]:
            number = last + 1
        case _:
            number = 1
    archive.put(pack_referral(said, number, signing, office.identity.recipient))
    ledger.store.remember(key, encode([number, facts]))
    return 1
