"""Adopting a clerk's Word file: what stops it, what is kept, and strangers' files kept apart."""

from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.template_editions import editions_of, template_in_force
from mediatordesk.actions.templates.adoption import (
    SameForm,
    StandardAlready,
    TemplateFaulty,
    look_through,
    look_through_stranger,
    withdraw_template,
)
from mediatordesk.actions.templates.template_previews import preview_stranger
from mediatordesk.core.papers import Blob
from mediatordesk.documents import Level, TrackedChanges
from mediatordesk.forms import Pack
from tests.actions.template_desks import (
    TODAY,
    Clerk,
    laptop,
    newly_accepted,
    standard,
    with_line,
    words_of,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = laptop(tmp_path / "desk O'Brien & Sons", newly_accepted())
    yield made
    made.store.close()


@pytest.fixture
def people(desk: Desk) -> Pack:
    return desk.packs.pack("people")


def with_insertion(word: bytes, text: str) -> bytes:
    """Return a Word file in which somebody inserted a text with changes tracked."""
    document = docx.Document(BytesIO(word))
    paragraph = document.add_paragraph("以上内容")
    inserted = OxmlElement("w:ins")
    for name, content in (("id", "1"), ("author", "覃𬭎"), ("date", "2025-04-08T09:00:00Z")):
        inserted.set(qn(f"w:{name}"), content)
    inserted.append(paragraph.add_run(text)._r)
    paragraph._p.append(inserted)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def test_all_faults_are_told_at_once_and_nothing_is_saved(desk: Desk, people: Pack) -> None:
    word = standard(desk, "D05")
    for line in ("{{经办人员名字}}", "请于{{最迟提交日}}前提交 a<b"):
        word = with_line(word, line)
    before = desk.store.head().seq
    with pytest.raises(TemplateFaulty) as caught:
        Clerk(desk).adopt_file("D05", word)
    assert all(caught.value.lines())
    told = [one.why for one in caught.value.findings if one.level is Level.ERROR]
    assert ["经办人员名字" in told[0], "最迟提交日" in told[1]] == [True, True]
    assert desk.store.head().seq == before
    assert desk.store.all(Blob) == ()


def test_the_form_of_another_paper_is_refused_by_the_names_of_field_and_paper(desk: Desk) -> None:
    with pytest.raises(TemplateFaulty) as caught:
        Clerk(desk).adopt_file("D05", standard(desk, "D17"))
    told = [one.why for one in caught.value.findings if one.level is Level.ERROR]
    assert any("D05 人民调解受理通知书" in why and "“协议编号”" in why for why in told)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_a_finding_and_is_not_adopted(
    desk: Desk, people: Pack, data: bytes
) -> None:
    looked = look_through(people, "D05", data, desk.fonts)
    assert looked.docx is None
    assert len(looked.faults) == 1
    with pytest.raises(TemplateFaulty):
        Clerk(desk).adopt_file("D05", data)


def test_tracked_changes_are_refused_or_accepted_or_rejected_with_a_word(
    desk: Desk, people: Pack
) -> None:
    word = with_insertion(standard(desk, "D05"), "补充一句")

    def looked(changes: TrackedChanges) -> tuple[bool, bool, bool]:
        seen = look_through(people, "D05", word, desk.fonts, changes)
        assert seen.docx is not None
        return seen.tracked, bool(seen.faults), "补充一句" in words_of(seen.docx)

    assert looked(TrackedChanges.REFUSE) == (True, True, True)
    assert looked(TrackedChanges.ACCEPT) == (False, False, True)
    assert looked(TrackedChanges.REJECT) == (False, False, False)


def test_nothing_is_overwritten_each_adoption_is_a_further_edition(
    desk: Desk, people: Pack
) -> None:
    adopted = [
        Clerk(desk).adopt("D05", "甲").edition,
        Clerk(desk).adopt("D05", "乙", date(2025, 6, 1)).edition,
        withdraw_template(desk, people, "D05", date(2025, 7, 1)).edition,
    ]
    assert [one.number for one in adopted] == [1, 2, 3]
    assert editions_of(desk, people, "D05") == tuple(adopted)
    assert adopted[0].name == "我的 form.docx"
    assert "甲" in words_of(template_in_force(desk, people, "D05", TODAY).data)


def test_the_form_in_force_is_not_adopted_again(desk: Desk, people: Pack) -> None:
    Clerk(desk).adopt("D05", "甲")
    for word in (template_in_force(desk, people, "D05", TODAY).data,):
        with pytest.raises(SameForm):
            Clerk(desk).adopt_file("D05", word)
    with pytest.raises(SameForm):
        Clerk(desk).adopt_file("D07", standard(desk, "D07"))


def test_a_standard_form_has_nothing_to_be_taken_back(desk: Desk, people: Pack) -> None:
    with pytest.raises(StandardAlready):
        withdraw_template(desk, people, "D05")
    Clerk(desk).adopt("D05", "甲")
    withdraw_template(desk, people, "D05")
    with pytest.raises(StandardAlready):
        withdraw_template(desk, people, "D05")


@pytest.mark.parametrize("look", [look_through_stranger, preview_stranger], ids=["look", "preview"])
def test_a_stranger_s_file_is_looked_through_in_a_child_process_with_the_same_result(
    desk: Desk, people: Pack, look: Callable[..., object]
) -> None:
    word = with_line(standard(desk, "D05"), "{{没有的}}")
    here = look_through(people, "D05", word, desk.fonts)
    if look is look_through_stranger:
        assert look_through_stranger(desk, people, "D05", word) == here
    else:
        seen = preview_stranger(desk, people, "D05", word)
        assert seen.looked == here
        assert seen.pdf.startswith(b"%PDF-")
        assert seen.example.startswith(b"%PDF-")
