"""What a file lacks beside signatures: numbers, records, receipts, visits, fields, whole files."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from mediatordesk.actions.archive.changes_since import is_current
from mediatordesk.actions.archive.file_views import FileView
from mediatordesk.actions.papers.file_pages import Trouble
from mediatordesk.actions.papers.file_values import EVIDENCE
from mediatordesk.actions.papers.papers import subjects_of
from mediatordesk.actions.signing.places import places_on
from mediatordesk.core.agreements import MediationAgreement
from mediatordesk.core.field_words import entry_word
from mediatordesk.core.parties import Party
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Finding, Level, Per

NO_NUMBER = N_("it bears no number")
NO_PAPER = N_("{paper} was not made for it")
NO_RECEIPT_DAY = N_("served, and the day of receipt is not noted")
NO_RECEIPT = N_("nobody signed for it, and no service of it is noted")
NO_VISIT = N_("no follow-up visit is noted; it was due on {day}")
DAMAGED = N_("the file cannot be read: it is damaged or locked with a password")
ABSENT = N_("the file is still on another computer")
NO_PAGES = N_("it cannot be printed and is kept electronically; the index names its SHA-256")
ACTS = N_("something in it acts by itself; that does not go into the bound file")
NO_LIST = N_("evidence was handed in, and no list of it was made")
OTHER_PAGES = N_("the list of evidence says {listed} pages, the file has {pages}")
EMPTY = N_("the field “{field}” is empty")
BOUND_BEFORE = N_("the file was changed after it was bound on {day}: bind it again")
TROUBLES = {
    Trouble.DAMAGED: (Level.BLOCK, DAMAGED),
    Trouble.ABSENT: (Level.BLOCK, ABSENT),
    Trouble.NO_PAGES: (Level.WARN, NO_PAGES),
}
RECORDED = frozenset({Per.SESSION, Per.VISIT, Per.ROW})
"""Each session, each visit and each service has a record of its own."""
SERVICES = "services"
CHINA_TIME = "+08:00"
"""At the end of a session's time, where it goes without saying."""
OF_PERSONS = frozenset({"sex", "ethnicity", "birth_date", "occupation"})
OF_ORGANISATIONS = frozenset({"legal_representative", "representative_post"})
RECEIVING = ("收件", "签收")
"""Words of a place where somebody signs for a paper that is handed over."""


def content_findings(view: FileView) -> Iterator[Finding]:
    """Yield what is missing in a file, or is not what the file itself says."""
    yield from _numbers(view)
    yield from _records(view)
    yield from _receipts(view)
    yield from _visits(view)
    yield from _files(view)
    yield from _evidence(view)
    yield from _fields(view)
    yield from _binding(view)


def _numbers(view: FileView) -> Iterator[Finding]:
    for kind, paper, item in view.papers():
        if kind.number and not paper.number:
            yield Finding("K06", Level.WARN, _(NO_NUMBER), quote=view.called(item))


def _records(view: FileView) -> Iterator[Finding]:
    """Yield the sessions, visits and services of which no record was made."""
    made = {(kind.code, paper.about) for kind, paper, _item in view.papers()}
    for kind in view.pack.papers(view.day):
        recorded = kind.per in RECORDED and kind.position and kind.when in {"", "not case.oral"}
        if kind.per is Per.ROW and kind.table != SERVICES:
            continue
        if not recorded or (view.file.case.oral and kind.when):
            continue
        for name, about in subjects_of(view.file, kind).items():
            if (kind.code, about) not in made:
                why, basis = _(NO_PAPER).format(paper=kind.title), view.pack.basis(kind, view.day)
                yield Finding("K07", Level.WARN, why, basis, name.removesuffix(CHINA_TIME))


def _receipts(view: FileView) -> Iterator[Finding]:
    """Yield what was served without a day of receipt, and what nobody signed for."""
    rows = view.elements.get(SERVICES) or ()
    served = "\n".join(str(row["paper"]) for row in rows)
    for row in rows:
        if not row["served_on"] and not row["refusal"]:
            quote = f"{row['recipient']}：{row['paper']}"
            yield Finding("K08", Level.WARN, _(NO_RECEIPT_DAY), view.basis("D27"), quote)
    for _kind, paper, item in view.papers():
        places = places_on(view.desk, view.file, paper)
        receiving = [one for one in places if any(word in one.label for word in RECEIVING)]
        if receiving and not any(one.signature for one in receiving) and paper.title not in served:
            yield Finding("K08", Level.WARN, _(NO_RECEIPT), view.basis("D27"), view.called(item))


def _visits(view: FileView) -> Iterator[Finding]:
    """Yield the agreements in force that nobody has looked after though it was due (31 II)."""
    visited = {one.agreement_id for one in view.file.visits}
    days = view.pack.settings(view.day, view.file.settings).get("follow_up_days")
    for agreement in view.file.agreements:
        due = _visit_due(view, agreement, int(days or 0))
        if agreement.id not in visited and due is not None and due < view.day:
            why = _(NO_VISIT).format(day=due)
            about = str(agreement.id)
            yield Finding("K09", Level.WARN, why, view.basis("D23"), agreement.number, about)


def _visit_due(view: FileView, agreement: MediationAgreement, days: int) -> date | None:
    """Return when the visit was due: some days after the last thing owed, or after it began."""
    owed = [one.due_on for one in view.file.obligations_of(agreement.id) if one.due_on]
    begun = agreement.effective_on
    return max([*owed, begun]) + timedelta(days=days) if begun else None


def _files(view: FileView) -> Iterator[Finding]:
    """Yield the files that cannot be bound as pages, or that do something by themselves."""
    for one in view.items:
        counted = view.counted.get(one.item.sha256)
        if counted is None:
            continue
        quote = view.called(one.item)
        if counted.trouble:
            level, why = TROUBLES[counted.trouble]
            yield Finding("K11", level, _(why), quote=quote)
        if counted.acts:
            yield Finding("K12", Level.WARN, _(ACTS), quote=quote)


def _evidence(view: FileView) -> Iterator[Finding]:
    """Yield the evidence whose list names another number of pages than its file has."""
    pages = {one.item.attachment.name: one.pages for one in view.items if one.item.attachment}
    listed_at_all = any(kind.code == "D14" for kind, _paper, _item in view.papers())
    if not listed_at_all and any(one.kind == EVIDENCE for one in view.file.attachments):
        yield Finding("K13", Level.WARN, _(NO_LIST), view.basis("D14"))
    for row in view.elements.get("evidence_items") or ():
        there, listed = pages.get(row["file"] or ""), row["pages"]
        if there and listed and there != listed:
            why = _(OTHER_PAGES).format(listed=listed, pages=there)
            yield Finding("K13", Level.WARN, why, view.basis("D14"), row["name"])


def _fields(view: FileView) -> Iterator[Finding]:
    """Yield the entries that the pack asks for at intake and that are empty now."""
    data = view.pack.data
    for name in data.required_oral if view.file.case.oral else data.required:
        owner, _dot, field = name.rpartition(".")
        if owner == "case" and not getattr(view.file.case, field, True):
            yield _empty(field)
        elif owner == "party":
            for party in view.file.parties:
                if _concerns(party, field) and not getattr(party, field, True):
                    yield _empty(field, party.name, party.id)


def _concerns(party: Party, field: str) -> bool:
    return field not in (OF_PERSONS if party.is_organisation else OF_ORGANISATIONS)


def _empty(field: str, whose: str = "", about: UUID | None = None) -> Finding:
    why = _(EMPTY).format(field=entry_word(field))
    return Finding("K14", Level.WARN, why, quote=whose, about=str(about) if about else "")


def _binding(view: FileView) -> Iterator[Finding]:
    """Yield that the file was bound before its last change."""
    if not view.file.bound_files:
        return
    last = view.file.bound_files[-1]
    if not is_current(view.desk, last):
        yield Finding("K15", Level.WARN, _(BOUND_BEFORE).format(day=last.bound_on))
