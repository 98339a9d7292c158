"""A paper as it will be printed."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from mediatordesk.app.parts.cards import label
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _

_STEP = 1.2


class UnreadablePaper(DeskError):
    """The PDF of a paper cannot be shown."""

    happened = N_("The paper “{title}” cannot be shown: its file cannot be read.")
    kept = N_("The case and its other papers are as they were.")
    to_do = N_("Make the paper again, or fetch its file from the last backup.")


class PdfPreview(QWidget):
    """Shows the pages of a PDF that is handed in as bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self.view = QPdfView(self)
        self.view.setAccessibleName(_("Pages of the paper"))
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self._page = label("", "mute")
        self._empty = label("", "mute")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        self.tools = QWidget()
        """Page number and sizes, to be placed above the pages."""
        self._lay_out()
        self.view.pageNavigator().currentPageChanged.connect(self._say_page)
        self.fit_width()
        self.show_nothing("")

    def show_pdf(self, title: str, data: bytes) -> None:
        """Show a PDF from its first page; UnreadablePaper if it is none."""
        self.document.close()
        self._buffer.close()
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if self.document.status() is not QPdfDocument.Status.Ready:
            self.show_nothing("")
            raise UnreadablePaper(title=title)
        self._stack.setCurrentIndex(1)
        self.tools.show()
        self.view.verticalScrollBar().setValue(0)
        self._say_page()

    def show_nothing(self, why: str) -> None:
        """Show no paper, and say why."""
        self.document.close()
        self._empty.setText(why)
        self._stack.setCurrentIndex(0)
        self.tools.hide()

    def show_page(self, number: int) -> None:
        """Bring a page into sight; the first is 1."""
        self.view.pageNavigator().jump(number - 1, QPointF())

    def fit_width(self) -> None:
        """Show pages as wide as there is room."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def fit_page(self) -> None:
        """Show a whole page at once."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def page_text(self) -> str:
        """Return which page is in sight, as it is said."""
        return self._page.text()

    def words(self) -> str:
        """Return why no paper is shown, if none is."""
        return self._empty.text()

    def enlarge(self) -> None:
        """Show pages larger."""
        self._zoom(_STEP)

    def reduce(self) -> None:
        """Show pages smaller."""
        self._zoom(1 / _STEP)

    def _zoom(self, factor: float) -> None:
        """Show pages larger or smaller."""
        if self.view.zoomMode() is not QPdfView.ZoomMode.Custom:
            page = self.document.pagePointSize(0).width() * self.logicalDpiX() / 72
            self.view.setZoomFactor(self.view.viewport().width() / max(page, 1))
            self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(self.view.zoomFactor() * factor, 0.2), 5))

    def _say_page(self) -> None:
        """Say which page is in sight."""
        page, pages = self.view.pageNavigator().currentPage() + 1, self.document.pageCount()
        self._page.setText(_("page {page} of {pages}").format(page=page, pages=pages))

    def _lay_out(self) -> None:
        """Put the sizes beside the page number."""
        tools = QHBoxLayout(self.tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self._page)
        for word, act in (
            (_("Width"), self.fit_width),
            (_("Whole page"), self.fit_page),
            (_("Smaller"), self.reduce),
            (_("Larger"), self.enlarge),
        ):
            button = QPushButton(word)
            button.setObjectName("quiet")
            button.clicked.connect(act)
            tools.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
