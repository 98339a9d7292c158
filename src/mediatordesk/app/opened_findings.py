"""What the checks find, as the window sees it: the actions, behind the questions of its place."""

from collections.abc import Mapping
from uuid import UUID

from mediatordesk.actions.cases.checks import check_case, screening_before
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.finding_desk import (
    Before,
    Checked,
    CheckedAgreement,
    CheckedClause,
    ShownFinding,
    Weight,
)
from mediatordesk.core.agreements import AgreementForm, Clause, MediationAgreement
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.texts import _
from mediatordesk.forms import Finding
from mediatordesk.store import read_case_file


class OpenedFindings:
    """Answers the place for agreements. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def checked(self, case_id: UUID, before: Before) -> Checked:
        """Return what the checks of a case's pack find before a step."""
        file = read_case_file(self._desk.store, case_id)
        findings = check_case(self._desk, file, before.value)
        names = _names(file)
        beside = {
            clause.id: [one for one in findings if _quotes(one, clause)] for clause in file.clauses
        }
        told = {one for several in beside.values() for one in several}
        screening = screening_before(self._desk, file, findings)
        return Checked(
            before,
            tuple(_agreement(file, one, beside, names) for one in file.agreements),
            tuple(_shown(one, names) for one in findings if one not in told),
            screening.score,
            screening.threshold,
        )


def _quotes(finding: Finding, clause: Clause) -> bool:
    """Tell whether a finding is about words of a clause."""
    of_agreement = finding.about == str(clause.agreement_id)
    return of_agreement and bool(finding.quote) and finding.quote in clause.text


def _agreement(
    file: CaseFile,
    agreement: MediationAgreement,
    beside: Mapping[UUID, list[Finding]],
    names: Mapping[str, str],
) -> CheckedAgreement:
    """Return an agreement with what was found in its clauses."""
    clauses = tuple(
        CheckedClause(
            number,
            clause.text,
            tuple(_shown(one, names) for one in dict.fromkeys(beside[clause.id])),
        )
        for number, clause in enumerate(file.clauses_of(agreement.id), 1)
    )
    return CheckedAgreement(agreement.id, names[str(agreement.id)], clauses)


def _shown(finding: Finding, names: Mapping[str, str]) -> ShownFinding:
    """Return a finding as it is shown."""
    return ShownFinding(
        finding.code,
        Weight(finding.level.value),
        finding.why,
        finding.basis,
        finding.quote,
        names.get(finding.about, ""),
        finding.local,
        finding.released,
    )


def _names(file: CaseFile) -> dict[str, str]:
    """Return what agreements and parties are called, by their ids."""
    agreements = {
        str(one.id): " ".join(filter(None, (_form(one), one.number))) for one in file.agreements
    }
    return agreements | {str(one.id): one.name for one in file.parties}


def _form(agreement: MediationAgreement) -> str:
    oral = agreement.form is AgreementForm.ORAL
    return _("oral agreement") if oral else _("written agreement")
