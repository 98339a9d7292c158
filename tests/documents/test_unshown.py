"""Any Word file: what its PDF does not show is named, and no text of it is lost in silence."""

from collections.abc import Callable

import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mediatordesk.documents import Area, Fonts, import_template, to_pdf, unshown
from mediatordesk.documents.word.package import DOCUMENT, Package, write_package
from tests.documents.papers import agreement, blank, form, line, notice, page_number, to_bytes
from tests.documents.reading import dense, pages_of
from tests.documents.seeded import SEEDS, element, seeded
from tests.documents.ugly import wps_contract

TEXT = "深处的字"
RUN = f"<w:r><w:t>{TEXT}</w:t></w:r>"
P = f"<w:p>{RUN}</w:p>"


def _into_body(xml: str) -> bytes:
    word = blank()
    line(word, "看得见的一行")
    word.element.body.insert(1, element(xml))
    return to_bytes(word)


# Odd places for a text: elements that the reader may know or not, some that no Word writes.
ODD = {
    "content control": f"<w:sdt><w:sdtContent>{P}</w:sdtContent></w:sdt>",
    "content control without content": f"<w:sdt>{P}</w:sdt>",
    "content control in a paragraph": (
        f"<w:p><w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt></w:p>"
    ),
    "rows in a content control": (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:sdt><w:sdtContent>"
        f"<w:tr><w:tc>{P}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    ),
    "cells in a content control": (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid><w:tr><w:sdt><w:sdtContent>"
        f"<w:tc>{P}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
    ),
    "hidden behind a merged cell": (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='900'/></w:tblGrid>"
        "<w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr><w:p/></w:tc></w:tr>"
        f"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{P}</w:tc></w:tr></w:tbl>"
    ),
    "custom XML": f"<w:customXml w:element='a'>{P}</w:customXml>",
    "custom XML in a paragraph": f"<w:p><w:customXml w:element='a'>{RUN}</w:customXml></w:p>",
    "smart tag": f"<w:p><w:smartTag w:element='a'>{RUN}</w:smartTag></w:p>",
    "link": f"<w:p><w:hyperlink w:anchor='a'>{RUN}</w:hyperlink></w:p>",
    "direction": f"<w:p><w:dir w:val='rtl'>{RUN}</w:dir></w:p>",
    "direction override": f"<w:p><w:bdo w:val='rtl'>{RUN}</w:bdo></w:p>",
    "moved": f"<w:p><w:moveTo w:id='1'>{RUN}</w:moveTo></w:p>",
    "inserted in inserted": f"<w:p><w:ins w:id='1'><w:ins w:id='2'>{RUN}</w:ins></w:ins></w:p>",
    "field in a field": f"<w:p><w:fldSimple w:instr='REF a'><w:fldSimple w:instr='REF b'>{RUN}"
    "</w:fldSimple></w:fldSimple></w:p>",
    "paragraph in a paragraph": f"<w:p><w:p>{RUN}</w:p></w:p>",
    "run in a run": f"<w:p><w:r>{RUN}</w:r></w:p>",
    "text in a paragraph": f"<w:p><w:t>{TEXT}</w:t></w:p>",
    "text in a body": f"<w:t>{TEXT}</w:t>",
    "of another vocabulary": f"<w:p><x:a xmlns:x='urn:x'><x:b>{TEXT}</x:b></x:a></w:p>",
    "formula": f"<w:p><m:oMath><m:r><m:t>{TEXT}</m:t></m:r></m:oMath></w:p>",
    "two forms": (
        f"<w:p><mc:AlternateContent><mc:Choice Requires='x'>{RUN}</mc:Choice>"
        f"<mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent></w:p>"
    ),
    "an empty newer form of two forms": (
        "<w:p><mc:AlternateContent><mc:Choice Requires='x'/>"
        f"<mc:Fallback>{RUN}</mc:Fallback></mc:AlternateContent></w:p>"
    ),
    "pronunciation": (
        f"<w:p><w:r><w:ruby><w:rt>{RUN}</w:rt><w:rubyBase>{RUN}</w:rubyBase></w:ruby></w:r></w:p>"
    ),
}


@pytest.mark.parametrize("place", sorted(ODD))
def test_a_text_is_in_the_pdf_or_it_is_named(place: str, fonts: Fonts) -> None:
    data = _into_body(ODD[place])
    shown = dense("".join(pages_of(to_pdf(data, fonts, title="测"))))
    found = unshown(data, fonts)
    assert "看得见的一行" in shown
    lost = [one for one in found if one.feature == "lost-text"]
    assert TEXT in shown or any(TEXT in one.why + one.place for one in found)
    assert not (TEXT in shown and lost)
    assert len(lost) <= 1


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_file_with_anything_in_it_becomes_a_pdf_and_a_finding(name: str, fonts: Fonts) -> None:
    data = seeded(name)
    assert to_pdf(data, fonts, title="测").pages >= 2
    assert [one.feature for one in unshown(data, fonts)] == [SEEDS[name][0]]


@pytest.mark.parametrize("make", [agreement, form, notice, wps_contract])
def test_nothing_is_lost_of_a_plain_file(make: Callable[[], bytes], fonts: Fonts) -> None:
    assert unshown(make(), fonts) == ()
    assert unshown(import_template(make()).docx, fonts) == ()


def test_page_numbers_and_hidden_text_are_not_lost(fonts: Fonts) -> None:
    word = blank()
    line(word, "字").add_run("看不见").font.hidden = True
    footer = word.sections[0].footer.paragraphs[0]
    page_number(footer)
    result = footer._p.xpath(".//w:fldChar[@w:fldCharType='separate']")[0].getparent()
    result.addnext(element("<w:r><w:t>7</w:t></w:r>"))
    assert unshown(to_bytes(word), fonts) == ()


def test_a_lost_text_of_a_footer_says_where_it_was(fonts: Fonts) -> None:
    word = blank()
    word.sections[0].footer.paragraphs[0]._p.append(element(f"<w:unheardOf>{RUN}</w:unheardOf>"))
    (found,) = unshown(to_bytes(word), fonts)
    assert (found.area, found.page, found.feature) == (Area.FOOTER, None, "lost-text")


def test_a_thousand_texts_are_followed_one_by_one(fonts: Fonts) -> None:
    word = blank()
    table = word.add_table(1, 1)
    cell = table.cell(0, 0)
    for at in range(1000):
        made = element("<w:r/>" if at % 100 else "<w:unheardOf><w:r/></w:unheardOf>")
        run = made if at % 100 else made[0]
        etree.SubElement(run, qn("w:t")).text = f"（{at}）"
        cell.paragraphs[0]._p.append(made)
    (found,) = unshown(to_bytes(word), fonts)
    assert "（0）（100）（200）" in found.why


@settings(max_examples=8, deadline=None)
@given(st.lists(st.sampled_from(sorted(ODD)), min_size=1, max_size=4), st.data())
def test_whatever_stands_in_whatever_no_text_is_lost_in_silence(
    fonts: Fonts, places: list[str], data: st.DataObject
) -> None:
    """Odd things are put into one another; each then is shown or named."""
    word = blank()
    holder: etree._Element = word.element.body
    for number, place in enumerate(places):
        made = element(ODD[place].replace(TEXT, f"字{number}号"))
        at = data.draw(st.integers(0, max(0, len(holder) - 1)))
        holder.insert(at, made)
        inner = [one for one in made.iter(etree.Element) if one.tag != qn("w:t")]
        # Of a content in two forms, what stands in one alone is not printed by Word either.
        holder = word.element.body
        if inner and "forms" not in place:
            holder = data.draw(st.sampled_from(inner))
    docx = to_bytes(word)
    shown = dense("".join(pages_of(to_pdf(docx, fonts, title="测"))))
    named = "".join(one.why + one.place for one in unshown(docx, fonts))
    for number in range(len(places)):
        assert f"字{number}号" in shown + named


def test_a_picture_the_reader_cannot_take_is_named_once(fonts: Fonts) -> None:
    found = unshown(seeded("metafile"), fonts)
    assert [one.feature for one in found] == ["lost-picture"]


def test_a_picture_that_is_not_there_is_named(fonts: Fonts) -> None:
    data = seeded("floating picture")
    parts = {name: one for name, one in Package.open(data).parts.items() if "media" not in name}
    found = {one.feature for one in unshown(write_package(parts), fonts)}
    assert "lost-picture" in found


def test_a_document_without_a_body_has_nothing_to_show(fonts: Fonts) -> None:
    parts = dict(Package.open(to_bytes(blank())).parts)
    parts[DOCUMENT] = etree.tostring(element("<w:document/>"))
    assert unshown(write_package(parts), fonts) == ()


def test_a_finding_in_a_nested_table_has_its_page(fonts: Fonts) -> None:
    word = blank()
    line(word, "第一页")
    line(word, "第二页").paragraph_format.page_break_before = True
    inner = word.add_table(1, 1).cell(0, 0).add_table(1, 1).cell(0, 0)
    inner.paragraphs[0]._p.append(element(f"<w:unheardOf>{RUN}</w:unheardOf>"))
    (found,) = unshown(to_bytes(word), fonts)
    assert found.page == 2
