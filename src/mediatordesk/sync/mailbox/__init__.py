"""Places where bundles lie for the other side: a stick, a folder, later a server.

A mailbox only keeps and gives. It locks nothing and forgets nothing, and what is absent from it
says nothing: an emptied or exchanged mailbox never makes a desk delete anything.
"""

from typing import Protocol

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.sync.bundle import Bundle
from mediatordesk.sync.names import ROOT


class MailboxAway(DeskError):
    """The mailbox does not answer: stick not put in, folder not connected, server not reached."""

    happened = N_("The mailbox {place} cannot be reached.")
    kept = N_("Nothing is lost: what could not be exchanged now is exchanged next time.")
    to_do = N_("Put the stick in or connect the folder, then try again.")


class Mailbox(Protocol):
    """A place for bundles. Each of these may say MailboxAway; nothing is ever deleted."""

    @property
    def place(self) -> str:
        """Return where this is, in words for people."""

    def put(self, bundle: Bundle) -> None:
        """Keep a bundle durably under its name; again is harmless. NotWritten if it cannot be."""

    def has(self, bundle: Bundle) -> bool:
        """Tell whether a bundle lies there whole; a torn copy does not count."""

    def names(self, under: str = ROOT) -> tuple[str, ...]:
        """Return the names of the bundles under a folder, as `in_order` puts them."""

    def get(self, name: str) -> bytes | None:
        """Return the bytes of a bundle, or None if it is not, or not yet wholly, there."""
