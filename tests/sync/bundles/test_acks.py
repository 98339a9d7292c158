"""The centre's word: a receipt that only the centre can give."""

from dataclasses import replace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.encoding import encode
from mediatordesk.keys.identities import Identity, SigningKey
from mediatordesk.sync.bundles.acks import (
    MAX_NAMED,
    Ack,
    ReplicaAck,
    ack_from,
    pack_ack,
    unpack_ack,
)
from mediatordesk.sync.bundles.bundle import Envelope, Kind, checked, opened, packed
from mediatordesk.sync.bundles.frames import BadBundle

CENTRE, OFFICE = SigningKey.new(), Identity.new()
MINE = ReplicaAck(b"replica1", 7, b"h" * 32, 12, 5, ((8, 9),), ((3, "not canonical 覃𬭎"),))
ACK = Ack(1_795_000_000_000, 4, (MINE,), (b"w" * 32,), 2, 1_795_000_001_000)
GOOD = pack_ack(ACK, uuid4(), OFFICE.recipient, CENTRE)


def test_it_comes_out_as_it_went_in() -> None:
    assert unpack_ack(GOOD.data, CENTRE.verify_key, (OFFICE,)) == ACK
    assert ack_from(ACK.to_bytes()) == ACK
    assert ACK.of(b"replica1") == MINE
    assert ACK.of(b"replica2") is None


def test_nobody_else_can_say_it() -> None:
    thief = SigningKey.new()
    forged = pack_ack(ACK, uuid4(), OFFICE.recipient, thief)
    with pytest.raises(BadBundle, match="sender"):
        unpack_ack(forged.data, CENTRE.verify_key, (OFFICE,))


def test_the_outside_signature_alone_is_not_enough() -> None:
    inner = opened(checked(GOOD.data, lambda _: CENTRE.verify_key)[1], (OFFICE,))
    assert isinstance(inner, list)
    envelope = Envelope(Kind.FEED, bytes(8), 4)
    for content in (
        [inner[0], bytes(64)],
        [ACK.to_bytes() + b"\0", inner[1]],
        [inner[0]],
        [],
        None,
    ):
        data = packed(envelope, content, CENTRE, (OFFICE.recipient,))
        with pytest.raises(BadBundle, match="author"):
            unpack_ack(data, CENTRE.verify_key, (OFFICE,))


def test_a_log_is_not_an_acknowledgement() -> None:
    data = packed(Envelope(Kind.LOG, bytes(8)), [], CENTRE, (OFFICE.recipient,))
    with pytest.raises(BadBundle, match="kind"):
        unpack_ack(data, CENTRE.verify_key, (OFFICE,))


def test_what_is_new_is_known_without_number_and_time() -> None:
    later = replace(ACK, number=5, at=0)
    assert encode(later.facts()) == encode(ACK.facts())
    assert later.order > ACK.order
    assert replace(ACK, epoch=ACK.epoch + 1, number=1).order > later.order


def test_an_acknowledgement_stays_small_however_much_is_missing() -> None:
    gaps = tuple((number * 2, number * 2) for number in range(100_000))
    ack = replace(ACK, replicas=(replace(MINE, missing=gaps, quarantined=((1, "x"),) * 100_000),))
    said = ack_from(ack.to_bytes()).replicas[0]
    assert (len(said.missing), len(said.quarantined)) == (MAX_NAMED, MAX_NAMED)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BadBundle):
        ack_from(data)
    with pytest.raises(BadBundle):
        unpack_ack(data, CENTRE.verify_key, (OFFICE,))


@given(st.recursive(st.none() | st.integers(-9, 9) | st.text() | st.binary(), st.lists))
def test_any_canonical_content_is_refused_in_words(content: object) -> None:
    for value in (content, [1, 2, 3, [content], [], 1, None], [1, 2, 3, [], content, 1, None]):
        try:
            ack_from(encode(value))
        except BadBundle:
            continue
