"""Before a packet leaves: what stops it, what is missing, and how much time is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mediatordesk.actions.cases.checks import check_for, of_agreement
from mediatordesk.actions.cases.releases import Waiting, open_to_director
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.periods import Period
from mediatordesk.forms import Exit, Finding, Level, PacketItem, facts_of, packet_items


@dataclass(frozen=True)
class PeriodLeft:
    """A period that still runs: its last day, the day that is safe, and the days left."""

    code: str
    title: str
    due_on: date
    safe_on: date
    days: int
    """To the last day; negative once it is over."""
    basis: str

    @property
    def is_over(self) -> bool:
        """Tell whether the last day has passed."""
        return self.days < 0


@dataclass(frozen=True)
class Preflight:
    """What stands between an agreement (or a whole case) and a way out."""

    way: str
    title: str
    agreement: UUID | None
    """None where the case goes out as a whole."""
    items: tuple[PacketItem, ...]
    """The files of the packet in their order, each with what is missing of it."""
    blocking: tuple[Finding, ...]
    """What the checks stop, with law; the missing files are not among them."""
    warnings: tuple[Finding, ...]
    released: tuple[Finding, ...]
    """What would stop it, had the director not let it go."""
    periods: tuple[PeriodLeft, ...]
    releasable: tuple[Waiting, ...]
    """What the director can let go now: all that waits, and what is released singly."""

    @property
    def missing(self) -> tuple[PacketItem, ...]:
        """Return the files without which nothing leaves."""
        return tuple(one for one in self.items if one.missing and one.level is not Level.WARN)

    @property
    def without(self) -> tuple[PacketItem, ...]:
        """Return the files that the packet does without."""
        return tuple(one for one in self.items if one.missing and one.level is Level.WARN)

    @property
    def ready(self) -> bool:
        """Tell whether the packet can be made."""
        return not (self.blocking or self.missing)


def preflight(
    desk: Desk, file: CaseFile, way: str, agreement: UUID | None = None, receiver: str = ""
) -> Preflight:
    """Look at a case before it goes a way out; nothing is changed.

    Without an agreement it is the newest one. UnknownStage if the way is no stage, NoSuchRule if
    the pack has no such way out.
    """
    today, pack = desk.clock.today(), desk.packs.pack(file.case.pack)
    findings = check_for(desk, file, way)
    exit_ = pack.exit(way, today, receiver or file.elements.get("court", ""))
    seen = _Seen(desk, file, exit_, findings, open_to_director(desk, file))
    return seen.before(_about(file, exit_, agreement))


def preflights(
    desk: Desk, file: CaseFile, way: str, findings: tuple[Finding, ...]
) -> tuple[Preflight, ...]:
    """Return the pre-flight of each agreement of a case; none if it leads nowhere out.

    That of a way for the case as a whole is one. `findings` are those of the way's checks.
    """
    today, pack = desk.clock.today(), desk.packs.pack(file.case.pack)
    if way not in {one.name for one in pack.exits(today)}:
        return ()
    exit_ = pack.exit(way, today, file.elements.get("court", ""))
    seen = _Seen(desk, file, exit_, findings, open_to_director(desk, file))
    if exit_.each == "case":
        return (seen.before(None),)
    return tuple(seen.before(one.id) for one in file.agreements)


@dataclass(frozen=True)
class _Seen:
    """What was found before a way out, in which each agreement's own is looked up."""

    desk: Desk
    file: CaseFile
    exit: Exit
    findings: tuple[Finding, ...]
    releasable: tuple[Waiting, ...]

    def before(self, about: UUID | None) -> Preflight:
        """Return the pre-flight of one agreement, or of the whole case."""
        file, today = self.file, self.desk.clock.today()
        pack, facts = self.desk.packs.pack(file.case.pack), facts_of(file, today)
        found = of_agreement(file, self.findings, about) if about else self.findings
        own = [one for one in found if not _is_item(one, self.exit)]
        stops = tuple(one for one in own if one.blocks or one.awaits_director)
        return Preflight(
            self.exit.name,
            self.exit.title,
            about,
            packet_items(pack, facts, self.exit, agreement=str(about or ""), on=today),
            stops,
            tuple(one for one in own if one not in stops and one.level is Level.WARN),
            tuple(one for one in own if one.released),
            tuple(_left(file.periods, about, today)),
            self.releasable,
        )


def _about(file: CaseFile, exit_: Exit, agreement: UUID | None) -> UUID | None:
    """Return the agreement that goes out; None for the whole case, or while there is none."""
    if exit_.each == "case":
        return None
    if agreement is not None:
        return file.agreement(agreement).id
    return file.agreements[-1].id if file.agreements else None


def _is_item(finding: Finding, exit_: Exit) -> bool:
    """Tell whether a finding only says that a file of the packet is missing."""
    return finding.code in {one.code for one in exit_.items}


def _left(periods: Sequence[Period], about: UUID | None, today: date) -> Iterable[PeriodLeft]:
    """Yield the periods that run for an agreement, the one that ends first before the others."""
    running = [one for one in periods if one.met_on is None and one.about in {about, None}]
    for one in sorted(running, key=lambda period: period.due_on):
        days = (one.due_on - today).days
        yield PeriodLeft(
            one.code, one.title, one.due_on, one.safe_on or one.due_on, days, one.basis
        )
