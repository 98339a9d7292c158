"""Paragraphs one below the other: the space between them."""

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from mediatordesk.documents import Fonts
from tests.documents.papers import blank, cell_text, grid, line
from tests.documents.reading import pdf_of, places_of

TOP = 37 / 25.4 * 72


def baselines(word: WordDocument, fonts: Fonts, page: int = 0) -> list[float]:
    """Return how far down the lines with a 行 are."""
    return [y for _, y in places_of(pdf_of(word, fonts), "行", page)]


def compatible(word: WordDocument, name: str) -> None:
    """Set one of Word's switches of compatibility."""
    settings = word.settings.element
    found = settings.find(qn("w:compat"))
    if found is None:
        found = OxmlElement("w:compat")
        settings.append(found)
    found.insert(0, OxmlElement(f"w:{name}"))


def spaced() -> WordDocument:
    """Return two lines with 10 points after the first and 6 before the second."""
    word = blank()
    line(word, "行", after=10)
    line(word, "行", before=6)
    return word


def test_the_larger_space_stands_between_two_paragraphs(fonts: Fonts) -> None:
    upper, lower = baselines(spaced(), fonts)
    assert round(lower - upper, 1) == 28 + 10


def test_a_document_may_ask_that_both_spaces_are_added(fonts: Fonts) -> None:
    word = spaced()
    compatible(word, "doNotUseHTMLParagraphAutoSpacing")
    upper, lower = baselines(word, fonts)
    assert round(lower - upper, 1) == 28 + 10 + 6


def test_a_page_that_begins_by_itself_has_no_space_at_its_top(fonts: Fonts) -> None:
    plain, spacious = blank(), blank()
    for word, space in ((plain, 0), (spacious, 20)):
        for _ in range(22):
            line(word, "文")
        line(word, "行", before=space)
    assert baselines(spacious, fonts, 1) == baselines(plain, fonts, 1)


def test_a_page_that_is_asked_for_keeps_the_space_at_its_top(fonts: Fonts) -> None:
    places = []
    for space in (0, 20):
        word = blank()
        line(word, "文", after=9)
        line(word, "行", before=space).paragraph_format.page_break_before = True
        places += baselines(word, fonts, 1)
    assert round(places[1] - places[0], 1) == 20


def test_space_in_a_cell_is_as_it_is_outside(fonts: Fonts) -> None:
    word = blank()
    cell = grid(word, (60,), 1).cell(0, 0)
    cell_text(cell, "行")
    line(cell, "行", size=12, exact=20, before=8, after=4)
    line(cell, "行", size=12, exact=20, before=3)
    first, second, third = baselines(word, fonts)
    assert (round(second - first, 1), round(third - second, 1)) == (28, 24)
