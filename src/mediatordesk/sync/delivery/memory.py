"""What a desk remembers about its line to the centre; it never leaves this computer.

Own bundles ("cuts"), parts of files on their way, and the centre's newest word. None of it decides
what is sent: lose it, and more is sent again than needed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from hashlib import sha256

from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.identities import Device
from mediatordesk.store import Store
from mediatordesk.sync.bundles.acks import Ack, ack_from
from mediatordesk.sync.bundles.forks import Forks, forks_from
from mediatordesk.sync.bundles.rosters import Roster, roster_from

FORMER = "sync/former"
SHORT = 8
"""Bytes of a bundle's hash, as its name says it, by which it is remembered."""
READ_BYTES = SHORT + 5


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
    """A part of a file that was sent when our log stood at `seq`; `done` if the centre has it.

    What rode in a log, or came from a colleague, has the seq 0: it is sent only if it is asked for.
    `places` are the mailboxes that it was put into.
    """

    digest: bytes
    seq: int
    done: bool = False
    places: tuple[bytes, ...] = ()


def short_place(place: str) -> bytes:
    """Return a mailbox's place as it is remembered: no address, with which one could ask it."""
    return sha256(place.encode()).digest()[:8]


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
                case [bytes(digest), int(seq), bool(done), *places]:
                    where = tuple(one for one in places if isinstance(one, bytes))
                    found[digest] = PartAway(digest, seq, done, where)
        return found

    def keep_parts(self, parts: dict[bytes, PartAway]) -> None:
        """Remember the parts that were sent."""
        rows = [[one.digest, one.seq, one.done, *one.places] for one in parts.values()]
        value = encode(rows)
        if self.store.recall("sync/parts") != value:
            self.store.remember("sync/parts", value)

    def roster(self) -> Roster | None:
        """Return the newest roster of the office that was believed."""
        body = self.store.recall("sync/roster")
        return None if body is None else roster_from(body)

    def keep_roster(self, roster: Roster) -> None:
        """Remember the newest roster."""
        self.store.remember("sync/roster", roster.to_bytes())

    def forks(self) -> Forks | None:
        """Return the centre's newest notice of forks that was believed."""
        body = self.store.recall("sync/forks")
        return None if body is None else forks_from(body)

    def keep_forks(self, forks: Forks) -> None:
        """Remember the newest notice of forks."""
        self.store.remember("sync/forks", forks.to_bytes())

    def proved(self, replica: bytes) -> int:
        """Return how far the centre was last proved to have one of our replicas."""
        return int.from_bytes(self.store.recall(f"sync/proved/{replica.hex()}") or b"", "big")

    def keep_proved(self, replica: bytes, seq: int) -> None:
        """Remember how far the centre has one of our replicas."""
        if seq != self.proved(replica):
            self.store.remember(f"sync/proved/{replica.hex()}", seq.to_bytes(8, "big"))

    def asked_anew(self, replica: bytes) -> int:
        """Return from which place on a doubted replica was packed anew; -1 if it was not."""
        value = self.store.recall(f"sync/anew/{replica.hex()}")
        return int.from_bytes(value, "big") if value else -1

    def keep_asked_anew(self, replica: bytes, proved: int) -> None:
        """Remember that a doubted replica was packed anew from a place on."""
        self.store.remember(f"sync/anew/{replica.hex()}", proved.to_bytes(8, "big"))

    def waits_of(self, folder: str) -> dict[bytes, int]:
        """Return the bundles of a folder that were looked at, by the beginning of their hashes.

        0 if nothing more is to be done about one; else the change that must come before it.
        """
        data = self.store.recall(self._key_of_read(folder)) or b""
        items = (data[start : start + READ_BYTES] for start in range(0, len(data), READ_BYTES))
        return {one[:SHORT]: int.from_bytes(one[SHORT:], "big") for one in items}

    def keep_waits(self, folder: str, waits: Mapping[bytes, int]) -> None:
        """Remember which bundles of a folder were looked at, and what some of them wait for."""
        items = (short + seq.to_bytes(READ_BYTES - SHORT, "big") for short, seq in waits.items())
        self.store.remember(self._key_of_read(folder), b"".join(items))

    def read_again(self) -> None:
        """Forget which bundles of colleagues were looked at: what they mean has changed."""
        self.store.remember("sync/reading", (self._reading() + 1).to_bytes(4, "big"))

    def _reading(self) -> int:
        return int.from_bytes(self.store.recall("sync/reading") or b"", "big")

    def _key_of_read(self, folder: str) -> str:
        return f"sync/read/{self._reading()}/{folder}"

    def owner_of(self, replica: bytes) -> bytes | None:
        """Return the device that a colleague's replica belongs to, if it was met."""
        return self.store.recall(f"sync/owner/{replica.hex()}")

    def keep_owner(self, replica: bytes, device: bytes) -> None:
        """Remember whose a replica is."""
        self.store.remember(f"sync/owner/{replica.hex()}", device)

    def former_keys(self) -> dict[bytes, Device]:
        """Return the names under which this desk wrote with keys that it does not have any more.

        They were another computer's too, of which it is a copy; what was written stays theirs.
        """
        found = {}
        for item in self._items(FORMER):
            match item:
                case [bytes(replica), bytes(keys)]:
                    found[replica] = Device.from_bytes(keys)
        return found

    def with_former(self, replicas: Iterable[bytes], device: Device) -> dict[str, bytes]:
        """Return what is to be remembered when the desk leaves the keys of these names."""
        known = dict.fromkeys(replicas, device) | self.former_keys()
        return {FORMER: encode([[name, keys.to_bytes()] for name, keys in known.items()])}

    def _items(self, key: str) -> list[object]:
        """Return a remembered list."""
        data = self.store.recall(key)
        content = None if data is None else decode(data)
        return list(content) if isinstance(content, list) else []
