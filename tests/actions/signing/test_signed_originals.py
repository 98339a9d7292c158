"""Scans of signed papers find their papers and become their signed originals."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.papers.papers import MadePaper
from mediatordesk.actions.signing.paper_signing import NobodySigns
from mediatordesk.actions.signing.scan_readings import NoSuchPage, placed_by_hand, read_scans
from mediatordesk.actions.signing.scan_words import (
    NoCodeRead,
    OfAnotherCase,
    OlderVersion,
    PagesMissing,
    amiss,
)
from mediatordesk.actions.signing.signed_originals import (
    ChangedSincePrint,
    NameTwice,
    NotScanned,
    PaperDate,
    dates_on,
    file_scans,
    note_dates,
    original_of,
)
from mediatordesk.actions.signing.signing import ImpossibleDay
from mediatordesk.core.papers import Blob, Paper, SigningWay
from mediatordesk.core.records import changed
from mediatordesk.documents import read_page_codes
from tests.actions.procedure_cases import WORKER, Played
from tests.documents.pdf.judging import faults
from tests.documents.scans.spoiling import photographed

from .scanned import (
    DAY,
    agreed,
    agreed_beside,
    agreement,
    likeness,
    scanned_pdf,
    sheet,
    signed_pages,
    with_other_phone,
    with_script,
    written,
)

SIGNED = date(2025, 5, 13)
ALIKE = 8.0
"""Shades of grey, of 255, by which the same page may look otherwise after it was scanned."""


@pytest.fixture
def played(tmp_path: Path) -> Played:
    return agreed(tmp_path / "desk")


@pytest.fixture
def made(played: Played) -> MadePaper:
    return agreement(played)


@pytest.fixture
def pages(made: MadePaper) -> list[Image.Image]:
    return signed_pages(made.pdf)


def paper_of(played: Played, made: MadePaper) -> Paper:
    """Return the paper as it stands now."""
    return next(one for one in played.file.papers if one.id == made.paper.id)


def handed_in(folder: Path, pages: list[Image.Image]) -> list[Path]:
    """Return three pages as they come in, in no order: turned, as a photo, and crooked."""
    one, two, three = pages
    crooked = three.rotate(3, expand=True, fillcolor=(255, 255, 255))
    return [
        written(folder, "第二页 a&b.tif", two.rotate(180)),
        written(folder, "第一页.jpg", photographed(one), quality=70),
        scanned_pdf(folder, "第三页.pdf", [crooked]),
    ]


def test_pages_in_any_order_and_of_any_kind_become_one_upright_original(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path
) -> None:
    files, desk = handed_in(tmp_path / "扫描 a<b", pages), played.on(DAY)
    reading = read_scans(desk, played.file, files)
    filed = file_scans(desk, played.file, reading)
    [scan] = played.file.signed_scans
    assert (scan.paper_id, scan.pages, str(scan.filed_on)) == (made.paper.id, 3, DAY)
    assert list(amiss(played.file, reading)) == []
    original = original_of(desk, played.file, made.paper)
    assert hashlib.sha256(original).hexdigest() == scan.sha256 == filed.scans[0].sha256
    codes = read_page_codes(original, "application/pdf")
    assert [(one.code and one.code.page, one.rotation) for one in codes] == [(1, 0), (2, 0), (3, 0)]
    for index, page in enumerate(pages):
        flat = sheet(original, index)
        assert flat.size == (497, 702)  # A4 at 60 dpi: the sheet and nothing beside it
        assert likeness(flat, page) < ALIKE
    assert faults(original) == []
    assert len(original) < len(pages) * 600_000
    kept = {bytes_of(desk, played.case.id, one) for one in scan.sources}
    assert kept == {path.read_bytes() for path in files}


def test_the_text_is_locked_and_the_days_on_it_put_it_into_force(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path
) -> None:
    scan, desk = scanned_pdf(tmp_path, "协议.pdf", pages), played.on(DAY)
    reading = read_scans(desk, played.file, [scan])
    named = {"黄文德": date(2025, 5, 14), "梁志强": date(2025, 5, 15)}
    dates = dates_on(desk, played.file, [made.paper], named, SIGNED)
    file_scans(desk, played.file, reading, dates)
    assert paper_of(played, made).locked
    assert {(one.name, str(one.signed_on)) for one in played.file.signatures} == {
        (WORKER, "2025-05-13"),
        ("梁志强", "2025-05-15"),
        ("黄文德", "2025-05-14"),
        ("李秀兰", "2025-05-13"),
        ("正阳村人民调解委员会", "2025-05-13"),
    }
    assert {one.way for one in played.file.signatures} == {SigningWay.ON_PAPER}
    assert str(played.file.agreements[0].effective_on) == "2025-05-15"


def test_who_is_not_named_has_not_signed_and_is_noted_later(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path
) -> None:
    scan, desk = scanned_pdf(tmp_path, "协议.pdf", pages), played.on(DAY)
    with pytest.raises(NotScanned):
        note_dates(desk, played.file, made.paper, ())
    reading = read_scans(desk, played.file, [scan])
    file_scans(
        desk, played.file, reading, dates_on(desk, played.file, [made.paper], {WORKER: SIGNED})
    )
    assert [one.name for one in played.file.signatures] == [WORKER]
    assert played.file.agreements[0].effective_on is None
    paper = paper_of(played, made)
    note_dates(desk, played.file, paper, dates_on(desk, played.file, [paper], {}, SIGNED))
    assert played.file.agreements[0].effective_on == SIGNED


@pytest.mark.parametrize("day", [date(2025, 5, 11), date(2025, 5, 16)])
def test_a_day_before_the_print_or_after_today_is_refused_and_nothing_is_filed(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path, day: date
) -> None:
    scan, desk = scanned_pdf(tmp_path, "协议.pdf", pages), played.on(DAY)
    reading = read_scans(desk, played.file, [scan])
    with pytest.raises(ImpossibleDay):
        file_scans(desk, played.file, reading, [PaperDate(made.paper.id, WORKER, day)])
    assert (played.file.signed_scans, played.file.signatures) == ((), ())


def test_a_name_without_a_place_is_refused(played: Played, made: MadePaper) -> None:
    with pytest.raises(NobodySigns) as refused:
        dates_on(played.on(DAY), played.file, [made.paper], {"Nguyễn Văn a<b": SIGNED})
    assert WORKER in refused.value.lines()[0]


def test_a_name_that_two_parties_have_is_asked_for_by_its_place(tmp_path: Path) -> None:
    played = agreed(tmp_path / "同名")
    firm = played.file.parties[1]
    played.desk.commit([changed(firm, replace(firm, name=WORKER))])
    paper, desk = agreement(played).paper, played.on(DAY)
    with pytest.raises(NameTwice) as refused:
        dates_on(desk, played.file, [paper], {WORKER: SIGNED})
    assert str(firm.id) in refused.value.lines()[2]
    [dated] = dates_on(desk, played.file, [paper], {str(firm.id): SIGNED})
    assert dated == PaperDate(paper.id, str(firm.id), SIGNED)


def test_the_same_scans_again_change_nothing_and_a_later_scan_counts(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path
) -> None:
    scan, desk = scanned_pdf(tmp_path, "协议.pdf", pages), played.on(DAY)
    reading = read_scans(desk, played.file, [scan, scan])
    assert reading.doubled == ()  # one file, named twice
    first = file_scans(desk, played.file, reading)
    changes = len(desk.store.changes_of(played.case.id))
    again = read_scans(desk, played.file, [scan])
    assert again.papers[0].is_filed
    assert file_scans(desk, played.file, again).change is None
    assert len(desk.store.changes_of(played.case.id)) == changes
    better = scanned_pdf(tmp_path, "重扫.pdf", signed_pages(made.pdf, 200), 200)
    second = file_scans(desk, played.file, read_scans(desk, played.file, [better]))
    assert played.file.scan_of(made.paper.id) == second.new[0]
    assert played.file.signed_scans == (*first.new, *second.new)


def test_a_missing_page_is_named_and_can_be_added_to_the_others(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path
) -> None:
    most = scanned_pdf(tmp_path, "多数.pdf", [pages[2], pages[0]])
    desk = played.on(DAY)
    reading = read_scans(desk, played.file, [most])
    with pytest.raises(PagesMissing) as refused:
        file_scans(desk, played.file, reading)
    assert "2" in str(refused.value.fields["why"])
    assert not list(desk.store.where(Blob, "media_type = ?", ("image/jpeg",)))
    assert played.file.signed_scans == ()
    rest = written(tmp_path, "第二页.jpg", pages[1])
    whole = read_scans(desk, played.file, [rest], before=reading)
    file_scans(desk, played.file, whole)
    scan = played.file.scan_of(made.paper.id)
    assert scan is not None
    assert (scan.pages, len(scan.sources)) == (3, 2)


def test_a_page_twice_is_named_and_the_first_is_taken(
    played: Played, pages: list[Image.Image], tmp_path: Path
) -> None:
    twice = scanned_pdf(tmp_path, "两次.pdf", [pages[0], pages[1], pages[1], *pages[2:]])
    desk = played.on(DAY)
    reading = read_scans(desk, played.file, [twice])
    assert [(one.page, one.scanned.index) for one in reading.doubled] == [(2, 2)]
    assert "两次.pdf" in next(amiss(played.file, reading))
    assert file_scans(desk, played.file, reading).scans[0].pages == 3


def test_pages_of_another_case_are_named_with_it_and_their_scan_is_not_kept_here(
    played: Played, pages: list[Image.Image], tmp_path: Path
) -> None:
    other = agreed_beside(played)
    theirs = signed_pages(agreement(other).pdf)
    desk = played.on(DAY)
    alone = read_scans(desk, played.file, [scanned_pdf(tmp_path, "别案.pdf", theirs)])
    with pytest.raises(OfAnotherCase) as refused:
        file_scans(desk, played.file, alone)
    assert other.file.case.number in refused.value.lines()[0]
    mixed = scanned_pdf(tmp_path, "混.pdf", [theirs[0], *pages])
    filed = file_scans(desk, played.file, read_scans(desk, played.file, [mixed]))
    assert filed.not_kept == ("混.pdf",)
    assert filed.scans[0].sources == ()
    blobs = desk.store.where(Blob, "case_id = ?", (played.case.id.bytes,))
    assert hashlib.sha256(mixed.read_bytes()).hexdigest() not in {one.sha256 for one in blobs}


def test_an_older_version_is_named_and_not_filed(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path
) -> None:
    scan, desk = scanned_pdf(tmp_path, "旧版.pdf", pages), played.on(DAY)
    with_other_phone(played)
    newer = agreement(played)
    assert newer.paper.version == made.paper.version + 1
    with pytest.raises(OlderVersion):
        file_scans(desk, played.file, read_scans(desk, played.file, [scan]))
    assert played.file.signed_scans == ()


def test_an_agreement_printed_before_the_case_was_changed_is_not_filed(
    played: Played, pages: list[Image.Image], tmp_path: Path
) -> None:
    scan, desk = scanned_pdf(tmp_path, "协议.pdf", pages), played.on(DAY)
    with_other_phone(played)
    with pytest.raises(ChangedSincePrint):
        file_scans(desk, played.file, read_scans(desk, played.file, [scan]))
    assert played.file.signed_scans == ()


def test_a_page_whose_code_is_torn_off_is_placed_by_hand(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path
) -> None:
    torn = pages[1].copy()
    torn.paste((255, 255, 255), (torn.width // 2, torn.height - 200, torn.width, torn.height))
    scan = scanned_pdf(
        tmp_path, "撕.pdf", [pages[0], torn.rotate(2, fillcolor=(255, 255, 255)), *pages[2:]]
    )
    desk = played.on(DAY)
    reading = read_scans(desk, played.file, [scan])
    assert [one.index for one in reading.unread] == [1]
    with pytest.raises(NoSuchPage):
        placed_by_hand(desk, played.file, reading, reading.unread[0], made.paper, 4)
    placed = placed_by_hand(desk, played.file, reading, reading.unread[0], made.paper, 2)
    file_scans(desk, played.file, placed)
    original = original_of(desk, played.file, made.paper)
    assert likeness(sheet(original, 1), torn) < ALIKE


def test_backs_of_sheets_and_strange_pages_have_no_code(played: Played, tmp_path: Path) -> None:
    blank = Image.new("RGB", (1240, 1754), (250, 250, 248))
    desk = played.on(DAY)
    scan = scanned_pdf(tmp_path, "背面.pdf", [blank] * 12)
    reading = read_scans(desk, played.file, [scan])
    assert [one.index for one in reading.unread] == list(range(12))
    with pytest.raises(NoCodeRead):
        file_scans(desk, played.file, reading)


def test_scripts_in_a_scan_are_named_and_are_not_in_the_original(
    played: Played, made: MadePaper, pages: list[Image.Image], tmp_path: Path
) -> None:
    scan, desk = with_script(scanned_pdf(tmp_path, "脚本.pdf", pages)), played.on(DAY)
    reading = read_scans(desk, played.file, [scan])
    assert any("JavaScript" in words for words in reading.warnings)
    file_scans(desk, played.file, reading)
    original = original_of(desk, played.file, made.paper)
    assert b"JavaScript" not in original
    with (
        pikepdf.open(tmp_path / "脚本.pdf") as handed,
        pikepdf.open(_put(tmp_path, original)) as kept,
    ):
        assert "/OpenAction" in handed.Root
        assert "/OpenAction" not in kept.Root


def _put(folder: Path, data: bytes) -> Path:
    path = folder / "原件.pdf"
    path.write_bytes(data)
    return path
