"""Files of a case, found again: named, written out under a safe name, voided, proved, printed."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.operators import change_passphrase
from mediatordesk.actions.files.files import add_file, add_files, bytes_of, keep_bytes
from mediatordesk.actions.files.saved_files import (
    AlreadyVoided,
    AnotherFileThere,
    NoOriginal,
    NoReason,
    SeveralFiles,
    UnknownFile,
    find_attachment,
    prove_files,
    save_file,
    short_id,
    void_file,
    voided_files,
)
from mediatordesk.actions.handover.packet_papers import NotPrintable, pdfs_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case
from mediatordesk.core.papers import Attachment, Blob
from mediatordesk.core.records import added
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import read_case_file
from mediatordesk.sync.bundles.blobs import FileDamaged, FileNotHere
from tests.actions.template_desks import PASSPHRASE, laptop, newly_accepted, register
from tests.damage import damage
from tests.documents.incoming.hostile_files import docx_file, pdf_file
from tests.documents.incoming.pictures import photo, saved, scene

PDF = pdf_file()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    file = newly_accepted()
    desk = laptop(tmp_path / "desk", file)
    register(desk, file)
    yield desk
    desk.close()


def case_of(desk: Desk) -> CaseFile:
    return read_case_file(desk.store, desk.store.all(Case)[0].id)


def handed_in(desk: Desk, name: str, data: bytes, kind: str = "evidence") -> Attachment:
    return add_file(desk, case_of(desk), name, data, kind).attachments[0]


def test_a_file_is_named_by_its_name_or_the_beginning_of_its_id(desk: Desk) -> None:
    one, other = handed_in(desk, "甲 a<b.pdf", PDF), handed_in(desk, "乙.pdf", PDF)
    twin = handed_in(desk, "乙.pdf", pdf_file())
    for text in ("甲 a<b.pdf", short_id(one), str(one.id), one.id.hex.upper()):
        assert find_attachment(case_of(desk), text) == one
    for text in ("丙.pdf", "", "%"):
        with pytest.raises(UnknownFile):
            find_attachment(case_of(desk), text)
    with pytest.raises(SeveralFiles) as several:
        find_attachment(case_of(desk), "乙.pdf")
    assert short_id(twin) in several.value.lines()[2]
    assert short_id(one) not in several.value.lines()[2]
    assert find_attachment(case_of(desk), short_id(other)) == other


HOSTILE = (
    "..\\..\\x.pdf",
    "/etc/passwd",
    "a/../../b.exe",
    "CON",
    "nul.txt",
    "e\u202efdp.exe",
    "-rf",
    ".",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_written_as_one_plain_file_in_the_folder(
    desk: Desk, tmp_path: Path, name: str
) -> None:
    blob, op = keep_bytes(desk, case_of(desk).case.id, PDF, "application/pdf")
    row = Attachment(  # as it may come from another desk, with a name that nobody tidied
        case_id=blob.case_id, kind="evidence", name=name, sha256=blob.sha256, size=blob.size,
        media_type="application/pdf", added_on=desk.clock.today(),
    )  # fmt: skip
    desk.commit([op, added(row)])
    before = {*tmp_path.rglob("*")}
    folder = tmp_path / "out" / "给 法院"
    path = save_file(desk, row, folder)
    assert path.parent == folder
    assert path.suffix == ".pdf"
    assert path.read_bytes() == PDF
    assert {one for one in {*tmp_path.rglob("*")} - before if one.is_file()} == {path}


def test_nothing_is_overwritten_unasked(desk: Desk, tmp_path: Path) -> None:
    one, other = handed_in(desk, "证据.pdf", PDF), handed_in(desk, "证据.txt", "证明".encode())
    other = replace(other, name="证据.pdf")
    path = save_file(desk, one, tmp_path)
    assert save_file(desk, one, tmp_path) == path
    path.write_bytes(PDF[:-1] + b"x")
    with pytest.raises(AnotherFileThere):
        save_file(desk, one, tmp_path)
    assert path.read_bytes() != PDF
    assert save_file(desk, one, tmp_path, force=True).read_bytes() == PDF
    assert save_file(desk, other, tmp_path).name == "证据.txt"  # what it is decides the ending


def test_a_link_in_the_folder_is_not_followed(desk: Desk, tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "out"
    folder.mkdir()
    outside.write_text("precious")
    (folder / "证据.pdf").symlink_to(outside)
    one = handed_in(desk, "证据.pdf", PDF)
    with pytest.raises(AnotherFileThere):
        save_file(desk, one, folder)
    save_file(desk, one, folder, force=True)
    assert outside.read_text() == "precious"


def test_the_original_is_given_out_where_it_was_kept(desk: Desk, tmp_path: Path) -> None:
    data = photo(2300, 1700)
    path = tmp_path / "现场.jpg"
    path.write_bytes(data)
    (copied,) = add_files(desk, case_of(desk), [path], "voucher").attachments
    with pytest.raises(NoOriginal):
        save_file(desk, copied, tmp_path / "a", original=True)
    assert not (tmp_path / "a").exists()
    (kept,) = add_files(desk, case_of(desk), [path], "evidence", evidence=True).attachments
    assert save_file(desk, kept, tmp_path / "a", original=True).read_bytes() == data
    assert save_file(desk, kept, tmp_path / "b").stat().st_size == kept.size
    whole = handed_in(desk, "a.pdf", PDF)
    assert save_file(desk, whole, tmp_path / "a", original=True).read_bytes() == PDF


def test_a_place_that_cannot_be_written_and_a_file_that_is_damaged_leave_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    one = handed_in(desk, "证据.pdf", PDF)
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    with pytest.raises(NotWritten) as refused:
        save_file(desk, one, in_the_way)
    assert "Errno" not in str(refused.value)
    (part,) = desk.blobs.folder.rglob("*.age")
    damage(part)
    with pytest.raises(FileDamaged):
        save_file(desk, one, tmp_path / "out")
    part.unlink()
    with pytest.raises(FileNotHere):
        save_file(desk, one, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_a_voided_file_does_not_count_and_stays_in_the_history(desk: Desk) -> None:
    one = handed_in(desk, "证据.pdf", PDF)
    with pytest.raises(NoReason):
        void_file(desk, one, " \n")
    void_file(desk, one, "拿错了 a<b")
    assert case_of(desk).attachments == ()
    assert desk.store.get(Attachment, one.id).void_reason == "拿错了 a<b"
    (voided,) = voided_files(desk, one.case_id)
    with pytest.raises(AlreadyVoided):
        void_file(desk, voided, "再来一次")
    again = handed_in(desk, "证据.pdf", PDF)
    for text, named in (("证据.pdf", again), (short_id(one), voided)):
        assert find_attachment(case_of(desk), text, (voided,)) == named
    assert prove_files(desk) == ()
    assert desk.store.all(Blob)


def test_every_byte_can_be_proved(desk: Desk) -> None:
    one = handed_in(desk, "证据.pdf", PDF)
    assert prove_files(desk, one.case_id) == ()
    (part,) = desk.blobs.folder.rglob("*.age")
    damage(part)
    called = desk.store.get(Case, one.case_id).called
    assert prove_files(desk) == (f"case {called}: 证据.pdf is damaged on this computer",)
    void_file(desk, one, "拿错了")
    part.unlink()
    assert prove_files(desk) == (f"case {called}: 证据.pdf is missing on this computer",)


def pages_of(desk: Desk, kind: str) -> list[pikepdf.Pdf]:
    file = case_of(desk)
    return [
        pikepdf.open(io.BytesIO(pdf))
        for pdf in pdfs_of(desk, file, f"attachment/{kind}", file.case.id)
    ]


def test_a_packet_takes_both_sides_of_a_card_and_the_original_of_evidence(
    desk: Desk, tmp_path: Path
) -> None:
    for side in ("正面", "反面"):
        handed_in(desk, f"{side}.png", saved(scene(90, 60), "PNG"), "identity")
    assert [len(one.pages) for one in pages_of(desk, "identity")] == [1, 1]
    path = tmp_path / "现场.jpg"
    path.write_bytes(photo(2300, 1700))
    add_files(desk, case_of(desk), [path], "evidence", evidence=True)
    (printed,) = pages_of(desk, "evidence")
    assert next(iter(printed.pages[0].get_images().values())).Width == 2300
    frames = [scene(620, 877, "1") for _ in range(3)]
    scan = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    handed_in(desk, "三页.tif", scan, "voucher")
    assert [len(one.pages) for one in pages_of(desk, "voucher")] == [3]


def test_what_has_no_pages_stops_a_packet_by_name(desk: Desk) -> None:
    handed_in(desk, "合同 a<b.docx", docx_file(), "voucher")
    with pytest.raises(NotPrintable, match="合同 a<b"):
        pages_of(desk, "voucher")


def test_evidence_in_a_format_that_no_page_takes_is_printed_from_its_copy(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "截图.webp"
    path.write_bytes(saved(scene(900, 600), "WEBP"))
    made = add_files(desk, case_of(desk), [path], "evidence", evidence=True)
    assert made.attachments[0].media_type == "image/jpeg"
    assert [len(one.pages) for one in pages_of(desk, "evidence")] == [1]


def test_a_new_passphrase_touches_no_part_of_any_file(desk: Desk) -> None:
    one = handed_in(desk, "证据.pdf", PDF)
    parts = sorted(desk.blobs.folder.rglob("*.age"))
    before = [(part.read_bytes(), part.stat().st_mtime_ns) for part in parts]
    change_passphrase(desk, PASSPHRASE, "另外 五个 不相干 的 词 a<b", cost=Cost(8, 1))
    assert sorted(desk.blobs.folder.rglob("*.age")) == parts
    assert [(part.read_bytes(), part.stat().st_mtime_ns) for part in parts] == before
    assert bytes_of(desk, one.case_id, one.sha256) == PDF
