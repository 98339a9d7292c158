"""Fetching the parts of colleagues' files from a mailbox, and saying there which are lacking.

Each part is looked for once; what was not there is looked for again when the mailbox's heads tell
of parts that were put since. So a part that lies nowhere costs no request in every exchange.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.identities import VerifyKey
from mediatordesk.sync.bundles.blobs import read_part
from mediatordesk.sync.bundles.bundle import Header, Kind, checked
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import part_name
from mediatordesk.sync.bundles.rosters import Roster
from mediatordesk.sync.delivery.heads import heads_there, mark_of_parts
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.delivery.memory import PartAway, short_place
from mediatordesk.sync.delivery.met import Met
from mediatordesk.sync.delivery.parts import in_sending_order
from mediatordesk.sync.delivery.wants import say_what_lacks
from mediatordesk.sync.mailbox import Mailbox


def fetching_parts(line: Line, mailbox: Mailbox, met: Met) -> Iterator[Met]:
    """Fetch the parts of colleagues' files that are not here; after each say what was done so far.

    It can be left after any of them; the small files of the newest case come first.
    """
    roster = line.memory.roster()
    missing = [] if roster is None else _missing_parts(line)
    if roster is None or not missing:
        return
    mark = mark_of_parts(heads_there(mailbox, roster.office))
    vain = _sought_in_vain(line, mailbox, mark)
    sought, came = [part for part in missing if part not in vain], list[str]()
    try:
        for place, part in enumerate(sought, start=1):
            if _fetched(line, mailbox, roster, part):
                came.append(part)
                met = replace(met, parts=met.parts + 1)
            else:
                vain.add(part)
            yield replace(met, left=len(sought) - place)
    finally:
        note_as_come(line, came)
        _keep_sought(line, mailbox, mark, vain & set(missing))
    say_what_lacks(line, mailbox, (part for part in missing if part in vain))


def note_as_come(line: Line, parts: Iterable[str]) -> None:
    """Note parts that came from a colleague, or go inside a log: sent on only if asked for."""
    known = line.memory.parts()
    new = [digest for digest in map(bytes.fromhex, parts) if digest not in known]
    if new:
        line.memory.keep_parts(known | {one: PartAway(one, 0, done=True) for one in new})


def _fetched(line: Line, mailbox: Mailbox, roster: Roster, part: str) -> bool:
    """Fetch one part; tell whether it lay there whole and is a colleague's."""
    data = mailbox.get(part_name(roster.office, bytes.fromhex(part)))
    if data is None:
        return False
    try:
        ciphertext = read_part(checked(data, lambda header: _key_of(line, roster, header)))
    except BadBundle:
        return False
    if line.blobs.name_of(ciphertext) != part:
        return False
    line.blobs.take(ciphertext)
    return True


def _missing_parts(line: Line) -> list[str]:
    """Return the parts that rows name and that are not here."""
    return [part for blob in in_sending_order(line.store) for part in line.blobs.missing(blob)]


def _key_of(line: Line, roster: Roster, header: Header) -> VerifyKey | None:
    """Return who may lay parts in: a device of the office, or the centre."""
    if header.kind is not Kind.PART:
        return None
    if header.device == line.grant.centre.device_id:
        return line.grant.centre
    device = roster.device(header.device)
    return device.key if device is not None else None


def _sought_in_vain(line: Line, mailbox: Mailbox, mark: str) -> set[str]:
    """Return the parts that were not there when the mailbox last told of new ones."""
    value = line.store.recall(_key(mailbox))
    match None if value is None else decode(value):
        case [str(before), list(parts)] if before == mark:
            return {part.hex() for part in parts if isinstance(part, bytes)}
    return set()


def _keep_sought(line: Line, mailbox: Mailbox, mark: str, parts: set[str]) -> None:
    value = encode([mark, sorted(map(bytes.fromhex, parts))])
    if line.store.recall(_key(mailbox)) != value:
        line.store.remember(_key(mailbox), value)


def _key(mailbox: Mailbox) -> str:
    return f"sync/sought/{short_place(mailbox.place).hex()}"
