"""What the place for handing over asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.app.asked.finding_desk import ShownFinding, Weight
from mediatordesk.core.changes import Change
from mediatordesk.core.handovers import AnswerOutcome, Handover, ReceiverAnswer


@dataclass(frozen=True)
class Target:
    """A way out of the pack for an agreement, or for the case: open, or closed and why."""

    way: str
    agreement: UUID | None
    """None where the case goes that way as a whole: the archive."""
    title: str
    heading: str = ""
    """Which agreement, where the case has several."""
    is_open: bool = True
    why: str = ""
    basis: str = ""


@dataclass(frozen=True)
class PacketLine:
    """One file of a packet: there, or what is missing of it, and the law that asks for it."""

    title: str
    missing: tuple[str, ...] = ()
    blocks: bool = False
    """The packet cannot go out without it."""
    basis: str = ""


@dataclass(frozen=True)
class Due:
    """A period that still runs, and its last day."""

    title: str
    due_on: date


@dataclass(frozen=True)
class Preflight:
    """What stands in the way of a packet, looked at before it is made."""

    target: Target
    receiver: str
    findings: tuple[ShownFinding, ...] = ()
    lines: tuple[PacketLine, ...] = ()

    periods: tuple[Due, ...] = ()
    today: date = date.min

    @property
    def is_closed(self) -> bool:
        """Tell whether the way is closed, and no finding says why."""
        return not self.target.is_open and not any(map(_stops, self.findings))

    @property
    def stops(self) -> int:
        """Return how many things stop the packet."""
        found = sum(map(_stops, self.findings))
        return found + sum(one.blocks for one in self.lines) + self.is_closed


def _stops(finding: ShownFinding) -> bool:
    """Tell whether a finding stops a packet: the director has not let it go."""
    return finding.awaits_director or (finding.weight is not Weight.WARN and not finding.released)


@dataclass(frozen=True)
class HandoverStand:
    """Where the agreements of a case can be handed over, and what was handed over."""

    today: date = date.min
    targets: tuple[Target, ...] = ()
    handed: tuple[Handover, ...] = ()
    answers: tuple[ReceiverAnswer, ...] = ()


@dataclass(frozen=True)
class MadePacket:
    """A packet that was written to a file."""

    file: Path
    sha256: str
    files: tuple[str, ...]
    without: tuple[str, ...]
    change: Change


@dataclass(frozen=True)
class Receipt:
    """Who received a packet, on which day and how, as it was typed."""

    handover: UUID
    by: str
    on: str
    means: str = ""
    scan: Path | None = None


@dataclass(frozen=True)
class AnswerTold:
    """What the receiver answered, as it was typed."""

    handover: UUID
    outcome: AnswerOutcome
    number: str = ""
    decided_on: str = ""
    received_on: str = ""
    reason: str = ""
    due_on: str = ""
    document: Path | None = None


class HandoverDesk(Protocol):
    """The desk as the place for handing over sees it."""

    def stand(self, case_id: UUID) -> HandoverStand:
        """Return where a case can be handed over, and what was."""

    def preflight(self, case_id: UUID, target: Target, receiver: str) -> Preflight:
        """Return what stands in the way of a packet."""

    def export(self, case_id: UUID, target: Target, receiver: str, to: Path) -> MadePacket:
        """Make a packet and write it to a file; a DeskError says why not."""

    def note_receipt(self, case_id: UUID, receipt: Receipt) -> Change | None:
        """Note who received a packet; a DeskError says why not."""

    def note_answer(self, case_id: UUID, answer: AnswerTold) -> Change | None:
        """Note what the receiver answered; a DeskError says why not."""
