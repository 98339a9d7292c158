"""Letters, the registrar, and keys that were exchanged, as a roster tells them."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.identities import Device, Identity, SigningKey
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.rosters import (
    Roster,
    RosterDevice,
    pack_roster,
    roster_from,
    unpack_roster,
)

OFFICE, READING = uuid4(), Identity.new()
RECIPIENT = READING.recipient
KEYS = [SigningKey(bytes([place]) * 32).verify_key for place in range(60)]


def office_of(count: int, revoked: frozenset[int] = frozenset()) -> Roster:
    """Return an office of so many devices, some of which are revoked."""
    devices = (
        RosterDevice(key, RECIPIENT, place + 1, revoked=9 if place in revoked else 0)
        for place, key in enumerate(KEYS[:count])
    )
    return Roster(OFFICE, 7, 99, tuple(devices), (READING,))


def exchanged(roster: Roster, place: int, new: int) -> Roster:
    """Return the roster after a device has new keys."""
    before = roster.devices[place].key.device_id
    after = RosterDevice(KEYS[new], RECIPIENT, 50, replaces=before)
    return replace(roster, devices=(*roster.devices, after))


@given(st.integers(1, 40), st.integers(0, 19), st.frozensets(st.integers(0, 40)))
def test_a_letter_never_changes(count: int, more: int, revoked: frozenset[int]) -> None:
    before, after = office_of(count), office_of(count + more, revoked)
    letters = [before.letter_of(key.device_id) for key in KEYS[:count]]
    assert [after.letter_of(key.device_id) for key in KEYS[:count]] == letters
    assert len({*letters}) == count


def test_letters_go_on_after_z() -> None:
    roster = office_of(54)
    told = [roster.letter_of(KEYS[place].device_id) for place in (0, 1, 25, 26, 27, 52)]
    assert told == ["A", "B", "Z", "AA", "AB", "BA"]
    assert roster.letter_of(Device.new().id) == ""


@given(st.integers(1, 6), st.frozensets(st.integers(0, 6)))
def test_at_most_one_device_gives_numbers(count: int, revoked: frozenset[int]) -> None:
    roster = office_of(count, revoked)
    registrars = [key for key in KEYS[:count] if roster.is_registrar(key.device_id)]
    left = [place for place in range(count) if place not in revoked]
    assert registrars == [KEYS[place] for place in left[:1]]


def test_a_device_with_new_keys_is_the_same_device() -> None:
    roster = exchanged(exchanged(office_of(3), 0, 10), 3, 11)
    first, second, third = KEYS[0].device_id, KEYS[10].device_id, KEYS[11].device_id
    assert {roster.letter_of(one) for one in (first, second, third)} == {"A"}
    assert roster.letter_of(KEYS[2].device_id) == "C"
    assert roster.is_registrar(third)
    assert roster.speaks_for(third, first)
    assert not roster.speaks_for(third, KEYS[1].device_id)
    assert roster.speaks_for(KEYS[1].device_id, None)
    assert not roster.speaks_for(Device.new().id, Device.new().id)


def test_a_roster_is_read_back_with_the_keys_that_were_exchanged() -> None:
    roster = exchanged(office_of(2), 1, 20)
    assert roster_from(roster.to_bytes()) == roster


@pytest.mark.parametrize("more", [[""], [b"", b""], [7]])
def test_a_device_that_says_something_else_is_refused(more: list[object]) -> None:
    body = decode(office_of(1).to_bytes())
    assert isinstance(body, list)
    assert isinstance(body[3], list)
    [device] = body[3]
    assert isinstance(device, list)
    with pytest.raises(BadBundle):
        roster_from(encode([*body[:3], [[*device, *more]], body[4]]))


def test_who_is_revoked_cannot_read_the_next_roster() -> None:
    centre, lost, kept = SigningKey.new(), Device.new(), Device.new()
    devices = (
        RosterDevice(lost.signing.verify_key, lost.identity.recipient, 1, revoked=5),
        RosterDevice(kept.signing.verify_key, kept.identity.recipient, 2),
    )
    roster = Roster(OFFICE, 8, 99, devices, (READING, Identity.new()))
    data = pack_roster(roster, centre).data
    assert unpack_roster(data, OFFICE, centre.verify_key, kept) == roster
    with pytest.raises(BadBundle):
        unpack_roster(data, OFFICE, centre.verify_key, lost)
