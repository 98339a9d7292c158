"""The text that people signed: gathered again as it was made, with or without their signatures."""

from collections.abc import Mapping
from dataclasses import replace

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.papers.manuscripts import manuscript
from mediatordesk.actions.papers.pack_values import party_words
from mediatordesk.actions.papers.template_editions import template_of
from mediatordesk.actions.papers.typesetting import Manuscript, PaperTemplate, set_paper
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import N_
from mediatordesk.documents import Pdf


class TextChanged(DeskError):
    """The case says something else now than the text that people signed."""

    happened = N_("{paper} was not sealed: the case was changed after the first signature.")
    kept = N_("The text that was signed, and the signatures on it, are kept.")
    to_do = N_("Undo the change, or make a new version of the paper and let everybody sign it.")


def with_pictures(desk: Desk, file: CaseFile, paper: Paper) -> bytes:
    """Return the PDF of the locked text with the signatures' pictures in their places.

    All else is as it was made: the code on its pages, and the data in it. TextChanged.
    """
    return signed_pdf(desk, file, paper).data


def signed_pdf(desk: Desk, file: CaseFile, paper: Paper) -> Pdf:
    """Return the PDF of `with_pictures`, and where on its pages the pictures stand."""
    original, template = as_made(desk, file, paper, {})
    if original.content_sha256 != paper.content_sha256:
        raise TextChanged(paper=paper.title)
    pictured, _same = as_made(desk, file, paper, signature_pictures(desk, file, paper))
    signed = replace(original, values=pictured.values)
    return set_paper(signed, template.compiled, desk.fonts).pdf


def says_the_same(desk: Desk, file: CaseFile, paper: Paper) -> bool:
    """Tell whether the case still gives the very text of a paper."""
    return as_made(desk, file, paper, {})[0].content_sha256 == paper.content_sha256


def as_made(
    desk: Desk, file: CaseFile, paper: Paper, pictures: Mapping[str, object]
) -> tuple[Manuscript, PaperTemplate]:
    """Gather again what a paper was made from: by that day's rules, with the very template."""
    pack, day = desk.packs.pack(file.case.pack), paper.made_on
    kind = pack.paper(paper.kind, day)
    template = PaperTemplate.read(template_of(desk, pack, paper))
    gathered = manuscript(
        desk.on(day),
        file,
        kind,
        template,
        about=paper.about,
        extra=party_words(pack, file, day) | dict(pictures),
        version=paper.version,
    )
    return gathered, template


def signature_pictures(desk: Desk, file: CaseFile, paper: Paper) -> dict[str, object]:
    """Return the pictures of the signatures on a paper, for `paper_values`."""
    found: dict[str, object] = {}
    for one in file.signatures_on(paper.id):
        key = str(one.party_id) if one.party_id else one.role.value
        for kind, sha256 in (("image", one.image_sha256), ("print", one.fingerprint_sha256)):
            if sha256:
                found[f"{kind}:{key}"] = bytes_of(desk, file.case.id, sha256)
    return found
