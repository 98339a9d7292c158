"""The forms of a real, encrypted desk behind the window's questions."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pypdfium2
import pytest

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.app.asked.template_desk import Form, Weight, Which
from mediatordesk.app.opened.templates import NotOpened, OpenedTemplates
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.slot_file import Cost

NOTICE = Which("people", "D05")
TODAY, TOMORROW = date(2025, 5, 12), date(2025, 5, 13)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(
        tmp_path / "desk",
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="覃𬭎"),
        "五个 不相干 的 词 a<b",
        places=Places.installed(),
        clock=Clock.typed(datetime(2025, 5, 12, 9, tzinfo=CHINA)),
        cost=Cost(memory_kib=64, passes=1),
    ).desk
    yield made
    made.store.close()


@pytest.fixture
def templates(desk: Desk) -> OpenedTemplates:
    return OpenedTemplates(desk)


def notice(templates: OpenedTemplates) -> Form:
    return next(one for one in templates.forms().papers if one.which == NOTICE)


def edited(templates: OpenedTemplates, path: Path, *lines: str) -> Path:
    """Export the notice and add lines to it, as a clerk does in Word."""
    templates.export(NOTICE, path)
    document = docx.Document(BytesIO(path.read_bytes()))
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def printed(pdf: bytes) -> str:
    pages = pypdfium2.PdfDocument(pdf)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def test_a_standard_form_has_nothing_to_mend_and_shows_fields_and_examples(
    templates: OpenedTemplates,
) -> None:
    form = templates.shown(NOTICE)
    assert form.remarks == ()
    assert "{{调解委员会}}" in printed(form.pdf)
    assert "{{" not in printed(form.example)
    assert "正阳村人民调解委员会" in printed(form.example)


def test_forms_that_several_packs_share_come_last_and_are_shown_too(
    templates: OpenedTemplates,
) -> None:
    packs = [one.which.pack for one in templates.forms().papers]
    assert packs[0] == "people"
    assert packs[-1] == "court"
    form = templates.shown(Which("court", "D24"))
    assert form.remarks == ()
    assert "{{" not in printed(form.example)


def test_a_form_goes_out_to_word_and_comes_back_as_the_office_s_own_and_leaves_again(
    templates: OpenedTemplates, tmp_path: Path
) -> None:
    path = edited(templates, tmp_path / "我的 notice.docx", "请保管好本通知书 a<b。")
    chosen = templates.read(NOTICE, path)
    looked = templates.look(chosen)
    assert (looked.faults, looked.chosen) == (0, chosen)
    assert notice(templates).own_since is None
    path.unlink()  # what was seen is adopted, whatever became of the file
    templates.adopt(chosen, TODAY)
    assert (notice(templates).own_since, notice(templates).edition) == (TODAY, 1)
    assert "请保管好本通知书 a<b。" in printed(templates.shown(NOTICE).pdf)
    templates.withdraw(NOTICE, TOMORROW)
    after = notice(templates)
    assert (after.own_since, after.coming_on, after.coming_is_standard) == (TODAY, TOMORROW, True)


def test_faults_come_with_page_place_and_words(templates: OpenedTemplates, tmp_path: Path) -> None:
    path = edited(templates, tmp_path / "坏.docx", "请于{{最迟提交日}}前提交。")
    looked = templates.look(templates.read(NOTICE, path))
    [fault] = [one for one in looked.remarks if one.weight is Weight.FAULT]
    assert fault.page == 1
    assert "最迟提交日" in fault.place
    assert "最迟提交日" in fault.words
    assert "【缺：最迟提交日】" in printed(looked.example)


def test_a_file_that_is_no_word_file_is_shown_by_its_fault_alone(
    templates: OpenedTemplates, tmp_path: Path
) -> None:
    path = tmp_path / "not word.docx"
    path.write_bytes(b"hello")
    looked = templates.look(templates.read(NOTICE, path))
    assert (looked.faults, looked.pdf, looked.example) == (1, b"", b"")


def test_a_file_that_cannot_be_read_or_written_is_told(
    templates: OpenedTemplates, tmp_path: Path
) -> None:
    with pytest.raises(NotOpened) as caught:
        templates.read(NOTICE, tmp_path / "没有.docx")
    assert all(caught.value.lines())
    (tmp_path / "a file").write_bytes(b"")
    with pytest.raises(NotWritten):
        templates.export(NOTICE, tmp_path / "a file" / "x.docx")
