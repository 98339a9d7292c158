"""Whether a case's papers are fit to be handed over: what the receiver asks against what is there.

What a receiver asks (the slots) is data of the pack, with its law; here are only the rules of
comparing. Levels are those of the checks: B blocks the export, W warns.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from mediatordesk.core.texts import N_, _
from mediatordesk.packets.packet import file_name

Level = Literal["B", "W"]

WORDS = {
    "missing": N_("{title} is missing."),
    "unsigned": N_("{title} is not there as it was signed."),
    "doubled": N_("{title} is there {count} times."),
    "unasked": N_("{title} is not among the papers that this receiver asks for."),
}


@dataclass(frozen=True)
class Slot:
    """One paper that a receiver asks for: the paper's kind, and of whom if each person has one.

    `level` says what its absence does: B blocks, W warns, None nothing. With `signed`, only what
    was signed goes in: a sealed PDF or the matched scan of the signed paper.
    """

    code: str
    title: str
    basis: str  # the law or the court's practice that asks for it
    level: Level | None = "B"
    person: str = ""
    signed: bool = False
    name: str = ""  # the plain file name without number; by default the title and the person

    @property
    def label(self) -> str:
        """Return the title as people say it, with the person it is of."""
        return f"{self.title}（{self.person}）" if self.person else self.title


@dataclass(frozen=True)
class PacketProfile:
    """What one kind of receiver asks for, in the order it expects."""

    code: str  # court, notary, administrator, abroad, archive
    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True)
class PaperAtHand:
    """A paper of the case: its kind, whose it is, and whether it is there as it was signed."""

    code: str
    title: str
    person: str = ""
    signed: bool = False
    suffix: str = ".pdf"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with the papers, as `case check` shows it."""

    code: str
    level: Level
    why: str
    basis: str
    paper: str  # the paper's kind


@dataclass(frozen=True)
class Preflight:
    """What was found, and the papers that go into the packet with their plain names, in order."""

    findings: tuple[Finding, ...]
    entries: tuple[tuple[str, PaperAtHand], ...]

    @property
    def blocked(self) -> bool:
        """Say whether the packet must not be made."""
        return any(finding.level == "B" for finding in self.findings)


def check(profile: PacketProfile, papers: Sequence[PaperAtHand]) -> Preflight:
    """Compare the papers at hand with what the receiver asks for."""
    asked = {(slot.code, slot.person) for slot in profile.slots}
    findings = [finding for slot in profile.slots for finding in _slot_findings(slot, papers)]
    findings += [_unasked(paper) for paper in papers if (paper.code, paper.person) not in asked]
    return Preflight(tuple(findings), tuple(_entries(profile, papers)))


def _fitting(slot: Slot, papers: Sequence[PaperAtHand]) -> list[PaperAtHand]:
    return [one for one in papers if (one.code, one.person) == (slot.code, slot.person)]


def _slot_findings(slot: Slot, papers: Sequence[PaperAtHand]) -> Iterator[Finding]:
    there = _fitting(slot, papers)
    if not there and slot.level:
        yield _finding("missing", slot.level, slot)
    if slot.signed and any(not paper.signed for paper in there):
        yield _finding("unsigned", "B", slot)
    if len(there) > 1:
        yield _finding("doubled", "B", slot, count=len(there))


def _finding(code: str, level: Level, slot: Slot, *, count: int = 0) -> Finding:
    why = _(WORDS[code]).format(title=slot.label, count=count)
    return Finding(code, level, why, slot.basis, slot.code)


def _unasked(paper: PaperAtHand) -> Finding:
    """Stop what the receiver does not need: minutes, private notes (个人信息保护法 6)."""
    why = _(WORDS["unasked"]).format(title=paper.title)
    return Finding("unasked", "B", why, "个人信息保护法第六条", paper.code)


def _entries(
    profile: PacketProfile, papers: Sequence[PaperAtHand]
) -> Iterator[tuple[str, PaperAtHand]]:
    """Give each paper a plain name, numbered in the order that the receiver expects."""
    there = [(slot, paper) for slot in profile.slots for paper in _fitting(slot, papers)]
    twice = Counter((slot.code, slot.title) for slot, _paper in there)
    for position, (slot, paper) in enumerate(there, start=1):
        title = slot.name or (slot.label if twice[slot.code, slot.title] > 1 else slot.title)
        yield file_name(position, title, paper.suffix), paper
