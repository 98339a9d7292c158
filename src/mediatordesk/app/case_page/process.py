"""How far a case has come: 受理, 调查, 调解, 协议, 履行, 回访, 归档, read from its file."""

from dataclasses import dataclass
from datetime import date

from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import short_day
from mediatordesk.core.agreements import Obligation
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.texts import N_, _

INVESTIGATION_RECORD = "D13"
_OVER = {CaseStatus.CLOSED, CaseStatus.ARCHIVED}


@dataclass(frozen=True)
class Step:
    """One step of the process: what is done is green, where the case stands is blue."""

    word: str
    note: str = ""
    done: bool = False
    here: bool = False

    @property
    def tone(self) -> Tone:
        """Return the tone of the step."""
        if self.here:
            return Tone.ACCENT
        return Tone.GREEN if self.done else Tone.PLAIN

    def spoken(self) -> str:
        """Return the step as a screen reader says it."""
        state = _("now") if self.here else _("done") if self.done else _("not yet")
        return " ".join(part for part in (self.word, self.note, state) if part)


def steps(file: CaseFile) -> tuple[Step, ...]:
    """Return the seven steps of a case; only what the file shows counts as done."""
    made = (
        _acceptance(file),
        _investigation(file),
        _mediation(file),
        _agreement(file),
        _performance(file),
        _visit(file),
        _archive(file),
    )
    here = _here(file, made)
    return tuple(
        Step(_(step.word), step.note, step.done, here=number == here)
        for number, step in enumerate(made)
    )


def _here(file: CaseFile, made: tuple[Step, ...]) -> int | None:
    """Return the number of the step where the case stands: the first open one after the last done.

    The investigation is made where facts need it (D13), so no case waits there. A case that was
    not accepted or not agreed has only the archive before it.
    """
    last = max((number for number, step in enumerate(made) if step.done), default=-1)
    if last == len(made) - 1:
        return None
    if file.case.status in {CaseStatus.REJECTED, CaseStatus.FAILED, CaseStatus.CLOSED}:
        return len(made) - 1
    return last + 1 if last != 0 else 2


def _acceptance(file: CaseFile) -> Step:
    """Return 受理."""
    case = file.case
    if case.status is CaseStatus.REJECTED:
        return Step(N_("Acceptance"), _("not accepted"))
    accepted = case.accepted_on or (case.registered_on if case.oral else None)
    return _dated(N_("Acceptance"), accepted, done=case.status is not CaseStatus.REGISTERED)


def _investigation(file: CaseFile) -> Step:
    """Return 调查."""
    record = file.newest_paper(INVESTIGATION_RECORD)
    return _dated(N_("Inquiry"), record.made_on if record else None, done=record is not None)


def _mediation(file: CaseFile) -> Step:
    """Return 调解: done once it led to an agreement or ended without one."""
    held = file.sessions[0].held_at.date() if file.sessions else None
    over = bool(file.agreements) or file.case.status is CaseStatus.FAILED
    if held is None and file.agreements:
        held = file.agreements[0].agreed_on
    return _dated(N_("Mediation"), held, done=over)


def _agreement(file: CaseFile) -> Step:
    """Return 协议: done once every agreement is in effect (人民调解法 29, 30)."""
    if file.case.status is CaseStatus.FAILED:
        return Step(N_("Agreement"), _("not reached"))
    days = [agreement.effective_on for agreement in file.agreements]
    known = [day for day in days if day is not None]
    if days and len(known) == len(days):
        return _dated(N_("Agreement"), max(known), done=True)
    return Step(N_("Agreement"), _("not yet in effect") if days else "")


def _performance(file: CaseFile) -> Step:
    """Return 履行, with how many of the obligations are performed."""
    done = file.case.status in {CaseStatus.PERFORMED} or any(
        visit.performed for visit in file.visits
    )
    if not file.obligations:
        return Step(N_("Performance"), done=done)
    met = sum(_is_met(file, obligation) for obligation in file.obligations)
    owed = len(file.obligations)
    if done and not met:
        return Step(N_("Performance"), done=True)
    return Step(N_("Performance"), f"{met} / {owed}", done=done or met == owed)


def _is_met(file: CaseFile, obligation: Obligation) -> bool:
    """Tell whether an obligation is performed, an amount in full."""
    performances = file.performances_of(obligation.id)
    if obligation.amount is None:
        return bool(performances)
    return sum(one.amount or 0 for one in performances) >= obligation.amount


def _visit(file: CaseFile) -> Step:
    """Return 回访."""
    visited = file.visits[-1].visited_on if file.visits else None
    return _dated(N_("Follow-up"), visited, done=visited is not None)


def _archive(file: CaseFile) -> Step:
    """Return 归档."""
    case = file.case
    note = _("case closed") if case.status is CaseStatus.CLOSED else ""
    return Step(N_("Archive"), note, done=case.status is CaseStatus.ARCHIVED)


def _dated(word: str, day: date | None, *, done: bool) -> Step:
    """Return a step with the day it was taken."""
    return Step(word, short_day(day) if day else "", done=done)
