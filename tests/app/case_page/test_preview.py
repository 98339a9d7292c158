"""A paper is shown as it will be printed."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mediatordesk.app.case_page.preview import PdfPreview, UnreadablePaper

Pdf = Callable[[int], bytes]


@pytest.fixture
def preview(qtbot: QtBot) -> PdfPreview:
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.show()
    return made


def darkest(preview: PdfPreview) -> int:
    """Return how dark the darkest point of the pages is: 0 is black."""
    image = preview.view.viewport().grab().toImage()
    columns = range(60, image.width() - 60)
    rows = range(20, image.height() - 20, 2)
    return min(QColor(image.pixel(x, y)).lightness() for x in columns for y in rows)


def test_all_pages_of_a_pdf_are_shown(qtbot: QtBot, preview: PdfPreview, pdf: Pdf) -> None:
    preview.show_pdf("调解协议书", pdf(3))
    assert preview.document.pageCount() == 3
    assert preview.page_text() == "page 1 of 3"
    qtbot.waitUntil(lambda: darkest(preview) < 60)


def test_another_paper_takes_the_place_of_the_first(preview: PdfPreview, pdf: Pdf) -> None:
    preview.show_pdf("调解协议书", pdf(3))
    preview.show_pdf("调解记录", pdf(1))
    assert preview.page_text() == "page 1 of 1"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nbroken", b"PK\x03\x04"], ids=repr)
def test_a_damaged_file_is_said_and_nothing_old_is_left(
    preview: PdfPreview, pdf: Pdf, data: bytes
) -> None:
    preview.show_pdf("调解协议书", pdf(1))
    with pytest.raises(UnreadablePaper) as refused:
        preview.show_pdf("a<b 覃𬭎", data)
    assert "a<b 覃𬭎" in refused.value.lines()[0]
    assert preview.document.pageCount() == 0


def test_the_page_can_be_made_larger_and_fitted_again(preview: PdfPreview, pdf: Pdf) -> None:
    preview.show_pdf("调解协议书", pdf(1))
    before = preview.view.horizontalScrollBar().maximum()
    for _press in range(4):
        preview.enlarge()
    assert preview.view.horizontalScrollBar().maximum() > before
    preview.fit_width()
    assert preview.view.horizontalScrollBar().maximum() == 0
