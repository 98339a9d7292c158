"""What is found in a Word file, for scripts and for people."""

from collections.abc import Mapping

from mediatordesk.core.texts import N_, _
from mediatordesk.documents import Area, Finding

AREAS: Mapping[Area, str] = {Area.HEADER: N_("header"), Area.FOOTER: N_("footer")}


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
    where = _("page {n}").format(n=finding.page) if finding.page else ""
    where = where or _(AREAS.get(finding.area, ""))
    place = f"“{finding.place}”" if finding.place else ""
    return " ".join(filter(None, (finding.level, where, place, finding.why)))
