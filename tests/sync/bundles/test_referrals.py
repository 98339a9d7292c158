"""A referred case: only its own changes, each proved to be its first author's."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.changes import LoggedChange, merkle_root
from mediatordesk.keys.identities import Identity, SigningKey
from mediatordesk.sync.bundles.bundle import checked, is_complete, opened
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import pack_log, unpack_log
from mediatordesk.sync.bundles.merkle import merkle_path, root_above
from mediatordesk.sync.bundles.names import is_log, is_name, is_said
from mediatordesk.sync.bundles.referrals import (
    Extract,
    Referral,
    extract,
    pack_referral,
    unpack_referral,
)

from .specimens import CENTRE, DEVICE, OFFICE, OFFICE_READS, SENDER, TOLD, segment_of

CASE, TARGET = UUID(int=5), uuid4()
READS = Identity.new()
LEAVES = st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=70)


@pytest.fixture(scope="module")
def told() -> Extract:
    """Return the second and the sixth of seven changes of a laptop."""
    bundle = pack_log(segment_of(7), SENDER, TOLD, number=1)
    log = unpack_log(bundle.data, lambda _: DEVICE.signing.verify_key, (OFFICE_READS,))
    return extract(log, DEVICE.signing.verify_key, (1, 5))


def referral(*extracts: Extract) -> Referral:
    return Referral(CASE, OFFICE, TARGET, 1_795_000_000_000, 0, extracts)


def sent(said: Referral, key: SigningKey = CENTRE) -> bytes:
    return pack_referral(said, 1, key, READS.recipient).data


def reason_of(data: bytes, office: UUID = TARGET) -> str:
    with pytest.raises(BadBundle) as caught:
        unpack_referral(data, office, CENTRE.verify_key, (READS,))
    return caught.value.reason


@given(LEAVES, st.data())
def test_the_path_of_every_leaf_leads_to_the_root_and_no_other_leaf_or_place_does(
    leaves: list[bytes], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    path, root = merkle_path(leaves, place), merkle_root(leaves)
    assert root_above(leaves[place], place, len(leaves), path) == root
    assert (
        root_above(bytes(31) + b"x", place, len(leaves), path) != root
        or leaves[place] == bytes(31) + b"x"
    )
    other = data.draw(st.integers(-2, len(leaves) + 1))
    if other != place and leaves.count(leaves[place]) == 1:
        assert root_above(leaves[place], other, len(leaves), path) != root
    assert root_above(leaves[place], place, len(leaves), (*path, bytes(32))) is None


def test_the_office_reads_the_case_and_knows_who_wrote_each_change(told: Extract) -> None:
    bundle = pack_referral(referral(told), 1, CENTRE, READS.recipient)
    said = unpack_referral(bundle.data, TARGET, CENTRE.verify_key, (READS,))
    assert said == referral(told)
    assert [(author, seq) for author, _replica, seq, _change in said.changes()] == [
        (DEVICE.signing.verify_key, 2),
        (DEVICE.signing.verify_key, 6),
    ]
    assert is_complete(bundle)
    assert is_name(bundle.name)
    assert is_said(bundle.name)
    assert not is_log(bundle.name)


def test_nothing_of_the_other_changes_is_in_it(told: Extract) -> None:
    content = opened(
        checked(sent(referral(told)), lambda _: CENTRE.verify_key).ciphertext, (READS,)
    )
    for seq in (1, 3, 4, 5, 7):
        assert f"a<b{seq}" not in repr(content)
    assert "a<b2" in repr(content)


def altered(told: Extract, **fields: Any) -> Extract:
    """Return an extract whose first change is another one."""
    first = told.changes[0]
    return replace(told, changes=(replace(first, **fields), *told.changes[1:]))


WORSE: dict[str, Callable[[Extract], Extract]] = {
    "author: other key": lambda one: replace(one, author=SigningKey.new().verify_key),
    "author: other root": lambda one: replace(one, claim=one.claim._replace(root=bytes(32))),
    "author: other place": lambda one: replace(one, claim=one.claim._replace(seq0=2)),
    "author: other length": lambda one: replace(one, claim=one.claim._replace(length=8)),
    "author: other replica": lambda one: replace(one, claim=one.claim._replace(replica=b"x" * 8)),
    "change: another's place": lambda one: altered(one, place=2),
    "root: words put in": lambda one: altered(
        one, change=replace(one.changes[0].change, payload=b"\x80")
    ),
    "root: another's path": lambda one: altered(one, path=one.changes[1].path),
    "root: no path": lambda one: altered(one, path=()),
    "change: another header": lambda one: altered(one, change=one.changes[1].change),
    "content: no nonce": lambda one: altered(
        one, change=LoggedChange(one.changes[0].change.header, b"", b"")
    ),
}


@pytest.mark.parametrize("worse", WORSE)
def test_the_centre_cannot_put_words_into_an_authors_mouth(told: Extract, worse: str) -> None:
    assert reason_of(sent(referral(WORSE[worse](told)))) == worse.partition(":")[0]


def test_a_purged_change_is_proved_without_its_words(told: Extract) -> None:
    first = told.changes[0]
    said = referral(altered(told, change=first.change.without_payload()))
    assert unpack_referral(sent(said), TARGET, CENTRE.verify_key, (READS,)) == said


def test_it_is_for_one_office_and_from_our_centre(told: Extract) -> None:
    assert reason_of(sent(referral(told)), uuid4()) == "content"
    assert reason_of(sent(referral(told), SigningKey.new())) == "sender"
    log = pack_log(
        segment_of(3), replace(SENDER, device=replace(DEVICE, signing=CENTRE)), TOLD, number=1
    )
    assert reason_of(log.data) == "kind"
    with pytest.raises(BadBundle, match="recipient"):
        unpack_referral(sent(referral(told)), TARGET, CENTRE.verify_key, (Identity.new(),))
