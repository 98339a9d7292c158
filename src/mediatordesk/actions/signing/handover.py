"""Handing a case over: the packet for a court, made of what was signed and what was handed in."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.checks import require_free
from mediatordesk.actions.cases.periods import met_periods
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, blob_of, bytes_of
from mediatordesk.actions.files.saved_files import best_blob
from mediatordesk.core.agreements import MediationAgreement, Obligation
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import TimeFlag
from mediatordesk.core.errors import DeskError
from mediatordesk.core.file_names import shown_name
from mediatordesk.core.money import yuan
from mediatordesk.core.papers import Attachment
from mediatordesk.core.parties import Party
from mediatordesk.core.records import value_of
from mediatordesk.core.texts import N_
from mediatordesk.documents import join_pdfs, picture_page
from mediatordesk.documents.errors import UnreadablePicture
from mediatordesk.forms import Level, facts_of, packet_items
from mediatordesk.forms import PacketItem as Wanted
from mediatordesk.packets import Handover, Packet, PacketItem, assemble, file_name

PICTURES = {"image/jpeg", "image/png", "image/tiff"}
"""Kinds of pictures that are kept; of others there is a working copy."""
ENTERED_LATER = "补录"
"""Said of what happened on paper and was entered later: its time was typed by a person."""


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


class NotPrintable(DeskError):
    """A packet wants a file as pages that has none: sound, video, an office document."""

    happened = N_("The packet was not made: {name} cannot be printed as a page.")
    kept = N_("The case and its papers are as they were; no file was written.")
    to_do = N_("Add it as a PDF or a picture, and void this file.")


@dataclass(frozen=True)
class Exported:
    """A packet that was made, its files by name, and what it does without (a warning each)."""

    packet: Packet
    data: bytes
    papers: tuple[str, ...]
    without: tuple[str, ...]
    agreement: UUID


def export_packet(
    desk: Desk, file: CaseFile, way: str, *, receiver: str = "", agreement: UUID | None = None
) -> Exported:
    """Make the packet for a way out: what people signed goes in as it was signed.

    Stopped if a check forbids it (a mixed agreement, SW11), NotReady if a paper is missing.
    """
    today, subject = desk.clock.today(), _subject(file, agreement)
    if way == "court":
        receiver = receiver or file.elements.get("court", "")
    require_free(desk, file, way, about=subject.id)
    pack = desk.packs.pack(file.case.pack)
    exit_ = pack.exit(way, today, receiver)
    facts = facts_of(file, today)
    wanted = packet_items(pack, facts, exit_, agreement=str(subject.id), on=today)
    _require_all(wanted, receiver or exit_.title)
    ready = [one for one in wanted if not one.missing]
    items = [_item(desk, file, n, one) for n, one in enumerate(ready, 1)]
    told = case_facts(file, subject, today) | {"entered_later": _entered_later(desk, file)}
    packet = assemble(items, told, _handover(desk, file, receiver or way))
    without = tuple(name for one in wanted for name in one.missing)
    names = tuple(one.name for one in items)
    return Exported(packet, packet.zipped(), names, without, subject.id)


def note_handed_over(desk: Desk, file: CaseFile, way: str, made: Exported) -> None:
    """Note that a packet has left the desk: the period to apply in is met."""
    if way == "court":
        today = desk.clock.today()
        met = met_periods(desk, file, "confirmation_applied", today, about=made.agreement)
        if met:
            desk.commit(met)


def _require_all(wanted: Sequence[Wanted], receiver: str) -> None:
    """Raise NotReady with each required paper that is missing and the law that asks for it."""
    lacking = [
        f"{name}（{one.basis}）" if one.basis else name
        for one in wanted
        if one.level is not Level.WARN
        for name in one.missing
    ]
    if lacking:
        raise NotReady(receiver=receiver, why="、".join(lacking))


def case_facts(file: CaseFile, agreement: MediationAgreement, today: date) -> dict[str, Any]:
    """Return what the receiver's own system may read of the case: no notes, no minutes."""
    return {
        "number": file.case.number,
        "title": file.case.title,
        "organisation": file.case.committee or file.office.name,
        "mediator": file.case.mediator,
        "parties": [_party_facts(party) for party in file.parties],
        "agreement": {
            "number": agreement.number,
            "agreed_on": value_of(agreement.agreed_on),
            "effective_on": value_of(agreement.effective_on),
            "clauses": [one.text for one in file.clauses_of(agreement.id)],
            "obligations": [
                {
                    "obligor": file.party(one.obligor_id).name,
                    "obligee": file.party(one.obligee_id).name,
                    "amount": None if one.amount is None else yuan(one.amount).replace(",", ""),
                    "action": one.action,
                    "due_on": value_of(one.due_on),
                    "performed": [
                        {"on": value_of(done.performed_on), "proof": done.proof}
                        for done in file.performances_of(one.id)
                    ],
                    "state": performance_state(file, one, today),
                }
                for one in file.obligations_of(agreement.id)
            ],
        },
        "last_day": [
            {"code": one.code, "due_on": value_of(one.due_on), "safe_on": value_of(one.safe_on)}
            for one in file.periods
            if one.about == agreement.id
        ],
    }


def performance_state(file: CaseFile, owed: Obligation, today: date) -> str:
    """Return how far an obligation is performed on a day; a payment that is due says 未付."""
    done = file.performances_of(owed.id)
    paid = sum(one.amount or 0 for one in done)
    if done and (owed.amount is None or paid >= owed.amount):
        return "已履行" if owed.amount is None else "已付"
    if owed.due_on is None or owed.due_on >= today:
        return "未到期"
    if owed.amount is None:
        return "未履行"
    return "部分未付" if paid else "未付"


def _entered_later(desk: Desk, file: CaseFile) -> list[dict[str, str]]:
    """Return when something was entered under a time that was typed (补录), oldest first."""
    typed = (
        one.moment.isoformat(timespec="minutes")
        for one in desk.store.changes_of(file.case.id)
        if one.flag is TimeFlag.TYPED
    )
    return [{"at": at, "remark": ENTERED_LATER} for at in dict.fromkeys(typed)]


def _party_facts(party: Party) -> dict[str, Any]:
    names = (
        "role", "kind", "name", "sex", "ethnicity", "birth_date", "id_kind", "id_number",
        "address", "phone", "legal_representative", "service_address",
    )  # fmt: skip
    return {name: value_of(getattr(party, name)) for name in names}


def _subject(file: CaseFile, agreement: UUID | None) -> MediationAgreement:
    if agreement is not None:
        return file.agreement(agreement)
    if not file.agreements:
        raise NoAgreement
    return file.agreements[-1]


def _item(desk: Desk, file: CaseFile, position: int, wanted: Wanted) -> PacketItem:
    """Return one file of the packet; its number is its place among those that are there."""
    pdfs = [
        pdf for source in wanted.sources for pdf in _pdfs_of(desk, file, source, UUID(wanted.about))
    ]
    # A single PDF goes in byte for byte: joining would break the signatures on it.
    data = pdfs[0] if len(pdfs) == 1 else join_pdfs(pdfs, title=wanted.title)
    name = file_name(position, wanted.file_stem.partition("_")[2])
    return PacketItem(name, data, wanted.title, wanted.code)


def _pdfs_of(desk: Desk, file: CaseFile, source: str, about: UUID) -> list[bytes]:
    """Return what a source names as PDF: the newest paper about a thing, or all that is handed in.

    An identity card has two sides, and so two files. NotPrintable.
    """
    sort, _, kind = source.partition("/")
    if sort == "paper":
        paper = file.newest_paper(kind, about) or file.newest_paper(kind)
        assert paper is not None  # noqa: S101 - packet_items has found it
        return [bytes_of(desk, file.case.id, paper.sealed_sha256 or paper.pdf_sha256)]
    handed_in = [one for one in file.attachments if one.kind == kind]
    return [_printed(desk, one) for one in handed_in if one.party_id in {about, None}]


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


def _handover(desk: Desk, file: CaseFile, receiver: str) -> Handover:
    return Handover(
        receiver=receiver,
        organisation=desk.office.name,
        title=file.case.title,
        number=file.case.number,
        made_at=desk.clock.now(),
        folder=file.case.number or str(file.case.id),
        contact=desk.office.phone,
    )
