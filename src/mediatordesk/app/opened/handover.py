"""Handing over as the window sees it: the actions, behind the questions of its place."""

from pathlib import Path
from uuid import UUID

from mediatordesk.actions.cases.eligibility import ways_of
from mediatordesk.actions.cases.preflight import preflight
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.handover.exports import export_packet, packet_parts
from mediatordesk.actions.handover.handovers import note_handed_over, note_receipt
from mediatordesk.actions.handover.packet_papers import Part
from mediatordesk.actions.handover.received_answers import note_answer
from mediatordesk.app.asked.handover_desk import (
    AnswerTold,
    Due,
    HandoverStand,
    MadePacket,
    PacketLine,
    Preflight,
    Receipt,
    Target,
)
from mediatordesk.app.opened.agreement_words import agreement_name
from mediatordesk.app.opened.findings import shown_finding, things_by_name
from mediatordesk.app.opened.typed_days import day_told
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.keys.durable import write_durably
from mediatordesk.store import read_case_file


class OpenedHandover:
    """Answers the place for handing over. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def stand(self, case_id: UUID) -> HandoverStand:
        """Return where a case can be handed over, and what was."""
        file = self._file(case_id)
        names = {str(one.id): agreement_name(one) for one in file.agreements}
        targets = tuple(
            Target(
                way.name,
                UUID(told.agreement),
                way.title,
                names[told.agreement] if len(names) > 1 else "",
                way.is_open,
                way.why,
                way.basis,
            )
            for told in ways_of(self._desk, file)
            for way in told.ways
        )
        today, pack = self._desk.clock.today(), self._desk.packs.pack(file.case.pack)
        whole = tuple(
            Target(one.name, None, one.title) for one in pack.exits(today) if one.each == "case"
        )
        return HandoverStand(
            today,
            tuple(sorted((*targets, *whole), key=lambda one: not one.is_open)),
            file.handovers,
            file.answers,
        )

    def preflight(self, case_id: UUID, target: Target, receiver: str) -> Preflight:
        """Return what stands in the way of a packet."""
        desk, file = self._desk, self._file(case_id)
        receiver = receiver or _receiver(file, target.way)
        seen = preflight(desk, file, target.way, target.agreement, receiver)
        names, about = things_by_name(file), target.agreement
        parts = packet_parts(desk, file, target.way, receiver=receiver, agreement=about)
        return Preflight(
            target,
            receiver,
            tuple(
                shown_finding(one, names)
                for one in (*seen.blocking, *seen.warnings, *seen.released)
            ),
            tuple(map(_line, parts)),
            tuple(Due(one.title, one.due_on) for one in seen.periods),
            desk.clock.today(),
        )

    def export(self, case_id: UUID, target: Target, receiver: str, to: Path) -> MadePacket:
        """Make a packet and write it to a file; a DeskError says why not."""
        file = self._file(case_id)
        made = export_packet(
            self._desk, file, target.way, receiver=receiver, agreement=target.agreement
        )
        write_durably(to, made.data)
        note_handed_over(self._desk, self._file(case_id), target.way, made)
        return MadePacket(
            to, made.packet.sha256, made.files, made.without, self._newest_change(case_id)
        )

    def note_receipt(self, case_id: UUID, receipt: Receipt) -> Change | None:
        """Note who received a packet; a DeskError says why not."""
        file = self._file(case_id)
        return note_receipt(
            self._desk,
            file,
            _number(file, receipt.handover),
            by=receipt.by,
            on=day_told(receipt.on, self._desk.clock.today()),
            means=receipt.means,
            scan=receipt.scan,
        )

    def note_answer(self, case_id: UUID, answer: AnswerTold) -> Change | None:
        """Note what the receiver answered; a DeskError says why not."""
        file, today = self._file(case_id), self._desk.clock.today()
        handed = next(one for one in file.handovers if one.id == answer.handover)
        days = {
            "decided_on": answer.decided_on,
            "received_on": answer.received_on,
            "due_on": answer.due_on,
        }
        told = {
            "packet": handed.sha256,
            "outcome": answer.outcome.value,
            "number": answer.number,
            "reason": answer.reason,
            "document": answer.document.name if answer.document else "",
            **{name: day_told(text, today).isoformat() for name, text in days.items() if text},
        }
        beside = answer.document.parent if answer.document else None
        return note_answer(self._desk, file, told, beside=beside).change

    def _file(self, case_id: UUID) -> CaseFile:
        return read_case_file(self._desk.store, case_id)

    def _newest_change(self, case_id: UUID) -> Change:
        return self._desk.store.changes_of(case_id)[-1]


def _receiver(file: CaseFile, way: str) -> str:
    """Return who receives a packet unless another one is typed: of the court the one chosen."""
    return file.elements.get("court", "") if way == "court" else ""


def _number(file: CaseFile, handover: UUID) -> int:
    """Return which packet of the case it is, from 1."""
    return next(n for n, one in enumerate(file.handovers, 1) if one.id == handover)


def _line(part: Part) -> PacketLine:
    """Return one file of a packet as it is shown; the judge's table is made with the packet."""
    missing = () if part.wanted.overview else part.missing
    return PacketLine(part.wanted.title, missing, bool(missing) and part.blocks, part.wanted.basis)
