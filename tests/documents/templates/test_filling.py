"""Filling templates: what a clerk writes between braces, and what comes out."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from mediatordesk.documents import Filled, Picture, Template, fill
from mediatordesk.documents.errors import UnreadablePicture
from tests.documents.papers import agreement, blank, form, grid, line, opened, text_of, to_bytes
from tests.documents.values import CASE, PARTIES, seal


def filled(*paragraphs: str, **values: object) -> Filled:
    """Fill a template of these paragraphs."""
    word = blank()
    for paragraph in paragraphs:
        line(word, paragraph)
    return fill(Template.read(to_bytes(word)), values)


def lines_of(paper: Filled) -> list[str]:
    """Return the paragraphs of a filled paper."""
    return [paragraph.text for paragraph in opened(paper.docx).paragraphs]


def test_a_field_becomes_its_value_and_the_text_around_it_stays() -> None:
    assert lines_of(filled("申请人{{姓名}}，男", 姓名="覃𬭎")) == ["申请人覃𬭎，男"]


def test_a_full_width_field_is_understood() -> None:
    assert lines_of(filled("｛｛姓名｝｝和｛{电话？}}", 姓名="O'Brien & Sons", 电话="")) == [
        "O'Brien & Sons和"
    ]


def test_a_field_cut_into_runs_takes_the_format_of_its_first_run() -> None:
    word = blank()
    paragraph = word.add_paragraph()
    paragraph.add_run("甲方{{姓").bold = True
    paragraph.add_run("").italic = True
    paragraph.add_run("名}").font.size = Pt(30)
    paragraph.add_run("}！")
    paper = fill(Template.read(to_bytes(word)), {"姓名": "覃𬭎"})
    runs = [(run.text, run.bold) for run in opened(paper.docx).paragraphs[0].runs]
    assert runs == [("甲方", True), ("覃𬭎", True), ("！", None)]


def test_a_name_with_signs_of_xml_is_text() -> None:
    name = "a<b & \"c\" 'd' </w:t> ]]> {{姓名}}"
    assert lines_of(filled("{{姓名}}", 姓名=name)) == [name]


def test_line_ends_and_tabs_of_a_value_are_those_of_word() -> None:
    paper = filled("{{住址}}", 住址="一\r\n二\n三\t四")
    assert lines_of(paper) == ["一\n二\n三\t四"]
    xml = zipfile.ZipFile(io.BytesIO(paper.docx)).read("word/document.xml")
    assert xml.count(b"<w:br/>") == 2
    assert xml.count(b"<w:tab/>") == 1


def test_a_character_that_no_document_can_hold_is_seen_not_swallowed() -> None:
    assert lines_of(filled("{{姓名}}", 姓名="王\x00明\ud800")) == ["王\ufffd明\ufffd"]


@pytest.mark.parametrize("value", [None, "", "  ", {}, []])
def test_a_missing_value_is_red_and_named(value: object) -> None:
    paper = filled("申请人{{姓名}}。", 姓名=value)
    assert lines_of(paper) == ["申请人【缺：姓名】。"]
    assert paper.missing == ("姓名",)


def test_the_mark_of_a_missing_value_is_red() -> None:
    runs = opened(filled("申请人{{姓名}}。").docx).paragraphs[0].runs
    assert [str(run.font.color.rgb) for run in runs if "缺" in run.text] == ["FF0000"]


def test_every_missing_name_is_listed_once_in_the_order_of_the_text() -> None:
    assert filled("{{乙}}{{甲}}{{乙}}{{丙?}}").missing == ("乙", "甲")


def test_an_optional_field_without_a_value_prints_nothing() -> None:
    paper = filled("电话：{{电话?}}。", 电话="")
    assert lines_of(paper) == ["电话：。"]
    assert paper.missing == ()


def test_yes_and_no_are_boxes() -> None:
    assert lines_of(filled("{{甲}}是{{乙}}否", 甲=True, 乙=False)) == ["☑是□否"]


def test_figures_and_dates_are_written_as_on_official_papers() -> None:
    paper = filled("{{数}} {{额}} {{日}}", 数=0, 额=Decimal("218.40"), 日=date(2025, 4, 7))
    assert lines_of(paper) == ["0 218.40 2025年4月7日"]


def test_a_value_without_a_printed_form_is_our_mistake() -> None:
    with pytest.raises(TypeError):
        filled("{{甲}}", 甲=object())


def test_a_name_reaches_into_mappings_only() -> None:
    paper = filled("{{申请人.姓名}}{{申请人.__class__?}}", 申请人={"姓名": "覃𬭎"})
    assert lines_of(paper) == ["覃𬭎"]


def test_paragraphs_of_one_list_repeat_together() -> None:
    paper = filled(
        "前",
        "当事人{{当事人.序}}（{{当事人.序号}}）：{{当事人.姓名}}",
        "住{{当事人.住址}}",
        "后",
        当事人=[{"姓名": "甲", "住址": "一村"}, {"姓名": "乙", "住址": "二村"}],
    )
    assert lines_of(paper) == [
        "前",
        "当事人一（1）：甲",
        "住一村",
        "当事人二（2）：乙",
        "住二村",
        "后",
    ]


def test_a_plain_list_repeats_its_paragraph() -> None:
    paper = filled("{{条款.序}}、{{条款}}", 条款=["付款。", "互不追究。"])
    assert lines_of(paper) == ["一、付款。", "二、互不追究。"]


def test_two_lists_beside_each_other_repeat_apart() -> None:
    paper = filled("{{甲.名}}", "{{乙.名}}", 甲=[{"名": "1"}, {"名": "2"}], 乙=[{"名": "3"}])
    assert lines_of(paper) == ["1", "2", "3"]


def test_a_list_inside_a_list_repeats_inside() -> None:
    paper = filled(
        "{{方.名}}的代理人：",
        "{{方.代理人.序号}}. {{方.代理人.名}}",
        方=[
            {"名": "甲", "代理人": [{"名": "丙"}, {"名": "丁"}]},
            {"名": "乙", "代理人": [{"名": "戊"}]},
        ],
    )
    assert lines_of(paper) == ["甲的代理人：", "1. 丙", "2. 丁", "乙的代理人：", "1. 戊"]


def test_an_empty_list_of_optional_fields_leaves_nothing() -> None:
    paper = filled("前", "{{子女.序}}、{{子女.姓名?}}", "后", 子女=[])
    assert lines_of(paper) == ["前", "后"]
    assert paper.missing == ()


def test_an_empty_list_that_is_wanted_is_missing() -> None:
    paper = filled("{{子女.序}}、{{子女.姓名}}", 子女=[])
    assert lines_of(paper) == ["、【缺：子女.姓名】"]
    assert paper.missing == ("子女.姓名",)


def test_a_condition_keeps_or_drops_its_paragraph() -> None:
    wanted = "{{若 代表}}法定代表人：{{代表}}", "{{若无 代表}}自然人"
    assert lines_of(filled(*wanted, 代表="Nguyễn Văn Đức")) == ["法定代表人：Nguyễn Văn Đức"]
    assert lines_of(filled(*wanted, 代表=" ")) == ["自然人"]


def test_a_condition_inside_a_group_looks_at_the_item() -> None:
    paper = filled(
        "{{当事人.姓名}}",
        "{{若 当事人.是单位}}代表{{当事人.代表}}",
        "{{若无 当事人.是单位}}{{若 当事人.性别}}性别{{当事人.性别}}",
        当事人=PARTIES,
    )
    assert lines_of(paper) == [
        "覃𬭎",
        "性别男",
        "O'Brien & Sons <a<b> 农业发展有限公司",
        "代表Nguyễn Văn Đức",
    ]
    assert paper.missing == ()


def test_a_table_row_repeats_for_a_list_of_records() -> None:
    word = blank()
    table = grid(word, (20, 60, 60), 3)
    for at, text in enumerate(("序号", "姓名", "住址")):
        table.cell(0, at).text = text
    for at, text in enumerate(("{{名单.序号}}", "{{名单.姓名}}", "{{若 名单.住址}}{{名单.住址}}")):
        table.cell(1, at).text = text
    table.cell(2, 0).text = "完"
    values = {"名单": [{"姓名": "覃𬭎", "住址": "一村"}, {"姓名": "a<b"}]}
    paper = opened(fill(Template.read(to_bytes(word)), values).docx)
    assert [[cell.text for cell in row.cells] for row in paper.tables[0].rows] == [
        ["序号", "姓名", "住址"],
        ["1", "覃𬭎", "一村"],
        ["2", "a<b", ""],
        ["完", "", ""],
    ]


def test_a_plain_list_in_a_cell_repeats_inside_the_cell() -> None:
    word = blank()
    table = grid(word, (40, 100), 1)
    table.cell(0, 0).text, table.cell(0, 1).text = "协议内容", "{{条款.序}}、{{条款}}"
    paper = opened(fill(Template.read(to_bytes(word)), {"条款": ["甲", "乙"]}).docx)
    assert [cell.text for cell in paper.tables[0].rows[0].cells] == ["协议内容", "一、甲\n二、乙"]
    assert len(paper.tables[0].rows) == 1


def test_a_nested_table_repeats_its_own_row() -> None:
    word = blank()
    outer = grid(word, (40, 100), 1)
    inner = outer.cell(0, 1).add_table(1, 1)
    inner.cell(0, 0).text = "{{名单.姓名}}"
    paper = opened(
        fill(Template.read(to_bytes(word)), {"名单": [{"姓名": "甲"}, {"姓名": "乙"}]}).docx
    )
    assert len(paper.tables[0].rows) == 1
    assert [row.cells[0].text for row in paper.tables[0].cell(0, 1).tables[0].rows] == ["甲", "乙"]


def test_a_table_whose_only_rows_have_nobody_goes_too() -> None:
    word = blank()
    grid(word, (40,), 1).cell(0, 0).text = "{{名单.姓名?}}"
    assert opened(fill(Template.read(to_bytes(word)), {"名单": []}).docx).tables == []


def test_headers_and_footers_are_filled() -> None:
    word = blank()
    word.sections[0].header.paragraphs[0].text = "{{委员会}}"
    word.sections[0].footer.paragraphs[0].text = "{{委员会}}"
    section = opened(fill(Template.read(to_bytes(word)), {"委员会": "a<b"}).docx).sections[0]
    assert section.header.paragraphs[0].text == section.footer.paragraphs[0].text == "a<b"


def test_a_picture_floats_over_its_place() -> None:
    paper = filled("{{公章}}2025年", "{{公章}}", 公章=seal())
    word = opened(paper.docx)
    anchors = list(word.element.body.iter(qn("wp:anchor")))
    assert len(anchors) == 2
    extent = anchors[0].find(qn("wp:extent"))
    assert (extent.get("cx"), extent.get("cy")) == (str(42 * 36000), str(42 * 36000))
    names = zipfile.ZipFile(io.BytesIO(paper.docx)).namelist()
    assert len([name for name in names if name.startswith("word/media/")]) == 1
    assert len({anchor.find(qn("wp:docPr")).get("id") for anchor in anchors}) == 2
    links = {blip.get(qn("r:embed")) for blip in word.element.body.iter(qn("a:blip"))}
    assert word.part.related_parts[links.pop()].blob == seal().data


def test_a_picture_that_is_none_is_refused() -> None:
    with pytest.raises(UnreadablePicture):
        filled("{{公章}}", 公章=Picture(b"GIF89a", 10, 10))


def test_the_same_values_give_the_same_bytes() -> None:
    template = Template.read(agreement())
    assert fill(template, CASE) == fill(template, CASE) == fill(Template.read(agreement()), CASE)


def test_nothing_of_the_template_is_left_in_a_paper() -> None:
    for template in (agreement(), form()):
        paper = fill(Template.read(template), CASE)
        assert paper.missing == ()
        assert b"md-" not in zipfile.ZipFile(io.BytesIO(paper.docx)).read("word/document.xml")
        assert "{{" not in text_of(paper.docx)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")),
    min_size=1,
    max_size=60,
).filter(lambda text: bool(text.strip()) and not set(text) & set("\x85\u2028\u2029\ufffe\uffff"))


@settings(max_examples=60, deadline=None)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=4))
def test_any_text_comes_out_as_it_went_in(name: str, clauses: list[str]) -> None:
    paper = filled("甲{{姓名}}乙", "{{条款}}", 姓名=name, 条款=clauses)
    assert lines_of(paper) == [f"甲{name}乙", *clauses]
    assert paper.missing == ()
