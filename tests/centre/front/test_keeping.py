"""What is signed for is on the disk: in the journal at once, in the box for good."""

import asyncio
from pathlib import Path

import pytest

from mediatordesk.centre.front.keeping import JOURNAL, LONG, Journal, Keeper, Kept
from mediatordesk.keys.durable import NotWritten
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import hash_in_name


def bundle(number: int, size: int = 2000) -> Bundle:
    data = f"覃𬭎 a<b {number}".encode() * (size // 10)
    folder = f"v1/0a1b2c3d/{number % 5:016x}/202611"
    return Bundle(f"{folder}/{number:08}-{hash_in_name(data)}.mdb", data)


@pytest.fixture
def box(tmp_path: Path) -> Path:
    (tmp_path / "box").mkdir()
    return tmp_path / "box"


def kept(keeper: Keeper, *bundles: Bundle) -> list[Kept]:
    """Keep several at once."""

    async def all_at_once() -> list[Kept]:
        return list(await asyncio.gather(*map(keeper.keep, bundles)))

    return asyncio.run(all_at_once())


def lying(box: Path) -> set[str]:
    return {path.relative_to(box).as_posix() for path in box.rglob("*") if path.is_file()}


def test_what_is_kept_lies_in_the_box_once(tmp_path: Path, box: Path) -> None:
    keeper = Keeper(Journal.open(tmp_path, box))
    bundles = [bundle(number) for number in range(20)]
    assert set(kept(keeper, *bundles)) == {Kept.NEW}
    assert kept(keeper, bundles[3], bundle(99), bundle(99)) == [Kept.SAME, Kept.NEW, Kept.SAME]
    assert lying(box) == {one.name for one in (*bundles, bundle(99))}


@pytest.mark.parametrize("harm", ["gone", "empty", "torn", "zeros"])
def test_what_a_power_cut_took_from_the_box_comes_back_from_the_journal(
    tmp_path: Path, box: Path, harm: str
) -> None:
    bundles = [bundle(number) for number in range(12)]
    kept(Keeper(Journal.open(tmp_path, box)), *bundles)
    for one in bundles[::2]:
        path = box / one.name
        match harm:
            case "gone":
                path.unlink()
            case "empty":
                path.write_bytes(b"")
            case "torn":
                path.write_bytes(one.data[:700])
            case "zeros":
                path.write_bytes(bytes(len(one.data)))
    Journal.open(tmp_path, box)
    assert {name: (box / name).read_bytes() for name in lying(box)} == {
        one.name: one.data for one in bundles
    }


def test_a_record_that_was_cut_ends_the_journal_and_what_is_before_it_counts(
    tmp_path: Path, box: Path
) -> None:
    first, second = bundle(1), bundle(2)
    keeper = Keeper(Journal.open(tmp_path, box))
    kept(keeper, first)
    end = keeper.journal.end
    kept(keeper, second)
    for path in (box / first.name, box / second.name):
        path.unlink()
    data = (tmp_path / JOURNAL).read_bytes()
    (tmp_path / JOURNAL).write_bytes(data[: end + 900] + bytes(len(data) - end - 900))
    Journal.open(tmp_path, box)
    assert lying(box) == {first.name}


def test_a_journal_that_is_written_from_its_beginning_again_loses_nothing(
    tmp_path: Path, box: Path
) -> None:
    keeper = Keeper(Journal.open(tmp_path, box))
    large = [bundle(number, LONG // 3) for number in range(7)]
    for one in large:
        kept(keeper, one)
    small = [bundle(number) for number in range(100, 110)]
    kept(keeper, *small)
    assert keeper.journal.end < LONG
    for one in small:
        (box / one.name).unlink()
    Journal.open(tmp_path, box)
    assert lying(box) == {one.name for one in (*large, *small)}


def test_a_disk_that_takes_no_more_is_said_to_each_and_nothing_is_signed_for(
    tmp_path: Path, box: Path
) -> None:
    keeper = Keeper(Journal.open(tmp_path, box))
    keeper.journal.box = tmp_path / JOURNAL  # no folder: nothing can be placed there
    bundles = [bundle(number) for number in range(3)]

    async def all_at_once() -> list[object]:
        return list(await asyncio.gather(*map(keeper.keep, bundles), return_exceptions=True))

    assert all(isinstance(one, NotWritten) for one in asyncio.run(all_at_once()))
