"""Files that are handed in: all or none, a copy to work with, the original where it is evidence."""

import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest
from PIL import Image

from mediatordesk.actions.desks.desk import Desk, check_desk
from mediatordesk.actions.desks.file_upkeep import sweep_leftovers
from mediatordesk.actions.files import examinations
from mediatordesk.actions.files import files as files_module
from mediatordesk.actions.files.files import (
    FileChanged,
    NoRoomForFile,
    UnknownKind,
    add_file,
    add_files,
    bytes_of,
    keep_bytes,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.records import added
from mediatordesk.documents.confined import Confined
from mediatordesk.documents.incoming import FileRefused, MissingFile, OverlargeFile, Unexamined
from mediatordesk.documents.incoming.errors import ProgramFile, TooManyPixels
from mediatordesk.keys.durable import NotWritten
from mediatordesk.store import read_case_file
from mediatordesk.sync.bundles.blobs import FileNotHere
from tests.actions.template_desks import PASSPHRASE, laptop, newly_accepted, register
from tests.documents.incoming.hostile_files import docx_file, pdf_file
from tests.documents.incoming.pictures import opened, photo, png_that_claims, saved, scene

ONE_PART = b"part\n"


class Place(NamedTuple):
    """A desk with a case, and a folder with files that are handed in."""

    desk: Desk
    case: CaseFile
    folder: Path

    def handed(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path

    def now(self) -> CaseFile:
        return read_case_file(self.desk.store, self.case.case.id)

    def parts(self) -> list[Path]:
        return sorted(path for path in self.desk.blobs.folder.rglob("*") if path.is_file())


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    file = newly_accepted()
    desk = laptop(tmp_path / "desk", file)
    folder = tmp_path / "手机 O'Brien"
    folder.mkdir()
    yield Place(desk, register(desk, file), folder)
    desk.close()


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_a_photo_leaves_a_small_copy_and_its_hash(place: Place) -> None:
    data = photo(2600, 1950)
    made = add_files(place.desk, place.case, [place.handed("现场 a<b.jpg", data)], "voucher")
    (kept,) = place.now().attachments
    assert made.attachments == (kept,)
    assert (kept.name, kept.media_type) == ("现场 a<b.jpg", "image/jpeg")
    assert (kept.original_sha256, kept.original_size) == (sha256(data), len(data))
    copy = bytes_of(place.desk, kept.case_id, kept.sha256)
    assert (len(copy), opened(copy).size) == (kept.size, (2000, 1500))
    with pytest.raises(FileNotHere):
        bytes_of(place.desk, kept.case_id, kept.original_sha256)


def test_evidence_is_kept_byte_for_byte_beside_its_copy(place: Place) -> None:
    data = photo(2600, 1950)
    paths = [place.handed("现场.jpg", data)]
    (kept,) = add_files(place.desk, place.case, paths, "voucher", evidence=True).attachments
    assert kept.evidence
    assert bytes_of(place.desk, kept.case_id, kept.original_sha256) == data
    assert bytes_of(place.desk, kept.case_id, kept.sha256) != data
    (where,) = add_files(place.desk, place.case, paths, "evidence", keep_position=True).attachments
    assert opened(bytes_of(place.desk, where.case_id, where.sha256)).getexif().get_ifd(0x8825)


@pytest.mark.parametrize("kind", ["evidence", "证据材料"])
def test_a_kind_that_the_pack_says_is_evidence_keeps_the_original_unasked(
    place: Place, kind: str
) -> None:
    data = photo(2600, 1950)
    (kept,) = add_files(place.desk, place.case, [place.handed("现场.jpg", data)], kind).attachments
    assert (kept.kind, kept.evidence) == ("evidence", True)
    assert bytes_of(place.desk, kept.case_id, kept.original_sha256) == data


def test_pdf_and_word_files_go_in_as_they_are(place: Place) -> None:
    for name, data in (("协议.pdf", pdf_file()), ("合同.docx", docx_file())):
        path = place.handed(name, data)
        (kept,) = add_files(place.desk, place.case, [path], "evidence").attachments
        assert bytes_of(place.desk, kept.case_id, kept.sha256) == data
        assert (kept.original_sha256, kept.original_size) == ("", 0)


def test_a_paper_that_the_pack_says_is_scanned_keeps_its_pixels(place: Place) -> None:
    path = place.handed("授权.jpg", photo(3000, 2000))
    (kept,) = add_files(place.desk, place.case, [path], "power_of_attorney").attachments
    picture = opened(bytes_of(place.desk, kept.case_id, kept.sha256))
    assert picture.size == (3000, 2000)
    assert not picture.getexif().get_ifd(0x8825)


def test_the_same_bytes_are_kept_once_in_a_case_and_never_across_cases(place: Place) -> None:
    path = place.handed("a.pdf", pdf_file())
    add_files(place.desk, place.case, [path, path], "evidence")
    before = place.parts()
    add_files(place.desk, place.case, [path], "identity")
    assert place.parts() == before
    assert len(before) == 1
    assert len(place.now().attachments) == 3
    other = replace(newly_accepted().case, id=uuid4(), mark="临-A-0002", number="")
    place.desk.commit([added(other)])
    add_files(place.desk, read_case_file(place.desk.store, other.id), [path], "evidence")
    assert len(place.parts()) == 2


def test_bytes_whose_parts_are_lost_are_kept_anew(place: Place) -> None:
    blob, op = keep_bytes(place.desk, place.case.case.id, b"x", "text/plain")
    place.desk.commit([op])
    again, nothing = keep_bytes(place.desk, place.case.case.id, b"x", "text/plain")
    assert (again, nothing.cells) == (blob, ())
    place.desk.blobs.discard(blob.parts)
    third, op = keep_bytes(place.desk, place.case.case.id, b"x", "text/plain")
    place.desk.commit([op])
    assert third.id != blob.id
    assert bytes_of(place.desk, blob.case_id, blob.sha256) == b"x"


HOSTILE_NAMES = {
    "evidence\u202egpj.pdf": "evidencegpj.pdf",
    "第一行\n第二行.pdf": "第一行 第二行.pdf",
    "CON.pdf": "CON.pdf",
    "a\\..\\..\\b.pdf": "b.pdf",
    "🏠 证据.pdf": "🏠 证据.pdf",
    "trailing.pdf.": "trailing.pdf.",
    "x" * 240 + ".pdf": "x" * 50 + "…" + "x" * 45 + ".pdf",
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses most of these names")
@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_display_text_only(place: Place, name: str) -> None:
    (kept,) = add_files(
        place.desk, place.case, [place.handed(name, pdf_file())], "evidence"
    ).attachments
    assert kept.name == HOSTILE_NAMES[name]
    assert all(len(path.stem) == 64 for path in place.parts())


def test_what_is_refused_takes_those_beside_it_along(place: Place) -> None:
    good = place.handed("good.jpg", photo(2200, 1600))
    before = place.desk.store.head()
    for name, data, refusal in (
        ("身份证.jpg", b"MZ\x90\0\x03\0\0\0", ProgramFile),
        ("炸弹.png", png_that_claims(60_000, 60_000), TooManyPixels),
        ("病毒.docx", b"PK\x03\x04" + b"[Content_Types].xml" * 30, FileRefused),
    ):
        paths = [good, place.handed(name, data)]
        with pytest.raises(refusal) as refused:
            add_files(place.desk, place.case, paths, "evidence")
        assert name in refused.value.lines()[0]
    assert place.desk.store.head() == before
    assert place.parts() == []


def test_what_cannot_be_read_is_named(place: Place) -> None:
    pipe = place.folder / "pipe"
    named = [place.folder / "missing.png", place.folder, Path("a\0b")]
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        named.append(pipe)
    for path in named:
        with pytest.raises(MissingFile) as refused:
            add_files(place.desk, place.case, [path], "evidence")
        assert all(refused.value.lines())
    with pytest.raises(UnknownKind) as unknown:
        add_files(place.desk, place.case, [], "evidnce")
    assert "证据材料" in unknown.value.lines()[2]


def test_a_file_of_more_than_500_mb_is_refused_before_it_is_read(place: Place) -> None:
    path = place.folder / "video.mp4"
    with path.open("wb") as stream:
        stream.truncate((500 << 20) + 1)
    path.chmod(0)  # nobody can read it, and nobody tries
    with pytest.raises(OverlargeFile) as refused:
        add_files(place.desk, place.case, [path], "evidence")
    assert refused.value.fields["limit"] == 500


def test_a_large_file_goes_in_with_a_word(place: Place) -> None:
    path = place.folder / "录像.mp4"
    with path.open("wb") as stream:
        stream.write(b"\0\0\0\x18ftypmp42")
        stream.truncate((50 << 20) + 1)
    made = add_files(place.desk, place.case, [path], "evidence")
    assert len(made.warnings) == 1
    assert "录像.mp4" in made.warnings[0]
    assert made.attachments[0].media_type == "video/mp4"


def test_many_files_in_a_case_are_said(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "MANY_FILES", 2)
    path = place.handed("a.txt", "证明".encode())
    assert add_files(place.desk, place.case, [path, path], "evidence").warnings == ()
    assert len(add_files(place.desk, place.now(), [path], "evidence").warnings) == 1


def test_room_on_the_disk_is_looked_at_first(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(place.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1 << 20))
    with pytest.raises(NoRoomForFile) as refused:
        add_files(place.desk, place.case, [place.handed("a.pdf", pdf_file())], "evidence")
    assert refused.value.fields["free"] == 1
    assert place.parts() == []


def test_a_file_that_changes_while_it_is_read_is_refused(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = place.handed("a.txt", b"before")
    digest = hashlib.file_digest

    def changing(stream: io.BytesIO, name: str) -> object:
        found = digest(stream, name)
        path.write_bytes(b"after!")
        return found

    monkeypatch.setattr(hashlib, "file_digest", changing)
    with pytest.raises(FileChanged):
        add_files(place.desk, place.case, [path], "evidence")
    assert place.parts() == []


def test_a_disk_that_fills_up_leaves_no_row_and_no_part(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = type(place.desk.blobs)
    take, taken = store.take, list[str]()

    def full(self: object, ciphertext: bytes) -> str:
        if len(taken) == 2:
            raise NotWritten(file="x", reason="the disk is full")
        taken.append(take(place.desk.blobs, ciphertext))
        return taken[-1]

    monkeypatch.setattr(store, "take", full)
    paths = [place.handed(name, os.urandom(400_000).hex().encode()) for name in ("a.txt", "b.txt")]
    with pytest.raises(NotWritten):
        add_files(place.desk, place.case, paths, "evidence")
    assert taken
    assert place.parts() == []
    assert place.now().attachments == ()


def test_a_picture_that_breaks_its_reader_is_named(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examinations, "LIMITS", Confined(seconds=60, megabytes=260))
    path = place.handed("大.png", saved(Image.new("RGB", (8000, 8000)), "PNG"))
    with pytest.raises(Unexamined, match=r"大\.png"):
        add_files(place.desk, place.case, [path], "evidence")


def test_a_batch_shares_one_child(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    started, child = list[object](), Confined._child

    def counted(self: Confined, work: Callable[..., object]) -> object:
        started.append(work)
        return child(self, work)

    monkeypatch.setattr(Confined, "_child", counted)
    paths = [place.handed(f"{n}.png", saved(scene(90 + n, 60), "PNG")) for n in range(12)]
    made = add_files(place.desk, place.case, paths, "evidence")
    assert len(made.attachments) == 12
    assert len(started) == 1
    voice = place.handed("voice.amr", b"#!AMR\n" + bytes(500))
    add_files(place.desk, place.case, [voice], "evidence")
    assert len(started) == 1  # of sound the beginning is enough


def test_a_file_of_our_own_needs_no_child(place: Place) -> None:
    made = add_file(place.desk, place.case, "身份证.png", saved(scene(90, 60), "PNG"), "identity")
    assert [one.name for one in place.now().attachments] == ["身份证.png"]
    assert made.warnings == ()


KILLED = """
import sys
from pathlib import Path
from mediatordesk.actions.desks.desk import open_desk
from mediatordesk.actions.files.files import add_files
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.store import read_case_file
from mediatordesk.sync.bundles.blobs import BlobStore

take = BlobStore.take

def told(self, ciphertext):
    name = take(self, ciphertext)
    print("part", flush=True)
    return name

if __name__ == "__main__":
    BlobStore.take = told
    folder, path, passphrase = sys.argv[1:]
    desk = open_desk(Path(folder), passphrase, places=Places.installed(), clock=Clock.computer())
    file = read_case_file(desk.store, desk.store.all(Case)[0].id)
    add_files(desk, file, [Path(path)], "evidence")
    sys.stdin.read()
"""


def test_a_kill_in_the_middle_leaves_no_row_and_only_leftovers(
    place: Place, tmp_path: Path
) -> None:
    path = place.handed("录音.wav", b"RIFF\0\0\0\0WAVE" + bytes(8 << 20))
    script = tmp_path / "adds.py"
    script.write_text(KILLED, encoding="utf-8")
    command = [sys.executable, str(script), str(place.desk.folder), str(path), PASSPHRASE]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _part in range(4)]
        process.kill()
    assert lines == [ONE_PART] * 4
    assert place.now().attachments == ()
    assert check_desk(place.desk) == ()
    left = sweep_leftovers(place.desk.store, place.desk.blobs)
    assert left.count >= 4
    assert left.removed == 0
    add_files(place.desk, place.case, [path], "evidence")
    for part in place.parts():
        os.utime(part, (0, 0))  # a clock of 1970
    assert sweep_leftovers(place.desk.store, place.desk.blobs).removed == left.count
    (kept,) = place.now().attachments
    assert bytes_of(place.desk, kept.case_id, kept.sha256) == path.read_bytes()


MEASURED = """
import resource, sys
from pathlib import Path
from mediatordesk.actions.desks.desk import open_desk
from mediatordesk.actions.files.files import add_files
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.files.saved_files import save_file
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.store import read_case_file

if __name__ == "__main__":
    folder, path, to, passphrase = sys.argv[1:]
    desk = open_desk(Path(folder), passphrase, places=Places.installed(), clock=Clock.computer())
    file = read_case_file(desk.store, desk.store.all(Case)[0].id)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = add_files(desk, file, [Path(path)], "evidence", evidence=True)
    save_file(desk, made.attachments[0], Path(to))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.soak
def test_half_a_gigabyte_goes_in_and_out_in_flat_memory(place: Place, tmp_path: Path) -> None:
    path = place.folder / "录像.mp4"
    with path.open("wb") as stream:
        stream.write(b"\0\0\0\x18ftypmp42")
        stream.truncate(500 << 20)
    script = tmp_path / "measures.py"
    script.write_text(MEASURED, encoding="utf-8")
    words = (place.desk.folder, path, tmp_path / "out", PASSPHRASE)
    done = subprocess.run(
        [sys.executable, str(script), *map(str, words)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (tmp_path / "out" / "录像.mp4").stat().st_size == 500 << 20
    assert int(done.stdout) < 30_000, done.stdout  # KiB
