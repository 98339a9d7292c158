"""Commands on cases: add, list, show, set, do, check, release."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.archive.archiving import take_step
from mediatordesk.actions.archive.completeness import archive_findings
from mediatordesk.actions.cases.checks import (
    about_words,
    check_for,
    routing_advice,
    screening_before,
    whom_words,
)
from mediatordesk.actions.cases.intake import add_case, set_field, set_party_field
from mediatordesk.actions.cases.people import named_party
from mediatordesk.actions.cases.preflight import preflights
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.handover.case_facts import ENTERED_LATER
from mediatordesk.actions.persons.duplicates import joins_in_case
from mediatordesk.actions.sending.case_states import case_states
from mediatordesk.actions.tables.exports import export_cases
from mediatordesk.cli import answers_received, case_files, imports, ways_out
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import (
    Given,
    day,
    filled,
    read_json,
    require_ending,
    write_new_file,
)
from mediatordesk.cli.case_findings import (
    awaiting_lines,
    finding_data,
    finding_line,
    screening_data,
    screening_lines,
)
from mediatordesk.cli.case_pages import advice_on, case_page, pack_trouble
from mediatordesk.cli.notes import note_data, register_note
from mediatordesk.cli.preflights import preflight_data, preflight_lines
from mediatordesk.cli.shown_elements import shown_elements
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.cases import STATUS_WORDS, CaseStatus
from mediatordesk.core.changes import Change, TimeFlag
from mediatordesk.core.offices import Operator
from mediatordesk.core.texts import _
from mediatordesk.forms import Stage, blocked
from mediatordesk.store import Store, find_case, list_cases, read_case_file


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on cases and their files."""
    case = commands.add_parser("case", help=_("cases")).add_subparsers(required=True)
    one = case.add_parser("add", parents=[shared], help=_("register a case"))
    one.add_argument(
        "file", metavar="FILE.json|-", help=_("an intake file, or - to read it from input")
    )
    one.add_argument("--pack", default="", help=_("which pack of forms"))
    one.set_defaults(command=_add)
    one = case.add_parser("list", parents=[shared], help=_("the list of cases, and its ledger"))
    one.add_argument("--find", default="", help=_("words that all stand in the case"))
    one.add_argument(
        "--status", type=CaseStatus, choices=list(CaseStatus), help=_("where a case stands")
    )
    one.add_argument(
        "--due-before", type=day, help=_("with something due before this day: 2025-06-01")
    )
    one.add_argument("--xlsx", metavar="FILE", type=Path, help=_("write the list as a ledger"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_list)
    one = case.add_parser("show", parents=[shared], help=_("all about a case"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--all", action="store_true", help=_("long parts too, to their end"))
    one.set_defaults(command=_show)
    one = case.add_parser("set", parents=[shared], help=_("correct one field"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("field", help=_("title, facts, mediator … or a field of the forms"))
    one.add_argument("value", help=_("what is to stand there"))
    one.add_argument("--party", metavar="P", help=_("of a party, by name: its own field"))
    one.set_defaults(command=_set)
    one = case.add_parser("do", parents=[shared], help=_("take a step: accept, agree, close …"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("action", help=_("accept, refuse, session, agree, close …"))
    one.add_argument(
        "--with", dest="entries", metavar="FILE.json", help=_("what belongs to the step")
    )
    one.set_defaults(command=_do)
    register_note(case, shared)
    one = case.add_parser("check", parents=[shared], help=_("what stands in the way"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument(
        "--for",
        dest="stage",
        default="sign",
        help=_("for which step it must be ready"),
    )
    one.set_defaults(command=_check)
    ways_out.add_commands(case, shared)
    case_files.add_commands(case, shared)
    answers_received.add_commands(case, shared)
    imports.add_commands(case, shared)


def _add(given: Given) -> Answer:
    data, desk = read_json(given.file), given.desk()
    registered = add_case(desk, data, pack_name=given.pack)
    findings = [finding_data(one) for one in registered.findings]
    number = registered.case.number or registered.case.mark
    advice = routing_advice(desk, read_case_file(desk.store, registered.case.id))
    answer = {
        "case": registered.case.id,
        "number": number,
        "findings": findings,
        "routing_advice": [finding_data(one) for one in advice],
    }
    words = _("Registered as {number}: {title}")
    named = words.format(number=number, title=registered.case.title)
    return Answer(answer, (named, *map(finding_line, (*registered.findings, *advice))))


def _list(given: Given) -> Answer:
    if given.xlsx:
        require_ending(given.xlsx, ".xlsx")
    desk = given.desk()
    lines = list_cases(
        desk.store, find=given.find, status=given.status, due_before=given.due_before
    )
    if given.xlsx:
        write_new_file(given.xlsx, export_cases(desk, lines), force=given.force)
    data = [
        {
            "case": one.id,
            "number": one.number,
            "title": one.title,
            "status": one.status,
            "next_due": one.next_due,
        }
        for one in lines
    ]
    words = (f"{one.number}\t{one.title}\t{_(STATUS_WORDS[one.status])}" for one in lines)
    return Answer(data, tuple(words))


def _show(given: Given) -> Answer:
    desk = given.desk()
    store = desk.store
    file = read_case_file(store, find_case(store, given.case).id)
    notes = {"notes": [note_data(desk, one) for one in file.notes]}
    advice = {"routing_advice": [finding_data(one) for one in advice_on(desk, file)]}
    states = {"delivery": case_states(desk, [file.case.id])[file.case.id]}
    data = _everything(store, file) | _answers(desk, file) | notes | advice | states
    return Answer(data, case_page(desk, file, whole=given.all))


def _everything(store: Store, file: CaseFile) -> dict[str, Any]:
    """Return a case with all its records but its notes and the answers to its pack's questions."""
    return {
        "case": file.case,
        "parties": file.parties,
        "joins": joins_in_case(store, file.case.id),
        "consents": file.consents,
        "sessions": file.sessions,
        "agreement": file.agreements[-1] if file.agreements else None,
        "agreements": file.agreements,
        "clauses": file.clauses,
        "obligations": file.obligations,
        "performances": file.performances,
        "visits": file.visits,
        "routing": file.hops,
        "releases": file.releases,
        "papers": file.papers,
        "signatures": file.signatures,
        "signed_scans": file.signed_scans,
        "files": file.attachments,
        "deadlines": file.periods,
        "handovers": file.handovers,
        "answers": file.answers,
        "history": _history(store, store.changes_of(file.case.id)),
    }


def _answers(desk: Desk, file: CaseFile) -> dict[str, Any]:
    """Return the answers to the pack's questions; as they are kept while the pack is broken."""
    if pack_trouble(desk, file):
        return {"elements": file.elements, "party_elements": file.party_elements}
    pack = desk.packs.pack(file.case.pack)
    asked = pack.party_fields()
    of_parties = {party: shown_elements(asked, told) for party, told in file.party_elements.items()}
    return {
        "elements": shown_elements(pack.fields(), file.elements),
        "party_elements": of_parties,
    }


def _history(store: Store, changes: tuple[Change, ...]) -> list[dict[str, Any]]:
    """Return who wrote what and when, oldest first; `entered_later` marks 补录."""
    names = {one.id: one.name for one in store.all(Operator)}
    return [
        {
            "at": one.moment,
            "operator": names.get(one.operator, str(one.operator)),
            "entered_later": one.flag is TimeFlag.TYPED,
            "remark": ENTERED_LATER if one.flag is TimeFlag.TYPED else "",
            "seq": one.seq,
            "wrote": [
                {
                    "table": op.table,
                    "row": op.row,
                    "fields": {
                        cell.column: cell.value if not isinstance(cell.value, bytes) else "…"
                        for cell in op.cells
                        if cell.column != "identity"
                    },
                }
                for op in one.ops
            ],
        }
        for one in changes
    ]


def _set(given: Given) -> Answer:
    desk = given.desk()
    case = find_case(desk.store, given.case)
    if given.party:
        party = named_party(read_case_file(desk.store, case.id), given.party)
        change = set_party_field(desk, case.id, party, given.field, given.value)
        return changed_answer(change)
    return changed_answer(set_field(desk, case.id, given.field, given.value))


def _do(given: Given) -> Answer:
    desk = given.desk()
    case = find_case(desk.store, given.case)
    entries = read_json(given.entries) if given.entries else {}
    return changed_answer(take_step(desk, case.id, given.action, entries))


def _check(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    # For the archive, what an inspector of the file itself would send back counts too.
    archive = given.stage == Stage.ARCHIVE
    findings = archive_findings(desk, file) if archive else check_for(desk, file, given.stage)
    screening = screening_before(desk, file, findings)
    data = {
        "blocked": blocked(findings),
        "awaits_director": sorted({one.code for one in findings if one.awaits_director}),
        "findings": [
            finding_data(one) | {"about_name": about_words(file, one)} for one in findings
        ],
        "screening": screening_data(screening),
    }
    found = [finding_line(one, whom_words(file, one)) for one in findings]
    words = found or [_("Nothing stands in the way.")]
    told = preflights(desk, file, given.stage, findings)
    data["preflight"] = [preflight_data(one) for one in told]
    more = [line for one in told for line in preflight_lines(file, one)]
    return Answer(data, (*words, *awaiting_lines(findings), *screening_lines(screening), *more))
