"""Checking templates: shipped ones give no finding, what will not work is named."""

import io
import zipfile

import pytest
from docx.oxml.parser import OxmlElement

from mediatordesk.documents import Level, Template, check_template
from mediatordesk.documents.word.package import DOCUMENT, write_package
from tests.documents.papers import agreement, blank, form, line, notice, run, to_bytes


def with_element(name: str) -> bytes:
    """Return a template with one element that the PDF would not show."""
    word = blank()
    line(word, "请看这里：")
    run(word.paragraphs[0], "")._r.append(OxmlElement(name))
    return to_bytes(word)


@pytest.mark.parametrize("template", [agreement, notice])
def test_a_good_template_has_no_errors(template: object) -> None:
    assert callable(template)
    data = template()
    found = check_template(data, Template.read(data).fields)
    assert [one for one in found if one.level == Level.ERROR] == []


def test_a_field_that_nobody_knows_is_named() -> None:
    data = form()
    found = check_template(data, Template.read(data).fields - {"案由"})
    assert [(one.level, one.place) for one in found if "案由" in one.why] == [
        (Level.ERROR, "{{案由}}")
    ]


@pytest.mark.parametrize(
    "name",
    [
        *("w:txbxContent", "w:pict", "w:object", "w:ruby", "w:footnoteReference"),
        *("w:endnoteReference", "w:altChunk", "w:eastAsianLayout"),
    ],
)
def test_what_would_not_be_printed_is_named_with_the_text_beside_it(name: str) -> None:
    (found,) = check_template(with_element(name), ())
    assert (found.level, found.place) == (Level.ERROR, "请看这里：")


def test_tracked_changes_are_named() -> None:
    word = blank()
    line(word, "原文")
    sound = to_bytes(word)
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:r>", b'<w:ins w:id="1"><w:r>', 1)
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"</w:r>", b"</w:r></w:ins>", 1)
    assert [one.place for one in check_template(write_package(parts), ())] == ["原文"]


def test_commands_of_other_programs_are_named() -> None:
    word = blank()
    line(word, "{% for 人 in 名单 %}")
    assert [one.level for one in check_template(to_bytes(word), ())] == [Level.ERROR]


def test_an_underlined_blank_at_the_end_is_a_hint() -> None:
    word = blank()
    run(line(word, "签名："), "　　　　", under=True)
    assert [one.level for one in check_template(to_bytes(word), ())] == [Level.HINT]


def test_a_broken_template_is_one_finding() -> None:
    word = blank()
    line(word, "申请人{{姓名")
    (found,) = check_template(to_bytes(word), ())
    assert (found.level, found.place) == (Level.ERROR, "申请人{{姓名")
    assert check_template(b"", ())[0].level == Level.ERROR
