"""The format's page is true: its test vector is read as it stands there, and never changes."""

import base64
import re
from pathlib import Path
from uuid import UUID

import pytest

from mediatordesk.core.changes import merkle_root
from mediatordesk.core.encoding import decode
from mediatordesk.keys.identities import Identity, SigningKey, replica_of
from mediatordesk.sync.bundles import bundle, frames, logs
from mediatordesk.sync.bundles.bundle import Bundle, checked, is_complete, opened
from mediatordesk.sync.bundles.logs import unpack_log
from mediatordesk.sync.bundles.names import folder_of

PAGE = (Path(__file__).parents[3] / "docs" / "formats" / "bundle.md").read_text(encoding="utf-8")
VECTOR = PAGE[PAGE.index("## 10 Test vector") :]
FACTS = dict(re.findall(r"^\| (.+?) \| `(.+?)` \|$", VECTOR, re.MULTILINE))
DATA = base64.b64decode("".join(VECTOR.split("```")[1].split()))
KEY = SigningKey(bytes(range(32))).verify_key


def test_the_names_of_device_replica_and_bundle_are_those_of_the_page() -> None:
    assert KEY.device_id.hex() == FACTS["device_id"]
    assert replica_of(KEY.device_id, bytes(8)).hex() == FACTS["replica"]
    assert is_complete(Bundle(FACTS["name"], DATA))
    office = UUID("00000000-0000-4000-8000-000000000007")
    assert FACTS["name"].startswith(f"{folder_of(office)}/{FACTS['replica']}/202611/00000001-")


@pytest.mark.parametrize("reader", ["centre's identity", "office's identity"])
def test_the_vector_is_read_as_the_page_says(reader: str) -> None:
    log = unpack_log(DATA, lambda _: KEY, (Identity(FACTS[reader]),))
    first, second = log.segment.changes
    assert first.header.hex() == FACTS["header 1"]
    assert first.payload.hex() == FACTS["payload 1"]
    assert [first.leaf.hex(), second.leaf.hex()] == [FACTS["leaf 1"], FACTS["leaf 2"]]
    assert log.segment.head.hex() == FACTS["head"]
    assert merkle_root([first.leaf, second.leaf]).hex() == FACTS["root"]
    assert "覃𬭎与 O'Brien & Sons 的纠纷 a<b" in str(decode(first.payload))


def test_the_order_of_fields_is_the_pages() -> None:
    """By hand, from the page: not by the code that wrote it."""
    content = opened(checked(DATA, lambda _: KEY)[1], (Identity(FACTS["centre's identity"]),))
    assert isinstance(content, list)
    assert content[:2] == [1, 2]
    assert content[3] == bytes.fromhex(FACTS["head"])
    claim = b"MDR1" + bytes.fromhex(FACTS["replica"]) + bytes.fromhex("000000000000000100000002")
    assert KEY.verifies(content[6], claim + bytes(32) + content[3] + content[4])  # type: ignore[operator, arg-type]
    assert content[7:] == [
        [[bytes.fromhex(FACTS["replica"]), 2]],
        [1_795_309_200_000, 0, None],
        "mediatordesk 0.1.0",
        1,
        content[11],
        [],
        0,
        None,
    ]


def test_the_limits_of_the_page_are_the_codes() -> None:
    assert bundle.MAX_CIPHERTEXT == 8 << 20
    assert bundle.MAX_HEADER == 1024
    assert (frames.MAX_CONTENT, frames.MAX_RATIO) == (16 << 20, 40)
    assert frames.MAX_WINDOW == 8 << 20
    assert (frames.MAX_ITEMS, frames.MAX_ALL_ITEMS) == (200_000, 2_000_000)
    assert logs.MAX_CHANGES == 20_000
    for text in (
        "8 MiB",
        "16 MiB, and 40 times",
        "20,000",
        "200,000",
        "2,000,000",
        "at most 1,024",
    ):
        assert text in PAGE
