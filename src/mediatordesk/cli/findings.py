"""What is found in a Word file, for scripts and for people."""

from collections.abc import Mapping

from mediatordesk.core.texts import N_, _
from mediatordesk.documents import Area, Finding, Level

AREAS: Mapping[Area, str] = {Area.HEADER: N_("header"), Area.FOOTER: N_("footer")}
LEVELS: Mapping[Level, str] = {
    Level.ERROR: N_("mend"),
    Level.HINT: N_("may differ"),
    Level.REWRITTEN: N_("tidied"),
}


def finding_data(finding: Finding) -> dict[str, object]:
    """Return a finding for scripts: its page is a number, "header", "footer" or null."""
    area = None if finding.area is Area.BODY else finding.area
    return {
        "level": finding.level,
        "feature": finding.feature,
        "page": finding.page or area,
        "place": finding.place,
        "why": finding.why,
    }


def finding_line(finding: Finding) -> str:
    """Return a finding in one line: how bad, on which page, beside what, and why."""
    area = AREAS.get(finding.area)
    where = _("page {n}").format(n=finding.page) if finding.page else _(area) if area else ""
    place = f"“{finding.place}”" if finding.place else ""
    return " ".join(filter(None, (_(LEVELS[finding.level]), where, place, finding.why)))
