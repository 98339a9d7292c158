"""docxtpl, the usual program for this, as the other opinion on plain templates."""

import io

from docxtpl import DocxTemplate
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from mediatordesk.documents import Template, fill
from tests.documents.papers import blank, grid, line, run, text_of, to_bytes

FIELDS = ("姓名", "住址", "party_name", "案由")
# What XML can hold; docxtpl's own marks for line ends (\a, \f) are none of these. A text of white
# space alone is missing here and printed there; Jinja drops the last line end of nothing but
# templates.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
    min_size=1,
    max_size=70,
).filter(lambda text: bool(text.strip()) and not set(text) & set("\x85\ufffe\uffff"))


def plain_template() -> bytes:
    """Return a template of fields alone: in text, beside each other, cut into runs, in cells."""
    word = blank()
    line(word, "申请人{{姓名}}，住{{住址}}。")
    cut = line(word, "甲方：")
    for piece in ("{{", "party", "_name", "}}", "！"):
        run(cut, piece)
    table = grid(word, (40, 100), 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{{案由}}{{姓名}}", "第{{案由}}条"
    word.sections[0].header.paragraphs[0].text = "{{姓名}}"
    return to_bytes(word)


PLAIN = plain_template()
COMPILED = Template.read(PLAIN)


def filled_by_docxtpl(values: dict[str, str]) -> bytes:
    """Fill it as its manual says one should with values from elsewhere: escaped and strict."""
    template, target = DocxTemplate(io.BytesIO(PLAIN)), io.BytesIO()
    strict = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    template.render(values, jinja_env=strict, autoescape=True)
    template.save(target)
    return target.getvalue()


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries(dict.fromkeys(FIELDS, TEXTS)))
def test_both_fill_a_plain_template_with_the_same_text(values: dict[str, str]) -> None:
    ours = fill(COMPILED, values)
    assert ours.missing == ()
    assert text_of(ours.docx) == text_of(filled_by_docxtpl(values))
