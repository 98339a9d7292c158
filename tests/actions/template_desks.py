"""Laptops of one office, and Word forms as clerks edit them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.template_editions import form_owner
from mediatordesk.actions.templates.adoption import Adopted, adopt_template, look_through
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import Cost
from mediatordesk.store import read_case_file

from .scenario_files import wages

PLACES = Places.installed()
PASSPHRASE = "五个 不相干 的 词 a<b"  # noqa: S105 - of desks that live for one test
TODAY = date(2025, 4, 8)
NOW = datetime(2025, 4, 8, 9, tzinfo=CHINA)


def laptop(folder: Path, file: CaseFile) -> Desk:
    """Return a new desk of the office of a case."""
    made = new_desk(
        folder,
        file.office,
        Operator(name="覃𬭎"),
        PASSPHRASE,
        places=PLACES,
        clock=Clock.typed(NOW),
        cost=Cost(8, 1),
    )
    return made.desk


def newly_accepted() -> CaseFile:
    """Return the case of wages on the day after it was accepted, with hard names in it."""
    file = wages()
    worker, firm = file.parties
    hard = (replace(worker, name="覃𬭎"), replace(firm, name="O'Brien & Sons <a<b>"))
    return replace(file, parties=hard)


def register(desk: Desk, file: CaseFile) -> CaseFile:
    """Put a case and its parties on a desk, and return it as it is read there."""
    desk.commit([added(one) for one in (file.case, *file.parties)])
    return read_case_file(desk.store, file.case.id)


def with_line(word: bytes, text: str) -> bytes:
    """Return a Word file as a clerk saves it after adding a line at its end."""
    document = docx.Document(BytesIO(word))
    document.add_paragraph(text)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def standard(desk: Desk, code: str) -> bytes:
    """Return the standard form of a paper."""
    return desk.packs.pack("people").template(code, TODAY)


@dataclass(frozen=True)
class Clerk:
    """A clerk who adopts forms at a desk."""

    desk: Desk

    def adopt(self, code: str, line: str, valid_from: date | None = None) -> Adopted:
        """Add a line to the standard form of a paper, and adopt it."""
        return self.adopt_file(code, with_line(standard(self.desk, code), line), valid_from)

    def adopt_file(self, code: str, word: bytes, valid_from: date | None = None) -> Adopted:
        """Adopt a Word file."""
        people = self.desk.packs.pack("people")
        looked = look_through(form_owner(self.desk, people, code), code, word, self.desk.fonts)
        return adopt_template(
            self.desk, people, code, looked, valid_from=valid_from, name="我的 form.docx"
        )


def words_of(word: bytes) -> str:
    """Return all text of a Word file."""
    body = docx.Document(BytesIO(word)).element.body
    return "".join(one.text or "" for one in body.iter("{*}t"))
