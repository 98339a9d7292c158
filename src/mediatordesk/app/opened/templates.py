"""The forms of papers as the window sees them: the actions, behind the questions of its screen."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.template_editions import (
    TemplateLine,
    template_in_force,
    template_lines,
)
from mediatordesk.actions.templates.adoption import LookedThrough, adopt_template, withdraw_template
from mediatordesk.actions.templates.template_previews import (
    Previewed,
    preview_stranger,
    preview_template,
)
from mediatordesk.app.asked.template_desk import (
    Chosen,
    Form,
    Forms,
    Remark,
    ShownForm,
    Weight,
    Which,
)
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.documents import Level, TrackedChanges
from mediatordesk.forms import Pack
from mediatordesk.keys.durable import write_durably

MAX_BYTES = 64 << 20
"""Bytes of a Word file that is looked at, at most."""


class NotOpened(DeskError):
    """A Word file that cannot be read where it was said to lie."""

    happened = N_("The file {file} could not be opened ({reason}).")
    kept = N_("Nothing was changed on the desk.")
    to_do = N_("Close it in Word or WPS, and choose it again.")


class OpenedTemplates:
    """Answers the screen for forms. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._last: tuple[Chosen, Previewed] | None = None

    def forms(self) -> Forms:
        """Return the papers of every pack, and whose form each is made with.

        Packs of which cases are registered come first, what they share after them.
        """
        today, offered = self._desk.clock.today(), self._desk.packs.offered()
        lines = sorted(template_lines(self._desk, today), key=lambda one: one.pack not in offered)
        return Forms(tuple(map(_form, lines)), today)

    def shown(self, which: Which) -> ShownForm:
        """Return the form that is in force today. EditionNotHere, BrokenTemplate."""
        pack, today = self._pack(which), self._desk.clock.today()
        found = template_in_force(self._desk, pack, which.code, today)
        return _shown(which, preview_template(pack, which.code, found.data, self._desk.fonts))

    def read(self, which: Which, path: Path) -> Chosen:
        """Read a clerk's Word file; NotOpened if that fails."""
        try:
            with path.open("rb") as file:
                return Chosen(which, path.name, file.read(MAX_BYTES))
        except OSError as error:
            raise NotOpened(file=path.name, reason=error.strerror) from error

    def look(self, chosen: Chosen) -> ShownForm:
        """Look a clerk's Word file through for a paper. TookTooLong and its like."""
        return _shown(chosen.which, self._seen(chosen), chosen)

    def adopt(self, chosen: Chosen, valid_from: date) -> Change:
        """Make a clerk's Word file the paper's form from a day on; TemplateFaulty, SameForm."""
        which, looked = chosen.which, self._seen(chosen).looked
        pack = self._pack(which)
        adopted = adopt_template(
            self._desk, pack, which.code, looked, valid_from=valid_from, name=chosen.name
        )
        return adopted.change

    def withdraw(self, which: Which, valid_from: date) -> Change:
        """Give a paper back to the standard form from a day on; StandardAlready."""
        pack = self._pack(which)
        return withdraw_template(self._desk, pack, which.code, valid_from).change

    def export(self, which: Which, path: Path) -> Path:
        """Save the form that is in force today as a Word file; NotWritten if it cannot be."""
        pack, today = self._pack(which), self._desk.clock.today()
        found = template_in_force(self._desk, pack, which.code, today)
        write_durably(path, found.data)
        return path

    def _pack(self, which: Which) -> Pack:
        """Return the pack in which a form is filled.

        What several packs share names papers of those that extend it: one of them fills it.
        """
        packs = self._desk.packs
        asked = packs.pack(which.pack)
        if not asked.data.base:
            return asked
        offered = map(packs.pack, packs.offered())
        return next((one for one in offered if asked.data in one.line), asked)

    def _seen(self, chosen: Chosen) -> Previewed:
        """Return a file as it was looked through; the last one is adopted as it was seen."""
        if self._last is None or self._last[0] != chosen:
            pack, changes = self._pack(chosen.which), chosen.changes
            seen = preview_stranger(
                self._desk, pack, chosen.which.code, chosen.data, TrackedChanges(changes.value)
            )
            self._last = chosen, seen
        return self._last[1]


def _shown(which: Which, seen: Previewed, chosen: Chosen | None = None) -> ShownForm:
    """Return a form with its remarks and its pages."""
    remarks = tuple(_remarks(seen.looked))
    return ShownForm(which, remarks, seen.pdf, seen.example, chosen, seen.looked.tracked)


def _form(line: TemplateLine) -> Form:
    edition, coming = line.edition, line.coming
    return Form(
        Which(line.pack, line.code),
        line.pack_title,
        line.title,
        own_since=edition.valid_from if edition else None,
        edition=edition.number if edition else 0,
        coming_on=coming.valid_from if coming else None,
        coming_is_standard=coming is not None and coming.withdraws,
    )


def _remarks(looked: LookedThrough) -> Iterator[Remark]:
    for one in looked.findings:
        weight = Weight.FAULT if one.level is Level.ERROR else Weight.HINT
        yield Remark(weight, one.place, one.why, one.page)
    for one in looked.rewritten:
        yield Remark(Weight.TIDIED, one.place, one.why, one.page)
