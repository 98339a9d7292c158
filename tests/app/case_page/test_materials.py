"""The material of a case: added by button or dropped, looked at, copied out, voided."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from mediatordesk.app.asked.material_desk import Material, MaterialKind
from mediatordesk.app.case_page.materials import Materials
from mediatordesk.app.window import MainWindow

HARD = Path("/somewhere/覃𬭎 O'Brien & Sons a<b.png")


@pytest.fixture
def tab(qtbot: QtBot, window_of: Callable[[Any], MainWindow], sample: Any) -> Materials:
    window = window_of(sample)
    case_id = next(iter(sample.files))
    window.open_case(case_id)
    qtbot.waitUntil(lambda: window.page.case_id == case_id)
    window.page.tabs.setCurrentWidget(window.page.materials)
    qtbot.waitUntil(lambda: window.page.materials.adding.kind.count() == 2)
    return window.page.materials


def names(tab: Materials) -> list[str]:
    return [entry.title for entry in tab.list.entries]


def drop(tab: Materials, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    tab.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, left, none))


def test_dropped_files_are_added_one_after_the_other(
    qtbot: QtBot, tab: Materials, sample: Any
) -> None:
    drop(tab, HARD, Path("/somewhere/2.pdf"))
    qtbot.waitUntil(lambda: names(tab) == [HARD.name, "2.pdf"])
    case_id = next(iter(sample.files))
    wanted = [Material(HARD, "identity"), Material(Path("/somewhere/2.pdf"), "identity")]
    assert sample.materials.asked == [("add", case_id, one) for one in wanted]
    qtbot.waitUntil(lambda: not tab.progress.isVisible())
    assert not tab.outcomes.isVisible()
    tabs = tab.window().page.tabs  # type: ignore[attr-defined]  # ours
    assert tabs.tabText(tabs.indexOf(tab)) == "Material 2"


def test_evidence_of_a_party_is_marked_as_such(qtbot: QtBot, tab: Materials, sample: Any) -> None:
    party = next(iter(sample.files.values())).parties[1]
    tab.adding.kind.choose("voucher")
    tab.adding.kind.activated.emit(1)
    assert tab.adding.evidence.isChecked()
    assert not tab.adding.evidence.isEnabled(), "the pack says so, whoever adds it"
    tab.adding.party.choose(party.id)
    tab.adding.take([HARD])
    qtbot.waitUntil(lambda: names(tab) == [HARD.name])
    [entry] = tab.list.entries
    assert entry.word == "evidence"
    assert entry.detail == f"证据材料 · {party.name} · 121 KB · 2025-05-12"


def test_what_is_no_evidence_by_itself_can_be_marked(tab: Materials) -> None:
    tab.adding.kind.activated.emit(0)
    assert not tab.adding.evidence.isChecked()
    assert tab.adding.evidence.isEnabled()


def test_the_first_kind_of_a_pack_is_marked_as_the_pack_says(tab: Materials) -> None:
    tab.show_kinds((MaterialKind("receipt", "收据", evidence=True), MaterialKind("other", "其他")))
    assert tab.adding.evidence.isChecked()
    tab.show_kinds((MaterialKind("other", "其他"),))
    assert not tab.adding.evidence.isChecked()


def test_a_refused_file_is_said_in_three_lines_and_the_others_go_in(
    qtbot: QtBot, tab: Materials, sample: Any
) -> None:
    sample.materials.broken = {"bomb.png"}
    drop(tab, Path("/x/bomb.png"), Path("/x/large.pdf"))
    qtbot.waitUntil(lambda: names(tab) == ["large.pdf"])
    qtbot.waitUntil(lambda: len(tab.outcomes.list.entries) == 2)
    refused, warned = tab.outcomes.list.entries
    assert (refused.title, refused.word) == ("bomb.png", "not added")
    assert refused.detail.count("\n") == 2
    assert (warned.word, warned.detail) == ("added", "large.pdf has 60 MB.")


def test_the_rest_can_be_stopped(qtbot: QtBot, tab: Materials, sample: Any) -> None:
    paths = [Path(f"/x/{number}.pdf") for number in range(30)]
    tab.adding.take(paths)
    tab.progress.stop.click()
    qtbot.waitUntil(lambda: not tab.progress.isVisible())
    assert len(sample.materials.asked) < 30
    before = len(sample.materials.asked)
    tab.adding.take(paths[:1])
    qtbot.waitUntil(lambda: len(sample.materials.asked) == before + 1)


def test_a_picture_and_a_pdf_are_shown(
    qtbot: QtBot, tab: Materials, sample: Any, pdf: Callable[[int], bytes]
) -> None:
    drop(tab, HARD, Path("/x/2.pdf"), Path("/x/broken.png"))
    qtbot.waitUntil(lambda: len(names(tab)) == 3)
    picture, paper, broken = next(iter(sample.files.values())).attachments
    out = BytesIO()
    Image.new("RGB", (4000, 300), "red").save(out, "PNG")
    sample.materials.contents = {picture.id: out.getvalue(), paper.id: pdf(3), broken.id: b"no"}
    tab.list.choose(picture.id)
    qtbot.waitUntil(tab.picture.isVisible)
    qtbot.waitUntil(lambda: tab.picture.pixmap().width() > 0)
    assert tab.picture.pixmap().width() <= tab.picture.width()
    tab.list.choose(paper.id)
    qtbot.waitUntil(lambda: tab.preview.document.pageCount() == 3)
    tab.list.choose(broken.id)
    qtbot.waitUntil(lambda: tab.preview.words().startswith("This file cannot be shown here."))


def test_a_copy_goes_out_and_it_is_said_that_it_is_not_encrypted(
    qtbot: QtBot, tab: Materials, sample: Any
) -> None:
    drop(tab, HARD)
    qtbot.waitUntil(lambda: names(tab) == [HARD.name])
    [attachment] = next(iter(sample.files.values())).attachments
    assert not tab.copy.isEnabled()
    tab.list.choose(attachment.id)
    assert tab.copy.isEnabled()
    assert not tab.original.isVisible()
    tab.copy_wanted.emit(attachment, Path("/stick"), False)
    notice = tab.window().notice  # type: ignore[attr-defined]  # the window's
    qtbot.waitUntil(notice.isVisible)
    assert "not encrypted" in notice.words.text()


def test_a_file_is_voided_with_a_reason_only(qtbot: QtBot, tab: Materials, sample: Any) -> None:
    drop(tab, HARD)
    qtbot.waitUntil(lambda: names(tab) == [HARD.name])
    [attachment] = next(iter(sample.files.values())).attachments
    tab.list.choose(attachment.id)
    tab.void.click()
    assert HARD.name in tab.inquiry.words.text()
    assert not tab.inquiry.yes.isEnabled()
    tab.inquiry.fields[0].setText("属于另一案件")
    tab.inquiry.yes.click()
    qtbot.waitUntil(lambda: ("void", attachment.id, "属于另一案件") in sample.materials.asked)
