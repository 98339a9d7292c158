"""Automatic numbers, as Word counts them."""

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from mediatordesk.documents import Fonts
from mediatordesk.documents.templates.scope import numeral as item_numeral
from mediatordesk.documents.word.numbering import chinese_numeral, numeral
from tests.documents.papers import blank
from tests.documents.reading import dense, lines_of, pdf_of


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        *((1, "decimal", "1"), (3, "chineseCounting", "三"), (10, "chineseCounting", "十")),
        *((20, "decimalEnclosedCircle", "⑳"), (21, "decimalEnclosedCircle", "21")),
        *((2, "lowerLetter", "b"), (28, "upperLetter", "B"), (14, "lowerRoman", "xiv")),
        *((4, "upperRoman", "IV"), (5, "bullet", ""), (5, "none", ""), (5, "ordinal", "5")),
        *((1994, "lowerRoman", "mcmxciv"), (10**9, "upperRoman", "1000000000")),
    ],
)
def test_a_count_is_written_in_its_format(count: int, form: str, text: str) -> None:
    assert numeral(count, form) == text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        *((0, "零"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")),
        *((100, "一百"), (105, "一百零五"), (110, "一百一十"), (342, "三百四十二")),
    ],
)
def test_chinese_numerals(count: int, text: str) -> None:
    assert chinese_numeral(count) == text


def test_items_of_a_list_are_numbered_alike() -> None:
    assert [item_numeral(n) for n in range(1, 100)] == [chinese_numeral(n) for n in range(1, 100)]


def test_numbered_paragraphs_count_and_bullets_are_drawn(fonts: Fonts) -> None:
    word = blank()
    for style, text in (("List Number", "甲"), ("List Number", "乙"), ("List Bullet", "丙")):
        word.add_paragraph(text, style=style)
    pdf = pdf_of(word, fonts)
    assert [dense(text) for text in lines_of(pdf)] == ["1.甲", "2.乙", "•丙"]
    assert pdf.missing_glyphs == ()


def test_levels_count_within_those_above(fonts: Fonts) -> None:
    word = blank()
    numbering = word.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for level, form, text in ((0, "chineseCounting", "%1、"), (1, "decimal", "（%1.%2）")):
        element = OxmlElement("w:lvl")
        element.set(qn("w:ilvl"), str(level))
        for name, value in (
            ("start", "1"),
            ("numFmt", form),
            ("suff", "nothing"),
            ("lvlText", text),
        ):
            child = OxmlElement(f"w:{name}")
            child.set(qn("w:val"), value)
            element.append(child)
        abstract.append(element)
    numbering.insert(0, abstract)
    number = numbering.add_num(77)
    for level, text in ((0, "甲"), (1, "乙"), (1, "丙"), (0, "丁"), (1, "戊")):
        properties = OxmlElement("w:numPr")
        for name, value in (("ilvl", str(level)), ("numId", str(number.numId))):
            mark = OxmlElement(f"w:{name}")
            mark.set(qn("w:val"), value)
            properties.append(mark)
        word.add_paragraph(text)._p.get_or_add_pPr().append(properties)
    assert [dense(text) for text in lines_of(pdf_of(word, fonts))] == [
        *("一、甲", "（一.1）乙", "（一.2）丙", "二、丁", "（二.1）戊"),
    ]
