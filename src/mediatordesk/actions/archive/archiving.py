"""Archiving (归档): the file is complete, bound as it stands, and the case is closed for good.

What is bound never changes. What comes later, such as the court's ruling or a payment, is entered
as before; the file is then bound again, and the older one stays.
"""

from dataclasses import replace
from uuid import UUID

from mediatordesk.actions.archive.binding import bind_file, newest_bound
from mediatordesk.actions.archive.completeness import archive_findings
from mediatordesk.actions.cases.entered_parts import Data
from mediatordesk.actions.cases.steps import FileIncomplete, do_step, entered_case
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.file_pages import COVER
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import Change
from mediatordesk.core.records import changed
from mediatordesk.forms import blocked, facts_of
from mediatordesk.forms.language import language
from mediatordesk.store import read_case_file

ARCHIVE = "archive"


def take_step(desk: Desk, case_id: UUID, step: str, data: Data) -> Change:
    """Take one step of a case, as `do_step`; into the archive it goes bound."""
    if step != ARCHIVE:
        return do_step(desk, case_id, step, data)
    return archive_case(desk, read_case_file(desk.store, case_id), data)


def archive_case(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Bind the file of a closed case, unless it is bound as it stands, and archive the case.

    WrongStep for a case that is not closed, FileIncomplete with all that an inspector would send
    back. A case whose file needs no cover, such as one settled orally, is bound without one.
    """
    file.case.moved(CaseStatus.ARCHIVED)
    findings = archive_findings(desk, file)
    if blocked(findings):
        why = dict.fromkeys(f"{one.why}{_quoted(one.quote)}" for one in findings if one.blocks)
        raise FileIncomplete(why="；".join(why))
    case = entered_case(file.case, data)
    if case != file.case:
        desk.commit([changed(file.case, case)])
        file = replace(file, case=case)
    if newest_bound(desk, file) is None:
        bind_file(desk, file, framed=needs_cover(desk, file))
    return do_step(desk, file.case.id, ARCHIVE, {})


def needs_cover(desk: Desk, file: CaseFile) -> bool:
    """Tell whether the file of a case must have a cover, and so an index and the rest."""
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    readable = language.readable(pack.with_elements(facts_of(file, today)))
    return language.holds(pack.paper(COVER, today).must_when, readable)


def _quoted(quote: str) -> str:
    return f"（{quote}）" if quote else ""
