"""What the checks of a pack found, for scripts and for people."""

from typing import Any

from mediatordesk.core.texts import _
from mediatordesk.forms import Finding
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
        "points": finding.points,
        "released": finding.released,
    }


def finding_line(finding: Finding) -> str:
    """Return a finding as a line for people."""
    quote = f"「{finding.quote}」" if finding.quote else ""
    basis = f"（{finding.basis}）" if finding.basis else ""
    points = _("[{n} points]").format(n=finding.points) if finding.points else ""
    let_go = _("[released]") if finding.released else ""
    told = f"{finding.level.value} {finding.code} {quote}{finding.why}{basis}"
    return " ".join(filter(None, (told, points, let_go)))


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
