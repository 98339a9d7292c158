"""Lines: indents, tabs, justification, heights."""

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt

from mediatordesk.documents import Fonts
from tests.documents.layout.test_blocks import compatible
from tests.documents.papers import BOTH, CENTRE, KAI, RIGHT, SONG, blank, line, run
from tests.documents.reading import dense, lines_of, pages_of, pdf_of, places_of, right_ends_of

LEFT_MARGIN = 28 / 25.4 * 72
RIGHT_MARGIN = (210 - 26) / 25.4 * 72


def test_a_line_of_gb_9704_has_twenty_seven_characters(fonts: Fonts) -> None:
    # 156 mm are 442.2 pt: 27 characters of 16 pt.
    word = blank()
    line(word, "调" * 60)
    assert [len(text) for text in lines_of(pdf_of(word, fonts))] == [27, 27, 6]


def test_an_indent_of_two_characters_is_two_characters(fonts: Fonts) -> None:
    word = blank()
    line(word, "首" + "行" * 40, first=2)
    pdf = pdf_of(word, fonts)
    assert places_of(pdf, "首")[0][0] == pytest.approx(LEFT_MARGIN + 32, abs=0.7)
    assert [len(text) for text in lines_of(pdf)] == [25, 16]


def test_a_justified_line_ends_at_the_margin(fonts: Fonts) -> None:
    word = blank()
    line(word, "调解12.6协议" * 12 + "末尾", align=BOTH)
    *full, last = right_ends_of(pdf_of(word, fonts))
    assert len(full) >= 2
    assert full == pytest.approx([RIGHT_MARGIN] * len(full), abs=0.1)
    assert last < RIGHT_MARGIN - 16


@pytest.mark.parametrize(("align", "left"), [(CENTRE, 0.5), (RIGHT, 1.0)])
def test_text_is_centred_or_stands_at_the_right(
    fonts: Fonts, align: WD_ALIGN_PARAGRAPH, left: float
) -> None:
    word = blank()
    line(word, "四字居中", align=align)
    x = places_of(pdf_of(word, fonts), "四")[0][0]
    assert x == pytest.approx(LEFT_MARGIN + left * (RIGHT_MARGIN - LEFT_MARGIN - 64), abs=1)


def test_tabs_stop_left_centred_and_right(fonts: Fonts) -> None:
    word = blank()
    paragraph = line(word, "甲\t乙\t丙丁")
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(60))
    stops.add_tab_stop(Mm(140), WD_TAB_ALIGNMENT.RIGHT)
    pdf = pdf_of(word, fonts)
    assert places_of(pdf, "乙")[0][0] == pytest.approx(LEFT_MARGIN + 60 / 25.4 * 72, abs=0.7)
    assert places_of(pdf, "丙")[0][0] == pytest.approx(LEFT_MARGIN + 140 / 25.4 * 72 - 32, abs=0.7)


def test_a_line_break_at_the_end_leaves_an_empty_line(fonts: Fonts) -> None:
    word = blank()
    line(word, "行\n")
    line(word, "行")
    upper, lower = (y for _, y in places_of(pdf_of(word, fonts), "行"))
    assert lower - upper == pytest.approx(56, abs=0.1)


def test_a_long_word_without_a_place_to_break_is_cut(fonts: Fonts) -> None:
    word = blank()
    line(word, "https" * 40)
    assert dense("".join(pages_of(pdf_of(word, fonts)))) == "https" * 40


def test_a_place_to_sign_keeps_its_underline_at_the_right(fonts: Fonts) -> None:
    word = blank()
    paragraph = line(word, "签名：", align=RIGHT)
    run(paragraph, "　　　　", under=True)
    x = places_of(pdf_of(word, fonts), "签")[0][0]
    assert x == pytest.approx(RIGHT_MARGIN - 48 - 64, abs=1)


def test_some_space_stands_between_chinese_and_figures(fonts: Fonts) -> None:
    word = blank()
    line(word, "共3人")
    pdf = pdf_of(word, fonts)
    # A quarter of 16 pt on either side, and a figure of half an em.
    assert places_of(pdf, "人")[0][0] == pytest.approx(LEFT_MARGIN + 16 + 4 + 8 + 4, abs=0.7)


def test_a_single_line_is_as_high_as_word_makes_it(fonts: Fonts) -> None:
    # 1.3 × the height of the named font, whatever face stands in for it.
    for font in (SONG, KAI, "仿宋_GB2312"):
        word = blank()
        for _ in range(2):
            paragraph = word.add_paragraph()
            run(paragraph, "字", font, 20)
            paragraph.paragraph_format.line_spacing = 1.0
        upper, lower = (y for _, y in places_of(pdf_of(word, fonts), "字"))
        assert lower - upper == pytest.approx(26, abs=0.1)


def test_a_grid_snaps_single_lines(fonts: Fonts) -> None:
    word = blank()
    for grid in word.element.body.iter(qn("w:docGrid")):
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), "312")
    for _ in range(2):
        paragraph = word.add_paragraph()
        run(paragraph, "字", SONG, 16)
        paragraph.paragraph_format.line_spacing = 1.0
    upper, lower = (y for _, y in places_of(pdf_of(word, fonts), "字"))
    assert lower - upper == pytest.approx(31.2, abs=0.1)


def test_at_least_so_high_is_not_less_than_the_text(fonts: Fonts) -> None:
    word = blank()
    for size in (16, 40, 16):
        paragraph = line(word, "")
        run(paragraph, "字", SONG, size)
        paragraph.paragraph_format.line_spacing = Pt(30)
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    first, second, third = (y for _, y in places_of(pdf_of(word, fonts), "字"))
    assert third - second > 30
    assert second - first == pytest.approx(52, abs=12)


def test_a_word_with_a_letter_from_another_face_is_set_in_one_face(fonts: Fonts) -> None:
    shapes = fonts.shapes("仿宋", bold=False)
    assert not shapes.has_all("Nguyễn")
    word = blank()
    line(word, "Nguyễn Van")
    pdf = pdf_of(word, fonts)
    assert dense(pages_of(pdf)[0]) == "NguyễnVan"
    assert b"NotoSerifSC" in pdf.data


def test_a_stop_that_hangs_at_the_very_end_does_not_stretch_the_last_line(fonts: Fonts) -> None:
    word = blank()
    paragraph = line(word, "调" * 27 + "。", align=BOTH)
    paragraph._p.get_or_add_pPr().insert(0, OxmlElement("w:overflowPunct"))
    pdf = pdf_of(word, fonts)
    assert lines_of(pdf) == ["调" * 27 + "。"]
    first, second, *_ = (x for x, _ in places_of(pdf, "调"))
    assert second - first == pytest.approx(16, abs=0.1)


def test_a_justified_line_before_a_line_break_is_stretched(fonts: Fonts) -> None:
    # So does Word; a document can forbid it, and then it stands as it is.
    ends = []
    for forbidden in (False, True):
        word = blank()
        line(word, "短行\n末行", align=BOTH)
        if forbidden:
            compatible(word, "doNotExpandShiftReturn")
        ends.append(right_ends_of(pdf_of(word, fonts))[0])
    assert ends == pytest.approx([RIGHT_MARGIN, LEFT_MARGIN + 32], abs=0.7)


def test_letters_can_be_spread_over_the_whole_line(fonts: Fonts) -> None:
    word = blank()
    line(word, "四字分散", align=WD_ALIGN_PARAGRAPH.DISTRIBUTE)
    pdf = pdf_of(word, fonts)
    assert places_of(pdf, "四")[0][0] == pytest.approx(LEFT_MARGIN, abs=0.7)
    assert right_ends_of(pdf)[0] == pytest.approx(RIGHT_MARGIN, abs=0.1)


@pytest.mark.parametrize("mark", ["……", "——"])
def test_a_double_mark_is_not_parted(fonts: Fonts, mark: str) -> None:
    for before in (25, 26, 27):
        word = blank()
        line(word, "调" * before + mark + "解" * 3)
        assert any(mark in text for text in lines_of(pdf_of(word, fonts)))


@pytest.mark.parametrize("mark", "，。；：？！、）》」』】〕”…％℃")
def test_a_closing_mark_begins_no_line(fonts: Fonts, mark: str) -> None:
    word = blank()
    line(word, "调" * 27 + mark + "解")
    assert lines_of(pdf_of(word, fonts)) == ["调" * 26, f"调{mark}解"]


@pytest.mark.parametrize("mark", "（《「『【〔“")
def test_an_opening_mark_ends_no_line(fonts: Fonts, mark: str) -> None:
    word = blank()
    line(word, "调" * 26 + mark + "解")
    assert lines_of(pdf_of(word, fonts)) == ["调" * 26, f"{mark}解"]
