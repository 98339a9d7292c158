"""Word files that others wrote: each makes a right page, or what is not right is said."""

import io
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from mediatordesk.documents import Finding, Fonts, Level, Pdf, to_pdf, unshown
from mediatordesk.documents.errors import WordFileRefused
from mediatordesk.documents.word.signs import readable
from tests.documents.office import convert
from tests.documents.reading import dense, pages_of

pytestmark = pytest.mark.real
ROOT = Path(__file__).parents[2]
FILES = 73


@dataclass(frozen=True)
class Tried:
    """A file of the corpus, and what became of it; no PDF where it was refused."""

    name: str
    docx: bytes
    pdf: Pdf | None
    findings: tuple[Finding, ...]

    @property
    def is_named_wrong(self) -> bool:
        """Whether a finding says that the paper is not as Word has it."""
        return self.pdf is None or any(one.level is Level.ERROR for one in self.findings)


@pytest.fixture(scope="module")
def corpus() -> list[Path]:
    """Return the files; fetch them where they are not there yet."""
    fetching = subprocess.run(
        [sys.executable, ROOT / "packaging" / "corpus.py"],
        check=False,
        capture_output=True,
        text=True,
    )
    if fetching.returncode == os.EX_TEMPFAIL:
        pytest.skip(fetching.stderr.strip())
    assert fetching.returncode == 0, fetching.stderr
    return sorted((ROOT / "build" / "corpus").glob("*/*.docx"))


@pytest.fixture(scope="module")
def tried(corpus: list[Path], fonts: Fonts) -> list[Tried]:
    """Try every file once. Anything but a refusal is our mistake and fails here."""
    return [_tried(path, fonts) for path in corpus]


def _tried(path: Path, fonts: Fonts) -> Tried:
    data = path.read_bytes()
    try:
        return Tried(path.stem, data, to_pdf(data, fonts, title=path.stem), unshown(data, fonts))
    except WordFileRefused:
        return Tried(path.stem, data, None, ())


def test_every_file_is_tried(tried: list[Tried]) -> None:
    assert len(tried) == FILES


def test_few_files_are_refused_or_named_wrong(tried: list[Tried]) -> None:
    assert sum(one.pdf is None for one in tried) == 1
    assert sum(one.is_named_wrong for one in tried) <= 5


def test_the_pdf_says_what_the_word_file_says(tried: list[Tried]) -> None:
    wrong = [
        one.name
        for one in tried
        if one.pdf is not None and not one.is_named_wrong and not _says_the_same(one.docx, one.pdf)
    ]
    assert wrong == []


def test_no_character_is_without_a_glyph(tried: list[Tried]) -> None:
    assert [one.name for one in tried if one.pdf is not None and one.pdf.missing_glyphs] == []


def test_papers_have_as_many_pages_as_libreoffice_makes(tried: list[Tried], tmp_path: Path) -> None:
    right = {one.name: one for one in tried if one.pdf is not None and not one.is_named_wrong}
    made = convert(
        {name: one.docx for name, one in right.items()},
        ROOT / "resources" / "fonts",
        tmp_path,
    )
    theirs = {name: len(pypdfium2.PdfDocument(io.BytesIO(data))) for name, data in made.items()}
    assert {name: one.pdf.pages for name, one in right.items() if one.pdf} == theirs


def _says_the_same(data: bytes, pdf: Pdf) -> bool:
    """Say whether every paragraph stands in the PDF, and nothing but headers and numbers more."""
    word = docx.Document(io.BytesIO(data))
    pages = [_plain(page) for page in pages_of(pdf)]
    paragraphs = [_plain(text) for text in _paragraphs(word)]
    own, shown = Counter("".join(paragraphs)), Counter("".join(pages))
    more = shown - own
    edges = Counter("".join(_plain(text) for text in _edges(word)) * len(pages))
    return (
        not own - shown
        and not more - edges - Counter(_labels(word) * len(paragraphs))
        and all(_stands_in(paragraph, pages) for paragraph in paragraphs)
    )


def _stands_in(paragraph: str, pages: list[str]) -> bool:
    """Say whether a text stands on a page, or begins on one and goes on on the next."""
    if any(paragraph in page for page in pages):
        return True
    return any(
        paragraph[:cut] in page and paragraph[cut:] in following
        for cut in range(1, len(paragraph))
        for page, following in pairwise(pages)
    )


def _plain(text: str) -> str:
    # A soft hyphen is drawn at the end of a line only, a hyphen there pdfium reads as a mark.
    return dense(text).translate(dict.fromkeys(map(ord, "\u00ad\u200b\u200e\ufffe\x02")))


def _paragraphs(word: WordDocument) -> Iterator[str]:
    """Yield the texts of all paragraphs in the body, those of tables and boxes too."""
    for paragraph in word.element.body.iter(qn("w:p")):
        if next(paragraph.iterancestors(FALLBACK), None) is None:
            yield "".join(
                readable(text.text or "", None)
                for text in paragraph.iter(qn("w:t"))
                if next(text.iterancestors(qn("w:p"))) is paragraph
            )


FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _edges(word: WordDocument) -> Iterator[str]:
    for part in word.part.package.iter_parts():
        if "/header" in part.partname or "/footer" in part.partname:
            root = etree.fromstring(part.blob)
            yield "".join(text.text or "" for text in root.iter(qn("w:t"))) + "0123456789"


def _labels(word: WordDocument) -> str:
    """Return what the numbers of paragraphs may be made of."""
    for part in word.part.package.iter_parts():
        if part.partname.endswith("/numbering.xml"):
            texts = etree.fromstring(part.blob).iter(qn("w:lvlText"))
            return "".join(readable(text.get(qn("w:val")) or "", None) for text in texts) + LABELS
    return ""


LABELS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.•●■"
