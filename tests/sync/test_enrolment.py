"""Enrolment: a request that only its device can make, a grant that only it can read."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.keys.identities import Device, Identity, SigningKey
from mediatordesk.sync.enrolment import (
    BadGrant,
    BadRequest,
    Grant,
    pack_grant,
    pack_request,
    read_grant,
    read_request,
)

DEVICE, CENTRE = Device.new(), SigningKey.new()
OFFICE = uuid4()
REQUEST = pack_request(DEVICE, OFFICE, "450405101", "梧州市长洲区覃𬭎 a<b 人民调解委员会")
GRANT = Grant(
    OFFICE, DEVICE.id, CENTRE.verify_key, Identity.new().recipient, Identity.new(), 1, 4, 99
)
ANSWER = pack_grant(GRANT, CENTRE, DEVICE.identity.recipient)


def test_a_request_says_who_asks_and_for_which_office() -> None:
    request = read_request(REQUEST)
    assert request.office == OFFICE
    assert request.office_name == "梧州市长洲区覃𬭎 a<b 人民调解委员会"
    assert request.key == DEVICE.signing.verify_key
    assert request.recipient == DEVICE.identity.recipient


@given(st.integers(0, len(REQUEST) - 1), st.integers(1, 255))
def test_an_altered_request_is_refused(place: int, change: int) -> None:
    data = bytearray(REQUEST)
    data[place] ^= change
    with pytest.raises(BadRequest):
        read_request(bytes(data))


@given(st.binary(max_size=300))
def test_random_files_are_refused(data: bytes) -> None:
    with pytest.raises(BadRequest):
        read_request(data)
    with pytest.raises(BadGrant):
        read_grant(data, DEVICE)


def test_a_grant_is_read_by_its_device_and_by_nobody_else() -> None:
    assert read_grant(ANSWER, DEVICE) == GRANT
    assert read_grant(ANSWER, DEVICE, CENTRE.verify_key) == GRANT
    with pytest.raises(BadGrant):
        read_grant(ANSWER, Device.new())


def test_another_centre_cannot_take_over_a_desk() -> None:
    thief = SigningKey.new()
    recipient = DEVICE.identity.recipient
    own = pack_grant(replace(GRANT, centre=thief.verify_key), thief, recipient)
    with pytest.raises(BadGrant):
        read_grant(own, DEVICE, CENTRE.verify_key)
    with pytest.raises(BadGrant):
        read_grant(pack_grant(GRANT, thief, recipient), DEVICE)


def test_a_grant_for_another_device_is_refused_even_if_it_can_be_read() -> None:
    other = pack_grant(replace(GRANT, device=bytes(16)), CENTRE, DEVICE.identity.recipient)
    with pytest.raises(BadGrant):
        read_grant(other, DEVICE)


def test_the_offices_key_stands_neither_in_the_file_nor_in_a_repr() -> None:
    assert b"AGE-SECRET" not in ANSWER
    assert "AGE-SECRET" not in repr(GRANT)
