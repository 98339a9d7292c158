"""Handing a case over: the packet for a court, made of what was signed and what was handed in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.checks import require_free
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.handover.case_facts import case_facts, entered_later
from mediatordesk.actions.handover.packet_papers import (
    Part,
    numbered,
    packet_item,
    part_of,
    signed_papers,
)
from mediatordesk.actions.handover.signing_records import signing_record
from mediatordesk.actions.papers.packet_papers import (
    CheckSheet,
    SheetFile,
    check_sheet,
    ruling_facts,
)
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.actions.papers.signing_log import signing_log
from mediatordesk.core.agreements import MediationAgreement
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.documents import join_with_bookmarks, page_count
from mediatordesk.forms import Exit, Pack, facts_of, packet_items
from mediatordesk.packets import Handover, Packet, PacketItem, assemble
from mediatordesk.packets.packet import CASE_FILE
from mediatordesk.signing import Signer, sign_bytes
from mediatordesk.store import read_case_file

COURT = "court"
ALL_PAPERS = "全部材料.pdf"
"""Every paper in its order, with bookmarks: for the printer."""
RULING_FACTS = "裁定书要素.docx"
SIGNING_LOG = "签署日志.pdf"
SIGNING_RECORD = "签署日志.json"
CHECK_SHEET = "核验单.pdf"
SIGNATURE = "manifest-sha256.txt.p7s"


SHEET_LINES = 17
"""So many files, and case.json, are listed one by one on the one page of the sheet."""


class NotReady(DeskError):
    """Papers that the receiver asks for are missing or not signed."""

    happened = N_("The packet for {receiver} was not made: {why}")
    kept = N_("The case and its papers are as they were; no file was written.")
    to_do = N_("Add what is named, and export the packet again.")


class NoAgreement(DeskError):
    """There is nothing to hand over."""

    happened = N_("The case has no written agreement that could be handed over.")
    kept = N_("Nothing was changed, and no file was written.")
    to_do = N_("Draw up the agreement and let everybody sign it first.")


@dataclass(frozen=True)
class Exported:
    """A packet that was made, its papers by name, and what it does without (a warning each)."""

    packet: Packet
    data: bytes = field(repr=False)
    papers: tuple[str, ...]
    """What the receiver asked for, in order; `files` are those and what we add to them."""
    without: tuple[str, ...]
    agreement: UUID | None
    """None where the case as a whole went out."""
    way: str
    receiver: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Export:
    """What a packet is made for: an agreement of a case, its way out, and who receives it."""

    desk: Desk
    file: CaseFile
    exit: Exit
    subject: MediationAgreement | None
    """None where the case as a whole goes out."""
    receiver: str

    @property
    def pack(self) -> Pack:
        return self.desk.packs.pack(self.file.case.pack)

    @property
    def about(self) -> UUID | None:
        return self.subject.id if self.subject else None

    def parts(self) -> tuple[Part, ...]:
        """Return the files that the way out asks for, in order, each with what is missing."""
        desk, today, about = self.desk, self.desk.clock.today(), str(self.about or "")
        facts = facts_of(self.file, today)
        wanted = packet_items(self.pack, facts, self.exit, agreement=about, on=today)
        whole = self.subject is None
        return tuple(part_of(desk, self.file, one, whole_case=whole) for one in wanted)

    def with_overview(self, parts: Iterable[Part]) -> "_Export":
        """Return the same with the table for the reader made afresh; kept if it says anything new.

        PaperIncomplete if it lacks something.
        """
        for one in parts:
            if one.wanted.overview:
                code = one.wanted.sources[0].partition("/")[2]
                make_paper(self.desk, self.file, code, about=self.about)
        return replace(self, file=read_case_file(self.desk.store, self.file.case.id))


def export_packet(
    desk: Desk,
    file: CaseFile,
    way: str,
    *,
    receiver: str = "",
    agreement: UUID | None = None,
    signer: Signer | None = None,
) -> Exported:
    """Make the packet for a way out: what people signed goes in as it was signed.

    With a `signer` the manifest is signed. Stopped or Held if a check forbids it, NotReady names
    what is missing, with its law. The same case at the same minute gives the same bytes; the
    judge's table (D49) is made afresh and kept.
    """
    export = _allowed(desk, file, way, receiver, agreement)
    parts = export.parts()
    _require_all(parts, export.receiver)
    export = export.with_overview(parts)
    parts = export.parts()
    papers = tuple(packet_item(desk, export.file, name, part) for name, part in numbered(parts))
    items = (*papers, *_added_by_us(export, parts, papers))
    packet = assemble(items, _told(export), _handover(export))
    return Exported(
        packet=packet,
        data=packet.zipped(_tag_files(export, packet, items, signer)),
        papers=tuple(one.name for one in papers),
        without=tuple(name for one in parts for name in one.missing),
        agreement=export.about,
        way=way,
        receiver=export.receiver,
        files=tuple(one.name for one in items),
    )


def packet_parts(
    desk: Desk,
    file: CaseFile,
    way: str,
    *,
    receiver: str = "",
    agreement: UUID | None = None,
) -> tuple[Part, ...]:
    """Return the files that a packet would have, each with what is missing: nothing is made.

    Checks are not asked; `preflight` asks them.
    """
    exit_ = desk.packs.pack(file.case.pack).exit(way, desk.clock.today(), receiver)
    subject = _subject(file, agreement) if exit_.each == "agreement" else None
    return _Export(desk, file, exit_, subject, receiver).parts()


def _subject(file: CaseFile, agreement: UUID | None) -> MediationAgreement:
    if agreement is not None:
        return file.agreement(agreement)
    if not file.agreements:
        raise NoAgreement
    return file.agreements[-1]


def _allowed(
    desk: Desk, file: CaseFile, way: str, receiver: str, agreement: UUID | None
) -> _Export:
    """Return what is to be exported, if no check forbids it: a closed way is one of them."""
    today, pack = desk.clock.today(), desk.packs.pack(file.case.pack)
    if way == COURT:
        receiver = receiver or file.elements.get("court", "")
    exit_ = pack.exit(way, today, receiver)
    subject = _subject(file, agreement) if exit_.each == "agreement" else None
    require_free(desk, file, way, about=subject.id if subject else None)
    return _Export(desk, file, exit_, subject, receiver or exit_.title)


def _require_all(parts: Iterable[Part], receiver: str) -> None:
    """Raise NotReady with each required paper that is missing and the law that asks for it."""
    lacking = [
        f"{name}（{one.wanted.basis}）" if one.wanted.basis else name
        for one in parts
        if one.blocks
        for name in one.missing
    ]
    if lacking:
        raise NotReady(receiver=receiver, why="、".join(lacking))


def _told(export: _Export) -> dict[str, Any]:
    """Return what case.json says of the case."""
    desk, file = export.desk, export.file
    facts = case_facts(file, export.subject, desk.clock.today())
    return facts | {"entered_later": entered_later(desk, file)}


def _added_by_us(
    export: _Export, parts: Sequence[Part], papers: Sequence[PacketItem]
) -> list[PacketItem]:
    """Return what the desk adds: all papers as one PDF, facts to copy, the log of the signing."""
    log = _signing_log(export, parts)
    together = join_with_bookmarks(
        [(one.name.removesuffix(".pdf"), one.data) for one in (*papers, *log[:1])],
        title=f"{export.file.case.title}　全部材料",
    )
    added = [PacketItem(ALL_PAPERS, together, "全部材料（打印用）", "", page_count(together))]
    if export.exit.name == COURT and export.subject:
        facts = ruling_facts(export.desk, export.file, export.subject.id, court=export.receiver)
        added.append(PacketItem(RULING_FACTS, facts, "裁定书要素", ""))
    return [*added, *log]


def _signing_log(export: _Export, parts: Sequence[Part]) -> list[PacketItem]:
    """Return the log of the signing, for people and for machines; nothing if nobody signed."""
    desk, file = export.desk, export.file
    signed = signed_papers(desk, file, parts)
    if not signed:
        return []
    names = {paper: name for name, part in numbered(parts) for paper in part.papers}
    pdf = signing_log(desk, file, signed, made_at=desk.clock.now())
    record = signing_record(desk, file, signed, names)
    return [
        PacketItem(SIGNING_LOG, pdf, "签署日志", "", page_count(pdf)),
        PacketItem(SIGNING_RECORD, record, "签署日志（数据）", ""),
    ]


def _tag_files(
    export: _Export, packet: Packet, items: Sequence[PacketItem], signer: Signer | None
) -> dict[str, bytes]:
    """Return what is made from the packet's manifest: the sheet to check it, a signature on it."""
    sheet = CheckSheet(
        receiver=export.receiver,
        digest=packet.sha256,
        files=[*_lines(items), SheetFile(CASE_FILE)],
        made_at=packet.handover.made_at,
    )
    tags = {CHECK_SHEET: check_sheet(export.desk, export.file, sheet)}
    if signer is not None:
        tags[SIGNATURE] = sign_bytes(packet.manifest, signer, at=packet.handover.made_at)
    return tags


def _lines(items: Sequence[PacketItem]) -> list[SheetFile]:
    """Return the lines of the sheet, which is one page: of many files one line for each kind."""
    if len(items) <= SHEET_LINES:
        return [SheetFile(one.name, one.pages or 0) for one in items]
    kinds = [list(several) for _title, several in groupby(items, key=lambda one: one.title)]
    return [SheetFile(_named(one), sum(item.pages or 0 for item in one), len(one)) for one in kinds]


def _named(several: Sequence[PacketItem]) -> str:
    """Return files of one kind as one name: 04 至 378_身份证明（375 个文件）."""
    first, last = several[0], several[-1]
    if first is last:
        return first.name
    places = " 至 ".join(one.name.partition("_")[0] for one in (first, last))
    return f"{places}_{first.title}（{len(several)} 个文件）"


def _handover(export: _Export) -> Handover:
    office, case = export.desk.office, export.file.case
    return Handover(
        receiver=export.receiver,
        organisation=office.name,
        title=case.title,
        number=case.number,
        made_at=export.desk.clock.now(),
        folder=case.number or str(case.id),
        contact=office.phone,
    )
