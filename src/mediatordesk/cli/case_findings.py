"""What the checks of a pack found, for scripts and for people."""

from typing import Any

from mediatordesk.forms import Finding


def finding_data(finding: Finding) -> dict[str, Any]:
    """Return a finding as scripts read it."""
    return {
        "code": finding.code,
        "level": finding.level.value,
        "why": finding.why,
        "basis": finding.basis,
        "quote": finding.quote,
        "about": finding.about,
    }


def finding_line(finding: Finding) -> str:
    """Return a finding as a line for people."""
    quote = f"「{finding.quote}」" if finding.quote else ""
    basis = f"（{finding.basis}）" if finding.basis else ""
    return f"{finding.level.value} {finding.code} {quote}{finding.why}{basis}"
