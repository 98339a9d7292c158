"""Which Word template a paper is set with: the office's own edition, or the standard form.

A new paper takes the edition in force on its day. A paper that exists is set again with the very
template it was made from, whatever was adopted since: its row names the template by hash.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import DOCX, keep_bytes
from mediatordesk.core.changes import Op
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Blob, Paper
from mediatordesk.core.template_editions import TemplateEdition, edition_on
from mediatordesk.core.texts import N_
from mediatordesk.forms import Pack, PaperKind
from mediatordesk.forms.packs.pack_files import PackData
from mediatordesk.forms.packs.pack_sources import TEMPLATES
from mediatordesk.sync.bundles.blobs import FileNotHere


class EditionNotHere(DeskError):
    """The office's own form was adopted on another computer, and its file is still on the way."""

    happened = N_("The office's own form of {paper} is not completely on this computer yet.")
    kept = N_("Everything entered is saved.")
    to_do = N_("Synchronise, and take the step again.")


class TemplateGone(DeskError):
    """The template of an existing paper is neither among the editions nor among the forms."""

    happened = N_("{paper} cannot be set again: the form it was made from is not here any more.")
    kept = N_("The paper itself, and the signatures on it, are kept.")
    to_do = N_("Synchronise if it was made elsewhere; else make a new version of the paper.")


@dataclass(frozen=True)
class FormInForce:
    """The Word template of a paper, and the office's edition it is; None for the standard form."""

    data: bytes
    edition: TemplateEdition | None = None


@dataclass(frozen=True)
class TemplateLine:
    """One paper of a pack, and whose form it is made with: the office's edition, or None."""

    pack: str
    pack_title: str
    code: str
    title: str
    edition: TemplateEdition | None = None
    coming: TemplateEdition | None = None
    """The edition that begins next, or that takes the standard form back."""


def template_lines(desk: Desk, day: date) -> tuple[TemplateLine, ...]:
    """Return the papers of every pack on a day, each under the pack that brings its form."""
    packs = [desk.packs.pack(name) for name in desk.packs.names()]
    return tuple(
        _line(desk, pack, kind, day)
        for pack in packs
        for kind in pack.papers(day)
        if pack.owner(kind).name == pack.name
    )


def template_line(desk: Desk, pack: Pack, code: str, day: date) -> TemplateLine:
    """Return one paper, and whose form it is made with on a day."""
    return _line(desk, form_owner(desk, pack, code), pack.paper(code, day), day)


def form_owner(desk: Desk, pack: Pack, code: str) -> Pack:
    """Return the pack that brings a paper: the packs that extend it print the same form."""
    return desk.packs.pack(pack.owner(pack.paper(code)).name)


def _line(desk: Desk, pack: Pack, kind: PaperKind, day: date) -> TemplateLine:
    editions = editions_of(desk, pack, kind.code)
    later = (one for one in editions if one.valid_from > day)
    coming = min(later, key=lambda one: (one.valid_from, -one.number), default=None)
    in_force = edition_on(editions, day)
    return TemplateLine(pack.name, pack.title, kind.code, kind.title, in_force, coming)


def template_in_force(desk: Desk, pack: Pack, code: str, day: date) -> FormInForce:
    """Return the template that a paper is made with on a day. EditionNotHere, BrokenTemplate."""
    edition = edition_on(editions_of(desk, pack, code), day)
    if edition is None:
        return FormInForce(pack.template(code, day))
    return FormInForce(bytes_of_edition(desk, edition, pack.paper(code, day).title), edition)


def template_of(desk: Desk, pack: Pack, paper: Paper) -> bytes:
    """Return the template that an existing paper was made from. EditionNotHere, TemplateGone."""
    kept = _kept(desk, paper.template_sha256)
    for blob in kept:
        with suppress(FileNotHere):
            return desk.blobs.get(blob)
    if kept:
        raise EditionNotHere(paper=paper.title)
    for data in _shipped(pack, paper):
        if desk.blobs.name_of(data) == paper.template_sha256:
            return data
    raise TemplateGone(paper=paper.title)


def keep_form(desk: Desk, data: bytes) -> list[Op]:
    """Keep the form that a paper is made from, and return what logs it; nothing if it is kept.

    An update of the program may bring another standard form, and a signed paper is set again
    from its own.
    """
    if _kept(desk, desk.blobs.name_of(data)):
        return []
    return [keep_bytes(desk, desk.office.id, data, DOCX)[1]]


def _kept(desk: Desk, sha256: str) -> tuple[Blob, ...]:
    return desk.store.where(Blob, "sha256 = ?", (sha256,))


def editions_of(desk: Desk, pack: Pack, code: str) -> tuple[TemplateEdition, ...]:
    """Return the editions of a paper, oldest first, as the pack that owns the paper names it."""
    kind = pack.paper(code)
    names = _names_of(desk, pack.owner(kind))
    places = ", ".join("?" for _ in names)
    condition = f"pack IN ({places}) AND code = ? AND void_reason = '' ORDER BY number, rowid"
    return desk.store.where(TemplateEdition, condition, (*names, kind.code))


def _names_of(desk: Desk, owner: PackData) -> tuple[str, ...]:
    """Return under which packs editions of an owner's papers are kept.

    What a base brings was once brought by the packs that extend it (D24): their editions count.
    """
    packs = map(desk.packs.pack, desk.packs.names())
    heirs = [one.name for one in packs if owner.base and one.data.extends == owner.name]
    return (owner.name, *heirs)


def bytes_of_edition(desk: Desk, edition: TemplateEdition, title: str) -> bytes:
    """Return the bytes of an edition; EditionNotHere if they are still on the way."""
    try:
        blobs = _kept(desk, edition.sha256)
        return desk.blobs.get(next(one for one in blobs if one.id == edition.blob_id))
    except (FileNotHere, StopIteration) as error:
        raise EditionNotHere(paper=title) from error


def _shipped(pack: Pack, paper: Paper) -> Iterator[bytes]:
    """Yield the standard forms that a paper can have been made from, its own day's first."""
    yield pack.template(paper.kind, paper.made_on)
    begins = f"{TEMPLATES}{paper.kind}"
    for layer in reversed(pack.line):
        if any(kind.code == paper.kind for kind in layer.papers):
            files = (name for name in layer.source.templates() if name.startswith(begins))
            yield from map(layer.source.read, files)
