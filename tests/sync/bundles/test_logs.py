"""Log bundles: the changes, their order and their author are proved, or nothing is taken."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.changes import (
    GENESIS,
    LoggedChange,
    TimeFlag,
    head_after,
    merkle_root,
    nonce_of,
)
from mediatordesk.core.encoding import encode
from mediatordesk.keys.identities import Device, Identity, SigningKey, VerifyKey, replica_of
from mediatordesk.store import Segment
from mediatordesk.sync.bundles.bundle import Envelope, Header, Kind, checked, opened, packed
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Sender, Told, pack_log, unpack_log

DEVICE = Device.new()
CENTRE, OFFICE = Identity.new(), Identity.new()
REPLICA = replica_of(DEVICE.id, bytes(8))
SENDER = Sender(DEVICE, UUID(int=7), (CENTRE.recipient, OFFICE.recipient), 3)
TOLD = Told(((REPLICA, 12),), 1_795_000_000_000, TimeFlag.CLOCK, None, "mediatordesk 0.1.0", 1)


def segment_of(count: int, seq0: int = 1, seed: bytes = b"0123456789abcdef") -> Segment:
    changes = tuple(
        LoggedChange(
            encode([seq, 1_795_000_000_000 << 16, 0, bytes(16), 0, 1]),
            encode([[3, bytes(16), 1, [[2, f"王晓明{seq} a<b"]]]]),
            nonce_of(seed, seq),
        )
        for seq in range(seq0, seq0 + count)
    )
    head = head_after(GENESIS, [one.leaf for one in changes])
    return Segment(REPLICA, seq0, GENESIS, head, seed, changes)


SEGMENT = segment_of(3)
GOOD = pack_log(SEGMENT, SENDER, TOLD, number=5)


def roster(header: Header) -> VerifyKey | None:
    return DEVICE.signing.verify_key if header.device == DEVICE.id else None


def content_of(data: bytes) -> list[Any]:
    content = opened(checked(data, roster)[1], (OFFICE,))
    assert isinstance(content, list)
    return content


def reason_of(content: object, kind: Kind = Kind.LOG) -> str:
    """Return why a bundle with this content is refused, everything outside being in order."""
    data = packed(Envelope(kind, REPLICA, 5), content, DEVICE.signing, SENDER.recipients)
    with pytest.raises(BadBundle) as caught:
        unpack_log(data, roster, (CENTRE,))
    return caught.value.reason


@pytest.mark.parametrize("reader", [CENTRE, OFFICE])
def test_a_segment_comes_out_as_it_went_in(reader: Identity) -> None:
    log = unpack_log(GOOD.data, roster, (reader,))
    assert log.segment == SEGMENT
    assert log.told == TOLD
    assert log.last == 3


def test_the_name_tells_office_replica_month_number_and_hash() -> None:
    office, replica, month, file = GOOD.name.split("/")[1:]
    assert (office, replica, month) == (UUID(int=7).hex[:8], REPLICA.hex(), "202611")
    assert file.startswith("00000005-")
    assert len(GOOD.name) <= 80


@given(st.integers(1, 40), st.integers(1, 10**9), st.binary(min_size=16, max_size=16))
def test_any_segment_comes_out_as_it_went_in(count: int, seq0: int, seed: bytes) -> None:
    segment = segment_of(count, seq0, seed)
    bundle = pack_log(segment, SENDER, TOLD, number=1)
    assert unpack_log(bundle.data, roster, (CENTRE,)).segment == segment


def test_a_centre_that_knows_the_case_cannot_put_words_into_the_laptops_mouth() -> None:
    """It can open the bundle and wrap it again with another enrolled key, but not sign inside."""
    content = content_of(GOOD.data)
    other = SigningKey.new()
    data = packed(Envelope(Kind.LOG, REPLICA, 5), content, other, SENDER.recipients)
    with pytest.raises(BadBundle, match="author"):
        unpack_log(data, lambda _: other.verify_key, (CENTRE,))


def altered(place: int, value: object) -> list[object]:
    return [*content_of(GOOD.data)[:place], value, *content_of(GOOD.data)[place + 1 :]]


def resigned(segment: Segment, **fields: Any) -> list[object]:
    """Return content that its author has truly signed, whatever nonsense is in it."""
    content = content_of(pack_log(segment, SENDER, TOLD, number=5).data)
    for place, value in fields.items():
        content[int(place[1:])] = value
    return content


def test_each_part_of_the_proof_is_needed() -> None:
    leaves = [one.leaf for one in SEGMENT.changes]
    changes = content_of(GOOD.data)[11]
    assert reason_of(altered(0, 2)) == "change"
    assert reason_of(altered(2, b"x" * 32)) == "author"
    assert reason_of(altered(3, b"x" * 32)) == "author"
    assert reason_of(altered(4, merkle_root(leaves[:2]))) == "author"
    assert reason_of(altered(5, b"x" * 16)) == "chain"
    assert reason_of(altered(6, b"x" * 64)) == "author"
    assert reason_of(altered(11, changes[:2])) == "content"
    assert reason_of(altered(11, [changes[1], changes[0], changes[2]])) == "change"
    swapped = [[changes[0][0], changes[1][1]], changes[1], changes[2]]
    assert reason_of(altered(11, swapped)) == "chain"
    assert reason_of(resigned(replace(SEGMENT, head=b"x" * 32))) == "chain"


def test_a_root_that_is_not_the_changes_is_refused_although_it_is_signed() -> None:
    root = b"r" * 32
    claim = b"MDR1" + REPLICA + (1).to_bytes(8, "big") + (3).to_bytes(4, "big")
    claim += SEGMENT.prev_head + SEGMENT.head + root
    content = resigned(SEGMENT, _4=root, _6=DEVICE.signing.sign(claim))
    assert reason_of(content) == "root"


@pytest.mark.parametrize("place", range(15))
@pytest.mark.parametrize("value", [None, -1, 2**63 - 1, "覃𬭎", b"", [], [[]], [None], True])
def test_senseless_content_from_an_enrolled_laptop_is_refused_or_harmless(
    place: int, value: object
) -> None:
    content = content_of(GOOD.data)
    content[place] = value
    data = packed(Envelope(Kind.LOG, REPLICA, 5), content, DEVICE.signing, SENDER.recipients)
    try:
        log = unpack_log(data, roster, (CENTRE,))
    except BadBundle:
        return
    assert log.segment == SEGMENT


@given(st.recursive(st.none() | st.integers() | st.text() | st.binary(), st.lists, max_leaves=30))
def test_any_content_at_all_is_refused_in_a_word(content: object) -> None:
    limit = 2**63
    if not isinstance(content, int) or -limit <= content < limit:
        assert reason_of([content])
        assert reason_of(content)


def test_a_log_cannot_be_empty_and_a_part_is_no_log() -> None:
    with pytest.raises(BadBundle, match="size"):
        pack_log(replace(SEGMENT, changes=()), SENDER, TOLD, number=1)
    assert reason_of(content_of(GOOD.data), Kind.FEED) == "kind"


def test_more_changes_than_a_bundle_may_hold_are_refused() -> None:
    with pytest.raises(BadBundle, match="size"):
        pack_log(segment_of(20_001), SENDER, TOLD, number=1)
    changes = content_of(GOOD.data)[11]
    assert reason_of(resigned(SEGMENT, _1=20_001, _11=changes * 6667)) == "content"


def test_bundles_are_as_small_as_the_format_promises() -> None:
    """F1 of the format: padded, signed, for two recipients; bench has it on real text."""
    sizes = {count: len(pack_log(segment_of(count), SENDER, TOLD, number=1).data) for count in
             (1, 10, 100)}  # fmt: skip
    assert sizes[1] <= 1300
    assert sizes[10] <= 290 * 10
    assert sizes[100] <= 160 * 100


def test_an_unknown_sender_is_never_decrypted(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr("mediatordesk.sync.bundles.bundle.decrypt_with", never)
    with pytest.raises(BadBundle, match="sender"):
        unpack_log(GOOD.data, lambda _: None, (CENTRE,))
