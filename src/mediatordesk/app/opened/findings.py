"""What the checks find, as the window sees it: the actions, behind the questions of its place."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from mediatordesk.actions.cases.checks import check_case, screening_before
from mediatordesk.actions.cases.releases import Waiting, release_case, waiting_for_director
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.app.asked.finding_desk import (
    Before,
    Checked,
    CheckedAgreement,
    CheckedClause,
    ShownFinding,
    Unread,
    Weight,
)
from mediatordesk.core.agreements import AgreementForm, Clause, MediationAgreement
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.field_words import field_word
from mediatordesk.core.texts import _
from mediatordesk.forms import Finding, Released
from mediatordesk.store import read_case_file


class OpenedFindings:
    """Answers the place for agreements. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def checked(self, case_id: UUID, before: Before) -> Checked:
        """Return what the checks of a case's pack find before a step."""
        file = read_case_file(self._desk.store, case_id)
        findings = check_case(self._desk, file, before.value)
        names = things_by_name(file)
        screening = screening_before(self._desk, file, findings)
        agreements = [_agreement(file, one, findings, names) for one in file.agreements]
        unread = waiting_for_director(self._desk, file)
        return Checked(
            before,
            tuple(agreements),
            tuple(shown_finding(one, names) for one in findings if not _beside(file, one)),
            screening.score,
            screening.threshold,
            tuple(Unread(one.codes, one.heading, one.about, one.words) for one in unread),
            self._desk.office.director,
        )

    def release(
        self, case_id: UUID, unread: tuple[Unread, ...], director: str, reason: str
    ) -> Change:
        """Note that the director let go what was read; NoLongerSo if it is another thing now."""
        read = (Waiting(one.codes, one.heading, one.about, one.words) for one in unread)
        file = read_case_file(self._desk.store, case_id)
        return release_case(self._desk, file, reason, director, read)


def _beside(file: CaseFile, finding: Finding) -> bool:
    """Tell whether a finding stands beside words of an agreement."""
    return finding.clause is not None or any(_quotes(finding, one) for one in file.clauses)


def _quotes(finding: Finding, clause: Clause) -> bool:
    """Tell whether a finding is about a clause: its own, or words of it that it quotes."""
    if finding.clause:
        return finding.clause.id == str(clause.id)
    of_agreement = finding.about == str(clause.agreement_id)
    return of_agreement and bool(finding.quote) and finding.quote in clause.text


def _agreement(
    file: CaseFile,
    agreement: MediationAgreement,
    findings: Iterable[Finding],
    names: Mapping[str, str],
) -> CheckedAgreement:
    """Return an agreement with what was found in its clauses, and in the words beside them."""
    found = tuple(findings)
    clauses = tuple(
        CheckedClause(number, one.text, _each((two for two in found if _quotes(two, one)), names))
        for number, one in enumerate(file.clauses_of(agreement.id), 1)
    )
    others: dict[str, list[Finding]] = {}
    for one in found:
        if one.clause and one.clause.id == str(agreement.id):
            others.setdefault(one.clause.field, []).append(one)
    words = tuple(
        CheckedClause(0, getattr(agreement, field), _each(several, names), field_word(field))
        for field, several in others.items()
    )
    return CheckedAgreement(agreement.id, names[str(agreement.id)], clauses + words)


def _each(findings: Iterable[Finding], names: Mapping[str, str]) -> tuple[ShownFinding, ...]:
    """Return findings as they are shown, each once."""
    return tuple(dict.fromkeys(shown_finding(one, names) for one in findings))


def shown_finding(finding: Finding, names: Mapping[str, str]) -> ShownFinding:
    """Return a finding as it is shown."""
    return ShownFinding(
        finding.code,
        Weight(finding.level.value),
        finding.why,
        finding.basis,
        finding.quote,
        names.get(finding.about, ""),
        finding.local,
        finding.needs_director,
        _release_words(finding.release) if finding.release else "",
    )


def _release_words(release: Released) -> str:
    """Return who let something go, when and why."""
    words = _("released by {director} on {time}: {reason}")
    return words.format(director=release.director, time=release.minute, reason=release.reason)


def things_by_name(file: CaseFile) -> dict[str, str]:
    """Return what agreements and parties are called, by their ids."""
    agreements = {
        str(one.id): " ".join(filter(None, (_form(one), one.number))) for one in file.agreements
    }
    return agreements | {str(one.id): one.name for one in file.parties}


def _form(agreement: MediationAgreement) -> str:
    oral = agreement.form is AgreementForm.ORAL
    return _("oral agreement") if oral else _("written agreement")
