"""Compiled templates: filled again and again, and never changed by it."""

import io
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from mediatordesk.documents import Filled, Template, fill
from mediatordesk.documents.word.package import DOCUMENT, write_package
from tests.documents.papers import agreement, blank, form, grid, line, opened, text_of, to_bytes
from tests.documents.shipped import hard_values, shipped_forms
from tests.documents.values import CASE, seal

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def parts_of(docx: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def from_body(body: str, **values: object) -> Filled:
    """Fill a template with this body."""
    document = f'<w:document {nsdecls("w", "r", "a", "wp")} xmlns:w14="{W14}" '
    document += 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    document += f"<w:body>{body}</w:body></w:document>"
    parts = {**parts_of(to_bytes(blank())), DOCUMENT: document.encode()}
    return fill(Template.read(write_package(parts)), values)


def body_of(paper: Filled) -> etree._Element:
    body: etree._Element = opened(paper.docx).element.body
    return body


def text(*pieces: str) -> str:
    """Return runs, one for each piece."""
    return "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in pieces)


def test_filling_changes_nothing_of_a_template() -> None:
    template = Template.read(agreement())
    before = {part: etree.tostring(root) for part, root in template.marked.items()}
    first = fill(template, CASE)
    fill(template, {})
    fill(template, {**CASE, "当事人": [], "条款": ["一"] * 40})
    assert fill(template, CASE) == first == fill(Template.read(agreement()), CASE)
    assert before == {part: etree.tostring(root) for part, root in template.marked.items()}


def test_the_same_values_give_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    script = tmp_path / "fill.py"
    script.write_text(
        "import hashlib, sys\n"
        "from mediatordesk.documents import Template, fill\n"
        "values = {'编号': '1', '当事人': [{'姓名': '覃𬭎', '号码': 'a<b'}], '条款': ['二']}\n"
        "paper = fill(Template.read(sys.argv[1]), values)\n"
        "print(hashlib.sha256(paper.docx).hexdigest(), paper.missing)\n"
    )
    (tmp_path / "a.docx").write_bytes(agreement())
    said = {
        subprocess.check_output(
            [sys.executable, script, tmp_path / "a.docx"],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        )
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


@pytest.mark.parametrize("name", sorted(shipped_forms()))
def test_every_shipped_form_is_filled_whole(name: str) -> None:
    template = Template.read(shipped_forms()[name])
    paper = fill(template, hard_values(template.fields))
    parts = parts_of(paper.docx)
    assert "{{" not in text_of(paper.docx)
    assert not any(b"md-" in data or b"<?md" in data for data in parts.values())
    kept = set(template.parts) - set(template.compiled)
    assert {part: parts[part] for part in kept} == {part: template.parts[part] for part in kept}
    assert all(etree.fromstring(parts[part]) is not None for part in template.compiled)


def test_parts_without_fields_keep_their_very_bytes() -> None:
    template = Template.read(form())
    kept = set(template.parts) - set(template.compiled)
    before, after = template.archive, Template.read(fill(template, CASE).docx).archive
    assert {part: before[part] for part in kept} == {part: after[part] for part in kept}


@pytest.mark.parametrize(
    "inside",
    [
        "<w:hyperlink>{}</w:hyperlink>",
        '<w:smartTag w:element="x">{}</w:smartTag>',
        '<w:ins w:id="1">{}</w:ins>',
        "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        '<w:fldSimple w:instr="DOCPROPERTY x">{}</w:fldSimple>',
        '<w:bookmarkStart w:id="1" w:name="x"/>{}<w:bookmarkEnd w:id="1"/>',
        '<w:proofErr w:type="spellStart"/>{}<w:proofErr w:type="spellEnd"/>',
    ],
)
def test_a_field_cut_over_the_edge_of_something_is_found(inside: str) -> None:
    middle = inside.format(text("姓", "名}"))
    paper = from_body(f"<w:p>{text('甲{', '{')}{middle}{text('}乙')}</w:p>", 姓名="a<b\n覃𬭎")
    assert "".join(part.text or "" for part in body_of(paper).iter(qn("w:t"))) == "甲a<b覃𬭎乙"
    assert paper.missing == ()


def test_a_field_in_a_text_box_is_filled_and_its_condition_counts() -> None:
    box = "".join(
        f"<w:p>{text(line_)}</w:p>" for line_ in ("{{若 电话}}电话{{电话}}", "{{条款.序}}{{条款}}")
    )
    paper = from_body(
        f"<w:p>{text('前{{姓名}}')}<w:r><w:pict><w:txbxContent>{box}</w:txbxContent></w:pict></w:r>"
        f"{text('后')}</w:p>",
        姓名="覃𬭎",
        条款=["甲", "乙"],
    )
    texts = [part.text for part in body_of(paper).iter(qn("w:t"))]
    assert texts == ["前", "覃𬭎", "一", "甲", "二", "乙", "后"]


def test_a_text_box_and_its_older_form_are_both_filled() -> None:
    box = f"<w:pict><w:txbxContent><w:p>{text('{{姓名}}')}</w:p></w:txbxContent></w:pict>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    )
    paper = from_body(f"<w:p><w:r>{both}</w:r></w:p>", 姓名="覃𬭎")
    assert [part.text for part in body_of(paper).iter(qn("w:t"))] == ["覃𬭎", "覃𬭎"]


def test_a_content_control_around_paragraphs_repeats_them() -> None:
    inner = f"<w:p>{text('{{条款}}')}</w:p>"
    paper = from_body(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>", 条款=["甲", "乙"])
    assert [part.text for part in body_of(paper).iter(qn("w:t"))] == ["甲", "乙"]


def test_a_footnote_is_filled() -> None:
    sound = parts_of(to_bytes(blank()))
    note = f'<w:footnote w:id="2"><w:p>{text("{{姓名}}")}</w:p></w:footnote>'
    note = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    template = Template.read(write_package({**sound, "word/footnotes.xml": note.encode()}))
    assert template.fields == {"姓名"}
    assert "a&lt;b" in parts_of(fill(template, {"姓名": "a<b"}).docx)["word/footnotes.xml"].decode()


def test_words_of_another_prefix_are_written_with_that_prefix() -> None:
    document = (
        f'<x:document xmlns:x="{nsdecls("w").split(chr(34))[1]}"><x:body><x:p><x:r><x:t>'
        "{{姓名}}{{无}}</x:t></x:r></x:p></x:body></x:document>"
    )
    parts = {**parts_of(to_bytes(blank())), DOCUMENT: document.encode()}
    paper = fill(Template.read(write_package(parts)), {"姓名": "甲\n乙\t丙"})
    assert opened(paper.docx).paragraphs[0].text == "甲\n乙\t丙【缺：无】"


def test_repeated_paragraphs_do_not_share_what_must_be_there_once() -> None:
    paper = from_body(
        f'<w:p w14:paraId="12345678" w14:textId="77777777">{text("{{条款}}")}</w:p>',
        条款=["甲", "乙"],
    )
    assert not [one for one in body_of(paper).iter(qn("w:p")) if one.attrib]


def test_a_cell_keeps_a_paragraph_whatever_its_conditions_say() -> None:
    word = blank()
    table = grid(word, (40, 40), 1)
    table.cell(0, 0).text = "{{若 甲}}甲"
    line(table.cell(0, 0), "{{若 乙}}乙")
    nested = table.cell(0, 1).add_table(1, 1)
    nested.cell(0, 0).text = "{{名单.姓名?}}"
    table.cell(0, 1).paragraphs[-1].text = "{{若 丙}}丙"
    cells = opened(fill(Template.read(to_bytes(word)), {"名单": []}).docx).tables[0].rows[0].cells
    assert cells[0].text == ""
    assert [cell._tc[-1].tag for cell in cells] == [qn("w:p")] * 2
    assert cells[1].tables == []


def test_the_last_paragraph_of_a_section_stays_for_its_section() -> None:
    paper = from_body(
        f"<w:p><w:pPr><w:sectPr/></w:pPr>{text('{{若 甲}}甲')}</w:p><w:p>{text('乙')}</w:p>"
    )
    assert len(list(body_of(paper).iter(qn("w:sectPr")))) == 1
    assert [part.text for part in body_of(paper).iter(qn("w:t"))] == ["乙"]


def test_a_picture_stands_in_its_line_where_the_template_asks_for_it() -> None:
    word = blank()
    line(word, "扫一扫{{图 二维码}}，公章{{公章}}，{{图 签名?}}{{图 编号}}")
    template = Template.read(to_bytes(word))
    assert template.fields == {"二维码", "公章", "签名", "编号"}
    paper = fill(template, {"二维码": seal(), "公章": seal(), "编号": "第1号"})
    body = body_of(paper)
    assert [len(list(body.iter(qn(name)))) for name in ("wp:inline", "wp:anchor")] == [1, 1]
    assert opened(paper.docx).inline_shapes[0].width.mm == 42
    assert opened(paper.docx).paragraphs[0].text == "扫一扫，公章，第1号"
    assert len({one.get("id") for one in body.iter(qn("wp:docPr"))}) == 2


def test_a_picture_in_a_footer_belongs_to_the_footer() -> None:
    word = blank()
    word.sections[0].footer.paragraphs[0].text = "{{图 二维码}}"
    line(word, "{{公章}}")
    paper = opened(fill(Template.read(to_bytes(word)), {"二维码": seal(), "公章": seal()}).docx)
    footer = paper.sections[0].footer
    blip = next(footer.part.element.iter(qn("a:blip")))
    assert footer.part.related_parts[blip.get(qn("r:embed"))].blob == seal().data


def test_a_paper_is_filled_in_a_few_milliseconds() -> None:
    template = Template.read(shipped_forms()["D17"])
    values = hard_values(template.fields)
    fill(template, values)
    took = []
    for _ in range(10):
        started = time.process_time()
        fill(template, values)
        took.append(time.process_time() - started)
    assert min(took) < 0.02
