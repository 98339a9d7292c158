"""Changes: nonces, leaves, the chain, the tree and the clock."""

import hashlib
import hmac
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.changes import (
    CHINA,
    COUNTER_BITS,
    GENESIS,
    LoggedChange,
    head_after,
    merkle_root,
    moment_of,
    nonce_of,
    tick,
)

# The test data of RFC 6962's reference implementation (certificate-transparency).
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
           "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


@pytest.mark.parametrize("size", range(9))
def test_the_tree_has_the_roots_of_rfc_6962(size: int) -> None:
    leaves = [hashlib.sha256(b"\x00" + bytes.fromhex(entry)).digest() for entry in ENTRIES[:size]]
    assert merkle_root(leaves).hex() == ROOTS[size]


def test_a_nonce_is_sixteen_bytes_of_the_segments_seed_and_the_number() -> None:
    seed = bytes(range(16))
    expected = hmac.new(seed, b"\x00" * 7 + b"\x05", "sha256").digest()[:16]
    assert nonce_of(seed, 5) == expected
    assert len({nonce_of(seed, seq) for seq in range(1, 200)}) == 199


def test_a_leaf_commits_to_a_payload_that_was_purged() -> None:
    change = LoggedChange(b"header", b"payload", b"n" * 16)
    inner = hashlib.sha256(b"n" * 16 + b"payload").digest()
    assert change.leaf == hashlib.sha256(b"\x00header" + inner).digest()


@given(st.lists(st.binary(max_size=4), max_size=6), st.data())
def test_the_head_tells_every_history_from_every_other(
    payloads: list[bytes], data: st.DataObject
) -> None:
    other = data.draw(st.permutations(payloads) | st.lists(st.binary(max_size=4), max_size=6))
    assert (_head(payloads) == _head(other)) == (payloads == list(other))


@given(st.lists(st.binary(max_size=4), max_size=6), st.integers(0, 6))
def test_the_chain_goes_on_from_any_head(payloads: list[bytes], cut: int) -> None:
    leaves = [LoggedChange(b"h", payload, b"").leaf for payload in payloads]
    assert head_after(head_after(GENESIS, leaves[:cut]), leaves[cut:]) == head_after(
        GENESIS, leaves
    )
    assert head_after(GENESIS, []) == GENESIS


MOMENTS = st.floats(0, 4_102_444_799).map(lambda second: datetime.fromtimestamp(second, CHINA))
"""Moments from 1970 to 2099."""


@given(st.integers(0, 2**62), MOMENTS)
def test_time_never_stands_still_or_goes_back(last: int, now: datetime) -> None:
    at = tick(last, now)
    assert at > last
    assert at >= int(now.timestamp() * 1000) << COUNTER_BITS


@given(MOMENTS)
def test_the_moment_of_a_change_is_its_time_to_the_millisecond(now: datetime) -> None:
    at = tick(0, now)
    if now.timestamp() > 0:
        assert abs(moment_of(at) - now) < timedelta(milliseconds=2)
        assert moment_of(tick(at, now)) == moment_of(at)


def _head(payloads: list[bytes]) -> bytes:
    return head_after(GENESIS, [LoggedChange(b"h", one, b"").leaf for one in payloads])
