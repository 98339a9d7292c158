"""Checks of a case before a step: the findings of its pack, and what they stop."""

from collections.abc import Iterable
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.desk_facts import facts_on_desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Finding, Level, Stage, blocked, concerning, run_checks
from mediatordesk.forms.facts.screening import Screening, is_sign, screening_of

_HELD = {Stage.SIGN.value, Stage.COURT.value}
"""Papers of these stages alone are not signed while the mediation is suspended."""


class Stopped(DeskError):
    """A check stops the step."""

    happened = N_("This cannot go on yet: {why}.")
    kept = N_("Everything entered is saved.")
    to_do = N_("Correct what is named, and try again.")


class UnknownStage(DeskError):
    """A stage that neither the pack nor the desk knows."""

    happened = N_("The pack of this case has no stage “{stage}”; there are: {known}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of them and try again.")


class Held(DeskError):
    """Signs of false mediation hold the case (特邀调解规定 18)."""

    happened = N_("The mediation is suspended: {why}.")
    kept = N_("Everything entered is saved; nothing was signed or handed over.")
    to_do = N_("Report it. Only the director can let the case go on, with a reason.")


def check_case(desk: Desk, file: CaseFile, stage: str) -> tuple[Finding, ...]:
    """Return what the pack's checks find before a stage (sign, court, archive …)."""
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    return run_checks(pack, facts_on_desk(desk, file), stage=stage, on=today)


def check_for(desk: Desk, file: CaseFile, stage: str) -> tuple[Finding, ...]:
    """Return what the checks find before a stage that somebody typed; UnknownStage if it is none.

    The stages of the case's pack count, its ways out by name, and those that the desk itself asks.
    """
    stages = desk.packs.pack(file.case.pack).stages()
    if stage not in {*stages, *Stage}:
        known = _(", ").join(f"{name} {label}" for name, label in stages.items())
        raise UnknownStage(stage=stage, known=known)
    return check_case(desk, file, stage)


def routing_advice(desk: Desk, file: CaseFile) -> tuple[Finding, ...]:
    """Return who should lead a case, whether it goes up, and which offices owe an answer."""
    return check_case(desk, file, Stage.ROUTING)


def screening_before(desk: Desk, file: CaseFile, findings: Iterable[Finding]) -> Screening:
    """Return what the screening among the findings of a check came to: points, hold, release."""
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    return screening_of(findings, pack.settings(today, file.settings))


def require_free(desk: Desk, file: CaseFile, stage: str, *, about: UUID | None = None) -> None:
    """Raise Held or Stopped, with reasons and the words they quote, if a finding blocks the stage.

    Held says every sign of false mediation, also those that would not block by themselves.
    """
    findings = check_case(desk, file, stage)
    if about is not None:
        findings = concerning(findings, str(about))
    _refuse(findings)


def require_signable(desk: Desk, file: CaseFile, paper: Paper) -> None:
    """Raise Stopped if a check stops the signing of a paper; Held if the mediation is suspended.

    A suspended mediation can still be ended and reported: its other papers are signed.
    """
    findings = check_case(desk, file, Stage.SIGN)
    if paper.about is not None:
        findings = concerning(findings, str(paper.about))
    kind = desk.packs.pack(file.case.pack).paper(paper.kind, paper.made_on)
    if not set(kind.stages) <= _HELD:
        findings = tuple(one for one in findings if one.level is not Level.STOP)
    _refuse(findings)


def _refuse(findings: tuple[Finding, ...]) -> None:
    """Raise Held or Stopped if one of the findings blocks."""
    if not blocked(findings):
        return
    if any(one.blocks and one.level is Level.STOP for one in findings):
        raise Held(why="；".join(_reason(one) for one in findings if is_sign(one)))
    raise Stopped(why="；".join(_reason(one) for one in findings if one.blocks))


def _reason(finding: Finding) -> str:
    quote = f"「{finding.quote}」" if finding.quote else ""
    basis = f"（{finding.basis}）" if finding.basis else ""
    return f"{finding.code} {quote}{finding.why}{basis}"
