"""Setting a paper: from its template and its manuscript to its Word file and its PDF.

A child process does it too, so this knows neither desk nor store, and costs little to import.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mediatordesk.actions.papers.unprintable import unprintable
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.documents import (
    Attachment,
    Fonts,
    PageCode,
    Pdf,
    Template,
    fill,
    to_pdf,
)


class PaperIncomplete(DeskError):
    """Fields that a paper needs are empty."""

    happened = N_("{paper} was not made: it still lacks {fields}.")
    kept = N_("Everything entered is saved.")
    to_do = N_("Enter what is missing in the case, and make the paper again.")


@dataclass(frozen=True)
class PaperTemplate:
    """A paper's Word template: its bytes, which are hashed and sent, and what they were read to."""

    data: bytes
    compiled: Template

    @classmethod
    def read(cls, data: bytes) -> "PaperTemplate":
        """Read a template. Raises a kind of WordFileRefused."""
        return cls(data, Template.read(data))

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def wanted(self) -> frozenset[str]:
        """The names of values that it asks for, dotted ones up to their first dot."""
        return frozenset(name.partition(".")[0] for name in self.compiled.fields)


@dataclass(frozen=True)
class Manuscript:
    """What a paper is set from beside its template: the values it asks for, and what it is.

    `content_sha256` is over the values and the template; `code` is printed on every page, `seam`
    where a seal across the pages goes, and `data` is what is embedded for machines to read.
    """

    title: str
    values: Mapping[str, object]
    content_sha256: str
    author: str
    number: str
    made_on: date
    code: PageCode
    seam: bool
    data: Attachment | None


@dataclass(frozen=True)
class SetPaper:
    """A paper that was set: its Word file and its PDF."""

    docx: bytes
    pdf: Pdf


def set_paper(paper: Manuscript, template: Template, fonts: Fonts) -> SetPaper:
    """Return the Word and PDF files of a paper, complete and with every character.

    PaperIncomplete, UnknownCharacters.
    """
    filled = fill(template, paper.values)
    if filled.missing:
        raise PaperIncomplete(paper=paper.title, fields="、".join(filled.missing))
    pdf = to_pdf(
        filled.docx,
        fonts,
        title=paper.title,
        author=paper.author,
        subject=paper.number,
        made_on=paper.made_on,
        attachment=paper.data,
        code=paper.code,
        seam=paper.seam,
    )
    if pdf.missing_glyphs:
        raise unprintable(paper.title, pdf.missing_glyphs, paper.values)
    return SetPaper(filled.docx, pdf)
