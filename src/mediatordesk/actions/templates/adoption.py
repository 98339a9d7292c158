"""Adopting a form: a clerk's Word file is looked through, and becomes the office's own edition."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.fonts import load_fonts
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.files.files import DOCX, keep_bytes
from mediatordesk.actions.papers.template_editions import editions_of, template_in_force
from mediatordesk.actions.papers.vocabulary import known_fields
from mediatordesk.actions.templates.foreign_files import LIMITS
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added, tidy
from mediatordesk.core.template_editions import TemplateEdition, edition_on
from mediatordesk.core.texts import N_
from mediatordesk.documents import (
    Finding,
    Fonts,
    Level,
    OtherPapers,
    TrackedChanges,
    check_template,
    import_template,
)
from mediatordesk.documents.errors import WordFileRefused
from mediatordesk.forms import Pack, PaperKind


class TemplateFaulty(DeskError):
    """A Word file that cannot be a paper's template as it is; its findings say all of why."""

    happened = N_("The form for {paper} was not adopted: {count} things in it will not work.")
    kept = N_("Papers are made with the form that was in force before.")
    to_do = N_("Mend in Word or WPS what is named, and adopt it again.")

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return all that was found."""
        looked = self.fields["looked"]
        return looked.findings if isinstance(looked, LookedThrough) else ()


class StandardAlready(DeskError):
    """There is no edition of the office's own to take back."""

    happened = N_("{paper} is made with the standard form already on {day}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Nothing needs to be done.")


class SameForm(DeskError):
    """The form is in force already."""

    happened = N_("{paper} is made with this very form already on {day}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose another Word file, or save your changes in Word first.")


@dataclass(frozen=True)
class LookedThrough:
    """A clerk's Word file as it would be used: the bytes, what was rewritten, what is wrong.

    `docx` is None for a file that cannot be read at all.
    """

    docx: bytes | None
    rewritten: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    tracked: bool = False
    """Tracked changes stand in the way; accepting or rejecting all of them helps."""

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Return what stands in the way of adopting it."""
        return tuple(one for one in self.findings if one.level is Level.ERROR)


@dataclass(frozen=True)
class Adopted:
    """An edition that was just saved, and what is worth knowing about its file, if it has one."""

    edition: TemplateEdition
    change: Change
    looked: LookedThrough | None = None


def look_through(
    pack: Pack,
    code: str,
    data: bytes,
    fonts: Fonts,
    changes: TrackedChanges = TrackedChanges.REFUSE,
) -> LookedThrough:
    """Return a Word file as it would be used for a paper of a pack, and all that is to be said.

    A field that other papers of the pack have, and this one never a value for, is a fault.

    Never raises for a file that cannot be used: that is its only finding then.
    """
    known, kind = known_fields(pack, code), pack.paper(code)
    paper = OtherPapers(f"{kind.code} {kind.title}", known_fields(pack))
    try:
        imported = import_template(data, changes=changes)
    except WordFileRefused:
        return LookedThrough(None, (), check_template(data, known))
    checked = check_template(imported.docx, known, fonts, paper)
    named = {one.feature for one in checked}
    findings = (*(one for one in imported.findings if one.feature not in named), *checked)
    return LookedThrough(imported.docx, imported.rewritten, findings, imported.refused)


def look_through_stranger(
    desk: Desk,
    pack: Pack,
    code: str,
    data: bytes,
    changes: TrackedChanges = TrackedChanges.REFUSE,
) -> LookedThrough:
    """Look a Word file from anywhere through for a paper, in a child process.

    TookTooLong, NeededTooMuch or BrokeOff for a file that comes to no end.
    """
    return LIMITS.run(_look_in_child, desk.places, desk.folder, pack, code, data, changes)


def _look_in_child(
    places: Places, folder: Path, pack: Pack, code: str, data: bytes, changes: TrackedChanges
) -> LookedThrough:
    return look_through(pack, code, data, load_fonts(places, folder), changes)


def adopt_template(
    desk: Desk,
    pack: Pack,
    code: str,
    looked: LookedThrough,
    *,
    valid_from: date | None = None,
    name: str = "",
) -> Adopted:
    """Make a Word file that was looked through the office's own edition of a paper, from a day on.

    Without a day it is today. The file is kept as it was rewritten, so every computer of the
    office prints it the same. TemplateFaulty with all findings, SameForm; nothing is saved then.
    """
    day = valid_from or desk.clock.today()
    kind = pack.paper(code, day)
    if looked.docx is None or looked.faults:
        raise TemplateFaulty(paper=kind.title, count=len(looked.faults), looked=looked)
    sha256 = desk.blobs.name_of(looked.docx)
    if desk.blobs.name_of(template_in_force(desk, pack, code, day).data) == sha256:
        raise SameForm(paper=kind.title, day=day.isoformat())
    blob, op = keep_bytes(desk, desk.office.id, looked.docx, DOCX)
    edition = _next_edition(desk, pack, kind, day)
    edition = replace(edition, sha256=sha256, blob_id=blob.id, name=tidy(name))
    return Adopted(edition, desk.commit([op, added(edition)]), looked)


def withdraw_template(desk: Desk, pack: Pack, code: str, valid_from: date | None = None) -> Adopted:
    """Give a paper back to the standard form from a day on; StandardAlready if it has that."""
    day = valid_from or desk.clock.today()
    kind = pack.paper(code, day)
    if edition_on(editions_of(desk, pack, code), day) is None:
        raise StandardAlready(paper=kind.title, day=day.isoformat())
    edition = _next_edition(desk, pack, kind, day)
    return Adopted(edition, desk.commit([added(edition)]))


def _next_edition(desk: Desk, pack: Pack, kind: PaperKind, day: date) -> TemplateEdition:
    """Return the edition after those that are here, without a file yet."""
    before = editions_of(desk, pack, kind.code)
    return TemplateEdition(
        pack=pack.owner(kind).name,
        code=kind.code,
        number=max((one.number for one in before), default=0) + 1,
        valid_from=day,
        adopted_at=desk.clock.now(),
    )
