"""Files: encrypted parts, proved when read, and the same bytes wherever they go."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.core.papers import Blob
from mediatordesk.keys.identities import Device, Identity
from mediatordesk.sync.blobs import (
    MAX_PART,
    PART_BYTES,
    BlobStore,
    FileDamaged,
    FileNotHere,
    pack_part,
    read_part,
)
from mediatordesk.sync.bundle import Envelope, Kind, checked, is_complete, wrapped
from mediatordesk.sync.frames import BadBundle
from mediatordesk.sync.logs import Sender

CASE = uuid4()
SCAN = "覃𬭎的身份证 a<b".encode() * 100_000


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(tmp_path / "blobs")


def put(store: BlobStore, data: bytes) -> Blob:
    return store.put(data, "image/jpeg", case_id=CASE)


@pytest.mark.parametrize("size", [0, 1, PART_BYTES, PART_BYTES + 1, len(SCAN)])
def test_a_file_comes_back_in_parts_of_512_kib(store: BlobStore, size: int) -> None:
    blob = put(store, SCAN[:size])
    assert store.get(blob) == SCAN[:size]
    assert len(blob.parts) == -(-size // PART_BYTES)
    assert (blob.size, blob.media_type, blob.case_id) == (size, "image/jpeg", CASE)
    assert blob.sha256 == store.name_of(SCAN[:size])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_any_bytes_come_back(store: BlobStore, data: bytes) -> None:
    assert store.get(put(store, data)) == data


def test_nothing_readable_lies_in_the_folder_and_equal_files_cannot_be_told(
    store: BlobStore,
) -> None:
    first, second = put(store, SCAN), put(store, SCAN)
    assert set(first.parts).isdisjoint(second.parts)
    for path in store.folder.rglob("*.age"):
        data = path.read_bytes()
        assert "身份证".encode() not in data
        assert path.stem == store.name_of(data)


@pytest.mark.parametrize("place", [0, 30, 300, -1])
def test_one_flipped_bit_is_noticed(store: BlobStore, place: int) -> None:
    blob = put(store, SCAN[:1000])
    (path,) = store.folder.rglob("*.age")
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(FileDamaged) as caught:
        store.get(blob)
    assert all(caught.value.lines())


def test_a_part_that_has_not_arrived_is_said(store: BlobStore) -> None:
    blob = put(store, SCAN)
    next(store.folder.rglob("*.age")).unlink()
    assert len(store.missing(blob)) == 1
    with pytest.raises(FileNotHere):
        store.get(blob)


def test_parts_in_another_order_or_of_another_file_are_not_taken_for_it(store: BlobStore) -> None:
    blob, other = put(store, SCAN), put(store, SCAN[:9])
    for parts in (blob.parts[::-1], blob.parts[:1], other.parts):
        with pytest.raises(FileDamaged):
            store.get(replace(blob, parts=parts))


def test_a_part_travels_as_the_very_bytes_on_the_disk(store: BlobStore, tmp_path: Path) -> None:
    device = Device.new()
    sender = Sender(device, uuid4(), (Identity.new().recipient,))
    blob = put(store, SCAN[:2000])
    bundle = pack_part(store.part(blob.parts[0]), blob, sender, b"replica1")
    assert is_complete(bundle)
    arrived = checked(bundle.data, lambda _: device.signing.verify_key)
    there = BlobStore(tmp_path / "there")
    assert there.take(read_part(arrived)) == blob.parts[0]
    assert there.get(blob) == SCAN[:2000]
    assert blob.parts[0].startswith(bundle.name.rsplit("/", 1)[1].removesuffix(".mdb"))


def test_what_is_no_part_is_not_kept() -> None:
    device = Device.new()
    to = (Identity.new().recipient,)
    for kind, size, reason in ((Kind.LOG, 1, "kind"), (Kind.PART, MAX_PART + 1, "size")):
        data = wrapped(Envelope(kind, b"replica1"), bytes(size), device.signing, to)
        with pytest.raises(BadBundle, match=reason):
            read_part(checked(data, lambda _: device.signing.verify_key))
