"""Parts of files that lie in one mailbox and are lacking in another: the centre lays them in."""

from collections.abc import Iterator

from mediatordesk.centre.ledger import Ledger
from mediatordesk.sync.bundles.bundle import Bundle, Envelope, Kind, checked, header_of, wrapped
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import WANTS, folder_of, part_name
from mediatordesk.sync.delivery.wants import read_wants
from mediatordesk.sync.mailbox import Mailbox


def parts_for(ledger: Ledger, archive: Mailbox, mailbox: Mailbox) -> Iterator[Bundle]:
    """Yield the parts that laptops said they lack in a mailbox, as the authors have sent them."""
    for part in sorted(_wanted(ledger, mailbox)):
        name = part_name(ledger.office.id, part)
        data = archive.get(name) or _of_another_office(ledger, archive, part)
        if data is not None:
            yield Bundle(name, data)


def _of_another_office(ledger: Ledger, archive: Mailbox, part: bytes) -> bytes | None:
    """Return a part that another office has sent, in an envelope of the centre's.

    Only who was told of a case that was handed on knows the name of a part of it; without the key,
    which stands in the same row, it says nothing.
    """
    for office in ledger.register.offices:
        data = archive.get(part_name(office.id, part))
        if data is not None:
            ciphertext = data[len(data) - header_of(data).length :]
            return wrapped(Envelope(Kind.PART, bytes(8)), ciphertext, ledger.blobs.signing, ())
    return None


def _wanted(ledger: Ledger, mailbox: Mailbox) -> set[bytes]:
    """Return what the newest word of each laptop in a mailbox asks for."""
    names = mailbox.names(f"{folder_of(ledger.office.id)}/{WANTS}")
    newest = {name.split("/")[3]: name for name in names}
    found: set[bytes] = set()
    for name in newest.values():
        data = mailbox.get(name)
        try:
            if data is not None:
                found.update(read_wants(checked(data, ledger.key_of), ledger.identities))
        except BadBundle:
            continue  # whoever lies gets nothing
    return found
