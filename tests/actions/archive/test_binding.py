"""Binding a file: what was signed goes in, in order, with its pages, and what was bound stays."""

import hashlib
import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from mediatordesk.actions.archive.binding import NothingToBind, bind_file, bound_bytes, newest_bound
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.papers.file_pages import Form, Trouble
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.handovers import AnswerOutcome, ReceiverAnswer
from mediatordesk.core.records import added
from mediatordesk.core.sessions import Note
from tests.actions.kept_desks import clock_at

from .bound_cases import (
    DAY,
    again,
    closed_case,
    complete_file,
    file_scan,
    hand_in,
    hand_in_sound,
    make,
    photo,
    sheets,
    slip_in,
)

Case = tuple[Desk, CaseFile]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return a desk with a closed case whose papers are all signed."""
    return complete_file(tmp_path / "desk")


def text_of(data: bytes, place: int) -> str:
    page = pypdfium2.PdfDocument(data)[place]
    return "".join(page.get_textpage().get_text_range().split())


def bookmarks(data: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        return [str(one.title) for one in outline.root]


def test_the_index_says_the_pages_that_the_corners_bear(case: Case, tmp_path: Path) -> None:
    desk, file = case
    file = hand_in(desk, file, "身份证 a<b.jpg", photo(), "identity")
    file = hand_in(desk, file, "劳动合同 O'Brien.pdf", sheets(3))
    file = hand_in_sound(desk, file, tmp_path)
    bound = bind_file(desk, file)
    titles = [one.item.title for one in bound.items]
    assert titles == [
        "人民调解受理登记表",
        "当事人身份证明",
        "身份证明：身份证 a<b.jpg",
        "证据材料：劳动合同 O'Brien.pdf",
        "证据材料：录音 Nguyễn Văn Đức.wav",
        "人民调解记录",
        "人民调解协议书",
        "人民调解回访记录",
        "人民调解结案报告表",
    ]
    pages = [page for one in bound.items if one.first for page in range(one.first, one.last + 1)]
    assert pages == list(range(1, bound.record.pages + 1))
    data = bound.pdf.data
    document = pypdfium2.PdfDocument(data)
    labels = [document.get_page_label(place) for place in range(len(document))]
    for one in bound.items:
        if one.item.code == "D17":
            assert "人民调解协议书" in text_of(data, labels.index(str(one.first)))
    index = "".join(text_of(data, place) for place in (1, 2))
    for one in bound.items:
        if one.first:
            said = str(one.first) if one.first == one.last else f"{one.first}-{one.last}"
            assert said in index
    assert re.search(r"sheet1", text_of(data, labels.index(str(bound.items[3].first))))
    sound = bound.items[4]
    assert (sound.trouble, sound.pages) == (Trouble.NO_PAGES, 0)
    assert f"SHA-256：{sound.item.sha256}" in index
    assert "身份证a<b.jpg" not in index
    assert "身份证a<b" in index


def test_the_note_and_the_back_cover_count_what_is_there(case: Case) -> None:
    desk, file = case
    bound = bind_file(desk, file)
    note, back = (text_of(bound.pdf.data, bound.record.sheets - n) for n in (2, 1))
    assert f"本卷共{bound.record.pages}页" in note
    assert f"本卷连面带底共{bound.record.sheets}页" in back
    assert bound.record.sheets == len(pypdfium2.PdfDocument(bound.pdf.data))
    assert bookmarks(bound.pdf.data)[:3] == ["调解卷宗封面", "卷内目录", "1. 人民调解受理登记表"]


def test_the_scan_of_what_was_signed_takes_the_place_of_the_print(case: Case) -> None:
    desk, file = case
    agreement = file.newest_paper("D17")
    assert agreement
    scanned = sheets(agreement.pages, "signed")
    source = hand_in(desk, file, "协议扫描.pdf", sheets(2, "raw"), "power_of_attorney")
    raw = source.attachments[-1].sha256
    file = file_scan(desk, source, agreement, scanned, agreement.pages, raw)
    bound = bind_file(desk, file)
    [line] = [one for one in bound.items if one.item.code == "D17"]
    assert (line.item.form, line.pages) == (Form.SCAN, agreement.pages)
    assert "signed1" in text_of(bound.pdf.data, _place(bound.pdf.data, line.first))
    assert not [one for one in bound.items if one.item.code == "power_of_attorney"]
    kept = bytes_of(desk, file.case.id, line.item.sha256)
    assert kept == scanned  # the number is on the copy only
    assert hashlib.sha256(kept).hexdigest() == line.item.sha256


def _place(data: bytes, number: int) -> int:
    document = pypdfium2.PdfDocument(data)
    labels = [document.get_page_label(place) for place in range(len(document))]
    return labels.index(str(number))


def test_what_cannot_be_read_is_named_and_does_not_stop_the_others(case: Case) -> None:
    desk, file = case
    for name, data, kind in (
        ("坏.pdf", b"%PDF-1.7 nonsense", "application/pdf"),
        ("空.jpg", b"", "image/jpeg"),
        ("断.png", b"\x89PNG\r\n\x1a\n broken", "image/png"),
    ):
        file = slip_in(desk, file, name, data, kind)
    bound = bind_file(desk, file)
    troubled = [one for one in bound.items if one.trouble]
    assert {one.trouble for one in troubled} == {Trouble.DAMAGED}
    assert len(troubled) == 3
    index = "".join(text_of(bound.pdf.data, place) for place in (1, 2))
    assert all(one.item.sha256 in index for one in troubled)
    assert "已经损坏或者加了密码" in text_of(bound.pdf.data, bound.record.sheets - 2)


def test_a_file_that_is_bound_again_unchanged_is_the_same_one(case: Case) -> None:
    desk, file = case
    first = bind_file(desk, file)
    file = again(desk, file)
    assert newest_bound(desk, file) == first.record
    assert bind_file(desk, file).record == first.record
    assert bound_bytes(desk, first.record) == first.pdf.data
    assert len(again(desk, file).bound_files) == 1


def test_what_comes_later_makes_a_new_one_and_the_older_stays(case: Case) -> None:
    desk, file = case
    first = bind_file(desk, file)
    desk.commit([added(Note(case_id=file.case.id, written_at=desk.clock.now(), text="电话"))])
    assert newest_bound(desk, again(desk, file)) == first.record  # a note is not in the file
    ruling = ReceiverAnswer(
        case_id=file.case.id,
        outcome=AnswerOutcome.CONFIRMED,
        number="（2025）桂0405诉前调确12号",
        decided_on=DAY.date(),
        received_on=DAY.date(),
        document_sha256=hand_in(desk, file, "裁定书.pdf", sheets(2), "identity")
        .attachments[-1]
        .sha256,
    )
    desk.commit([added(ruling)])
    file = again(desk, file)
    assert newest_bound(desk, file) is None
    second = bind_file(desk, file)
    titles = [one.item.title for one in second.items]
    assert "司法确认裁定书等答复文书：（2025）桂0405诉前调确12号" in titles
    assert [one.sha256 for one in again(desk, file).bound_files] == [
        first.record.sha256,
        second.record.sha256,
    ]
    assert bound_bytes(desk, first.record) == first.pdf.data


def test_two_sided_every_thing_begins_on_a_sheet_of_its_own(case: Case) -> None:
    desk, file = case
    bound = bind_file(desk, hand_in(desk, file, "证据.pdf", sheets(3)), two_sided=True)
    document = pypdfium2.PdfDocument(bound.pdf.data)
    starts = [one.get_dest().get_index() for one in document.get_toc()]
    assert len(starts) == len(bound.items) + 4
    assert all(start % 2 == 0 for start in starts)


def test_a_file_without_a_paper_is_not_bound(tmp_path: Path) -> None:
    desk, file = closed_case(tmp_path / "desk")
    with pytest.raises(NothingToBind):
        bind_file(desk, file)
    assert again(desk, file).papers == ()


def test_the_cover_says_how_long_the_file_is_kept(case: Case) -> None:
    desk, file = case
    cover = text_of(bind_file(desk, file).pdf.data, 0)
    for word in ("调解卷宗", "覃𬭎劳动争议", "长期", "黄文德", "立卷人"):
        assert word in cover.replace("　", "")


def test_papers_alone_make_an_archival_file(case: Case) -> None:
    desk, file = case
    assert bind_file(desk, file).pdf.is_archival
    later = clock_at(DAY.replace(hour=12).astimezone(CHINA))
    file = hand_in(desk.at(later), file, "合同.pdf", sheets())
    assert not bind_file(desk, file).pdf.is_archival


def test_an_index_made_by_itself_says_the_same_pages(case: Case) -> None:
    desk, file = case
    file = hand_in(desk, file, "合同.pdf", sheets(4))
    alone = make(desk, file, "D02").newest_paper("D02")
    bind_file(desk, again(desk, file))
    assert again(desk, file).newest_paper("D02") == alone
