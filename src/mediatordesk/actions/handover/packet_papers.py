"""The papers of a packet: what its way out asks for, what is missing of it, and the bytes."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, blob_of, bytes_of
from mediatordesk.actions.files.saved_files import best_blob
from mediatordesk.actions.handover.signed_papers import (
    is_signed_paper,
    is_unclosed,
    lack_of,
    pdf_to_hand_over,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.file_names import shown_name
from mediatordesk.core.papers import Attachment, Paper
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import join_pdfs, page_count, picture_page
from mediatordesk.documents.errors import UnreadablePicture
from mediatordesk.forms import Level
from mediatordesk.forms import PacketItem as Wanted
from mediatordesk.packets import PacketItem, file_name

PICTURES = {"image/jpeg", "image/png", "image/tiff"}
"""Kinds of pictures that are kept; of others there is a working copy."""
WHOLE_FILE = "file/whole"
"""The file of the case as it was bound."""
MINUTES = frozenset({"D13", "D15"})
"""Records of investigations and of sessions: with an agreement they never go out, whatever a pack
asks for; they belong to the file of the case, and leave with it alone (the archive)."""


class NotPrintable(DeskError):
    """A packet wants a file as pages that has none: sound, video, an office document."""

    happened = N_("The packet was not made: {name} cannot be printed as a page.")
    kept = N_("The case and its papers are as they were; no file was written.")
    to_do = N_("Add it as a PDF or a picture, and void this file.")


@dataclass(frozen=True)
class Part:
    """One file that a way out asks for: the papers it is made of, and all that is missing."""

    wanted: Wanted
    papers: tuple[Paper, ...]
    missing: tuple[str, ...]
    needed: bool = False
    """It may not be left out: an agreement, or what all have signed and nobody has closed yet."""

    @property
    def blocks(self) -> bool:
        """Tell whether the packet cannot go out without it."""
        return bool(self.missing) and (self.needed or self.wanted.level is not Level.WARN)


def part_of(desk: Desk, file: CaseFile, wanted: Wanted, *, whole_case: bool = False) -> Part:
    """Return a file that is asked for, with what is missing of it by the papers themselves.

    Minutes go out only with the `whole_case`.
    """
    papers = tuple(_papers_of(file, wanted))
    if not whole_case and MINUTES & {one.partition("/")[2] for one in wanted.sources}:
        kept_here = _("{paper} (stays with the mediators)").format(paper=wanted.title)
        return Part(replace(wanted, level=Level.WARN), papers, (kept_here,))
    lacks = {paper: lack for paper in papers if (lack := lack_of(desk, file, paper))}
    needed = any(
        is_unclosed(desk, file, paper) or _is_agreement(desk, file, paper) for paper in lacks
    )
    return Part(wanted, papers, wanted.missing or tuple(lacks.values()), needed)


def _is_agreement(desk: Desk, file: CaseFile, paper: Paper) -> bool:
    """Tell whether a paper is the text of an agreement: it carries the agreement's number."""
    kind = desk.packs.pack(file.case.pack).paper(paper.kind, paper.made_on)
    return kind.number == "agreement"


def numbered(parts: Iterable[Part]) -> tuple[tuple[str, Part], ...]:
    """Return the files that are there with their names: 01_申请书.pdf; the overview has 00."""
    ready = [one for one in parts if not one.missing]
    overview = [(0, one) for one in ready if one.wanted.overview]
    others = enumerate((one for one in ready if not one.wanted.overview), 1)
    return tuple(
        (file_name(place, part.wanted.file_stem.partition("_")[2]), part)
        for place, part in (*overview, *others)
    )


def packet_item(desk: Desk, file: CaseFile, name: str, part: Part) -> PacketItem:
    """Return one file of the packet: what people signed is in it as they signed it."""
    wanted = part.wanted
    about = _about(wanted)
    pdfs = [pdf for source in wanted.sources for pdf in pdfs_of(desk, file, source, about)]
    # A single PDF goes in byte for byte: joining would break the signatures on it.
    data = pdfs[0] if len(pdfs) == 1 else join_pdfs(pdfs, title=wanted.title)
    return PacketItem(name, data, wanted.title, wanted.code, page_count(data))


def pdfs_of(desk: Desk, file: CaseFile, source: str, about: UUID | None) -> list[bytes]:
    """Return what a source names as PDF: the newest paper about a thing, or all that is handed in.

    An identity card has two sides, and so two files. NotPrintable.
    """
    sort, _slash, kind = source.partition("/")
    if source == WHOLE_FILE:
        return [bytes_of(desk, file.case.id, one.sha256) for one in file.bound_files[-1:]]
    if sort == "paper":
        paper = _newest(file, kind, about)
        return [pdf_to_hand_over(desk, file, paper)] if paper else []
    handed_in = [one for one in file.attachments if one.kind == kind]
    return [_printed(desk, one) for one in handed_in if one.party_id in {about, None}]


def signed_papers(desk: Desk, file: CaseFile, parts: Sequence[Part]) -> tuple[Paper, ...]:
    """Return the papers of a packet that people have signed, each once, in order."""
    there = (paper for one in parts if not one.missing for paper in one.papers)
    return tuple(dict.fromkeys(one for one in there if is_signed_paper(desk, file, one)))


def _papers_of(file: CaseFile, wanted: Wanted) -> Iterable[Paper]:
    """Yield the papers among the sources of a file; what has not been made is named as missing."""
    for source in wanted.sources:
        sort, _slash, kind = source.partition("/")
        paper = _newest(file, kind, _about(wanted)) if sort == "paper" else None
        if paper is not None:
            yield paper


def _about(wanted: Wanted) -> UUID | None:
    """Return what a file is about; None for the case as a whole."""
    return UUID(wanted.about) if wanted.about else None


def _newest(file: CaseFile, kind: str, about: UUID | None) -> Paper | None:
    """Return the newest paper of a kind about a thing, or about the case as a whole."""
    made = [one for one in file.papers if one.kind == kind and one.about in {about, None}]
    return made[-1] if made else None


def _printed(desk: Desk, attachment: Attachment) -> bytes:
    """Return a file that was handed in as PDF: of evidence the original, else the working copy."""
    title = shown_name(attachment.name)
    copy = blob_of(desk, attachment.case_id, attachment.sha256)
    for blob in (best_blob(desk, attachment), copy):
        if blob.media_type == PDF:
            return desk.blobs.get(blob)
        if blob.media_type in PICTURES:
            with suppress(UnreadablePicture):  # an original of a hundred million pixels
                return picture_page(desk.blobs.get(blob), title=title)
    raise NotPrintable(name=title)
