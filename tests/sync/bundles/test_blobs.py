"""Files: encrypted parts, proved when read, and the same bytes wherever they go."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mediatordesk.core.papers import Blob
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.identities import Device, Identity, VerifyKey
from mediatordesk.sync.bundles.blob_checks import blob_problems
from mediatordesk.sync.bundles.blobs import (
    MAX_PART,
    PART_BYTES,
    BlobStore,
    FileDamaged,
    FileNotHere,
    pack_part,
    read_part,
)
from mediatordesk.sync.bundles.bundle import Envelope, Kind, checked, is_complete, wrapped
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.logs import Sender
from tests.damage import damage

MEGABYTE = 1 << 20
DAY = 24 * 60 * 60
STREAMS = """
import resource, sys
from pathlib import Path
from uuid import uuid4
from mediatordesk.sync.bundles.blobs import BlobStore

store, source = BlobStore(Path(sys.argv[1])), Path(sys.argv[2])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
with source.open("rb") as stream:
    blob = store.put_file(stream, "video/mp4", case_id=uuid4())
with Path(sys.argv[3]).open("wb") as target:
    store.write_to(blob, target)
assert blob.size == source.stat().st_size == Path(sys.argv[3]).stat().st_size
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
PUTS_FOR_EVER = """
import os, sys
from pathlib import Path
from uuid import uuid4
from mediatordesk.sync.bundles.blobs import BlobStore
from tests.damage import damage

class Endless:
    def read(self, size):
        print("part", flush=True)
        return os.urandom(size)

BlobStore(Path(sys.argv[1])).put_file(Endless(), "video/mp4", case_id=uuid4())
"""
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


class Torn(io.BytesIO):
    """A stream whose stick is pulled after a megabyte."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= MEGABYTE:
            raise OSError(5, "Input/output error")
        return super().read(size)


def test_a_stream_that_breaks_off_leaves_nothing_behind(store: BlobStore) -> None:
    torn: BinaryIO = Torn(bytes(3 * MEGABYTE))
    with pytest.raises(OSError, match="Input"):
        store.put_file(torn, "video/mp4", case_id=CASE)
    assert not list(store.folder.rglob("*.age"))


def test_a_full_disk_leaves_nothing_behind(
    store: BlobStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, written = BlobStore.take, list[str]()

    def take(self: BlobStore, ciphertext: bytes) -> str:
        if len(written) == 3:
            raise NotWritten(file="x", reason="the disk is full")
        written.append(whole(self, ciphertext))
        return written[-1]

    monkeypatch.setattr(BlobStore, "take", take)
    with pytest.raises(NotWritten):
        put(store, bytes(4 * MEGABYTE))
    assert len(written) == 3
    assert not list(store.folder.rglob("*.age"))


def test_a_process_killed_in_the_middle_leaves_parts_that_are_found_and_go_when_old(
    store: BlobStore,
) -> None:
    kept = put(store, SCAN)
    command = [sys.executable, "-c", PUTS_FOR_EVER, str(store.folder)]
    path = os.pathsep.join(sys.path)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": path}
    ) as process:
        assert process.stdout is not None
        for _part in range(6):
            process.stdout.readline()
        process.kill()
    found = store.leftovers({*kept.parts})
    assert len(found) >= 5
    assert not {path.stem for path in found} & {*kept.parts}
    assert store.leftovers({*kept.parts}, days=1) == ()
    old = time.time() - 2 * DAY
    for leftover in (*found, *map(store._path, kept.parts)):
        os.utime(leftover, (old, old))
    assert store.leftovers({*kept.parts}, days=1) == found
    store.discard([leftover.stem for leftover in found])
    assert store.get(kept) == SCAN


def test_a_check_names_what_is_missing_damaged_or_of_another_row(store: BlobStore) -> None:
    whole, missing, damaged, other, erased = (put(store, SCAN[: 1000 + n]) for n in range(5))
    other = replace(other, sha256=whole.sha256)
    erased = replace(erased, sha256="", identity="", parts=())
    store.discard(missing.parts)
    path = store._path(damaged.parts[0])
    damage(path)
    blobs = (whole, missing, damaged, other, erased)
    found = {blob.id: said for blob, said in blob_problems(store, blobs)}
    assert found == {missing.id: "missing", damaged.id: "damaged"}
    found = {blob.id: said for blob, said in blob_problems(store, blobs, contents=True)}
    assert found == {missing.id: "missing", damaged.id: "damaged", other.id: "damaged"}


def test_no_change_of_keys_touches_a_part(store: BlobStore) -> None:
    blob = put(store, SCAN)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in parts_of(store)}
    shipped = {
        read_part(checked(pack_part(store.part(part), blob, sender, b"replica1").data, key_of))
        for part in blob.parts
        for sender, key_of in map(sender_with_new_keys, range(3))
    }
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in parts_of(store)}
    assert after == before
    assert shipped == {data for data, _written in before.values()}


def sender_with_new_keys(_generation: int) -> tuple[Sender, Callable[[object], VerifyKey]]:
    """Return a sender to new readers, and how its signature is checked."""
    device = Device.new()
    readers = (Identity.new().recipient, Identity.new().recipient)
    return Sender(device, uuid4(), readers), lambda _device: device.signing.verify_key


def parts_of(store: BlobStore) -> list[Path]:
    return sorted(store.folder.rglob("*.age"))


def memory_grown_by(folder: Path, size: int) -> int:
    """Return by how many MB a process grows that takes a file in and gives it out again."""
    source = folder / "证据 video.mp4"
    with source.open("wb") as stream:  # nothing of it lies on the disk, but every byte is read
        stream.truncate(size)
    places = (folder / "blobs", source, folder / "out.mp4")
    done = subprocess.run(
        [sys.executable, "-c", STREAMS, *map(str, places)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    return int(done.stdout) // 1024


def test_a_file_of_some_parts_takes_no_more_memory_than_its_parts(tmp_path: Path) -> None:
    assert memory_grown_by(tmp_path, 24 * MEGABYTE) < 20


@pytest.mark.soak
def test_the_largest_file_takes_no_more_memory_than_a_small_one(tmp_path: Path) -> None:
    assert memory_grown_by(tmp_path, 500 * MEGABYTE) < 20
