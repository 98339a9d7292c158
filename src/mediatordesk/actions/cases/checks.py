"""Checks of a case before a step: the findings of its pack, and what they stop."""

from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.forms import Finding, blocked, concerning, facts_of, run_checks


class Stopped(DeskError):
    """A check stops the step."""

    happened = N_("This cannot go on yet: {why}.")
    kept = N_("Everything entered is saved.")
    to_do = N_("Correct what is named, and try again.")


def check_case(desk: Desk, file: CaseFile, stage: str) -> tuple[Finding, ...]:
    """Return what the pack's checks find before a stage (sign, court, archive …)."""
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    return run_checks(pack, facts_of(file, today), stage=stage, on=today)


def require_free(desk: Desk, file: CaseFile, stage: str, *, about: UUID | None = None) -> None:
    """Raise Stopped with the reasons and the words they quote if a finding blocks the stage."""
    findings = check_case(desk, file, stage)
    if about is not None:
        findings = concerning(findings, str(about))
    if blocked(findings):
        raise Stopped(why="；".join(_reason(one) for one in findings if one.blocks))


def _reason(finding: Finding) -> str:
    quote = f"「{finding.quote}」" if finding.quote else ""
    basis = f"（{finding.basis}）" if finding.basis else ""
    return f"{finding.code} {quote}{finding.why}{basis}"
