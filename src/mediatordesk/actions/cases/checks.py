"""Checks of a case before a step: the findings of its pack, and what they stop."""

from collections.abc import Iterable
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.desk_facts import facts_on_desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.field_words import field_word
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Finding, Level, Stage, concerning, run_checks
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


class NeedsDirector(DeskError):
    """Words of an agreement that no approved wording covers: the director has to read them."""

    happened = N_("The director ({director}) has to say first that these words may stand: {why}.")
    kept = N_("Everything entered is saved; nothing was signed or handed over.")
    to_do = N_(
        "Use an approved wording, or let the director read the words: “case release” notes the "
        "director's word, with a reason."
    )


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
        findings = of_agreement(file, findings, about)
    _refuse(desk, file, findings)


def of_agreement(
    file: CaseFile, findings: tuple[Finding, ...], agreement: UUID
) -> tuple[Finding, ...]:
    """Return the findings that concern an agreement: about itself, a party, or the whole case."""
    return concerning(findings, str(agreement), *(str(one.id) for one in file.parties))


def require_signable(desk: Desk, file: CaseFile, paper: Paper) -> None:
    """Raise Held, Stopped or NeedsDirector if a check stops the signing of a paper.

    A suspended mediation can still be ended and reported: its other papers are signed. Words that
    the director has to read keep back the papers of their own agreement.
    """
    findings = check_case(desk, file, Stage.SIGN)
    if paper.about is not None:
        findings = concerning(findings, str(paper.about))
    kind = desk.packs.pack(file.case.pack).paper(paper.kind, paper.made_on)
    held = set(kind.stages) <= _HELD
    _refuse(desk, file, tuple(one for one in findings if _counts(one, paper, held=held)))


def _counts(finding: Finding, paper: Paper, *, held: bool) -> bool:
    """Tell whether a finding counts for a paper; `held` are those of a suspended mediation."""
    if finding.awaits_director:
        return held and finding.about == str(paper.about)
    return held or finding.level is not Level.STOP


def clause_words(file: CaseFile, finding: Finding) -> str:
    """Return which clause a finding is about, for people; empty if it is about another thing.

    The agreement is named where the case has several.
    """
    clause = finding.clause
    if clause is None:
        return ""
    place = _("clause {n}").format(n=clause.number) if clause.number else field_word(clause.field)
    if len(file.agreements) == 1:
        return place
    number = next(n for n, one in enumerate(file.agreements, 1) if str(one.id) == finding.about)
    return _("agreement {n}, {clause}").format(n=number, clause=place)


def about_words(file: CaseFile, finding: Finding) -> str:
    """Return what a finding is about by name: a party, an agreement; empty for the whole case."""
    for number, agreement in enumerate(file.agreements, 1):
        if str(agreement.id) == finding.about:
            return _("agreement {n}").format(n=number)
    return next((one.name for one in file.parties if str(one.id) == finding.about), "")


def whom_words(file: CaseFile, finding: Finding) -> str:
    """Return for people which clause, party or agreement a finding is about.

    An only agreement goes without saying, and so does who is named in the finding's own words.
    """
    if finding.clause:
        return clause_words(file, finding)
    name = about_words(file, finding)
    alone = len(file.agreements) == 1 and finding.about == str(file.agreements[0].id)
    return "" if alone or name in finding.quote + finding.why else name


def _refuse(desk: Desk, file: CaseFile, findings: tuple[Finding, ...]) -> None:
    """Raise Held, Stopped or NeedsDirector if one of the findings stands in the way."""
    if any(one.blocks and one.level is Level.STOP for one in findings):
        raise Held(why="；".join(_reason(one) for one in findings if is_sign(one)))
    if any(one.blocks for one in findings):
        raise Stopped(why="；".join(_reason(one) for one in findings if one.blocks))
    words = [
        f"{one.code} {clause_words(file, one)}「{one.clause.text}」"
        for one in findings
        if one.awaits_director and one.clause
    ]
    if words:
        director = desk.office.director or _("not named yet")
        raise NeedsDirector(director=director, why="；".join(dict.fromkeys(words)))


def _reason(finding: Finding) -> str:
    quote = f"「{finding.quote}」" if finding.quote else ""
    basis = f"（{finding.basis}）" if finding.basis else ""
    return f"{finding.code} {quote}{finding.why}{basis}"
