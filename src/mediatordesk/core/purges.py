"""Purges: the content of changes is erased by law, and the chain still verifies."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from mediatordesk.core.changes import Dot
from mediatordesk.core.records import Record


@dataclass(frozen=True, kw_only=True)
class Purge(Record):
    """The payloads of these changes are erased on every replica that reads this.

    What must stay of them (other people's words in the same change) is written again in the change
    that carries the purge. `changes` are dots as text, `<replica in hex>:<seq>`.
    """

    TABLE: ClassVar[str] = "purge"

    changes: tuple[str, ...]
    purged_at: datetime
    reason: str
    basis: str = ""

    @property
    def dots(self) -> tuple[Dot, ...]:
        """Return which changes are meant; ValueError if a text is none."""
        return tuple(dot_from(text) for text in self.changes)


def dot_text(dot: Dot) -> str:
    """Return a dot as it stands in a purge."""
    return f"{dot.replica.hex()}:{dot.seq}"


def dot_from(text: str) -> Dot:
    """Return the dot of a text; ValueError if it is none."""
    replica, _, seq = text.partition(":")
    return Dot(bytes.fromhex(replica), int(seq))
