"""The box of a front: a folder mailbox, and the lists of what lies in it.

The front puts there what laptops send, the centre's worker what it answers; both put it on the list
when it lies there durably, and not before.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mediatordesk.centre.front.listings import Listings
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import ROOT, in_order, is_name
from mediatordesk.sync.mailbox import NOTHING
from mediatordesk.sync.mailbox.folder import FolderMailbox

FOLDER = "box"


@dataclass(frozen=True, slots=True)
class Box:
    """A mailbox that knows what lies in it without looking through all of it."""

    folder: Path
    """The front's folder."""
    listings: Listings = field(repr=False)
    only: Collection[str] = ()
    """Offices (eight digits) whose bundles are named, if not all are."""

    @classmethod
    def of(cls, folder: Path) -> "Box":
        """Return the box of a front, whose folders are made."""
        (folder / FOLDER).mkdir(parents=True, exist_ok=True)
        return cls(folder, Listings.of(folder))

    @property
    def place(self) -> str:
        """Return the folder's path."""
        return str(self.folder)

    @property
    def lying(self) -> FolderMailbox:
        """Return the folder in which the bundles lie."""
        return FolderMailbox(self.folder / FOLDER)

    def put(self, bundle: Bundle) -> None:
        """Keep a bundle durably and put it on the list; again is harmless. NotWritten."""
        self.lying.put(bundle)
        self.listings.enter(bundle.name)

    def has(self, bundle: Bundle) -> bool:
        """Tell whether a bundle lies there whole."""
        return self.lying.has(bundle)

    def get(self, name: str) -> bytes | None:
        """Return a bundle's bytes, or None if it is not wholly there."""
        return self.lying.get(name)

    def names(self, under: str = ROOT) -> tuple[str, ...]:
        """Return the names of the bundles under a folder, as `in_order` puts them."""
        if under == ROOT:
            offices: Collection[str] = self.only or self.listings.offices()
        else:
            offices = (under.split("/")[1],)
        found = (name for office in offices for name in self.listings.names(office))
        return tuple(in_order(name for name in found if name.startswith(f"{under}/")))

    def marks(self, under: str, before: Mapping[str, str] = NOTHING) -> Mapping[str, str]:
        """Return size and time of each bundle directly in a folder."""
        return self.lying.marks(under, before)

    def point(self, notes: Mapping[str, bytes]) -> None:
        """Do nothing: the lists say what is newest."""

    def close(self) -> None:
        """Do nothing: no file stays open."""

    def lies(self, name: str) -> bool:
        """Tell whether something lies under a name."""
        return is_name(name) and (self.folder / FOLDER / name).is_file()
