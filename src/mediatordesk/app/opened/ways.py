"""Ways out as the window sees them: the actions, behind the questions of their place."""

from uuid import UUID

from mediatordesk.actions.cases.courts import choose_court, courts_for, invitation_gaps, note_court
from mediatordesk.actions.cases.eligibility import ways_of
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.asked.way_desk import AgreementWays, CourtLine, Way, WaysOut
from mediatordesk.app.opened.agreement_words import agreement_name
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.forms.checks.eligibility import COURT, Eligibility
from mediatordesk.forms.checks.jurisdiction import CourtCandidate, Jurisdiction
from mediatordesk.forms.checks.ways_out import WayOut
from mediatordesk.store import read_case_file


class OpenedWays:
    """Answers the place for ways out. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ways(self, case_id: UUID) -> WaysOut:
        """Return where each agreement of a case can go today."""
        file = read_case_file(self._desk.store, case_id)
        told = ways_of(self._desk, file)
        return WaysOut(
            self._desk.clock.today(),
            tuple(self._agreement(file, one) for one in told),
            file.elements.get("court", ""),
            tuple(one.name for one in invitation_gaps(self._desk, file)),
        )

    def note_court(self, name: str, district: str) -> Change:
        """Enter a court into the office's register. FieldMissing."""
        return note_court(self._desk, {"name": name, "area_code": district})

    def choose_court(self, case_id: UUID, agreement: UUID, court: str) -> Change:
        """Choose the court to which the application is addressed; NotCompetent."""
        file = read_case_file(self._desk.store, case_id)
        return choose_court(self._desk, file, agreement, court)

    def _agreement(self, file: CaseFile, told: Eligibility) -> AgreementWays:
        """Return where one agreement can go, with the courts if one of them may confirm it."""
        agreement = next(one for one in file.agreements if str(one.id) == told.agreement)
        confirmable = any(one.name == COURT and one.is_open for one in told.ways)
        courts = Jurisdiction()
        if confirmable:
            courts = courts_for(self._desk, file, agreement.id)
        return AgreementWays(
            agreement.id,
            agreement_name(agreement),
            tuple(_way(file, one) for one in told.ways),
            told.split.words if told.split else "",
            told.why_none,
            tuple(map(_court, courts.candidates)),
            courts.refused,
        )


def _way(file: CaseFile, way: WayOut) -> Way:
    """Return a way with the last day for it, if its period runs."""
    due = (one.due_on for one in file.periods if one.code == way.deadline and not one.met_on)
    return Way(way.title, way.is_open, way.why, way.basis, next(due, None))


def _court(one: CourtCandidate) -> CourtLine:
    """Return a court with whose place makes it competent."""
    reason = f"{one.reason}：{one.whose}" if one.whose else one.reason
    return CourtLine(one.name, reason, one.basis, one.district)
