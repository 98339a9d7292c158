"""A bundle written on a stick that takes only so many bytes before the lights go out."""

import resource
import signal
from pathlib import Path

from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.faults.tracing import Teller

STICK = "stick"


def put_until(place: Path, tell: Teller, *, bundle: Bundle, most: int) -> None:
    """Put a bundle on the stick; the process dies when it has written so many bytes of it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    FolderMailbox(place / STICK).put(bundle)
    tell("put")
