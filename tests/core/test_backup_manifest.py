"""The manifest of a backup is read back as it was written, and never guessed at."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.backup_manifest import BackupManifest, BadManifest, KeptFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.encoding import encode

FILE = KeptFile("db-20250601-180000.sqlcipher", 4096, b"h" * 32)
MANIFEST = BackupManifest(
    number=7,
    name="20250601-180000",
    made_at=datetime(2025, 6, 1, 18, tzinfo=CHINA),
    desk=UUID(int=1),
    replica=b"r" * 8,
    seq=12,
    head=b"H" * 32,
    known=((b"r" * 8, 12), (b"s" * 8, 3)),
    database=FILE,
    keys=FILE,
    files=(KeptFile("bundles/v1/覃.mdb", 1, b"x" * 32),),
    parts=((b"p" * 32, 512),),
    missing=(b"m" * 32,),
    app="0.1",
    schema=1,
)


def test_a_manifest_is_read_back() -> None:
    assert BackupManifest.from_bytes(MANIFEST.to_bytes(), "f") == MANIFEST
    assert MANIFEST.changes == 15


def test_a_manifest_of_a_newer_kind_is_refused_by_name() -> None:
    data = MANIFEST.to_bytes().replace(b"mediatordesk-backup-1", b"mediatordesk-backup-2")
    with pytest.raises(BadManifest) as refused:
        BackupManifest.from_bytes(data, "manifest-甲.cbor")
    assert "manifest-甲.cbor" in refused.value.lines()[0]


@given(st.binary(max_size=200))
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(BadManifest):
        BackupManifest.from_bytes(data, "f")


@given(st.integers(0, len(MANIFEST.to_bytes()) - 1), st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_is_another_manifest(place: int, bit: int) -> None:
    data = bytearray(MANIFEST.to_bytes())
    data[place] ^= 1 << bit
    try:
        read = BackupManifest.from_bytes(bytes(data), "f")
    except BadManifest:
        return
    assert read != MANIFEST


def test_a_file_without_a_hash_is_refused() -> None:
    odd = replace(MANIFEST, files=(KeptFile("x", 1, None),))  # type: ignore[arg-type]
    with pytest.raises(BadManifest):
        BackupManifest.from_bytes(odd.to_bytes(), "f")
    with pytest.raises(BadManifest):
        BackupManifest.from_bytes(encode([1, 2]), "f")
