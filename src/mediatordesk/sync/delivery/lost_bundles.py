"""Bundles that the centre's archive has lost: whoever of the office has kept one gives it again.

It is the very bytes; the centre knows by the name that nothing is new, and has it once more.
"""

from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.delivery.forwarding import RECEIVED
from mediatordesk.sync.delivery.kept_bundles import kept_bundles
from mediatordesk.sync.delivery.line import Line
from mediatordesk.sync.mailbox import Mailbox
from mediatordesk.sync.mailbox.folder import FolderMailbox


def give_again(line: Line, mailbox: Mailbox) -> list[str]:
    """Put what the centre says that it has lost, where it was kept here; return what was put."""
    ack, received = line.memory.ack(), FolderMailbox(line.folder / RECEIVED)
    lost, put = ack.lost if ack is not None else (), list[str]()
    kept = [kept_bundles(line), *([received] if received.folder.is_dir() else [])] if lost else []
    for name in lost:
        data = next((found for one in kept if (found := one.get(name)) is not None), None)
        bundle = Bundle(name, data or b"")
        if data is not None and not mailbox.has(bundle):
            mailbox.put(bundle)
            put.append(name)
    return put
