"""Papers as PDF: the same text as the Word file, every character, the same bytes each time."""

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.documents import Fonts, Template, fill, to_pdf
from tests.documents.papers import agreement, blank, form, grid, line, notice, text_of, to_bytes
from tests.documents.reading import colours_of, dense, lines_of, pages_of, pdf_of, pdf_of_paragraphs
from tests.documents.values import CASE, FACTS

HARD = (
    '覃𬭎 㛃𠅤 䶮堃翀赟 𬭚喆 Nguyễn Văn Đức O\'Brien & Sons a<b "引" 《法》（一）①☑□ ￥1,409.50——……'
)


def test_a_three_page_agreement_says_what_its_word_file_says(fonts: Fonts) -> None:
    docx = fill(Template.read(agreement()), CASE).docx
    pdf = to_pdf(docx, fonts, title="人民调解协议书")
    assert pdf.pages == 3
    assert pdf.missing_glyphs == ()
    pages = pages_of(pdf)
    numbers = [re.findall("—\\s*([0-9]+)\\s*—", page) for page in pages]
    assert numbers == [["1"], ["2"], ["3"]]
    text = "".join(re.sub("—\\s*[0-9]+\\s*—", "", page) for page in pages)
    assert dense(text) == dense(text_of(docx))


@pytest.mark.parametrize("template", [form(), notice()])
def test_a_one_page_paper_says_what_its_word_file_says(fonts: Fonts, template: bytes) -> None:
    docx = fill(Template.read(template), CASE).docx
    pdf = to_pdf(docx, fonts, title="x")
    assert pdf.pages == 1
    assert sorted(dense("".join(pages_of(pdf)))) == sorted(dense(text_of(docx)))


def test_hard_characters_copy_out(fonts: Fonts) -> None:
    pdf = pdf_of_paragraphs([HARD], fonts)
    assert dense(pages_of(pdf)[0]) == dense(HARD)
    assert pdf.missing_glyphs == ()


@pytest.mark.real
def test_pdftotext_reads_the_same(fonts: Fonts, tmp_path: Path) -> None:
    docx = fill(Template.read(notice()), {**CASE, "姓名": HARD}).docx
    path = tmp_path / "通知书.pdf"
    path.write_bytes(to_pdf(docx, fonts, title="x").data)
    read = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], check=True, capture_output=True
    )
    assert dense(read.stdout.decode()) == dense(text_of(docx))


def test_a_character_that_no_font_has_is_shown_and_named(fonts: Fonts) -> None:
    pdf = pdf_of_paragraphs(["王\u1780明\U000f1234\u1780"], fonts)
    assert pdf.missing_glyphs == ("\u1780", "\U000f1234")
    assert "〓" in pages_of(pdf)[0]


def test_what_is_never_seen_is_no_missing_character(fonts: Fonts) -> None:
    pdf = pdf_of_paragraphs(["王\u200b\ufeff明\U000e0100"], fonts)
    assert pdf.missing_glyphs == ()
    assert dense(pages_of(pdf)[0]) == "王明"


def test_the_same_paper_gives_the_same_bytes(fonts: Fonts) -> None:
    docx = fill(Template.read(agreement()), CASE).docx
    first = to_pdf(docx, fonts, title="协议书", author="永安村人民调解委员会")
    assert to_pdf(docx, fonts, title="协议书", author="永安村人民调解委员会") == first
    assert to_pdf(docx, fonts, title="另一份").data != first.data


def test_two_papers_have_different_identifiers(fonts: Fonts) -> None:
    papers = [pdf_of_paragraphs([text], fonts).data for text in ("甲", "乙")]
    one, two = (pikepdf.open(io.BytesIO(data)).trailer.ID[0] for data in papers)
    assert bytes(one) != bytes(two)


def test_a_paper_names_itself(fonts: Fonts) -> None:
    word = blank()
    line(word, "甲")
    made = to_pdf(to_bytes(word), fonts, title="协议书（覃𬭎）", author="a<b")
    with pikepdf.open(io.BytesIO(made.data)) as read:
        assert str(read.docinfo.Title) == "协议书（覃𬭎）"
        assert str(read.docinfo.Author) == "a<b"
        assert str(read.Root.Lang) == "zh-CN"


def test_every_font_is_embedded_once_and_nothing_else_is_named(fonts: Fonts) -> None:
    docx = fill(Template.read(agreement()), CASE).docx
    with pikepdf.open(io.BytesIO(to_pdf(docx, fonts, title="x").data)) as read:
        found = list(read.pages[0].Resources.Font.values())
        names = [str(font.BaseFont).partition("+")[2] for font in found]
        assert len(names) == len(set(names)) >= 3
        for font in found:
            assert "/ToUnicode" in font
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


def test_no_drawn_glyph_is_the_empty_one(fonts: Fonts) -> None:
    with pikepdf.open(io.BytesIO(pdf_of_paragraphs([HARD], fonts).data)) as read:
        for font in read.pages[0].Resources.Font.values():
            embedded = font.DescendantFonts[0]
            assert embedded.CIDToGIDMap == "/Identity"
            outlines = TTFont(io.BytesIO(embedded.FontDescriptor.FontFile2.read_bytes()))["glyf"]
            empty, *others = (outlines[name] for name in outlines.glyphOrder)
            assert others
            assert empty not in others


def test_a_seal_is_red_on_the_page_and_moves_no_line(fonts: Fonts) -> None:
    template = Template.read(agreement())
    sealed = to_pdf(fill(template, CASE).docx, fonts, title="x")
    plain = to_pdf(fill(template, {**CASE, "公章": None}).docx, fonts, title="x")
    assert pages_of(sealed) == pages_of(plain)
    assert any(red > 180 and green < 60 for red, green, _ in colours_of(sealed, 2))
    assert not any(red > 180 and green < 60 for red, green, _ in colours_of(plain, 2))


def test_a_missing_field_is_red(fonts: Fonts) -> None:
    word = blank()
    line(word, "申请人{{姓名}}")
    draft = fill(Template.read(to_bytes(word)), {})
    pdf = to_pdf(draft.docx, fonts, title="x")
    assert "【缺：姓名】" in pages_of(pdf)[0]
    assert any(red > 180 and green < 90 for red, green, _ in colours_of(pdf))


def test_an_empty_document_is_one_empty_page(fonts: Fonts) -> None:
    assert pdf_of(blank(), fonts).pages == 1


ALPHABET = st.sampled_from(
    list("调解协议书的当事人覃𬭎㛃𠅤䶮，。、；：（）《》“”—…　 ") + list("abXYZ019-/.,&<>'\"ễĂĐ")
)
TEXTS = st.text(ALPHABET, min_size=1, max_size=120)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6), st.lists(TEXTS, min_size=6, max_size=6))
def test_word_and_pdf_always_say_the_same(
    fonts: Fonts, paragraphs: list[str], cells: list[str]
) -> None:
    word = blank()
    for paragraph in paragraphs:
        line(word, paragraph)
    table = grid(word, (30, 60, 60), 2)
    for at, text in enumerate(cells):
        table.cell(at // 3, at % 3).text = text
    docx = to_bytes(word)
    pdf = to_pdf(docx, fonts, title="x")
    # pdfium takes a hyphen at the end of a line for one that hyphenates and leaves it out.
    read = dense("".join(pages_of(pdf))).replace("\ufffe", "-").replace("\x02", "-")
    assert sorted(read) == sorted(dense(text_of(docx)))
    assert pdf.missing_glyphs == ()


def test_no_line_begins_with_a_stop_or_ends_with_an_opening_bracket(fonts: Fonts) -> None:
    for shift in range(12):
        read = lines_of(pdf_of_paragraphs(["调" * shift + FACTS * 2], fonts))
        assert not [text for text in read if text[0] in "，。、；：）》”…" or text[-1] in "（《“"]
