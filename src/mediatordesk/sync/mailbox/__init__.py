"""Places where bundles lie for the other side: a stick, a folder, later a server.

A mailbox only keeps and gives. It locks nothing and forgets nothing, and what is absent from it
says nothing: an emptied or exchanged mailbox never makes a desk delete anything.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import ROOT

BELL = "news.txt"
"""On a server that keeps files this is put beside notes, last, by whoever puts any: one small
question tells whether all of them are as they were."""
NOTHING: Mapping[str, str] = MappingProxyType({})


class MailboxAway(DeskError):
    """The mailbox does not answer: stick not put in, folder not connected, server not reached."""

    happened = N_("The mailbox {place} cannot be reached.")
    kept = N_("Nothing is lost: what could not be exchanged now is exchanged next time.")
    to_do = N_("Put the stick in or connect the folder, then try again.")


class MailboxRefused(MailboxAway):
    """The server does not accept who asks."""

    happened = N_("The mailbox {place} does not accept the name or password.")
    to_do = N_("Ask who runs it for the right ones, and give its address again.")


class MailboxBusy(MailboxAway):
    """The server asks to come back later. Field: seconds, 0 if it does not say when."""

    happened = N_("The mailbox {place} is busy and asks to try again later.")
    to_do = N_("Nothing: the desk tries again by itself.")

    @property
    def seconds(self) -> int:
        """Return after how many seconds it may be asked again."""
        return int(str(self.fields["seconds"]))


class MailboxFull(DeskError):
    """The server has no more room."""

    happened = N_("The mailbox {place} is full.")
    kept = N_("Nothing is lost: what could not be exchanged now is exchanged next time.")
    to_do = N_("Ask who runs it for more room, or use a stick meanwhile.")


class MailboxOdd(MailboxAway):
    """Something answers, and not as a mailbox does: a failing server, a page asking to log in."""

    happened = N_("{place} answers, but not as a mailbox does.")
    to_do = N_("If the network asks for a login, open a web page and log in. Otherwise do nothing: "
               "the desk tries again by itself.")  # fmt: skip


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

    def marks(self, under: str, before: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
        """Return a mark of each object directly in a folder: one that changes when it does.

        Who says what they were before can be told in fewer bytes that they are so still.
        """

    def point(self, notes: Mapping[str, bytes]) -> None:
        """Note a few bytes under names (names.head_name), in place of what was noted before."""

    def close(self) -> None:
        """End what was opened for the exchange."""
