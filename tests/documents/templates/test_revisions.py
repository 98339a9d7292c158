"""Tracked changes: refused with their place, or all accepted, or all rejected."""

import pytest

from mediatordesk.documents import Level, TrackedChanges, check_template, import_template
from tests.documents.papers import blank, opened, text_of, to_bytes
from tests.documents.seeded import element

WHO = 'w:id="1" w:author="某某的电脑" w:date="2025-01-01T00:00:00Z"'


def revised() -> bytes:
    """Return a file with every kind of tracked change."""
    word = blank()
    first = word.add_paragraph("甲方应付")
    first._p.append(element(f"<w:del {WHO}><w:r><w:delText>一万</w:delText></w:r></w:del>"))
    first._p.append(element(f"<w:ins {WHO}><w:r><w:t>两万</w:t></w:r></w:ins>"))
    first.add_run("元。")
    moved = word.add_paragraph("开头")
    moved._p.append(element(f"<w:moveFrom {WHO}><w:r><w:t>搬走</w:t></w:r></w:moveFrom>"))
    moved._p.append(element(f"<w:moveTo {WHO}><w:r><w:t>搬来</w:t></w:r></w:moveTo>"))
    for name, text in (("del", "本段与下段相连，"), ("ins", "本段是新起的，")):
        paragraph = word.add_paragraph(text)
        mark = element(f"<w:rPr><w:{name} {WHO}/></w:rPr>")
        paragraph._p.get_or_add_pPr().append(mark)
        word.add_paragraph("下段。")
    bold = word.add_paragraph("粗体").runs[0]
    bold.bold = True
    bold._r.get_or_add_rPr().append(element(f"<w:rPrChange {WHO}><w:rPr/></w:rPrChange>"))
    table = word.add_table(3, 1)
    for row, name in zip(table.rows, ("", "ins", "del"), strict=True):
        row.cells[0].text = f"行{name}"
        if name:
            row._tr.get_or_add_trPr().append(element(f"<w:{name} {WHO}/>"))
    word.settings.element.insert(0, element("<w:trackRevisions/>"))
    return to_bytes(word)


def test_tracked_changes_are_refused_each_with_its_place_and_without_a_name() -> None:
    data = revised()
    imported = import_template(data)
    assert imported.refused
    assert imported.docx == data
    assert imported.rewritten == ()
    places = {one.place for one in imported.findings}
    assert places >= {"甲方应付一万两万元。", "开头搬走搬来", "本段与下段相连，", "粗体"}
    assert places >= {"行ins", "行del"}
    assert {one.level for one in imported.findings} == {Level.ERROR}
    assert not any("某某" in one.place + one.why for one in imported.findings)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        (
            TrackedChanges.ACCEPT,
            "甲方应付两万元。\n开头搬来\n本段与下段相连，下段。\n本段是新起的，\n下段。\n粗体\n行\n行ins",
        ),
        (
            TrackedChanges.REJECT,
            "甲方应付一万元。\n开头搬走\n本段与下段相连，\n下段。\n本段是新起的，下段。\n粗体\n行\n行del",
        ),
    ],
)
def test_tracked_changes_are_accepted_or_rejected_with_a_word(
    changes: TrackedChanges, text: str
) -> None:
    imported = import_template(revised(), changes=changes)
    assert text_of(imported.docx) == text
    assert "tracked-changes" in [one.feature for one in imported.rewritten]
    assert check_template(imported.docx, ()) == ()
    assert not import_template(imported.docx).refused


def test_a_format_that_was_changed_comes_back_when_it_is_rejected() -> None:
    for changes, bold in ((TrackedChanges.ACCEPT, True), (TrackedChanges.REJECT, None)):
        word = opened(import_template(revised(), changes=changes).docx)
        (found,) = [one for one in word.paragraphs if one.text == "粗体"]
        assert found.runs[0].bold is bold


def test_a_change_in_a_change_is_settled() -> None:
    word = blank()
    inner = f"<w:del {WHO}><w:r><w:delText>又删</w:delText></w:r></w:del>"
    word.add_paragraph("原")._p.append(
        element(f"<w:ins {WHO}><w:r><w:t>加</w:t></w:r>{inner}</w:ins>")
    )
    data = to_bytes(word)
    assert text_of(import_template(data, changes=TrackedChanges.ACCEPT).docx) == "原加"
    assert text_of(import_template(data, changes=TrackedChanges.REJECT).docx) == "原"
