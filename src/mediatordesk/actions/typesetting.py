"""A paper on its way to its two files: what it is made from, and how it is set.

What a paper is made from is gathered where the desk is; it is set from that alone, so a child
process can do it, and a paper set again from the same gives the same files.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.actions.desk import Desk
from mediatordesk.actions.pack_values import pack_values
from mediatordesk.actions.values import paper_values
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.documents import Fonts, Pdf, Template, fill, to_pdf
from mediatordesk.forms import PaperKind


class PaperIncomplete(DeskError):
    """Fields that a paper needs are empty."""

    happened = N_("{paper} was not made: it still lacks {fields}.")
    kept = N_("Everything entered is saved.")
    to_do = N_("Enter what is missing in the case, and make the paper again.")


class UnknownCharacters(DeskError):
    """Characters for which no font is here."""

    happened = N_("{paper} was not made: no font here has the characters {characters}.")
    kept = N_("Everything entered is saved as it was typed.")
    to_do = N_("Install the font pack for rare characters, and make the paper again.")


@dataclass(frozen=True)
class Manuscript:
    """All that a paper is set from: its title, its template and the values to fill it with."""

    title: str
    template: bytes
    values: Mapping[str, object]


@dataclass(frozen=True)
class SetPaper:
    """A paper that was set: its Word file and its PDF."""

    docx: bytes
    pdf: Pdf


def manuscript(
    desk: Desk,
    file: CaseFile,
    kind: PaperKind,
    template: bytes,
    *,
    about: UUID | None,
    extra: Mapping[str, object],
) -> Manuscript:
    """Gather what a paper of a case is set from, on the desk's day."""
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    told = pack_values(pack, file, today) | dict(extra)
    values = paper_values(file, kind.code, about=about, day=today, extra=told)
    return Manuscript(kind.title, template, values)


def set_paper(paper: Manuscript, template: Template, fonts: Fonts) -> SetPaper:
    """Return the Word and PDF files of a paper, complete and with every character.

    `template` is the manuscript's, read. PaperIncomplete, UnknownCharacters.
    """
    filled = fill(template, paper.values)
    if filled.missing:
        raise PaperIncomplete(paper=paper.title, fields="、".join(filled.missing))
    pdf = to_pdf(filled.docx, fonts, title=paper.title)
    if pdf.missing_glyphs:
        raise UnknownCharacters(paper=paper.title, characters=" ".join(pdf.missing_glyphs))
    return SetPaper(filled.docx, pdf)


def typeset(
    desk: Desk,
    file: CaseFile,
    kind: PaperKind,
    template: bytes,
    *,
    about: UUID | None,
    extra: Mapping[str, object],
) -> SetPaper:
    """Gather what a paper is set from, and set it."""
    paper = manuscript(desk, file, kind, template, about=about, extra=extra)
    return set_paper(paper, Template.read(template), desk.fonts)
