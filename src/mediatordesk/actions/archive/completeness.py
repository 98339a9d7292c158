"""Is the file of a case complete? What an inspector would send back, before one does.

The pack's own checks say which papers must be there and what they must say (B stops archiving).
Codes of what is looked at beside them:
K01 not signed · K02 no seal, no fingerprint · K03 pages of a scan · K04 older than the case ·
K05 days out of order · K06 no number · K07 no record of a session, a visit, a service ·
K08 no receipt · K09 no visit · K11 a file that is no page, or cannot be read · K12 a file that
acts · K13 other pages than listed · K14 an empty field · K15 changed since it was bound.
"""

from mediatordesk.actions.archive.content_findings import content_findings
from mediatordesk.actions.archive.date_findings import date_findings
from mediatordesk.actions.archive.file_views import FileView
from mediatordesk.actions.archive.signing_findings import signing_findings
from mediatordesk.actions.cases.checks import check_case
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.file_pages import FRAME
from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms import Finding, Stage

SIGNING = "A03"
"""The pack's own check of the signatures on an agreement: what it says is not said again."""


def archive_findings(desk: Desk, file: CaseFile) -> tuple[Finding, ...]:
    """Return what is not in order in the file of a case, heaviest first.

    Cover, index and the rest are not missed: binding makes them.
    """
    return findings_of(FileView.of(desk, file))


def findings_of(view: FileView) -> tuple[Finding, ...]:
    """Return the same of a file that has been looked through."""
    found = check_case(view.desk, view.file, Stage.ARCHIVE)
    by_pack = [one for one in found if one.code not in FRAME]
    said = {one.about for one in by_pack if one.code == SIGNING}
    signing = [
        one
        for one in signing_findings(view)
        if not (one.code in {"K01", "K02"} and one.blocks and one.about in said)
    ]
    every = [*by_pack, *signing, *date_findings(view), *content_findings(view)]
    return tuple(sorted(dict.fromkeys(every), key=lambda one: "SBW".index(one.level.value)))
