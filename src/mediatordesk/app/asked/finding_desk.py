"""What the place for agreements asks of the desk. Every call runs in the database thread."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from mediatordesk.core.changes import Change


class Weight(StrEnum):
    """How much a finding weighs; the letters are those of packs."""

    STOP = "S"
    """The mediation stops."""
    BLOCK = "B"
    """The step must not be taken."""
    WARN = "W"


class Before(StrEnum):
    """The step before which a case is looked at; the names are those of packs."""

    SIGN = "sign"
    COURT = "court"
    ARCHIVE = "archive"


@dataclass(frozen=True)
class ShownFinding:
    """What a check found: why it matters, the words it quotes, the law it rests on."""

    code: str
    weight: Weight
    why: str
    basis: str = ""
    quote: str = ""
    about: str = ""
    """The agreement or the party that it concerns, by name."""
    local: bool = False
    """No national rule fixes it (本地规则待核)."""
    needs_director: bool = False
    """Its words may stand once the director has said so."""
    release: str = ""
    """Who let it go, when and why, once the director did."""

    @property
    def released(self) -> bool:
        """Tell whether the director let it go."""
        return bool(self.release)

    @property
    def awaits_director(self) -> bool:
        """Tell whether its words still need the director's word."""
        return self.needs_director and not self.released


@dataclass(frozen=True)
class CheckedClause:
    """A clause with the findings about it; number 0 is what an agreement promises beside them."""

    number: int
    text: str
    findings: tuple[ShownFinding, ...] = ()
    field: str = ""
    """What it is called beside the clauses: how it is performed, responsibility."""


@dataclass(frozen=True)
class Unread:
    """What waits for the director: the words of a clause, or the signs that hold the case."""

    codes: tuple[str, ...]
    heading: str
    about: UUID | None
    words: str


@dataclass(frozen=True)
class CheckedAgreement:
    """An agreement with its clauses."""

    id: UUID
    heading: str
    clauses: tuple[CheckedClause, ...]


@dataclass(frozen=True)
class Checked:
    """What the checks before a step found: beside the clauses, and about the whole case."""

    before: Before
    agreements: tuple[CheckedAgreement, ...] = ()
    whole: tuple[ShownFinding, ...] = ()
    score: int = 0
    """Points of the signs of false mediation, and how many hold a case."""
    threshold: int = 0
    unread: tuple[Unread, ...] = ()
    director: str = ""
    """The office's director, if the office has named one."""

    @property
    def findings(self) -> tuple[ShownFinding, ...]:
        """Return all findings."""
        beside = (
            one for agreement in self.agreements for clause in agreement.clauses
            for one in clause.findings
        )  # fmt: skip
        return (*beside, *self.whole)

    @property
    def stops(self) -> int:
        """Return how many findings stop the step."""
        return sum(
            one.weight is not Weight.WARN and not one.released
            for one in dict.fromkeys(self.findings)
        )

    @property
    def awaiting(self) -> int:
        """Return in how many places words wait for the director before this step."""
        return sum(
            any(one.awaits_director for one in clause.findings)
            for agreement in self.agreements
            for clause in agreement.clauses
        )


class FindingDesk(Protocol):
    """The desk as the place for agreements sees it."""

    def checked(self, case_id: UUID, before: Before) -> Checked:
        """Return what the checks of a case's pack find before a step."""

    def release(
        self, case_id: UUID, unread: tuple[Unread, ...], director: str, reason: str
    ) -> Change:
        """Note that the director let go what was read; NoLongerSo if it is another thing now."""
