"""Compiling templates: fields found wherever they stand, mistakes named with their place."""

from pathlib import Path

import pytest

from mediatordesk.documents import Template
from mediatordesk.documents.errors import BrokenPlaceholder, MisplacedCondition, NotAWordFile
from tests.documents.papers import agreement, blank, grid, line, to_bytes


def read(*paragraphs: str) -> Template:
    """Compile a template of these paragraphs."""
    word = blank()
    for paragraph in paragraphs:
        line(word, paragraph)
    return Template.read(to_bytes(word))


def test_fields_of_text_tables_headers_and_conditions_are_found() -> None:
    word = blank()
    line(word, "{{若 当事人.是单位}}{{ 姓名 }}和{{案件编号?}}")
    outer = grid(word, (40,), 1)
    outer.cell(0, 0).text = "{{案由}}"
    outer.cell(0, 0).add_table(1, 1).cell(0, 0).text = "{{名单.序号}}{{名单.姓名}}"
    word.sections[0].header.paragraphs[0].text = "{{委员会}}"
    word.sections[0].footer.paragraphs[0].text = "{{party_name}}"
    assert Template.read(to_bytes(word)).fields == {
        *("当事人.是单位", "姓名", "案件编号", "案由", "名单.姓名", "委员会", "party_name"),
    }


def test_the_number_of_an_item_is_no_field_to_fill() -> None:
    assert read("{{条款.序}}{{条款.序号}}{{序号}}").fields == {"序号"}


@pytest.mark.parametrize(
    "text",
    [
        *("{{姓名", "姓名}}", "{{姓名}", "{{}}", "{{ }}", "{{姓名}}}}", "｛｛姓名", "{{姓 名}}"),
        *("{{7*7}}", "{{''.__class__}}", "{{a|safe}}", "{{a()[0]}}", "{{.姓名}}", "{{若 }}"),
    ],
)
def test_a_placeholder_that_means_nothing_is_named_with_its_place(text: str) -> None:
    with pytest.raises(BrokenPlaceholder) as refused:
        read("前面的话", f"申请人是{text}的父亲")
    assert "申请人是" in str(refused.value.fields["place"])


def test_a_condition_in_the_middle_of_a_paragraph_is_named() -> None:
    with pytest.raises(MisplacedCondition) as refused:
        read("法定代表人{{若 代表}}：{{代表}}")
    assert "法定代表人" in str(refused.value.fields["place"])


def test_a_template_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "协议书.docx"
    path.write_bytes(agreement())
    assert Template.read(path).fields == Template.read(agreement()).fields


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotAWordFile) as refused:
        Template.read(tmp_path / "没有.docx")
    assert refused.value.fields["name"] == "没有.docx"


def test_single_braces_are_text() -> None:
    assert read("集合{1}和{甲}").fields == frozenset()
