"""What the centre says of replicas that have two histories.

The one that was taken over first stands, for good; the bundles of the other are kept. The notices
in the archive say which one it was, so a database that is made again decides the same.
"""

from mediatordesk.centre.ledger import Ledger
from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.identities import SigningKey
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.forks import Forks, pack_forks, unpack_forks
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import FORKS, folder_of, number_in
from mediatordesk.sync.mailbox import Mailbox

NOTICE = "forks/notice"
"""Under this name an office's database remembers its newest notice of forks."""


def recall_forks(
    ledger: Ledger, archive: Mailbox, signing: SigningKey, brought: Mailbox | None = None
) -> None:
    """Remember which forks the office was told of, in a new database or one of a backup.

    The notice is in the archive, or laptops have brought it back in a mailbox.
    """
    if brought is None and ledger.store.recall(NOTICE) is not None:
        return
    where = brought or archive
    for name in reversed(where.names(f"{folder_of(ledger.office.id)}/{FORKS}")):
        if number_in(name) <= len(ledger.forks.found()):
            return
        data, centre = where.get(name), signing.verify_key
        try:
            said = unpack_forks(data or b"", ledger.office.id, centre, ledger.identities)
        except BadBundle:
            continue
        archive.put(Bundle(name, data or b""))
        for one in said.found:
            ledger.forks.note(one)
        ledger.store.remember(NOTICE, encode([said.number, name]))
        return
    if brought is None:
        ledger.store.remember(NOTICE, b"")


def newest_forks(ledger: Ledger, archive: Mailbox, signing: SigningKey, now: int) -> Bundle | None:
    """Return the notice of an office's forks; a new one only if there is another fork."""
    found, office = ledger.forks.found(), ledger.office
    if not found:
        return None
    value = ledger.store.recall(NOTICE)
    match decode(value) if value else None:
        case [int(number), str(name)] if number == len(found):
            data = archive.get(name)
            return None if data is None else Bundle(name, data)
    notice = Forks(office.id, now, found)
    bundle = pack_forks(notice, (office.identity.recipient,), signing)
    archive.put(bundle)
    ledger.store.remember(NOTICE, encode([notice.number, bundle.name]))
    return bundle
