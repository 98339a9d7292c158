"""Enrolment: a request that only its device can make, a grant that only it can read."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.identities import Device, Identity, SigningKey, encrypt_to
from mediatordesk.sync.bundles.rosters import Roster, RosterDevice
from mediatordesk.sync.membership.enrolment import (
    BadGrant,
    BadRequest,
    Grant,
    pack_grant,
    pack_request,
    read_grant,
    read_request,
    replacing,
    with_code,
)
from mediatordesk.sync.membership.fronts import Front
from mediatordesk.sync.membership.slips import Slip

DEVICE, CENTRE = Device.new(), SigningKey.new()
OFFICE = uuid4()
REQUEST = pack_request(DEVICE, OFFICE, "450405101", "梧州市长洲区覃𬭎 a<b 人民调解委员会")
GRANT = Grant(
    OFFICE, DEVICE.id, CENTRE.verify_key, Identity.new().recipient, Identity.new(), 1, 4, 99
)
SLIP = Slip.new(CENTRE.verify_key)
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


def test_a_grant_names_who_recovers_a_forgotten_desk() -> None:
    county = replace(GRANT, recovery=Identity.new().recipient, centre_name="长洲区司法局 a<b")
    assert read_grant(pack_grant(county, CENTRE, DEVICE.identity.recipient), DEVICE) == county


def test_a_request_with_a_code_proves_it_and_does_not_say_it() -> None:
    slip = Slip.new(CENTRE.verify_key)
    data = with_code(REQUEST, slip)
    request = read_request(data)
    assert request.ticket is not None
    assert request.ticket.number == slip.number
    assert request.ticket.shows(slip.key)
    assert not request.ticket.shows(Slip.new(CENTRE.verify_key).key)
    assert slip.code.encode() not in data
    assert replace(request, ticket=None) == read_request(REQUEST)


def test_a_code_counts_for_the_request_that_it_was_shown_with_only() -> None:
    slip, thief = Slip.new(CENTRE.verify_key), Device.new()
    _mark, _request, number, proof = list_of(with_code(REQUEST, slip))
    other = pack_request(thief, OFFICE, "450405101", "a<b")
    request = read_request(encode(["MDQ2", other, number, proof]))
    assert request.ticket is not None
    assert not request.ticket.shows(slip.key)


def test_new_keys_are_signed_by_the_old_ones_and_the_new_ones() -> None:
    new = Device.new()
    inner = pack_request(new, OFFICE, "450405101", "覃𬭎")
    request = read_request(replacing(inner, DEVICE))
    assert request.key == new.signing.verify_key
    assert request.replaces == DEVICE.signing.verify_key
    mark, _inner, key, signature = list_of(replacing(inner, DEVICE))
    for forged in ([mark, REQUEST, key, signature], [mark, inner, key, bytes(64)]):
        with pytest.raises(BadRequest):
            read_request(encode(forged))


@given(st.data())
def test_an_altered_request_with_a_code_or_new_keys_is_refused(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([with_code(REQUEST, SLIP), replacing(REQUEST, DEVICE)]))
    changed = bytearray(whole)
    changed[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    try:
        request = read_request(bytes(changed))
    except BadRequest:
        return
    assert request.ticket is not None
    assert request.ticket.number != SLIP.number or not request.ticket.shows(SLIP.key)


def test_a_grant_says_where_the_office_exchanges_and_who_belongs_to_it() -> None:
    device = RosterDevice(DEVICE.signing.verify_key, DEVICE.identity.recipient, 5)
    front = Front("https://中心.example:8443", b"-----BEGIN CERTIFICATE-----", CENTRE.verify_key)
    whole = replace(
        GRANT,
        mailboxes=("https://中心.example:8443", "webdavs://a:b@c/d"),
        front=front,
        office_roster=Roster(OFFICE, 4, 99, (device,), (GRANT.office_identity,)),
        office_code="450405101",
        office_name="覃𬭎 a<b 调委会",
    )
    assert read_grant(pack_grant(whole, CENTRE, DEVICE.identity.recipient), DEVICE) == whole
    strange = replace(whole, office=uuid4())
    with pytest.raises(BadGrant):
        read_grant(pack_grant(strange, CENTRE, DEVICE.identity.recipient), DEVICE)


def list_of(data: bytes) -> list[object]:
    """Return what a file holds."""
    items = decode(data)
    assert isinstance(items, list)
    return [*items]


def with_end(*more: object) -> bytes:
    """Return the grant as a centre signs it that says other things after the time."""
    content = decode(DEVICE.identity.decrypt(ANSWER))
    assert isinstance(content, list)
    assert isinstance(content[1], bytes)
    body = decode(content[1])
    assert isinstance(body, list)
    other = encode([*body[:8], *more])
    signed = encode(["MDG1", other, CENTRE.sign(b"MDG1" + other)])
    return encrypt_to((DEVICE.identity.recipient,), signed)


def test_a_grant_of_an_earlier_centre_ends_after_the_time() -> None:
    assert read_grant(with_end(), DEVICE) == GRANT


def test_a_grant_of_the_centres_before_this_ends_after_the_name() -> None:
    assert read_grant(with_end("", "长洲区"), DEVICE) == replace(GRANT, centre_name="长洲区")


@pytest.mark.parametrize(
    "more",
    [
        ["age1nobody", ""],
        [""],
        ["", "", ""],
        [7, ""],
        ["", "", [], None, None, ""],
        ["", "", [], [1], None, "", ""],
        ["", "", [], None, b"no roster", "", ""],
    ],
)
def test_a_grant_that_says_something_else_there_is_refused(more: list[object]) -> None:
    with pytest.raises(BadGrant):
        read_grant(with_end(*more), DEVICE)
