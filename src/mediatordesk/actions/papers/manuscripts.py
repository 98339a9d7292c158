"""What a paper is made from, gathered where the desk is.

A paper set again from the same manuscript and template gives the same files.
"""

import hashlib
from collections.abc import Mapping
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.desk_facts import facts_on_desk
from mediatordesk.actions.papers.file_pages import FRAME
from mediatordesk.actions.papers.frame_values import frame_values
from mediatordesk.actions.papers.identifiers import asks_identifiers, with_identifiers
from mediatordesk.actions.papers.pack_values import case_words
from mediatordesk.actions.papers.review_values import REVIEW, review_values
from mediatordesk.actions.papers.typesetting import Manuscript, PaperTemplate
from mediatordesk.actions.papers.values import paper_values
from mediatordesk.core.case_files import CaseFile
from mediatordesk.documents import Attachment, PageCode, asked_values, canonical_content
from mediatordesk.forms import PaperKind

DATA = "content.json"
"""The name of the data that is embedded in a paper."""


def manuscript(
    desk: Desk,
    file: CaseFile,
    kind: PaperKind,
    template: PaperTemplate,
    *,
    about: UUID | None,
    extra: Mapping[str, object],
    version: int,
) -> Manuscript:
    """Gather what a version of a paper of a case is set from, on the desk's day.

    `extra` goes before the pack's words, and begins with its `party_words`: they are the same for
    all papers of a case, so whoever makes many works them out once.
    """
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    told = case_words(pack, file, today, about, calendar=desk.calendar) | dict(extra)
    if kind.code in FRAME:
        told |= frame_values(desk, pack, file, kind.code, told)
    if kind.code == REVIEW:
        told |= review_values(pack, file, today, about, facts_on_desk(desk, file))
    by_identifier = asks_identifiers(template.compiled.fields)
    wanted = None if by_identifier else template.wanted
    values = paper_values(file, kind.code, about=about, day=today, extra=told, wanted=wanted)
    values = with_identifiers(values) if by_identifier else values
    asked = asked_values(values, template.compiled.fields)
    content, number = canonical_content(asked, template.sha256), number_of(file, kind, about)
    digest = hashlib.sha256(content).hexdigest()
    return Manuscript(
        title=kind.title,
        values=asked,
        content_sha256=digest,
        author=file.office.name,
        number=number,
        made_on=today,
        code=PageCode.of_paper(file.case.id, kind.code, version, digest, number=number),
        seam=kind.seam,
        data=Attachment(DATA, content, "application/json") if kind.data else None,
    )


def number_of(file: CaseFile, kind: PaperKind, about: UUID | None) -> str:
    """Return the legal number that a paper carries: its agreement's, the case's, or none."""
    if kind.number == "agreement" and about:
        return file.agreement(about).number
    return file.case.number if kind.number else ""
