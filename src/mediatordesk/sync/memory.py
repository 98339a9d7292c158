"""What a desk remembers about its line to the centre; it never leaves this computer.

Own bundles ("cuts"), parts of files on their way, and the centre's newest word. None of it decides
what is sent: lose it, and more is sent again than needed.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass

from mediatordesk.core.encoding import decode, encode
from mediatordesk.store import Store
from mediatordesk.sync.acks import Ack, ack_from


@dataclass(frozen=True, slots=True)
class Cut:
    """One of our own bundles: its number, its changes, its name and hash, and if it left."""

    number: int
    seq0: int
    last: int
    name: str
    digest: bytes
    placed: bool = False


@dataclass(frozen=True, slots=True)
class PartAway:
    """A part of a file that was sent when our log stood at `seq`; `done` if the centre has it."""

    digest: bytes
    seq: int
    done: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """Reads and writes these things in the store's local memory."""

    store: Store

    def ack(self) -> Ack | None:
        """Return the centre's newest word to this office."""
        body = self.store.recall("sync/ack")
        return None if body is None else ack_from(body)

    def keep_ack(self, ack: Ack) -> None:
        """Remember the centre's newest word."""
        self.store.remember("sync/ack", ack.to_bytes())

    def cuts(self) -> tuple[Cut, ...]:
        """Return our own bundles that may still be needed, oldest first."""
        found = []
        for item in self._items("sync/cuts"):
            match item:
                case [int(number), int(seq0), int(last), str(name), bytes(digest), bool(placed)]:
                    found.append(Cut(number, seq0, last, name, digest, placed))
        return tuple(found)

    def keep_cuts(self, cuts: Iterable[Cut]) -> None:
        """Remember our own bundles."""
        ordered = sorted(cuts, key=lambda cut: cut.number)
        self.store.remember("sync/cuts", encode([list(astuple(cut)) for cut in ordered]))

    def parts(self) -> dict[bytes, PartAway]:
        """Return the parts that were sent, by the hash of their cipher text."""
        found = {}
        for item in self._items("sync/parts"):
            match item:
                case [bytes(digest), int(seq), bool(done)]:
                    found[digest] = PartAway(digest, seq, done)
        return found

    def keep_parts(self, parts: dict[bytes, PartAway]) -> None:
        """Remember the parts that were sent."""
        self.store.remember("sync/parts", encode([list(astuple(one)) for one in parts.values()]))

    def _items(self, key: str) -> list[object]:
        """Return a remembered list."""
        data = self.store.recall(key)
        content = None if data is None else decode(data)
        return list(content) if isinstance(content, list) else []
