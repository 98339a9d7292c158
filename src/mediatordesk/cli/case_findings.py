"""What the checks of a pack found, for scripts and for people."""

from collections.abc import Iterable
from typing import Any

from mediatordesk.core.texts import _
from mediatordesk.forms import Finding, FoundIn
from mediatordesk.forms.facts.screening import Screening


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as scripts read it."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "why": finding.why,
        "basis": finding.basis,
        "quote": finding.quote,
        "about": finding.about,
        "clause": finding.clause and _clause_data(finding.clause),
        "points": finding.points,
        "needs_director": finding.needs_director,
        "releasable": finding.releasable,
        "released": finding.released,
        "release": finding.release,
    }


def _clause_data(clause: FoundIn) -> dict[str, Any]:
    """Return which clause a finding is about; its words stand with the agreement."""
    return {"id": clause.id, "number": clause.number, "field": clause.field}


def finding_line(finding: Finding, where: str = "") -> str:
    """Return a finding as a line for people; `where` says which clause it is about."""
    quote = f"「{finding.quote}」" if finding.quote else ""
    basis = f"（{finding.basis}）" if finding.basis else ""
    points = _("[{n} points]").format(n=finding.points) if finding.points else ""
    told = f"{finding.level.value} {finding.code} {where}{quote}{finding.why}{basis}"
    return " ".join(filter(None, (told, points, _word(finding))))


def _word(finding: Finding) -> str:
    """Return whether the director has said a word about a finding, or has to."""
    if finding.release:
        words = _("[released by {director} on {time}: {reason}]")
        one = finding.release
        return words.format(director=one.director, time=one.minute, reason=one.reason)
    return _("[needs the director's word]") if finding.awaits_director else ""


def awaiting_lines(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return in a line that the director has to speak first; nothing where no finding waits."""
    if not any(one.awaits_director for one in findings):
        return ()
    return (
        _(
            "Nothing is signed or handed over until the director has let these words stand: “case "
            "release” notes it, with a reason."
        ),
    )


def screening_data(screening: Screening) -> dict[str, Any]:
    """Return what the screening came to as scripts read it."""
    return {
        "score": screening.score,
        "threshold": screening.threshold,
        "codes": screening.codes,
        "held": screening.held,
        "released": screening.released,
    }


def screening_lines(screening: Screening) -> tuple[str, ...]:
    """Return the total of a screening as a line for people; nothing where no sign was found."""
    if not screening.codes:
        return ()
    words = _("Screening for false mediation: {score} points of {threshold} that hold a case.")
    total = words.format(score=screening.score, threshold=screening.threshold)
    if screening.released:
        return (total, _("The director has released the case."))
    return (total, _("The mediation is suspended.")) if screening.held else (total,)
