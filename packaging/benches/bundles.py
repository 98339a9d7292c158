"""What a day's edits weigh on the line, and how fast bundles are read."""

import json
import statistics
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import count
from pathlib import Path
from random import Random
from uuid import UUID

import zstandard

from benches.desks import CASE, FACTS, KEY, KINDS, PARTY, REPLICA, name_of
from benches.tables import Section, Timing
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import CHINA, Op, TimeFlag
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party
from mediatordesk.core.records import Record, added, changed
from mediatordesk.core.sessions import Note
from mediatordesk.keys.identities import Device, Identity
from mediatordesk.store import Store
from mediatordesk.store.register import SCHEMA
from mediatordesk.sync.bundles.frames import LEVEL
from mediatordesk.sync.bundles.logs import Sender, Told, pack_log, unpack_log

CASES = 600
BUNDLES = {1: 100, 10: 30, 100: 10, 1_000: 2}
"""How many bundles of so many edits are written."""
ALLOWED = {1: 1_300, 10: 290, 100: 160}
"""Bytes for each edit."""
OPERATOR = UUID(int=1)
NOON = datetime(2026, 11, 20, 12, tzinfo=CHINA)
LETTERS = "".join(dict.fromkeys("".join(FACTS)))
"""Characters of which words are made that stand nowhere else."""
WORDS = f"""A desk of {CASES:,} cases is worked on: phone numbers and names corrected, notes of 40
characters added, facts of 120 written anew, cases closed, in turns; half of the text are phrases
that come again, half are words that do not. Each edit is one save through the store. So many
edits make a bundle as it is sent: padded, signed twice, encrypted to the centre and to the office.
Beside it stands what sending each edited case as a whole would weigh (the case and its parties as
JSON, all cases of a bundle in one zstd frame of the same level, not signed, not encrypted).
Demanded: {ALLOWED[1]:,}, {ALLOWED[10]} and {ALLOWED[100]} bytes an edit for bundles of 1, 10 and
100; 0.33 × the whole cases for those of 100. Reading is everything that is done before the
database: signatures, hashes, decryption, decompression, strict decoding, chain and root."""


@dataclass(frozen=True)
class _Written:
    """Bundles of so many edits, and the same cases sent as a whole."""

    bundles: tuple[bytes, ...]
    wholes: tuple[int, ...]


def bundles(folder: Path) -> Section:
    """Measure the size of bundles of real edits, and how fast they are read."""
    device, centre, office = Device.new(), Identity.new(), Identity.new()
    sender = Sender(device, UUID(int=7), (centre.recipient, office.recipient))
    desk = _Desk.made(folder)
    store, edits, rows = desk.store, desk.edits(), []
    for size, times in BUNDLES.items():
        written = _written(store, edits, sender, size, times)
        reading = Timing()
        for data in written.bundles:
            reading.take(
                lambda data=data: unpack_log(data, lambda _: device.signing.verify_key, (centre,))  # type: ignore[misc]
            )
        rows.append(_row(size, written, reading))
    store.close()
    heading = (
        "edits in a bundle", "bytes a bundle", "bytes an edit", "allowed",
        "÷ whole cases", "read, bundles a second", "edits a second",
    )  # fmt: skip
    return Section("Bundles", WORDS, heading, tuple(rows))


def _written(store: Store, edits: Iterator[Op], sender: Sender, size: int, times: int) -> _Written:
    """Save so many edits for each bundle, and pack what the log holds then."""
    made, wholes = [], []
    for number in range(times):
        before, cases = store.head().seq, []
        for _ in range(size):
            op = next(edits)
            store.commit(OPERATOR, [op])
            cases.append(_whole_case(store, op))
        [segment] = store.segments(before)
        wall = int(NOON.timestamp() * 1000)
        told = Told(
            tuple(store.known().items()), wall, TimeFlag.CLOCK, None, "mediatordesk 0.1.0", SCHEMA
        )
        made.append(pack_log(segment, sender, told, number=number + 1).data)
        wholes.append(
            len(zstandard.ZstdCompressor(level=LEVEL).compress("\n".join(cases).encode()))
        )
    return _Written(tuple(made), tuple(wholes))


@dataclass(frozen=True)
class _Desk:
    """A desk full of cases and what people do at it, the same each time."""

    store: Store
    chance: Random
    cases: tuple[tuple[Case, Party, Party], ...]

    @classmethod
    def made(cls, folder: Path) -> "_Desk":
        """Return a new desk."""
        store = Store.create(folder, KEY, replica=REPLICA, clock=Clock.computer())
        desk = cls(store, Random(7), ())  # noqa: S311 - the same text each time
        cases = tuple(desk._case(number) for number in range(CASES))
        for case in cases:
            store.commit(OPERATOR, [added(one) for one in case])
        store.segments(0)
        return replace(desk, cases=cases)

    def edits(self) -> Iterator[Op]:
        """Yield what people do, one after another, without end."""
        for number in count():
            case, *parties = self.chance.choice(self.cases)
            match number % 5:
                case 0:
                    phone = f"138{self.chance.randrange(10**8):08}"
                    yield changed(parties[0], replace(parties[0], phone=phone))
                case 1:
                    name = name_of(self.chance.randrange(999))
                    yield changed(parties[1], replace(parties[1], name=name))
                case 2:
                    yield changed(case, replace(case, facts=self._text(120)))
                case 3:
                    yield added(Note(case_id=case.id, written_at=NOON, text=self._text(40)))
                case _:
                    closed = replace(case, status=CaseStatus.CLOSED, closed_on=NOON.date())
                    yield changed(case, closed)

    def _case(self, number: int) -> tuple[Case, Party, Party]:
        names = [name_of(number * 7 + place * 3) for place in range(2)]
        title = f"{names[0]}与{names[1]}{self.chance.choice(KINDS)}"
        case = replace(CASE, id=self._row(), title=title, facts=self._text(120))
        one, other = (
            replace(
                PARTY, id=self._row(), case_id=case.id, name=name, position=place,
                phone=f"138{self.chance.randrange(10**8):08}",
                id_number=f"450405{self.chance.randrange(10**12):012}",
                address=f"广西壮族自治区梧州市长洲区倒水镇{self._text(8)}",
            )
            for place, name in enumerate(names, start=1)
        )  # fmt: skip
        return case, one, other

    def _row(self) -> UUID:
        return UUID(bytes=self.chance.randbytes(16), version=4)

    def _text(self, length: int) -> str:
        """Return so many characters: phrases that come again, and words that do not."""
        said = ""
        while len(said) < length:
            words = (self.chance.choice(LETTERS) for _ in range(9))
            said += self.chance.choice((self.chance.choice(FACTS), "".join(words))) + "，"
        return said[: length - 1] + "。"


def _whole_case(store: Store, op: Op) -> str:
    """Return the case that an edit belongs to with its parties and notes, as JSON."""
    case_of = {"case": op.row}.get(op.table)
    if case_of is None and op.table == "party":
        case_of = store.get(Party, op.row).case_id
    if case_of is None:
        case_of = store.get(Note, op.row).case_id
    records: list[Record] = [store.get(Case, case_of)]
    records += store.of_case(Party, case_of)
    records += store.of_case(Note, case_of)
    return json.dumps([asdict(one) for one in records], ensure_ascii=False, default=str)


def _row(edits: int, written: _Written, reading: Timing) -> tuple[str, ...]:
    size, whole = statistics.fmean(map(len, written.bundles)), statistics.fmean(written.wholes)
    rate = 1 / statistics.median(reading.cpu)
    allowed = f"{ALLOWED[edits]:,}" if edits in ALLOWED else ""
    return (
        f"{edits:,}", f"{size:,.0f}", f"{size / edits:,.0f}", allowed,
        f"{size / whole:.2f}", f"{rate:,.0f}", f"{rate * edits:,.0f}",
    )  # fmt: skip
