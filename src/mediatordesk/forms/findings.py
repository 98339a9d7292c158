"""Findings: what the checks of a pack say about a case."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediatordesk.forms.definitions.rules import Level


@dataclass(frozen=True)
class FoundIn:
    """The clause that a finding is about, in the words in which it was looked at."""

    id: str
    """Of the clause; of the agreement for words that stand beside its clauses."""
    number: int
    """Its place in the agreement, from 1; 0 beside the clauses."""
    text: str
    field: str = ""
    """Which words beside the clauses: performance, responsibility."""


@dataclass(frozen=True)
class Released:
    """Who let a finding go, when (to the minute, ISO), and why."""

    director: str
    at: str
    reason: str

    @property
    def minute(self) -> str:
        """Return when, as people read it: 2024-06-12 10:40."""
        return self.at[:16].replace("T", " ")


@dataclass(frozen=True)
class Finding:
    """What a check found, why it matters, on what basis in law, and the words it is about.

    `about` is the id (as text) of the agreement, or of the party, that the finding concerns; empty
    where it concerns the whole case.
    """

    code: str
    level: Level
    why: str
    basis: str = ""
    quote: str = ""
    about: str = ""
    local: bool = False
    points: int = 0
    """Of a sign of false mediation: what it counts in the total (domain.md 7.6)."""
    clause: FoundIn | None = None
    needs_director: bool = False
    """The words may stand once the director has said so (domain.md 13)."""
    release: Released | None = None
    """The director let the case, or these words, go on in spite of it."""
    releasable: bool = False
    """It stops, and the director can let this one go, with a reason."""

    @property
    def released(self) -> bool:
        """Tell whether the director let it go."""
        return self.release is not None

    @property
    def blocks(self) -> bool:
        """Tell whether the step must not be taken (B) or the mediation stops (S)."""
        return self.level is not Level.WARN and not self.released

    @property
    def subject(self) -> tuple[str, str]:
        """What a single release is about: the id of a clause, agreement or party, and its words."""
        return (self.clause.id, self.clause.text) if self.clause else (self.about, self.quote)

    @property
    def awaits_director(self) -> bool:
        """Tell whether its words still need the director's word."""
        return self.needs_director and not self.released


def blocked(findings: Iterable[Finding]) -> bool:
    """Tell whether one of the findings stops the step, by itself or until the director spoke."""
    return any(one.blocks or one.awaits_director for one in findings)


def concerning(findings: tuple[Finding, ...], *about: str) -> tuple[Finding, ...]:
    """Return the findings about an agreement (or what else is named) and about the whole case."""
    return tuple(one for one in findings if one.about in {"", *about})
