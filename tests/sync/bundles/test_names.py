"""Names work on every file system: short, lower case, at most 500 in a folder, in order."""

from collections import Counter
from datetime import datetime
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.changes import CHINA
from mediatordesk.sync.bundles.names import (
    epoch_in,
    feed_name,
    in_order,
    is_feed,
    is_log,
    is_name,
    is_part,
    is_said,
    is_want,
    log_name,
    number_in,
    part_name,
    refer_name,
    want_name,
)

OFFICE = uuid4()
DAY = datetime(2026, 11, 22, tzinfo=CHINA)


@given(st.uuids(), st.binary(min_size=8, max_size=8), st.integers(1, 499_999), st.binary())
def test_every_name_is_short_plain_and_says_what_it_is(office, replica, number, data) -> None:  # type: ignore[no-untyped-def]
    log = log_name(office, replica, number, DAY, data)
    feed = feed_name(office, 1_795_000_000_123, number, data)
    part = part_name(office, bytes(32))
    assert all(is_name(one) and len(one) <= 80 for one in (log, feed, part))
    assert [is_part(one) for one in (log, feed, part)] == [False, False, True]
    assert [is_feed(one) for one in (log, feed, part)] == [False, True, False]
    assert epoch_in(feed) == 1_795_000_000_000


def test_no_folder_holds_more_than_500_and_names_stay_in_order() -> None:
    names = [log_name(OFFICE, bytes(8), number, DAY, b"") for number in range(1, 6000)]
    folders = Counter(name.rsplit("/", 1)[0] for name in names)
    assert max(folders.values()) <= 500
    assert names == in_order(reversed(names))


def test_the_centres_newest_word_has_the_highest_name() -> None:
    said = [(epoch, number) for epoch in (10**12, 2 * 10**12) for number in (1, 499, 500, 5000)]
    names = [feed_name(OFFICE, epoch, number, b"") for epoch, number in said]
    assert names == in_order(reversed(names))


@given(st.integers(1, 499_999), st.integers(1, 12), st.integers(1, 12))
def test_the_number_decides_and_not_the_month_or_the_folder(
    number: int, one: int, other: int
) -> None:
    names = [
        log_name(OFFICE, bytes(8), count, DAY.replace(month=month), b"")
        for count, month in ((number, one), (number + 1, other))
    ]
    assert [number_in(name) for name in names] == [number, number + 1]


def test_what_is_asked_for_and_what_is_handed_on_are_no_logs() -> None:
    want = want_name(OFFICE, bytes(8), 3, b"")
    refer = refer_name(OFFICE, uuid4(), 3, b"")
    assert is_name(want)
    assert is_name(refer)
    assert [is_log(want), is_want(want), is_said(want)] == [False, True, False]
    assert [is_log(refer), is_want(refer), is_said(refer)] == [False, False, True]


@given(st.text(alphabet="v1/.\\\0:a0-ü *", max_size=90))
def test_a_name_that_is_taken_never_leads_out_of_the_mailbox(text: str) -> None:
    if is_name(f"v1/{text}.mdb"):
        assert not set(text) & set(".\\\0:ü *")
        assert "//" not in text
