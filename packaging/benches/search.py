"""Find cases on a county's desk."""

import random
import statistics
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path

import sqlcipher3
import sqlite_utils

from benches.desks import (
    COUNTY_CASES,
    COUNTY_PARTIES,
    FACTS,
    FIRST_DAY,
    GIVEN,
    SURNAMES,
    county,
    party_id,
)
from benches.tables import Section, Timing, milliseconds
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party
from mediatordesk.core.pinyin import name_initials
from mediatordesk.store import Store
from mediatordesk.store.case_pages import PAGE, Wanted, page_of_cases

EACH = 15
"""Questions of a kind, each asked once of both files, and different ones each time."""
WORDS = f"""A store with {COUNTY_CASES:,} cases and {COUNTY_CASES * COUNTY_PARTIES:,} parties, all
indexed; the facts are put together from {len(FACTS)} phrases, so that each word of them stands in
very many cases. Something is typed, and the first page ({PAGE} lines) stands there as records, in
its order, with why each was found. The floor is the same question, asked by the same program of a
plain copy of the same file: what it costs more is SQLCipher. {EACH} questions of each kind, none
asked twice, in turns. Demanded: 95 of 100 below 100 ms over all of them, and 2.5 × the floor at
most."""


def search(folder: Path) -> Section:
    """Measure how long it takes until what was looked for stands there."""
    store = county(folder)
    plain = _plain_copy(store, folder / "plain.db")
    asked = {kind: [ask(store) for _ in range(EACH)] for kind, ask in _kinds().items()}
    for one in (store, plain):
        page_of_cases(one, Wanted(find="wxm"))  # the first initials of a process cost an import
    times = {kind: (Timing(), Timing()) for kind in asked}
    for turn in range(EACH):
        for kind, typed in asked.items():
            for one, timing in zip((store, plain), times[kind], strict=True):
                timing.take(lambda one=one, word=typed[turn]: page_of_cases(one, Wanted(find=word)))  # type: ignore[misc]
    found = {
        kind: statistics.fmean(len(page_of_cases(store, Wanted(find=one))) for one in typed)
        for kind, typed in asked.items()
    }
    store.close()
    plain.close()
    rows = [_row(kind, typed[0], found[kind], *times[kind]) for kind, typed in asked.items()]
    heading = (
        *("what", "for example", "shown", "median", "95 of 100 below", "processor"),
        *("floor", "÷ the floor"),
    )
    return Section("Find cases", WORDS, heading, (_all(times, found), *rows))


def _plain_copy(store: Store, path: Path) -> Store:
    """Write the whole file without encryption and open it under the same settings."""
    store.rows("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    store.rows("SELECT sqlcipher_export('plain')")
    store.rows("DETACH DATABASE plain")
    connection = sqlcipher3.connect(str(path), isolation_level=None, cached_statements=2000)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA temp_store=MEMORY")
    return Store(sqlite_utils.Database(connection), Clock.computer())


def _kinds() -> Mapping[str, Callable[[Store], str]]:
    """Return what people type, by kind: each a function that makes up the next one."""
    chance = random.Random(7)  # noqa: S311 - made-up questions, the same every time

    def one(store: Store) -> Party:
        number = chance.randrange(COUNTY_CASES)
        return store.get(Party, party_id(number, chance.randrange(COUNTY_PARTIES)))

    def said(length: int) -> str:
        text = chance.choice([text for text in FACTS if len(text) >= length])
        start = chance.randrange(len(text) - length + 1)
        return text[start : start + length]

    def day() -> str:
        return f"{FIRST_DAY + timedelta(chance.randrange(1000)):%m月%d日}"

    return {
        "a name of two or three": lambda store: one(store).name[:3],
        "a given name": lambda _: chance.choice(GIVEN),
        "a surname alone": lambda _: chance.choice(SURNAMES),
        "a case's number": lambda _: f"第{chance.randrange(COUNTY_CASES)}号",
        "a whole phone number": lambda store: one(store).phone,
        "four figures of a phone": lambda store: one(store).phone[-4:],
        "a birthday in an identity number": lambda store: one(store).id_number[6:14],
        "the end of an identity number": lambda store: one(store).id_number[-4:],
        "initials": lambda store: name_initials(one(store).name[:3])[0],
        "initials of a title": lambda _: chance.choice(("tdcb", "xlgx", "hkjf", "shbx", "hyjt")),
        "a name and a word": lambda store: f"{one(store).name[:3]} {said(2)}",
        "a phone and a surname": lambda store: f"{one(store).phone[3:8]} {chance.choice(SURNAMES)}",
        "two characters of the facts": lambda _: said(2),
        "a phrase of the facts": lambda _: said(6),
        "a day in the facts": lambda _: day(),
        "one letter or figure": lambda _: chance.choice("wlx138"),
        "words in every case": lambda _: chance.choice(("纠纷", "长洲区", "正阳村", "元", "138")),
        "nothing there": lambda _: chance.choice(
            ("龘龘", "99999999", "zzzz", "王小波", "查无此人")
        ),
    }


def _all(times: Mapping[str, tuple[Timing, Timing]], found: Mapping[str, float]) -> tuple[str, ...]:
    """Return the row over all kinds."""
    both = [
        Timing(
            [one for pair in times.values() for one in pair[place].wall],
            [one for pair in times.values() for one in pair[place].cpu],
        )
        for place in (0, 1)
    ]
    return _row("**all of these**", "", statistics.fmean(found.values()), *both)


def _row(kind: str, typed: str, found: float, ours: Timing, floor: Timing) -> tuple[str, ...]:
    return (
        kind,
        typed,
        f"{found:,.0f}",
        milliseconds(ours.median),
        milliseconds(_p95(ours)),
        milliseconds(ours.mean_cpu),
        milliseconds(floor.median),
        f"{ours.median / floor.median:.1f}",
    )


def _p95(timing: Timing) -> float:
    """Return what 95 of 100 stay below."""
    return statistics.quantiles(timing.wall, n=20, method="inclusive")[18]
