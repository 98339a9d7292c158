"""Steps of a case: what a mediator does, in the order of the law (人民调解法 ch. 4, 5)."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from mediatordesk.actions.cases.agreements import agree, agree_orally, reword_clause
from mediatordesk.actions.cases.clues import report_clue
from mediatordesk.actions.cases.consents import given_for
from mediatordesk.actions.cases.court_referrals import note_court_referral
from mediatordesk.actions.cases.entered_parts import Data, names_of, numbered_part, required
from mediatordesk.actions.cases.extensions import STEP as EXTENSION
from mediatordesk.actions.cases.extensions import extend_term
from mediatordesk.actions.cases.intake import TEXTS
from mediatordesk.actions.cases.numbering import numbered
from mediatordesk.actions.cases.people import named_party
from mediatordesk.actions.cases.periods import (
    begun_periods,
    ended_periods,
    met_periods,
    recounted_periods,
)
from mediatordesk.actions.cases.premium_rows import fill_premium_months
from mediatordesk.actions.cases.referrals import accept_referral, answer_referral
from mediatordesk.actions.cases.refusals import refuse
from mediatordesk.actions.cases.risk_reports import send_risk_report
from mediatordesk.actions.cases.routing import (
    answers_written,
    fields_of,
    receive_referral,
    refer,
)
from mediatordesk.actions.cases.rows import add_row, table_of_step
from mediatordesk.actions.cases.sessions import hold_session
from mediatordesk.actions.cases.step_words import STEP_WORDS
from mediatordesk.actions.cases.window_replies import reply_to_payer
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.agreements import Obligation, Performance
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import UnknownField, entered
from mediatordesk.core.errors import DeskError
from mediatordesk.core.field_words import typed_names
from mediatordesk.core.records import added, changed
from mediatordesk.core.sessions import Consent, FollowUpVisit, Note
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Stage, blocked, facts_of, run_checks
from mediatordesk.store import read_case_file


class UnknownStep(DeskError):
    """A step that is not one of ours."""

    happened = N_("There is no step “{step}”; there are: {known}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Correct its name and try again.")


class FileIncomplete(DeskError):
    """The file is not ready for the archive."""

    happened = N_("The file is not complete: {why}.")
    kept = N_("The case stays open, and nothing was changed.")
    to_do = N_("Add what is missing, and archive it again.")


class NotBound(DeskError):
    """A file goes into the archive bound."""

    happened = N_("The file was not archived: it has not been bound yet.")
    kept = N_("The case stays open, and nothing was changed.")
    to_do = N_("Bind the file, and archive it then.")


def do_step(desk: Desk, case_id: UUID, step: str, data: Data) -> Change:
    """Take one step of a case with what was entered for it; UnknownStep if there is none such."""
    known = own_steps()
    file = read_case_file(desk.store, case_id)
    pack = desk.packs.pack(file.case.pack)
    if table := table_of_step(pack, step):
        return (extend_term if step == EXTENSION else add_row)(desk, file, table, data)
    if step not in known:
        told = {name: _(STEP_WORDS[name]) for name in known}
        told |= {one.step: one.label for one in pack.fields() if one.step}
        words = (f"{name} {label}" for name, label in told.items())
        raise UnknownStep(step=step, known=_(", ").join(words))
    return known[step](desk, file, data)


def own_steps() -> dict[str, Callable[[Desk, CaseFile, Data], Change]]:
    """Return the steps that every pack has; a table of a pack may not take their names."""
    return {
        "accept": accept,
        "refuse": refuse,
        "consent": consent,
        "session": hold_session,
        "agree": agree,
        "oral-agreement": agree_orally,
        "reword": reword_clause,
        "refer": refer,
        "receive": receive_referral,
        "accept-referral": accept_referral,
        "court-referral": note_court_referral,
        "clue": report_clue,
        "answer-referral": answer_referral,
        "reply": reply_to_payer,
        "send-risk": send_risk_report,
        "premiums": fill_premium_months,
        "perform": perform,
        "visit": visit,
        "note": note,
        "fail": fail,
        "close": close,
        "archive": archive,
    }


def accept(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Accept the case (受理): it gets its number, and its periods begin to run."""
    today = desk.clock.today()
    case = entered_case(file.case, data).moved(CaseStatus.ACCEPTED)
    case, number = numbered(desk, replace(case, accepted_on=today))
    begun = begun_periods(desk, replace(file, case=case))
    met = met_periods(desk, file, "acceptance", today)
    return desk.commit([changed(file.case, case), *number, *begun, *met])


def entered_case(case: Case, data: Data) -> Case:
    """Return the case with entered text fields, such as its mediator; UnknownField for others."""
    for name, text in data.items():
        if name not in TEXTS:
            raise UnknownField(field=name, known=typed_names(TEXTS))
        case = case.with_text(name, str(text))
    return case


def consent(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Note what the named parties were told or agreed to, and who read it out."""
    parties = [named_party(file, name) for name in names_of(data, "parties")] or file.parties
    rest = {name: value for name, value in data.items() if name != "parties"}
    now = desk.clock.now()
    given = [
        entered(Consent, rest, case_id=file.case.id, party_id=party.id, given_at=now)
        for party in parties
    ]
    return desk.commit(
        [
            added(given_for(file, party, one, now.date()))
            for party, one in zip(parties, given, strict=True)
        ]
    )


def perform(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Note what was paid or done for an obligation, given by its number in the agreement."""
    agreement = numbered_part("agreement", file.agreements, data.get("agreement", 1))
    number = required(data, "obligation")
    owed = numbered_part("obligation", file.obligations_of(agreement.id), number)
    rest = {name: data[name] for name in data if name not in {"agreement", "obligation"}}
    today = desk.clock.today()
    done = entered(
        Performance,
        rest,
        case_id=file.case.id,
        obligation_id=owed.id,
        **({} if "performed_on" in rest else {"performed_on": today}),
    )
    return desk.commit([added(done), *met_periods(desk, file, "performance", today, about=owed.id)])


def visit(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Record a visit after the agreement (回访).

    The case counts as performed when the visit found so and nothing else is owed in it.
    """
    number = data.get("agreement", len(file.agreements))
    agreement = numbered_part("agreement", file.agreements, number)
    rest = {name: value for name, value in data.items() if name != "agreement"}
    record = entered(
        FollowUpVisit,
        rest,
        case_id=file.case.id,
        agreement_id=agreement.id,
        visited_on=desk.clock.today(),
    )
    ops = [added(record)]
    if record.performed and not open_obligations(file) and file.case.status is CaseStatus.AGREED:
        ops.append(changed(file.case, file.case.moved(CaseStatus.PERFORMED)))
    return desk.commit(ops)


def open_obligations(file: CaseFile) -> tuple[Obligation, ...]:
    """Return what is still owed: nothing was done for it, or not all of it was paid."""
    return tuple(
        owed
        for owed in file.obligations
        if not (done := file.performances_of(owed.id))
        or sum(one.amount or 0 for one in done) < (owed.amount or 0)
    )


def note(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Write down a line about the case; a caucus note is made elsewhere (caucus.py)."""
    record = entered(
        Note,
        data,
        case_id=file.case.id,
        written_at=desk.clock.now(),
        caucus=False,
        readers=(),
        sealed_text=b"",
    )
    return desk.commit([added(record)])


def fail(desk: Desk, file: CaseFile, data: Data) -> Change:
    """End the mediation without an agreement (调解不成): why, and what can be done now (D20)."""
    today, asked = desk.clock.today(), {one.name for one in fields_of(desk, file)}
    own = {name: data[name] for name in data if name not in asked}
    case = entered_case(file.case, own).moved(CaseStatus.FAILED)
    ended = {"terminated_on": today.isoformat()} if "terminated_on" in asked else {}
    answers = ended | {name: data[name] for name in data if name in asked}
    met = met_periods(desk, file, "case_closed", today)
    ended_here = replace(file, case=replace(case, closed_on=today))
    anew = recounted_periods(desk, ended_here, "case_closed")
    written = answers_written(desk, file, answers)
    return desk.commit([changed(file.case, case), *written, *met, *anew])


def close(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Close the case (结案)."""
    today = desk.clock.today()
    case = replace(entered_case(file.case, data).moved(CaseStatus.CLOSED), closed_on=today)
    after = replace(file, case=case)
    begun = begun_periods(desk, after)
    # A mediation that failed has ended on that day already: what ran anew runs from there.
    failed = file.case.status is CaseStatus.FAILED
    anew = [] if failed else recounted_periods(desk, after, "case_closed")
    met = met_periods(desk, file, "case_closed", today)
    return desk.commit([changed(file.case, case), *met, *begun, *anew])


def archive(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Put the closed file into the archive (归档), once it is bound (`archive/archiving.py`).

    FileIncomplete names what is missing, NotBound says that it has not been bound.
    """
    today = desk.clock.today()
    case = entered_case(file.case, data).moved(CaseStatus.ARCHIVED)
    if not file.bound_files:
        raise NotBound
    pack = desk.packs.pack(file.case.pack)
    findings = run_checks(pack, facts_of(file, today), stage=Stage.ARCHIVE, on=today)
    if blocked(findings):
        raise FileIncomplete(why="；".join(one.why for one in findings if one.blocks))
    return desk.commit([changed(file.case, case), *ended_periods(file, today)])
