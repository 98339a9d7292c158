"""An office's own editions of the standard forms, and which of them is in force on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class TemplateEdition(Record):
    """The office's own edition of a paper's Word template, in force from a day on.

    Nothing is overwritten: another edition follows it. One without a file gives the paper back to
    the standard form that the pack brings. `pack` and `code` name the paper (people, D17).
    """

    TABLE: ClassVar[str] = "template_edition"

    pack: str
    code: str
    number: int
    """Which edition of this paper it is, counted from 1."""
    valid_from: date
    adopted_at: datetime
    sha256: str = ""
    """Of the template's bytes; papers name the template they were made from by it."""
    blob_id: UUID | None = None
    """The blob with the bytes; None where the standard form comes back."""
    name: str = ""
    """What the file was called; display text only."""

    @property
    def withdraws(self) -> bool:
        """Tell whether the paper goes back to the standard form."""
        return self.blob_id is None


def edition_on(editions: Iterable[TemplateEdition], day: date) -> TemplateEdition | None:
    """Return the edition of one paper that is in force on a day; None for the standard form.

    The one that began last counts, and of those that began together the newest: the same one on
    every computer, whichever arrived first.
    """
    begun = [one for one in editions if one.valid_from <= day]
    last = max(begun, key=_order, default=None)
    return None if last is None or last.withdraws else last


def _order(edition: TemplateEdition) -> tuple[date, int, datetime, UUID]:
    return edition.valid_from, edition.number, edition.adopted_at, edition.id
