"""Code in templates and in values: it is refused, or it is text."""

from datetime import date

import pytest

from mediatordesk.documents import Template, fill
from mediatordesk.documents.errors import BrokenPlaceholder, MacroContent
from mediatordesk.documents.word.package import CONTENT_TYPES, write_package
from tests.documents.hostile import parts
from tests.documents.papers import text_of

INJECTIONS = (
    *("{{7*7}}", "{{''.__class__.__mro__[1].__subclasses__()}}", "{{config.items()}}"),
    *("{{ self.__init__.__globals__ }}", "{% import os %}", "{%for x in y%}", "${7*7}", "#{7*7}"),
    *("{{姓名|attr('x')}}", "{{姓名.__class__}}", "<% 7*7 %>", "{{cycler.__init__}}", "%s%n{0}"),
    *("=cmd|'/c calc'!A1", "&xxe;", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "${jndi:ldap://x}"),
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_code_in_a_template_is_refused_or_is_text(text: str) -> None:
    try:
        template = Template.read(write_package(parts(text)))
    except BrokenPlaceholder:
        return
    filled = fill(template, {"姓名": "覃𬭎", "cycler": "x", "self": "x", "config": {}})
    assert text_of(filled.docx) in (text, f"【缺：{text[2:-2].strip()}】")


@pytest.mark.parametrize("text", INJECTIONS)
def test_code_in_a_value_is_text(text: str) -> None:
    filled = fill(Template.read(write_package(parts("甲{{姓名}}乙"))), {"姓名": text})
    assert text_of(filled.docx) == f"甲{text}乙"


def test_a_placeholder_reaches_no_attribute_of_a_value() -> None:
    template = Template.read(write_package(parts("{{人.year}}{{人.__class__}}")))
    assert fill(template, {"人": date(2025, 4, 7)}).missing == ("人.year", "人.__class__")


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "word/VBAProject.BIN", "x/vbaProject.bin"])
def test_macros_are_refused(name: str) -> None:
    with pytest.raises(MacroContent):
        Template.read(write_package({**parts(), name: b"\xd0\xcf\x11\xe0"}))


def test_a_document_that_calls_itself_a_macro_document_is_refused() -> None:
    sound = parts()
    types = sound[CONTENT_TYPES].replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main",
        b"ms-word.document.macroEnabled.main",
    )
    with pytest.raises(MacroContent):
        Template.read(write_package({**sound, CONTENT_TYPES: types}))
