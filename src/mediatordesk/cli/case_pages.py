"""A case as a page of lines for people: what `case show` says."""

from collections.abc import Sequence

from mediatordesk.actions.cases.checks import routing_advice
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.cli.answers import some_lines
from mediatordesk.cli.case_findings import finding_line
from mediatordesk.cli.files import file_lines
from mediatordesk.cli.handover_lines import handover_lines
from mediatordesk.cli.notes import note_lines
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import STATUS_WORDS, Case
from mediatordesk.core.offices import Operator
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import ROLE_WORDS, Party
from mediatordesk.core.periods import Period
from mediatordesk.core.releases import Release
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Finding

INDENT = "  "
MORE_OF_CASE = N_("… and {n} more, which are shown with --all")


def case_page(desk: Desk, file: CaseFile, *, whole: bool = False) -> tuple[str, ...]:
    """Return a case as lines: its number, where it stands, and what there is of each kind.

    A long part is cut, and says how much is left out, unless the page is wanted `whole`. People
    stand with the ids by which `party` commands name them, what is due stands first.
    """
    waiting = [one for one in file.periods if one.met_on is None]
    parts = (
        (_("Deadlines"), [_period(desk, one) for one in waiting]),
        (_("Where it goes"), [finding_line(one) for one in advice_on(desk, file)]),
        (_("Form pack"), pack_trouble(desk, file)),
        (_("Released by the director"), [_release(one) for one in file.releases]),
        (_("Parties"), [_party(one) for one in file.parties]),
        (_("Papers"), [_paper(file, one) for one in file.papers]),
        (_("Material"), file_lines(desk, file, file.attachments)),
        (_("Handed over"), handover_lines(file)),
        (_("Notes"), note_lines(desk, file.notes)),
    )
    return (
        INDENT.join((file.case.number or file.case.mark, file.case.title)),
        *_stand(file.case),
        *(line for label, lines in parts for line in _part(label, lines, whole=whole)),
        *_last_change(desk, file.case),
    )


def advice_on(desk: Desk, file: CaseFile) -> tuple[Finding, ...]:
    """Return what the case's pack says of where it goes; nothing while the pack is broken."""
    return () if pack_trouble(desk, file) else routing_advice(desk, file)


def pack_trouble(desk: Desk, file: CaseFile) -> tuple[str, ...]:
    """Return why the case's pack cannot be used, if it cannot: the case itself is seen as ever."""
    broken = desk.packs.broken.get(file.case.pack)
    return broken.lines() if broken else ()


def _stand(case: Case) -> tuple[str, ...]:
    """Return where the case stands, since when it is here, and who mediates."""
    registered = case.registered_on.isoformat() if case.registered_on else ""
    told = (
        (_("Status"), _(STATUS_WORDS[case.status])),
        (_("Registered on"), registered),
        (_("Mediator"), case.mediator),
    )
    return (INDENT.join(f"{label} {text}" for label, text in told if text),)


def _part(label: str, lines: Sequence[str], *, whole: bool) -> tuple[str, ...]:
    """Return a part of the page under its heading; nothing where there is nothing."""
    shown = lines if whole else some_lines(lines, MORE_OF_CASE)
    return ("", label, *(INDENT + one for one in shown)) if lines else ()


def _period(desk: Desk, period: Period) -> str:
    """Return a period that runs as a line: its last day, and what must be done by then."""
    over = _("overdue") if period.due_on < desk.clock.today() else ""
    return INDENT.join(filter(None, (period.due_on.isoformat(), period.title, over)))


def _release(release: Release) -> str:
    """Return the director's word as a line: when, who, what was released, and why."""
    words = f"「{release.words}」" if release.words else ""
    moment = release.released_at.isoformat(" ", "minutes")[:16]
    codes = "、".join(release.codes)
    return INDENT.join(filter(None, (moment, release.director, codes, words, release.reason)))


def _party(party: Party) -> str:
    """Return a party as a line, with both names by which a command finds it."""
    words = (_(ROLE_WORDS[party.role]), party.name, party.id_number, party.phone, str(party.id))
    return INDENT.join(filter(None, words))


def _paper(file: CaseFile, paper: Paper) -> str:
    """Return a paper as a line: its code, title, number, version, day, and signatures."""
    signed = _("signed") if paper.locked else ""
    stand = _("sealed") if paper.sealed_sha256 else signed
    version, scan = _("version {n}").format(n=paper.version), file.scan_of(paper.id)
    original = _("signed original {hash}").format(hash=scan.sha256) if scan else ""
    day = paper.made_on.isoformat()
    words = (paper.kind, paper.title, paper.number, version, day, stand, original)
    return INDENT.join(filter(None, words))


def _last_change(desk: Desk, case: Case) -> tuple[str, ...]:
    """Return when the case was last written in, and by whom."""
    changes = desk.store.changes_of(case.id)
    if not changes:
        return ()
    last = changes[-1]
    names = {one.id: one.name for one in desk.store.all(Operator)}
    words = _("Last changed on {day} by {name}; {n} changes in all.")
    name = names.get(last.operator, str(last.operator))
    return ("", words.format(day=last.moment.date(), name=name, n=len(changes)))
