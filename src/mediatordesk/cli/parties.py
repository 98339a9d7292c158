"""Commands on people: duplicates, join, export, erase."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.persons.duplicates import (
    REASON_WORDS,
    find_named,
    find_party,
    join_parties,
    joined_with,
    suggested_duplicates,
    undo_join,
)
from mediatordesk.actions.persons.erasure import erase_person, planned_erasure
from mediatordesk.actions.persons.person_rows import not_joined, person_rows
from mediatordesk.actions.persons.persons import export_person, person_tables
from mediatordesk.cli.answers import Answer, changed_answer, plain, some_lines
from mediatordesk.cli.arguments import Given, filled, positive, require_ending, write_new_file
from mediatordesk.core.errors import DeskError
from mediatordesk.core.parties import Party
from mediatordesk.core.texts import N_, _
from mediatordesk.store import Store


class NoSuchPerson(DeskError):
    """Nobody of the desk has this name, id or identity number."""

    happened = N_("Nobody here has the name, id or identity number {name}.")
    kept = N_("Nothing was changed.")
    to_do = N_("“case show” gives the names and ids of the parties of a case.")


class SeveralRows(DeskError):
    """A name or an identity number that stands in several rows that are not joined."""

    happened = N_("{name} stands in {n} rows that are not joined with each other.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name one of them by its id: {rows}. If they are one person, join them first.")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on people."""
    party = commands.add_parser("party", help=_("people and organisations"))
    party = party.add_subparsers(required=True)
    one = party.add_parser("duplicates", parents=[shared], help=_("who may stand here twice"))
    one.add_argument("--limit", type=positive, default=200, help=_("how many at most"))
    one.set_defaults(command=_duplicates)
    one = party.add_parser("join", parents=[shared], help=_("two rows are one person"))
    one.add_argument(
        "kept", metavar="A", type=filled, help=_("a name, an identity number or an id")
    )
    one.add_argument(
        "joined", metavar="B", type=filled, help=_("a name, an identity number or an id")
    )
    one.add_argument("--undo", action="store_true", help=_("part them again"))
    one.add_argument("--reason", default="", help=_("why, in a few words"))
    one.set_defaults(command=_join)
    one = party.add_parser("export", parents=[shared], help=_("all that is held about a person"))
    one.add_argument(
        "party", metavar="P", type=filled, help=_("a name, an identity number or an id")
    )
    one.add_argument("--to", metavar="FILE.xlsx|json", type=Path, help=_("the new file"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_export)
    one = party.add_parser("erase", parents=[shared], help=_("erase what is held about a person"))
    one.add_argument(
        "party", metavar="P", type=filled, help=_("a name, an identity number or an id")
    )
    one.add_argument("--reason", required=True, type=filled, help=_("why, in a few words"))
    one.add_argument(
        "--lawful-request", dest="basis", default="", metavar="BASIS",
        help=_("the article by which it is asked for before its time"),
    )  # fmt: skip
    one.add_argument(
        "--apply", action="store_true", help=_("erase it for good; else it is only shown")
    )
    one.set_defaults(command=_erase)


def _duplicates(given: Given) -> Answer:
    found = suggested_duplicates(given.desk().store, limit=given.limit)
    data = [
        {
            "reason": one.reason,
            "parties": [
                {"party": party.id, "case": party.case_id, "name": party.name}
                for party in one.parties
            ],
        }
        for one in found
    ]
    words = tuple(
        "{}\t{}".format(
            _(REASON_WORDS[one.reason]),
            "、".join(f"{party.name} {party.id}" for party in one.parties),
        )
        for one in found
    )
    return Answer(data, words or (_("Nobody seems to stand here twice."),))


def _join(given: Given) -> Answer:
    desk = given.desk()
    kept, joined = (_row(desk.store, name) for name in (given.kept, given.joined))
    if not given.undo:
        answer = changed_answer(join_parties(desk, kept, joined, reason=given.reason))
        return Answer({**answer.data, "joined": joined_with(desk.store, kept)}, answer.lines)
    answer = changed_answer(undo_join(desk, kept, joined, reason=given.reason))
    rows = joined_with(desk.store, kept)
    more = (_("They are still one person through others."),) if joined.id in rows else ()
    return Answer({**answer.data, "joined": rows}, (*answer.lines, *more))


def _export(given: Given) -> Answer:
    ending = require_ending(given.to, ".xlsx", ".json") if given.to else ""
    desk = given.desk()
    person = export_person(desk, _person(desk.store, given.party))
    data = plain(person)
    if ending == ".xlsx":
        write_new_file(given.to, person_tables(person), force=given.force)
    elif given.to:
        import json  # noqa: PLC0415

        text = json.dumps(data, ensure_ascii=False, indent=1)
        write_new_file(given.to, text.encode(), force=given.force)
    words = _("{records} records in {cases} cases, {files} files.").format(
        records=len(person.records), cases=len(person.cases), files=len(person.files)
    )
    lines = (
        words,
        *(one.words() for one in person.people),
        *(not_joined(one) for one in person.same_number),
        *((str(given.to),) if given.to else ()),
    )
    return Answer(data, lines)


def _erase(given: Given) -> Answer:
    desk = given.desk()
    person = _person(desk.store, given.party)
    if given.apply:
        erased = erase_person(desk, person, given.reason, basis=given.basis)
    else:
        erased = planned_erasure(desk, person, basis=given.basis)
    return Answer(erased, erased.words())


def _row(store: Store, name: str) -> Party:
    """Return the one row that is named. NoSuchPerson, SeveralRows."""
    found = _found(store, name)
    if len(found) > 1:
        rows = some_lines([one.words() for one in person_rows(store, found)])
        raise SeveralRows(name=name, n=len(found), rows="；".join(rows))
    return found[0]


def _found(store: Store, name: str) -> tuple[Party, ...]:
    """Return the rows of an id, an identity number or a name. NoSuchPerson."""
    found = find_party(store, name) or find_named(store, name)
    if not found:
        raise NoSuchPerson(name=name)
    return found


def _person(store: Store, name: str) -> Party:
    """Return a row of the person that is named; rows that are joined are one person."""
    found = _found(store, name)
    if {one.id for one in found} <= {*joined_with(store, found[0])}:
        return found[0]
    return _row(store, name)
