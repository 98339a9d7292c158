"""Cases that other offices have handed on to this one, as their own authors have written them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.core.changes import Change, Dot, Op, Verb
from mediatordesk.core.merge import CellState, Write, merged
from mediatordesk.core.records import Record, record_from
from mediatordesk.store.arrivals import read_change
from mediatordesk.store.register import Register
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import REFERRALS, folder_of
from mediatordesk.sync.bundles.referrals import Referral, unpack_referral
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.folder import FolderMailbox

KEPT = "referred"
"""The folder in the desk's where they are kept as they came: encrypted, with every proof."""


@dataclass(frozen=True, slots=True)
class ReferredCase:
    """A case as it stands at the office that hands it on."""

    referral: Referral
    records: tuple[Record, ...]


def hear_referrals(line: Line, mailbox: Mailbox) -> int:
    """Keep the cases referred to this office that lie in a mailbox; return how many are new.

    What is not proved to be its author's is not kept.
    """
    kept, new = _kept(line), 0
    here = set(kept.names())
    for name in mailbox.names(f"{folder_of(line.grant.office)}/{REFERRALS}"):
        data = None if name in here else mailbox.get(name)
        if data is not None and _read(line, data) is not None:
            kept.put(Bundle(name, data))
            new += 1
    return new


def referred_cases(line: Line) -> tuple[ReferredCase, ...]:
    """Return the cases that were referred to this office, each by its newest word."""
    kept = _kept(line)
    newest = {name.split("/")[3]: name for name in kept.names()}
    found = []
    for name in newest.values():
        data = kept.get(name)
        said = None if data is None else _read(line, data)
        if said is not None:
            found.append(ReferredCase(said, tuple(_records(said))))
    return tuple(found)


def _kept(line: Line) -> FolderMailbox:
    folder = line.folder / KEPT
    folder.mkdir(exist_ok=True)
    return FolderMailbox(folder)


def _read(line: Line, data: bytes) -> Referral | None:
    """Return a referral, if its authors are proved."""
    try:
        return unpack_referral(data, line.grant.office, line.grant.centre, line.identities)
    except BadBundle:
        return None


def _records(said: Referral) -> Iterator[Record]:
    """Yield the records of a case, merged as everywhere; what this version does not know is not."""
    register, cells = Register.current(), _merged(said)
    for (name, row), columns in cells.items():
        table = register.by_name.get(name)
        if table is not None:
            values = {
                column: state.shown.value for column, state in columns.items() if state.writes
            }
            yield record_from(table.kind, dict.fromkeys(table.columns) | values | {"id": row.bytes})


def _merged(said: Referral) -> dict[tuple[str, UUID], dict[str, CellState]]:
    """Return what stands in each cell of each row."""
    cells: dict[tuple[str, UUID], dict[str, CellState]] = defaultdict(dict)
    for change in _changes(said):
        for op in change.ops:
            columns = cells[op.table, op.row]
            for write, column in _writes(change, op):
                columns[column] = merged(columns.get(column, CellState()), write, _will_not_come)
    return cells


def _changes(said: Referral) -> list[Change]:
    """Return the changes that are understood, in the order of their times."""
    register = Register.current()
    read = (read_change(register, replica, seq, one).change
            for _, replica, seq, one in said.changes())  # fmt: skip
    return sorted((one for one in read if one is not None), key=lambda one: (one.at, one.dot))


def _writes(change: Change, op: Op) -> Iterator[tuple[Write, str]]:
    seal = op.verb is Verb.SEAL
    for cell in op.cells:
        base = frozenset(cell.base)
        yield Write(change.dot, change.at, cell.value, base, seal), cell.column


def _will_not_come(_dot: Dot) -> bool:
    """Take every change as seen: they come in the order of their times, and all at once."""
    return True
