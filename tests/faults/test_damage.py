"""Bits flip in a desk's files: it is named, a way out is said, and no damage is sent on."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk, check_desk
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import LoggedChange
from mediatordesk.core.epochs import EpochReason
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Blob
from mediatordesk.core.records import added
from mediatordesk.sync.bundles.blobs import PART_BYTES, FileDamaged
from tests.faults.desks import SEED, make_desk, numbers_of, once, opened, register
from tests.faults.tracing import alone
from tests.faults.work_windows import REGISTERED, register_some_and_die

PAGE = 4096
ROOTS = "SELECT rootpage FROM sqlite_schema WHERE name IN ('change', 'party', 'party_case', 'head')"
SCAN = bytes(range(256)) * (PART_BYTES // 128)


@dataclass(frozen=True)
class Sound:
    """A place whose desk is sound: the bytes of its file, its log, and some pages of each kind."""

    place: Path
    data: bytes
    log: tuple[LoggedChange, ...]
    kinds: tuple[int, ...]

    @property
    def file(self) -> Path:
        """Return the database."""
        return self.place / "desk" / "desk.db"

    def flipped(self, page: int, chance: random.Random) -> None:
        """Flip a bit somewhere in a page, counted from 1; the file is else as it was."""
        for leftover in self.file.parent.glob("desk.db-*"):
            leftover.unlink()
        damaged = bytearray(self.data)
        damaged[(page - 1) * PAGE + chance.randrange(PAGE)] ^= 1 << chance.randrange(8)
        self.file.write_bytes(damaged)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    place = tmp_path_factory.mktemp("sound")
    make_desk(place)
    with opened(place) as desk:
        for number in range(1, REGISTERED + 1):
            register(desk, f"第{number}案")
        blob = desk.blobs.put(SCAN, "application/pdf", case_id=desk.store.all(Case)[0].id)
        desk.commit([added(blob)])
        log = logged(desk)
        roots = tuple(row[0] for row in desk.store.rows(ROOTS))
    data = (place / "desk" / "desk.db").read_bytes()
    return Sound(place, data, log, (1, *roots, len(data) // PAGE))


def logged(desk: Desk) -> tuple[LoggedChange, ...]:
    """Return what a desk would send."""
    return tuple(change for segment in desk.store.segments(0) for change in segment.changes)


def named(place: Path) -> str:
    """Open a desk, check it and read what it would send; return how the damage is named.

    What is read without a complaint is what was written.
    """
    try:
        with opened(place) as desk:
            findings = check_desk(desk)
    except DeskError as error:
        return " ".join(error.lines())
    return " ".join(findings)


def sent(place: Path) -> tuple[LoggedChange, ...]:
    """Return what a desk would send; nothing if it notices that it is damaged."""
    try:
        with opened(place) as desk:
            return logged(desk)
    except DeskError:
        return ()


def assert_named_and_not_sent(sound: Sound, pages: list[int] | range) -> None:
    """Flip a bit in each of these pages in turn."""
    chance = random.Random(SEED)  # noqa: S311 - where a bit flips
    for page in pages:
        sound.flipped(page, chance)
        words = named(sound.place)
        assert f"page {page}" in words or "newest backup" in words, (page, words)
        assert sent(sound.place) in ((), sound.log), page


def test_a_flipped_bit_in_a_page_is_named_and_not_sent(sound: Sound) -> None:
    others = random.Random(SEED).sample(range(1, len(sound.data) // PAGE), 5)  # noqa: S311 - a sample
    assert_named_and_not_sent(sound, [*sound.kinds, *others])


@pytest.mark.soak
def test_a_flipped_bit_in_any_page_is_named_and_not_sent(sound: Sound) -> None:
    assert_named_and_not_sent(sound, range(1, len(sound.data) // PAGE + 1))


def test_a_flipped_bit_in_a_file_is_named_and_the_case_stays_whole(tmp_path: Path) -> None:
    make_desk(tmp_path)
    with opened(tmp_path) as desk:
        case = desk.store.all(Case)[0]
        blob = desk.blobs.put(SCAN, "application/pdf", case_id=case.id)
        desk.commit([added(blob)])
        assert len(blob.parts) == 2
        [part] = desk.folder.rglob(f"{blob.parts[1]}.age")
        damaged = bytearray(part.read_bytes())
        damaged[len(damaged) // 2] ^= 1
        part.write_bytes(damaged)
        [finding] = check_desk(desk)
        assert blob.sha256[:12] in finding
        with pytest.raises(FileDamaged, match="damaged"):
            desk.blobs.get(desk.store.get(Blob, blob.id))
        assert desk.store.get(Case, case.id) == case


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def zeroed(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)].ljust(len(data), b"\0")


def flipped(share: float) -> Callable[[bytes], bytes]:
    def flip(data: bytes) -> bytes:
        place = int(len(data) * share)
        return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]

    return flip


HARMS = {
    "torn in its last frame": lambda data: data[:-100],
    "cut to nothing": cut(0),
    "cut in its header": cut(0.0001),
    "cut in the middle": cut(0.5),
    "zeroed": zeroed(0),
    "zeroed from the middle": zeroed(0.5),
    "zeroed at its end": zeroed(0.99),
    "flipped in its header": flipped(0),
    "flipped early": flipped(0.2),
    "flipped late": flipped(0.97),
}


@pytest.fixture(scope="module")
def dark(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a place, kept aside, in which the lights went out while the WAL held three cases."""
    place = tmp_path_factory.mktemp("dark") / "place"
    place.mkdir()
    make_desk(place)
    outcome = alone(register_some_and_die, place)
    assert (outcome.was_killed, len(outcome.told)) == (True, REGISTERED)
    return place.replace(place.with_name("kept"))


@pytest.mark.parametrize("harm", HARMS)
def test_a_damaged_wal_leaves_what_was_saved_before_and_no_number_is_used_again(
    dark: Path, harm: str
) -> None:
    place = dark.with_name("place")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(dark, place)
    wal = place / "desk" / "desk.db-wal"
    wal.write_bytes(HARMS[harm](wal.read_bytes()))
    with opened(place) as desk:
        assert check_desk(desk) == ()
        assert desk.epoch is not None
        assert desk.epoch.reason is EpochReason.SET_BACK
        facts = [one.facts for one in desk.store.all(Case)][1:]
        assert facts == [f"第{number}案" for number in range(1, len(facts) + 1)]
        assert len(facts) < REGISTERED
        used = numbers_of(desk, desk.clock.today().year)
        assert used == list(range(1, len(facts) + 2))
        case = register(desk, "以后的案")
        assert numbers_of(desk, desk.clock.today().year)[-1] == REGISTERED + 2
        once([one.number for one in desk.store.all(Case)])
        assert desk.store.get(Case, case.id).number
