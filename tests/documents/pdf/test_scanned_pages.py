"""Scanned sheets as one PDF/A."""

import io

import pypdfium2
import pytest
from PIL import Image

from mediatordesk.documents import sheets_pdf
from mediatordesk.documents.errors import UnreadablePicture

from .judging import faults, not_alike


def jpeg(colour: tuple[int, int, int], size: tuple[int, int] = (1654, 2339)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG", dpi=(200, 200))
    return written.getvalue()


def test_each_sheet_is_a_page_of_its_size_in_order() -> None:
    sheets = [jpeg((200, 20, 20)), jpeg((20, 20, 200), (2339, 1654))]
    data = sheets_pdf(sheets, title="人民调解协议书 a<b", subject="（2025）正阳人调字第3号")
    read = pypdfium2.PdfDocument(data)
    assert [tuple(round(side) for side in page.get_size()) for page in read] == [
        (595, 842),
        (842, 595),
    ]
    colours = [page.render().to_pil().convert("RGB").getpixel((300, 300)) for page in read]
    assert [colour[0] > colour[2] for colour in colours] == [True, False]
    assert read.get_metadata_dict()["Title"] == "人民调解协议书 a<b"


def test_it_is_an_archival_pdf_and_the_same_sheets_give_the_same_bytes() -> None:
    sheets = [jpeg((250, 250, 250))] * 3
    data = sheets_pdf(sheets, title="协议")
    assert (faults(data), not_alike(data)) == ([], [])
    assert sheets_pdf(sheets, title="协议") == data
    assert len(data) < 4 * len(sheets[0]) + 20_000


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(UnreadablePicture):
        sheets_pdf([b"\xff\xd8\xff hello"], title="")
