"""On which page a paragraph begins: in the text, in tables, and without moving anything."""

from mediatordesk.documents import Fonts
from mediatordesk.documents.layout.flow import make_sheets
from mediatordesk.documents.layout.glyphs import Typesetter
from mediatordesk.documents.layout.profile import WORD
from mediatordesk.documents.layout.starts import first_pages
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.marking import Marked
from mediatordesk.documents.word.package import Package
from mediatordesk.documents.word.wordml import ORIGIN, PARAGRAPH, TEXT
from tests.documents.papers import agreement, blank, cell_text, form, line, to_bytes


def pages_of_texts(data: bytes, fonts: Fonts) -> dict[str, int]:
    """Return the page of each paragraph by its text."""
    marked = Marked.read(Package.open(data))
    found = first_pages(read_document(marked.package), Typesetter(fonts, WORD, {}))
    named = {
        paragraph.get(ORIGIN, ""): "".join(text.text or "" for text in paragraph.iter(TEXT))
        for root in marked.roots.values()
        for paragraph in root.iter(PARAGRAPH)
    }
    return {named[origin]: page for origin, page in found.items()}


def test_a_paragraph_over_two_pages_begins_on_the_first(fonts: Fonts) -> None:
    word = blank()
    for at in range(20):
        line(word, f"第{at}行")
    line(word, "很长的一段，" * 40)
    line(word, "最后一行")
    found = pages_of_texts(to_bytes(word), fonts)
    assert found["第19行"] == found["很长的一段，" * 40] == 1
    assert found["最后一行"] == 2


def test_paragraphs_of_tables_have_their_pages_too(fonts: Fonts) -> None:
    word = blank()
    table = word.add_table(60, 2)
    for at, row in enumerate(table.rows):
        cell_text(row.cells[0], f"行{at}")
    inner = table.rows[-1].cells[1].add_table(1, 1).cell(0, 0)
    cell_text(inner, "表中之表")
    found = pages_of_texts(to_bytes(word), fonts)
    assert found["行0"] == 1
    assert found["表中之表"] == found["行59"] > 1


def test_pages_are_counted_as_they_lie_whatever_number_they_bear(fonts: Fonts) -> None:
    word = blank()
    word.sections[0]._sectPr.get_or_add_pgMar()
    line(word, "第一张")
    line(word, "第二张").paragraph_format.page_break_before = True
    assert pages_of_texts(to_bytes(word), fonts) == {"第一张": 1, "第二张": 2}


def test_the_pins_move_nothing(fonts: Fonts) -> None:
    for make in (agreement, form):
        marked = Marked.read(Package.open(make()))
        document, typesetter = read_document(marked.package), Typesetter(fonts, WORD, {})
        lines = sum(len(sheet.lines) for sheet in make_sheets(document, typesetter))
        found = first_pages(document, typesetter)
        assert max(found.values()) == len(make_sheets(document, typesetter))
        assert lines == sum(len(sheet.lines) for sheet in make_sheets(document, typesetter))
