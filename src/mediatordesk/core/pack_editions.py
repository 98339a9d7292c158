"""Editions of an office's own packs: records, so that every computer of the office has them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class PackEdition(Record):
    """A pack as the office has added it: its name, its version, and the hash of its files.

    Nothing is overwritten: another edition follows it. One without files takes the pack back.
    """

    TABLE: ClassVar[str] = "pack_edition"

    pack: str
    """The pack's name, its own or that of the pack it changes."""
    number: int
    """Which edition of this pack it is, counted from 1."""
    version: str
    title: str
    added_at: datetime
    operator_id: UUID
    """Who added it."""
    sha256: str = ""
    """Of the pack's files in one (forms.packs.pack_sources)."""
    blob_id: UUID | None = None
    """The blob with the files; None where the pack is taken back."""

    @property
    def withdraws(self) -> bool:
        """Tell whether the pack is taken back."""
        return self.blob_id is None


def editions_in_force(editions: Iterable[PackEdition]) -> tuple[PackEdition, ...]:
    """Return the edition of each pack that counts, by name; none of a pack that was taken back.

    The newest counts: the same one on every computer, whichever arrived first.
    """
    newest: dict[str, PackEdition] = {}
    for one in sorted(editions, key=_order):
        newest[one.pack] = one
    return tuple(newest[name] for name in sorted(newest) if not newest[name].withdraws)


def _order(edition: PackEdition) -> tuple[int, datetime, UUID]:
    return edition.number, edition.added_at, edition.id
