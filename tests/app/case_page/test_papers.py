"""The papers of a case, and the preview beside them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mediatordesk.app.case_page.papers import Papers
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper


@pytest.fixture
def papers(qtbot: QtBot, appearance: Appearance) -> Papers:
    made = Papers(appearance)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    return made


def test_a_paper_says_for_whom_it_is_and_how_far(papers: Papers, labour_file: CaseFile) -> None:
    papers.show_file(labour_file)
    shown = {entry.key: entry for entry in papers.list.entries}
    notices = [paper for paper in labour_file.papers if paper.kind == "D07"]
    agreement = next(paper for paper in labour_file.papers if paper.kind == "D17")
    assert shown[notices[1].id].detail == "梧州市某塑料制品有限公司 · pages: 1 · 2025-04-07"
    assert shown[notices[1].id].word == "signed"
    assert shown[agreement.id].word == "sealed"


def test_walking_the_list_asks_for_each_paper(
    qtbot: QtBot, papers: Papers, labour_file: CaseFile
) -> None:
    wanted: list[Paper] = []
    papers.wanted.connect(wanted.append)
    papers.show_file(labour_file)
    papers.ask_for_first()
    QTest.keyClick(papers.list, Qt.Key.Key_Down)
    assert wanted == list(labour_file.papers[:2])


def test_a_paper_that_comes_late_does_not_replace_the_chosen_one(
    papers: Papers, labour_file: CaseFile, pdf: Callable[[int], bytes]
) -> None:
    papers.show_file(labour_file)
    first, second = labour_file.papers[:2]
    papers.list.choose(first.id)
    papers.show_pdf(first.id, pdf(2))
    papers.show_pdf(second.id, pdf(5))
    assert papers.preview.document.pageCount() == 2


def test_a_paper_without_a_pdf_says_so_and_asks_for_nothing(
    papers: Papers, labour_file: CaseFile
) -> None:
    word_only = replace(labour_file.papers[0], pdf_sha256="")
    papers.wanted.connect(lambda paper: pytest.fail(paper.title))
    papers.show_file(replace(labour_file, papers=(word_only,)))
    papers.list.choose(word_only.id)
    assert papers.preview.words() == "This paper has no PDF yet; its Word file is in the case."


def test_another_case_does_not_show_the_paper_of_the_last_one(
    papers: Papers, labour_file: CaseFile, oral_file: CaseFile, pdf: Callable[[int], bytes]
) -> None:
    papers.show_file(labour_file)
    papers.list.choose(labour_file.papers[0].id)
    papers.show_pdf(labour_file.papers[0].id, pdf(1))
    papers.show_file(oral_file)
    assert papers.preview.document.pageCount() == 0
    assert papers.preview.words() == "No paper was made in this case yet."
