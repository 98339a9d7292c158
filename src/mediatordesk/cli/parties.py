"""Commands on people: duplicates, join, export, erase."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.duplicates import (
    REASON_WORDS,
    find_party,
    join_parties,
    joined_with,
    suggested_duplicates,
    undo_join,
)
from mediatordesk.actions.erasure import erase_person
from mediatordesk.actions.persons import export_person, person_tables
from mediatordesk.cli.answers import Answer, changed_answer, plain
from mediatordesk.cli.arguments import Given, filled, write_new_file
from mediatordesk.core.errors import DeskError
from mediatordesk.core.parties import Party
from mediatordesk.core.texts import N_, _
from mediatordesk.store import Store


class NoSuchPerson(DeskError):
    """Nobody of the desk has this id or identity number."""

    happened = N_("Nobody here has the id or identity number {name}.")
    kept = N_("Nothing was changed.")
    to_do = N_("“case show” gives the ids of the parties of a case.")


class SeveralRows(DeskError):
    """An identity number that stands in several rows that are not joined."""

    happened = N_("The identity number stands in {n} rows that are not joined with each other.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name one of them by its id: {ids}; or join them first.")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on people."""
    party = commands.add_parser("party", help=_("people and organisations"))
    party = party.add_subparsers(required=True)
    one = party.add_parser("duplicates", parents=[shared])
    one.add_argument("--limit", type=int, default=200)
    one.set_defaults(command=_duplicates)
    one = party.add_parser("join", parents=[shared])
    one.add_argument("kept", metavar="A", type=filled)
    one.add_argument("joined", metavar="B", type=filled)
    one.add_argument("--undo", action="store_true")
    one.add_argument("--reason", default="")
    one.set_defaults(command=_join)
    one = party.add_parser("export", parents=[shared])
    one.add_argument("party", metavar="P", type=filled)
    one.add_argument("--to", metavar="FILE.xlsx|json", type=Path)
    one.add_argument("--force", action="store_true")
    one.set_defaults(command=_export)
    one = party.add_parser("erase", parents=[shared])
    one.add_argument("party", metavar="P", type=filled)
    one.add_argument("--reason", required=True, type=filled)
    one.add_argument(
        "--lawful-request", dest="basis", default="", metavar="BASIS",
        help=_("the article by which it is asked for before its time"),
    )  # fmt: skip
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
    desk = given.desk()
    person = export_person(desk, _person(desk.store, given.party))
    data = plain(person)
    if given.to and given.to.suffix.lower() == ".xlsx":
        write_new_file(given.to, person_tables(person), force=given.force)
    elif given.to:
        import json  # noqa: PLC0415

        text = json.dumps(data, ensure_ascii=False, indent=1)
        write_new_file(given.to, text.encode(), force=given.force)
    words = _("{records} records in {cases} cases, {files} files.").format(
        records=len(person.records), cases=len(person.cases), files=len(person.files)
    )
    return Answer(data, (words, *((str(given.to),) if given.to else ())))


def _erase(given: Given) -> Answer:
    desk = given.desk()
    person = _person(desk.store, given.party)
    erased = erase_person(desk, person, given.reason, basis=given.basis)
    return Answer(erased, erased.words())


def _row(store: Store, name: str) -> Party:
    """Return the one row that is named. NoSuchPerson, SeveralRows."""
    found = find_party(store, name)
    if not found:
        raise NoSuchPerson(name=name)
    if len(found) > 1:
        raise SeveralRows(n=len(found), ids="、".join(str(one.id) for one in found))
    return found[0]


def _person(store: Store, name: str) -> Party:
    """Return a row of the person that is named; rows that are joined are one person."""
    found = find_party(store, name)
    if found and {one.id for one in found} <= {*joined_with(store, found[0])}:
        return found[0]
    return _row(store, name)
