"""A paper says in itself what it is; where the pack asks for it, it carries its data."""

import hashlib
import io
import json
import re
from collections.abc import Iterator
from datetime import datetime

import pikepdf
import pytest
from docx.document import Document

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.manuscripts import manuscript
from mediatordesk.actions.papers.typesetting import (
    Manuscript,
    PaperTemplate,
    SetPaper,
    set_paper,
)
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.keys.slot_file import Cost
from tests.actions.scenario_files import wages
from tests.documents.papers import blank, line, text_of, to_bytes
from tests.documents.pdf.judging import faults
from tests.documents.reading import dense

DAY = re.compile(r"\d{4}-\d\d-\d\d")  # printed in words


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk on a fixed day."""
    made = new_desk(
        tmp_path_factory.mktemp("desk") / "desk",
        Office(code="450405101", name="正阳村人民调解委员会"),
        Operator(name="黄文德"),
        "正阳 correct horse",
        places=Places.installed(),
        clock=Clock.typed(datetime(2025, 4, 22, 9, tzinfo=CHINA)),
        cost=Cost(8, 1),
    )
    yield made.desk
    made.desk.store.close()


def made(desk: Desk, code: str) -> tuple[Manuscript, SetPaper]:
    """Set a paper of the agreement about wages."""
    file = wages()
    pack, day = desk.packs.pack("people"), desk.clock.today()
    template = PaperTemplate.read(pack.template(code, day))
    about = file.agreements[0].id
    paper = manuscript(
        desk, file, pack.paper(code, day), template, about=about, extra={}, version=1
    )
    return paper, set_paper(paper, template.compiled, desk.fonts)


def leaves(content: object) -> Iterator[str]:
    """Yield the texts in a value."""
    if isinstance(content, dict):
        for one in content.values():
            yield from leaves(one)
    elif isinstance(content, list):
        for one in content:
            yield from leaves(one)
    elif isinstance(content, str):
        yield content


def test_a_paper_says_what_it_is(desk: Desk) -> None:
    _paper, done = made(desk, "D17")
    assert faults(done.pdf.data) == []
    with pikepdf.open(io.BytesIO(done.pdf.data)) as pdf:
        assert str(pdf.docinfo.Title) == "人民调解协议书"
        assert str(pdf.docinfo.Author) == "正阳村人民调解委员会"
        assert str(pdf.docinfo.Subject) == "（2025）正阳人调字第1号"
        assert str(pdf.docinfo.CreationDate) == "D:20250422000000+08'00'"
        assert not pdf.attachments


def test_the_application_for_confirmation_carries_its_data(desk: Desk) -> None:
    paper, done = made(desk, "D24")
    assert faults(done.pdf.data, "3b") == []
    with pikepdf.open(io.BytesIO(done.pdf.data)) as pdf:
        data = pdf.attachments["content.json"].get_file().read_bytes()
    assert hashlib.sha256(data).hexdigest() == paper.content_sha256
    values = json.loads(data)["values"]
    assert "苏美玲" in leaves(values)


def test_the_data_tells_nothing_that_is_not_printed(desk: Desk) -> None:
    paper, done = made(desk, "D24")
    assert paper.data is not None
    printed = dense(text_of(done.docx))
    told = [text for text in leaves(json.loads(paper.data.data)["values"]) if not DAY.match(text)]
    assert told
    assert [text for text in told if dense(text) not in printed] == []


def test_a_paper_set_again_is_the_same_file(desk: Desk) -> None:
    assert made(desk, "D24")[1].docx == made(desk, "D24")[1].docx


def test_a_form_in_identifiers_says_the_same_and_holds_nothing_that_it_does_not_ask(
    desk: Desk,
) -> None:
    file, pack = wages(), desk.packs.pack("people")
    kind, told = pack.paper("D05", desk.clock.today()), list[str]()
    lines = ("{{party.name}} {{case.number}}", "{{当事人.姓名}} {{案件编号}}")
    for text in lines:
        template = PaperTemplate.read(to_bytes(blank_with(text)))
        about = file.parties[0].id
        paper = manuscript(desk, file, kind, template, about=about, extra={}, version=1)
        told.append(text_of(set_paper(paper, template.compiled, desk.fonts).docx))
        assert len(paper.values) == 2
        assert file.parties[0].id_number not in str(paper.values)
    assert told[0] == told[1] == f"{file.parties[0].name} {file.case.number}"


def blank_with(text: str) -> Document:
    """Return a Word file of one line."""
    word = blank()
    line(word, text)
    return word
