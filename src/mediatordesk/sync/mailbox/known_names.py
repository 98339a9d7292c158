"""What a desk knows of what lies with its front: names in the order of arrival, and how far it is.

It is kept between exchanges, so that only what is new is asked for. Lost, or wrong, it is told once
more: the front compares a hash of it.
"""

import re
from dataclasses import dataclass, field

from mediatordesk.core.encoding import NotCanonical, decode, encode
from mediatordesk.keys.identities import VerifyKey
from mediatordesk.sync.bundles.names import is_name
from mediatordesk.sync.mailbox.callers import Notes

FIRST = re.compile(r"(all|new) ([0-9]{1,9}-[0-9a-f]{16}) ([0-9]{1,9})")
"""The first line of what a front says: all, or what is new; how far it goes; how many are left."""


@dataclass(slots=True)
class KnownNames:
    """The names that a front has told, and its mark of how far that is."""

    key: str
    cursor: str = ""
    names: list[str] = field(default_factory=list)
    _there: set[str] = field(default_factory=set)
    _kept: str = ""

    @classmethod
    def read(cls, notes: Notes, front: VerifyKey) -> "KnownNames":
        """Return what is known of the front that signs with a key."""
        key = f"sync/front/{front.device_id.hex()}"
        value = notes.recall(key)
        try:
            match None if value is None else decode(value):
                case [str(cursor), list(items)]:
                    names = [one for one in items if isinstance(one, str)]
                    return cls(key, cursor, names, set(names), cursor)
        except NotCanonical:
            pass
        return cls(key)

    def hear(self, said: bytes, folder: str) -> int | None:
        """Take in what a front says of an office's folder; return how many names are left.

        None if it is no such thing, or names what does not belong there.
        """
        first, *names = said.decode("ascii", "replace").split("\n")
        told = FIRST.fullmatch(first)
        if told is None or not all(_belongs(name, folder) for name in names):
            return None
        left = int(told[3])
        if left and told[2] == self.cursor:
            return None  # it would never end
        if told[1] == "all":
            self.names, self._there = [], set()
        self.cursor = told[2]
        for name in names:
            self.meet(name)
        return left

    def meet(self, name: str) -> None:
        """Know of one more name."""
        if name not in self._there:
            self._there.add(name)
            self.names.append(name)

    def keep(self, notes: Notes) -> None:
        """Remember it for the next exchange, if it is new."""
        if self.cursor != self._kept:
            notes.remember(self.key, encode([self.cursor, self.names]))
            self._kept = self.cursor


def _belongs(name: str, folder: str) -> bool:
    return is_name(name) and name.startswith(f"{folder}/")
