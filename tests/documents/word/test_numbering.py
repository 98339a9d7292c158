"""Automatic numbers, as Word counts them."""

import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from mediatordesk.documents import Fonts
from mediatordesk.documents.templates.scope import numeral as item_numeral
from mediatordesk.documents.word.assembling import read_document
from mediatordesk.documents.word.model import Paragraph
from mediatordesk.documents.word.numbering import Numbering
from mediatordesk.documents.word.numerals import chinese_numeral, numeral
from mediatordesk.documents.word.package import Package
from tests.documents.papers import blank
from tests.documents.reading import dense, lines_of, pdf_of
from tests.documents.word.rich import holding


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        *((1, "decimal", "1"), (3, "chineseCounting", "三"), (10, "chineseCounting", "十")),
        *((20, "decimalEnclosedCircle", "⑳"), (21, "decimalEnclosedCircle", "21")),
        *((2, "lowerLetter", "b"), (28, "upperLetter", "BB"), (14, "lowerRoman", "xiv")),
        *(
            (4, "upperRoman", "IV"),
            (5, "bullet", ""),
            (5, "none", ""),
            (12, "ordinal", "12th"),
            (5, "cardinalText", "5"),
        ),
        *((11, "ideographTraditional", "甲"), (12, "ideographZodiac", "亥")),
        *((105, "chineseLegalSimplified", "壹佰零伍"), (2026, "ideographDigital", "二〇二六")),
        *(
            (3, "decimalEnclosedParen", "⑶"),
            (7, "decimalZero", "07"),
            (12, "decimalFullWidth", "１２"),
        ),
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
        *((1000, "一千"), (1001, "一千零一"), (1010, "一千零一十"), (9999, "九千九百九十九")),
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


def numbered(*paragraphs: tuple[int, int], numbering: str) -> list[str]:
    """Return the labels of paragraphs, each (list, level), with this numbering part."""
    package = Package.open(holding("", numbering=numbering))
    counted = Numbering.read(package)
    labels = [counted.next_label(str(which), level) for which, level in paragraphs]
    return ["" if label is None else label.text for label in labels]


def level(number: int, label: str, form: str = "decimal", more: str = "") -> str:
    return (
        f"<w:lvl w:ilvl='{number}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>{more}"
        f"<w:lvlText w:val='{label}'/></w:lvl>"
    )


def abstract(*levels: str, number: int = 0, more: str = "") -> str:
    inside = more + "".join(levels)
    return f"<w:abstractNum w:abstractNumId='{number}'>{inside}</w:abstractNum>"


def lists(number: int, more: str = "", of: int = 0) -> str:
    return f"<w:num w:numId='{number}'><w:abstractNumId w:val='{of}'/>{more}</w:num>"


def test_a_second_list_goes_on_counting_and_one_that_starts_anew_does_not() -> None:
    anew = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    numbering = abstract(level(0, "%1、", "chineseCounting")) + lists(1) + lists(2) + lists(3, anew)
    found = numbered((1, 0), (1, 0), (2, 0), (3, 0), (3, 0), (1, 0), numbering=numbering)
    assert found == ["一、", "二、", "三、", "一、", "二、", "三、"]


def test_a_list_may_have_levels_of_its_own() -> None:
    own = f"<w:lvlOverride w:ilvl='0'>{level(0, '（%1）', 'ideographTraditional')}</w:lvlOverride>"
    numbering = abstract(level(0, "%1.")) + lists(1, own)
    assert numbered((1, 0), (1, 0), numbering=numbering) == ["（甲）", "（乙）"]


def test_a_list_takes_its_levels_from_a_style_of_numbers() -> None:
    numbering = (
        abstract(level(0, "第%1条", "chineseCountingThousand"), more="<w:styleLink w:val='S'/>")
        + abstract(number=1, more="<w:numStyleLink w:val='S'/>")
        + lists(1, of=1)
    )
    assert numbered((1, 0), (1, 0), numbering=numbering) == ["第一条", "第二条"]


def test_a_deeper_level_may_go_on_counting_and_legal_numbers_are_figures() -> None:
    goes_on = "<w:lvlRestart w:val='0'/>"
    numbering = abstract(
        level(0, "%1", "chineseCounting"), level(1, "%1.%2", more=f"<w:isLgl/>{goes_on}")
    )
    found = numbered((1, 0), (1, 1), (1, 0), (1, 1), (9, 0), numbering=numbering + lists(1))
    assert found == ["一", "1.1", "二", "2.2", ""]


def test_a_style_that_names_a_list_goes_before_the_indents_of_the_list() -> None:
    numbering = abstract(
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1'/>"
        "<w:pPr><w:ind w:left='200' w:right='300'/></w:pPr></w:lvl>"
    ) + lists(1)
    numbers = "<w:numPr><w:numId w:val='1'/></w:numPr>"
    styles = (
        "<w:style w:type='paragraph' w:styleId='底'><w:pPr><w:ind w:right='400'/></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='题'><w:basedOn w:val='底'/>"
        f"<w:pPr>{numbers}<w:ind w:left='100'/></w:pPr></w:style>"
    )
    body = "<w:p><w:pPr><w:pStyle w:val='题'/>{}</w:pPr></w:p>"
    data = holding(body.format("") + body.format(numbers), numbering=numbering, styles=styles)
    found = [
        (block.style.left, block.style.right)
        for block in read_document(Package.open(data)).sections[0].blocks
        if isinstance(block, Paragraph)
    ]
    assert found == [(5.0, 15.0), (10.0, 15.0)]
