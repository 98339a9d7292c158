"""What lies with a front is listed as it comes; a list that is torn, old or gone is told anew."""

from pathlib import Path

import pytest

from mediatordesk.centre.front.box import Box
from mediatordesk.centre.front.listings import PAGE, Listings
from mediatordesk.keys.durable import NotWritten
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import hash_in_name

OFFICE = "0a1b2c3d"


def name(number: int, whose: str = "00112233445566ff/202611") -> str:
    return f"v1/{OFFICE}/{whose}/{number:08}-{'0' * 24}.mdb"


@pytest.fixture
def listings(tmp_path: Path) -> Listings:
    return Listings.of(tmp_path)


def test_only_what_came_since_is_told(listings: Listings) -> None:
    nothing = listings.news(OFFICE, "")
    listings.add(name(1))
    first = listings.news(OFFICE, nothing.cursor)
    listings.add(name(2))
    listings.add(name(3))
    assert (nothing.names, nothing.whole) == ((), True)
    assert (first.names, first.whole) == ((name(1),), False)
    assert listings.news(OFFICE, first.cursor).names == (name(2), name(3))
    assert listings.news(OFFICE, "").names == (name(1), name(2), name(3))
    last = listings.news(OFFICE, first.cursor).cursor
    assert listings.news(OFFICE, last).names == ()
    assert listings.news(OFFICE, last).cursor == last


def test_a_piece_of_a_name_that_a_full_disk_has_torn_does_not_swallow_the_next_one(
    tmp_path: Path, listings: Listings
) -> None:
    listings.enter(name(1))
    with (tmp_path / "names" / OFFICE).open("a") as file:
        file.write(name(2)[:30])
    for number in (2, 3):
        listings.enter(name(number))
    assert Listings.of(tmp_path).names(OFFICE) == [name(1), name(2), name(3)]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_a_list_that_finds_no_room_says_so(tmp_path: Path, listings: Listings) -> None:
    (tmp_path / "names" / OFFICE).symlink_to("/dev/full")
    with pytest.raises(NotWritten, match="full"):
        listings.add(name(1))


@pytest.mark.parametrize(
    "cursor", ["", "1", "-", "9-00", "1-0000000000000000", "²-x", "-1-0", "9" * 99]
)
def test_a_mark_that_is_not_ours_gets_everything(listings: Listings, cursor: str) -> None:
    listings.add(name(1))
    news = listings.news(OFFICE, cursor)
    assert (news.whole, news.names) == (True, (name(1),))


def test_a_front_that_was_put_back_to_yesterday_is_found_out(tmp_path: Path) -> None:
    before = Listings.of(tmp_path / "today")
    for number in (1, 2, 3):
        before.add(name(number))
    cursor = before.news(OFFICE, "").cursor
    after = Listings.of(tmp_path / "yesterday")
    for number in (1, 2, 4, 5):
        after.add(name(number))
    news = after.news(OFFICE, cursor)
    assert news.whole
    assert news.names == tuple(map(name, (1, 2, 4, 5)))


def test_two_processes_write_one_list_and_both_read_it(tmp_path: Path) -> None:
    front, worker = Listings.of(tmp_path), Listings.of(tmp_path)
    front.enter(name(1))
    worker.enter(name(2, "feed/1764000000"))
    worker.enter(name(1))
    assert front.names(OFFICE) == worker.names(OFFICE) == [name(1), name(2, "feed/1764000000")]


def test_long_lists_come_in_pages_and_parts_are_not_named(listings: Listings) -> None:
    for number in range(PAGE + 5):
        listings.add(name(number))
        if number % 50 == 0:
            listings.add(f"v1/{OFFICE}/part/ab/{number:024}.mdb")
    told: list[str] = []
    news = listings.news(OFFICE, "")
    told += news.names
    assert news.left > 0
    while news.left:
        news = listings.news(OFFICE, news.cursor)
        assert not news.whole
        told += news.names
    assert told == [name(number) for number in range(PAGE + 5)]


def test_a_fall_between_the_two_steps_is_mended_at_the_next_start(tmp_path: Path) -> None:
    box, data = Box.of(tmp_path), "覃𬭎".encode()
    bundle = Bundle(name(7).replace("0" * 24, hash_in_name(data)), data)
    box.lying.put(bundle)
    (tmp_path / "names" / OFFICE).write_bytes(f"{name(1)}\nv1/{OFFICE}/001".encode())
    again = Box.of(tmp_path)
    assert again.listings.reconcile(again.lying.folder) == 1
    assert again.listings.names(OFFICE) == [name(1), bundle.name]
    assert again.listings.reconcile(again.lying.folder) == 0


def test_nonsense_in_a_list_is_passed_over(listings: Listings, tmp_path: Path) -> None:
    lines = [name(1), "../../etc/passwd", "覃", "", name(1), name(2)]
    (tmp_path / "names" / OFFICE).write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert listings.news(OFFICE, "").names == (name(1), name(2))
