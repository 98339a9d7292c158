"""Findings: what the checks of a pack say about a case."""

from dataclasses import dataclass

from mediatordesk.forms.definitions.rules import Level


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
    released: bool = False
    """The director let the case go on in spite of it."""

    @property
    def blocks(self) -> bool:
        """Tell whether the step must not be taken (B) or the mediation stops (S)."""
        return self.level is not Level.WARN and not self.released


def blocked(findings: tuple[Finding, ...]) -> bool:
    """Tell whether one of the findings stops the step."""
    return any(one.blocks for one in findings)


def concerning(findings: tuple[Finding, ...], about: str) -> tuple[Finding, ...]:
    """Return the findings about one agreement and those about the whole case."""
    return tuple(one for one in findings if one.about in {"", about})
