"""Checking templates: shipped ones give no finding, what will not work is named with its page."""

import io
from pathlib import Path

import pytest
from docx.oxml.ns import qn

from mediatordesk.documents import (
    Area,
    Finding,
    Fonts,
    Level,
    OtherPapers,
    Template,
    check_template,
    fill,
)
from mediatordesk.documents.word.package import DOCUMENT, Package, write_package
from tests.documents.papers import agreement, blank, form, line, notice, run, text_of, to_bytes
from tests.documents.seeded import NEAR, SEEDS, seeded, two_pages

ROOT = Path(__file__).parents[3]
SHIPPED = sorted((ROOT / "forms").glob("*/templates/*.docx"))
SHIPPED += sorted((ROOT / "resources" / "papers").glob("*.docx"))
NOT_ON_A_PAGE = ("watermark", "mail merge")


def errors_of(*texts: str, known: tuple[str, ...] = ()) -> list[Finding]:
    """Return the errors of a template with these paragraphs."""
    word = blank()
    for text in texts:
        line(word, text)
    return [one for one in check_template(to_bytes(word), known) if one.level is Level.ERROR]


@pytest.mark.parametrize("template", [agreement, notice])
def test_a_good_template_has_no_errors(template: object) -> None:
    assert callable(template)
    data = template()
    found = check_template(data, Template.read(data).fields)
    assert [one for one in found if one.level == Level.ERROR] == []


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_nothing_is_found_in_a_shipped_form(path: Path, fonts: Fonts) -> None:
    data = path.read_bytes()
    assert check_template(data, Template.read(data).fields, fonts) == ()


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_what_papers_cannot_have_is_named_with_its_page_and_the_text_beside_it(
    name: str, fonts: Fonts
) -> None:
    feature, _seed = SEEDS[name]
    (found,) = check_template(seeded(name), (), fonts)
    assert found.feature == feature
    assert "{" not in found.why
    if name not in NOT_ON_A_PAGE:
        assert found.page == 2
        assert found.place.startswith((NEAR, "下一节"))


def test_what_is_in_a_header_says_so(fonts: Fonts) -> None:
    (found,) = check_template(seeded("watermark"), (), fonts)
    assert (found.area, found.page, found.place) == (Area.HEADER, None, "页眉")


def test_without_fonts_everything_is_found_but_its_page() -> None:
    (found,) = check_template(seeded("formula"), ())
    assert (found.feature, found.page) == ("formula", None)


def test_a_field_that_nobody_knows_is_named() -> None:
    data = form()
    found = check_template(data, Template.read(data).fields - {"案由"})
    assert [(one.level, one.place) for one in found if "案由" in one.why] == [
        (Level.ERROR, "{{案由}}")
    ]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("申请人.姓明", "申请人.姓名"), ("案油", "案由"), ("applicant.nmae", "applicant.name")],
)
def test_a_misspelt_field_is_told_the_nearest_name(written: str, meant: str) -> None:
    known = ("申请人.姓名", "被申请人.姓名", "案由", "applicant.name", "编号")
    (found,) = errors_of(f"兹有{{{{{written}}}}}一案", known=known)
    assert written in found.why
    assert f"“{meant}”" in found.why


def test_nothing_is_proposed_for_a_name_like_no_other() -> None:
    (found,) = errors_of("{{火星}}", known=("案由",))
    assert "案由" not in found.why


def test_all_mistakes_of_a_template_are_told_at_once() -> None:
    found = errors_of(
        "申请人{{姓名",
        "金额}}元",
        "{{ 1+1 }}",
        "文字{{若 案由}}",
        "{% for 人 in 名单 %}",
        "{{案油}}",
        known=("案由",),
    )
    kinds = ["braces", "braces", "placeholder", "condition", "commands", "unknown-field"]
    assert [one.feature for one in found] == kinds
    assert found[0].place == "申请人{{姓名"
    assert found[3].place == "文字{{若 案由}}"


def test_a_mistake_in_a_long_paragraph_is_placed_where_it_stands() -> None:
    (found,) = errors_of("这一段很长，" * 9 + "在这里{{案油}}写错了。", known=("案由",))
    assert "在这里{{案油}}写错" in found.place


def test_full_width_braces_are_a_hint() -> None:
    word = blank()
    line(word, "｛｛案由｝｝")
    (found,) = check_template(to_bytes(word), ("案由",))
    assert (found.level, found.feature) == (Level.HINT, "wide-braces")


def test_an_underlined_blank_at_the_end_is_a_hint() -> None:
    word = blank()
    run(line(word, "签名："), "　　　　", under=True)
    assert [one.level for one in check_template(to_bytes(word), ())] == [Level.HINT]


def test_a_character_that_no_font_has_is_named_where_it_stands(fonts: Fonts) -> None:
    word, paragraph = two_pages()
    run(paragraph, "黎\U000f0001")
    (found,) = check_template(to_bytes(word), (), fonts)
    assert (found.level, found.feature, found.page) == (Level.ERROR, "character", 2)
    assert "U+F0001" in found.why


def test_a_font_that_nobody_here_has_is_a_hint(fonts: Fonts) -> None:
    word, paragraph = two_pages()
    run(paragraph, "字", "某某手写体")
    (found,) = check_template(to_bytes(word), (), fonts)
    assert (found.level, found.feature, found.page) == (Level.HINT, "font", 2)
    assert "某某手写体" in found.why


@pytest.mark.parametrize(
    ("name", "used"),
    [
        *(("华文行楷", "楷体"), ("STXingkai", "楷体"), ("隶书", "楷体"), ("LiSu", "楷体")),
        *(("方正大黑简体", "黑体"), ("幼圆", "黑体"), ("汉仪仿宋简", "仿宋")),
        *(("华康标宋体", "小标宋"), ("某某新字", "宋体")),
    ],
)
def test_the_font_that_is_used_instead_is_named(name: str, used: str, fonts: Fonts) -> None:
    word, paragraph = two_pages()
    run(paragraph, "字", name)
    (found,) = check_template(to_bytes(word), (), fonts)
    assert (found.feature, f"{used} is used" in found.why) == ("font", True)


@pytest.mark.parametrize(
    "written",
    [
        *("{调解员}", "【调解员】", "{ {调解员} }", "｛调解员｝", "[[调解员]]", "[ 调解员 ]"),
        *("〔调解员〕", "<<调解员>>", "{若 调解员}", "{调解员?}", "{{案由}}{调解员}"),
    ],
)
def test_a_field_in_other_than_two_braces_is_a_hint(written: str) -> None:
    word = blank()
    line(word, f"主持：{written}。")
    (found,) = check_template(to_bytes(word), ("调解员", "案由"))
    assert (found.level, found.feature) == (Level.HINT, "single-braces")
    assert "调解员" in found.why
    assert "{{" in found.why


@pytest.mark.parametrize(
    "written", ["（调解员）", "【特别提示】", "{}", "{{调解员}}", "〔2025〕", "a<b>c"]
)
def test_other_words_in_brackets_are_none(written: str) -> None:
    word = blank()
    line(word, f"主持：{written}。")
    assert check_template(to_bytes(word), ("调解员",)) == ()


KNOWN_LISTS = (
    *("申请人", "申请人.姓名", "申请人.序号", "被申请人", "被申请人.姓名", "被申请人.序号"),
    *("条款", "条款.序号", "案由"),
)


def test_fields_of_two_lists_in_one_paragraph_are_named_once() -> None:
    word = blank()
    line(word, "{{申请人.姓名}}诉{{被申请人.姓名}}{{案由}}")
    line(word, "{{申请人.姓名}}{{申请人.序}}{{案由}}")
    row = word.add_table(1, 2).rows[0].cells
    row[0].text, row[1].text = "{{申请人.姓名}}", "{{条款}}"
    (found,) = check_template(to_bytes(word), KNOWN_LISTS)
    assert (found.level, found.feature) == (Level.HINT, "two-lists")
    assert "“申请人”" in found.why
    assert "“被申请人”" in found.why


def test_fields_of_two_lists_in_one_row_are_named() -> None:
    word = blank()
    row = word.add_table(1, 2).rows[0].cells
    row[0].text, row[1].text = "{{申请人.姓名}}", "{{被申请人.姓名}}"
    (found,) = check_template(to_bytes(word), KNOWN_LISTS)
    assert (found.feature, found.place) == ("two-lists", "{{申请人.姓名}}")


def test_a_field_of_another_paper_is_named_with_the_paper_unless_it_is_optional() -> None:
    word = blank()
    line(word, "编号：{{协议编号}}，{{协议编号?}}{{火星}}")
    others = OtherPapers("D05 受理通知书", frozenset({"协议编号", "案由"}))
    first, second = check_template(to_bytes(word), ("案由",), None, others)
    assert ("D05 受理通知书" in first.why, "协议编号" in first.why) == (True, True)
    assert "D05" not in second.why


@pytest.mark.parametrize(
    "written",
    [
        *("{{调解员\u200b}}", "{{\ufeff调\u00ad解员}}", "{{\u00a0调解员\u00a0}}"),
        *("{{调\u00a0解员\u200d?}}", "{{\u2060调解员}}", "{{若\u00a0调解员}}"),
    ],
)
def test_invisible_characters_in_a_placeholder_are_not_read(written: str) -> None:
    word = blank()
    line(word, f"{written}主持")
    data = to_bytes(word)
    assert check_template(data, ("调解员",)) == ()
    filled = fill(Template.read(data), {"调解员": "覃𬭎"})
    assert filled.missing == ()
    assert text_of(filled.docx) in ("覃𬭎主持", "主持")


def test_a_hint_is_given_once_for_the_whole_file() -> None:
    word = blank()
    for _at in range(5):
        mark = line(word, "字").runs[0]._r.get_or_add_rPr().makeelement(qn("w:effect"))
        mark.set(qn("w:val"), "lights")
        word.paragraphs[-1].runs[0]._r.get_or_add_rPr().append(mark)
    assert [one.feature for one in check_template(to_bytes(word), ())] == ["format"]


def test_macros_are_named_and_nothing_else_is_looked_at() -> None:
    data = seeded("columns")
    parts = {**Package.open(data).parts, "word/vbaProject.bin": b"Sub"}
    (found,) = check_template(write_package(parts), ())
    assert (found.level, found.feature) == (Level.ERROR, "MacroContent")


def test_content_from_outside_is_named() -> None:
    parts = dict(Package.open(to_bytes(blank())).parts)
    links = parts["word/_rels/document.xml.rels"].decode()
    link = '<Relationship Id="rId77" Type="x/image" TargetMode="External" Target="http://a/b"/>'
    parts["word/_rels/document.xml.rels"] = links.replace(
        "</Relationships>", f"{link}</Relationships>"
    ).encode()
    (found,) = check_template(write_package(parts), ())
    assert (found.level, found.feature) == (Level.ERROR, "ExternalContent")


def test_a_file_that_is_no_word_file_is_one_finding() -> None:
    assert check_template(b"", ())[0].level == Level.ERROR
    whole = io.BytesIO(to_bytes(blank())).getvalue()
    assert check_template(whole[: len(whole) // 2], ())[0].level == Level.ERROR
    parts = {**Package.open(whole).parts, DOCUMENT: b"<w:document"}
    assert check_template(write_package(parts), ())[0].feature == "BrokenPart"
