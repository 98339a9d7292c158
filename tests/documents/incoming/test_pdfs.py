"""PDFs that are handed in: kept as they are; what acts in them is said."""

from pathlib import Path

import pikepdf
import pytest

from mediatordesk.documents.incoming.errors import DamagedFile, LockedFile
from mediatordesk.documents.incoming.pdfs import examine_pdf

from .hostile_files import pdf_file, pdf_with_file

NAME = "协议 a<b.pdf"


def test_a_plain_pdf_has_nothing_to_warn_of(tmp_path: Path) -> None:
    assert examine_pdf(pdf_file(), NAME) == ()
    path = tmp_path / "覃𬭎.pdf"
    path.write_bytes(pdf_file())
    assert examine_pdf(path, NAME) == ()


@pytest.mark.parametrize("what", ["JavaScript", "Launch", "SubmitForm", "ImportData"])
def test_what_a_pdf_does_when_it_is_opened_is_said(what: str) -> None:
    (words,) = examine_pdf(pdf_file({"S": pikepdf.Name(f"/{what}")}), NAME)
    assert NAME in words


def test_files_inside_a_pdf_are_said() -> None:
    (words,) = examine_pdf(pdf_with_file(), NAME)
    assert NAME in words


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(LockedFile):
        examine_pdf(pdf_file(opens_with="覃"), NAME)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%nothing", b"%PDF-1.7", pdf_file()[:200]])
def test_a_damaged_pdf_is_refused_now_and_not_on_the_day_it_is_needed(data: bytes) -> None:
    with pytest.raises(DamagedFile):
        examine_pdf(data, NAME)
