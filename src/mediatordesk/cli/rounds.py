"""Commands on the screening log (排查台账) and on subsidies for cases (以案定补)."""

import argparse
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.screening_log import (
    LoggedRound,
    add_round,
    find_round,
    link_case,
    rounds,
    void_round,
)
from mediatordesk.actions.cases.subsidies import claim_subsidy, claims, withdraw_claim
from mediatordesk.actions.tables.subsidy_sheets import subsidy_sheet
from mediatordesk.cli.answers import Answer, amount, changed_answer
from mediatordesk.cli.arguments import (
    Given,
    day,
    filled,
    read_json,
    require_ending,
    write_new_file,
)
from mediatordesk.core.cases import Case
from mediatordesk.core.screening_visits import ScreeningVisit
from mediatordesk.core.subsidies import Subsidy
from mediatordesk.core.texts import N_, _
from mediatordesk.store import find_case, read_case_file

NOTHING_CLAIMED = N_("Nothing was claimed in this month.")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on rounds and subsidies."""
    log = commands.add_parser("screening", help=_("the screening log")).add_subparsers(
        required=True
    )
    one = log.add_parser("add", parents=[shared], help=_("write a round into the log"))
    one.add_argument("file", metavar="FILE.json|-", help=_("the round, or - to read it from input"))
    one.set_defaults(command=_add)
    one = log.add_parser("list", parents=[shared], help=_("the rounds, and what they found"))
    one.add_argument("--from", dest="first", type=day, help=_("from this day on: 2025-03-01"))
    one.add_argument("--to", dest="last", type=day, help=_("until this day: 2025-03-31"))
    one.set_defaults(command=_list)
    one = log.add_parser("link", parents=[shared], help=_("a case was found in a round"))
    one.add_argument("round", type=filled, help=_("its id, or the beginning of it"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.set_defaults(command=_link)
    one = log.add_parser("void", parents=[shared], help=_("a round was entered by mistake"))
    one.add_argument("round", type=filled, help=_("its id, or the beginning of it"))
    one.add_argument("--reason", required=True, type=filled, help=_("why, in a few words"))
    one.set_defaults(command=_void)
    _register_subsidies(commands, shared)


def _register_subsidies(commands: Any, shared: argparse.ArgumentParser) -> None:
    subsidy = commands.add_parser("subsidy", help=_("subsidies for mediated cases"))
    subsidy = subsidy.add_subparsers(required=True)
    one = subsidy.add_parser("claim", parents=[shared], help=_("claim it for a case, once"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--grade", default="", help=_("simple, general or complex"))
    one.add_argument("--month", default="", help=_("for which month: 2025-03; else this one"))
    one.add_argument("--mediator", default="", help=_("who gets it; else the case's mediator"))
    one.set_defaults(command=_claim)
    one = subsidy.add_parser("withdraw", parents=[shared], help=_("it was claimed by mistake"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--reason", required=True, type=filled, help=_("why, in a few words"))
    one.set_defaults(command=_withdraw)
    one = subsidy.add_parser("list", parents=[shared], help=_("what was claimed in a month"))
    one.add_argument("--month", required=True, help=_("which month: 2025-03"))
    one.set_defaults(command=_claimed)
    one = subsidy.add_parser("sheet", parents=[shared], help=_("the sheet of a month"))
    one.add_argument("--month", required=True, help=_("which month: 2025-03"))
    one.add_argument("--to", metavar="FILE.xlsx", type=Path, required=True, help=_("the new file"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_sheet)


def _add(given: Given) -> Answer:
    visit = add_round(given.desk(), read_json(given.file))
    return Answer(visit, (_("Saved."), _line(LoggedRound(visit, ()))))


def _list(given: Given) -> Answer:
    found = rounds(given.desk(), given.first, given.last)
    data = {
        "rounds": [_data(one) for one in found],
        "visits": len(found),
        "found": sum(one.visit.found for one in found),
        "prevented": sum(one.visit.prevented for one in found),
    }
    words = _("{visits} rounds, {found} disputes found, {prevented} prevented.").format(**data)
    return Answer(data, (*map(_line, found), words))


def _data(one: LoggedRound) -> Mapping[str, Any]:
    """Return a round with the numbers of the cases that came of it."""
    visit = {field.name: getattr(one.visit, field.name) for field in fields(ScreeningVisit)}
    return visit | {"cases": [{"case": case.id, "number": case.called} for case in one.cases]}


def _line(one: LoggedRound) -> str:
    """Return a round as one line: the letters to name it by, when, where, and what came of it."""
    visit = one.visit
    counted = _("{found} found, {prevented} prevented").format(
        found=visit.found, prevented=visit.prevented
    )
    cases = "、".join(case.called for case in one.cases)
    words = (visit.id.hex[:8], visit.visited_on.isoformat(), visit.place, visit.visitor, counted)
    return "\t".join(filter(None, (*words, visit.findings, cases)))


def _link(given: Given) -> Answer:
    desk = given.desk()
    case = find_case(desk.store, given.case)
    return changed_answer(link_case(desk, find_round(desk, given.round), case.id))


def _void(given: Given) -> Answer:
    desk = given.desk()
    return changed_answer(void_round(desk, find_round(desk, given.round), given.reason))


def _claim(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    claimed = claim_subsidy(
        desk, file, grade=given.grade, month=given.month, mediator=given.mediator
    )
    one = claimed.subsidy
    words = _("Claimed for {case}: {amount} yuan to {mediator} in {month}.").format(
        case=file.case.called, amount=amount(one.amount), mediator=one.mediator, month=one.month
    )
    warned = _("{case}, of the same people, was claimed too: make sure it is another dispute.")
    similar = tuple(warned.format(case=case.called) for case in claimed.similar)
    return Answer(_claim_data(one, file.case) | {"warnings": similar}, (words, *similar))


def _claim_data(one: Subsidy, case: Case) -> dict[str, Any]:
    return {
        "case": case.id,
        "number": case.called,
        "title": case.title,
        "month": one.month,
        "grade": one.grade,
        "amount": amount(one.amount),
        "mediator": one.mediator,
        "proofs": one.proofs,
    }


def _withdraw(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    return changed_answer(withdraw_claim(desk, file, given.reason))


def _claimed(given: Given) -> Answer:
    found = claims(given.desk(), given.month)
    data = [_claim_data(*pair) for pair in found]
    words = tuple(
        f"{case.called}\t{case.title}\t{one.mediator}\t{amount(one.amount)}" for one, case in found
    )
    return Answer(data, words or (_(NOTHING_CLAIMED),))


def _sheet(given: Given) -> Answer:
    require_ending(given.to, ".xlsx")
    sheet = subsidy_sheet(given.desk(), given.month)
    write_new_file(given.to, sheet.data, force=given.force)
    nothing = () if sheet.rows else (_(NOTHING_CLAIMED),)
    return Answer({"file": str(given.to), "rows": sheet.rows}, (str(given.to), *nothing))
