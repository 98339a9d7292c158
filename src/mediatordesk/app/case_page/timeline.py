"""What happened in a case, in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import amount_text, day_text
from mediatordesk.core.agreements import AgreementForm, MediationAgreement, Performance
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import CaseStatus
from mediatordesk.core.changes import CHINA
from mediatordesk.core.record_words import consent_word
from mediatordesk.core.texts import _


@dataclass(frozen=True)
class Event:
    """Something that happened at a time; on one day, the order of the sources decides."""

    at: datetime
    entry: Entry


def timeline(file: CaseFile) -> tuple[Entry, ...]:
    """Return everything that happened in a case, oldest first."""
    events = [
        *_intake(file),
        *_consents(file),
        *_hops(file),
        *_sessions(file),
        *_agreements(file),
        *_papers(file),
        *_signatures(file),
        *_performances(file),
        *_visits(file),
        *_notes(file),
        *_end(file),
    ]
    return tuple(event.entry for event in sorted(events, key=lambda event: event.at))


def _event(when: date, word: str, title: str, detail: str = "", *, tone: Tone) -> Event:
    """Return an event of a day, or of a time of day."""
    if isinstance(when, datetime):
        at = when.replace(tzinfo=when.tzinfo or CHINA)
        shown = f"{day_text(at.date())} {at:%H:%M}"
    else:
        at, shown = datetime(when.year, when.month, when.day, tzinfo=CHINA), day_text(when)
    key = (shown, word, title)
    return Event(at, Entry(key, title, detail, shown, word, tone))


def _joined(*parts: str) -> str:
    """Return the parts that say something, in one line."""
    return " · ".join(part for part in parts if part)


def _intake(file: CaseFile) -> Iterator[Event]:
    """Say when the case was registered and accepted."""
    case = file.case
    if case.registered_on:
        title = _("The case was registered")
        detail = _joined(case.channel, case.registrar)
        yield _event(case.registered_on, _("intake"), title, detail, tone=Tone.PLAIN)
    if case.accepted_on:
        title = _("The case was accepted")
        yield _event(case.accepted_on, _("intake"), title, case.number, tone=Tone.PLAIN)


def _consents(file: CaseFile) -> Iterator[Event]:
    """Say what each party was told or agreed to."""
    for one in file.consents:
        name = file.party(one.party_id).name
        title = _("{who}: {what}").format(who=name, what=consent_word(one.kind))
        detail = _joined(one.reader, one.remark)
        yield _event(one.given_at, _("consent"), title, detail, tone=Tone.PLAIN)


def _hops(file: CaseFile) -> Iterator[Event]:
    """Say where the case was passed to, what was received and answered."""
    for hop in file.hops:
        title = _("Passed on: {start} → {to}").format(start=hop.from_office, to=hop.to_office)
        yield _event(hop.sent_on, _("routing"), title, hop.matter, tone=Tone.ACCENT)
        if hop.received_on:
            title = _("Received by {to}").format(to=hop.to_office)
            detail = _joined(hop.receiver, hop.receipt_no)
            yield _event(hop.received_on, _("routing"), title, detail, tone=Tone.ACCENT)
        if hop.replied_on:
            title = _("Reply of {to}").format(to=hop.to_office)
            yield _event(hop.replied_on, _("routing"), title, hop.reply, tone=Tone.GREEN)


def _sessions(file: CaseFile) -> Iterator[Event]:
    """Say when mediation was held."""
    for one in file.sessions:
        title = _joined(_("Mediation session"), one.place)
        detail = "\n".join(filter(None, (one.text, one.outcome)))
        yield _event(one.held_at, _("mediation"), title, detail, tone=Tone.ACCENT)


def _agreements(file: CaseFile) -> Iterator[Event]:
    """Say when agreements were made and took effect."""
    for one in file.agreements:
        name = _agreement_name(one)
        clauses = "\n".join(clause.text for clause in file.clauses_of(one.id))
        if one.agreed_on:
            title = _("Agreed: {name}").format(name=name)
            yield _event(one.agreed_on, _("agreement"), title, clauses, tone=Tone.GREEN)
        if one.effective_on and one.effective_on != one.agreed_on:
            title = _("In effect: {name}").format(name=name)
            yield _event(one.effective_on, _("agreement"), title, tone=Tone.GREEN)


def _agreement_name(agreement: MediationAgreement) -> str:
    """Return what an agreement is called."""
    oral = agreement.form is AgreementForm.ORAL
    return _joined(_("oral agreement") if oral else _("written agreement"), agreement.number)


def _papers(file: CaseFile) -> Iterator[Event]:
    """Say which papers were made."""
    for paper in file.papers:
        version = _("version {n}").format(n=paper.version) if paper.version > 1 else ""
        detail = _joined(paper.number, version)
        yield _event(paper.made_on, _("paper"), paper.title, detail, tone=Tone.PLAIN)


def _signatures(file: CaseFile) -> Iterator[Event]:
    """Say who signed which paper, those of one day together."""
    titles = {paper.id: paper.title for paper in file.papers}
    ordered = sorted(file.signatures, key=lambda one: (one.signed_on, str(one.paper_id)))
    for (day, paper_id), group in groupby(ordered, lambda one: (one.signed_on, one.paper_id)):
        names = _(", ").join(one.name for one in group)
        title = _("Signed: {title}").format(title=titles.get(paper_id, ""))
        yield _event(day, _("signature"), title, names, tone=Tone.GREEN)


def _performances(file: CaseFile) -> Iterator[Event]:
    """Say what was paid or done."""
    for one in file.performances:
        title, detail = _performance_texts(file, one)
        yield _event(one.performed_on, _("performance"), title, detail, tone=Tone.GREEN)


def _performance_texts(file: CaseFile, one: Performance) -> tuple[str, str]:
    """Return who paid or did what for whom, and the proof of it."""
    owed = next(owed for owed in file.obligations if owed.id == one.obligation_id)
    what = amount_text(one.amount) or owed.action
    names = (file.party(owed.obligor_id).name, file.party(owed.obligee_id).name)
    return _joined(f"{names[0]} → {names[1]}", what), one.proof


def _visits(file: CaseFile) -> Iterator[Event]:
    """Say when somebody asked how the agreement is performed."""
    for one in file.visits:
        title = _joined(_("Follow-up visit"), one.visitor, one.method)
        tone = Tone.GREEN if one.performed else Tone.AMBER
        yield _event(one.visited_on, _("visit"), title, one.findings, tone=tone)


def _notes(file: CaseFile) -> Iterator[Event]:
    """Show what somebody wrote down."""
    for one in file.notes:
        if one.caucus:
            title = _("Something was said in confidence")
            yield _event(one.written_at, _("caucus"), title, tone=Tone.AMBER)
        else:
            yield _event(one.written_at, _("note"), one.text, tone=Tone.PLAIN)


def _end(file: CaseFile) -> Iterator[Event]:
    """Say when the case was closed."""
    if file.case.closed_on:
        archived = file.case.status is CaseStatus.ARCHIVED
        title = _("The case was closed and archived") if archived else _("The case was closed")
        yield _event(file.case.closed_on, _("closing"), title, tone=Tone.PLAIN)
