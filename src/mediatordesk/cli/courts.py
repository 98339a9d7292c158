"""The office's register of courts, and its register of clues."""

import argparse
from typing import Any

from mediatordesk.actions.cases.clues import ClueLine, clue_register
from mediatordesk.actions.cases.courts import note_court
from mediatordesk.actions.desks.desk_facts import courts_of
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import Given, day, filled
from mediatordesk.core.courts import Court, CourtLevel
from mediatordesk.core.texts import N_, _

LEVEL_WORDS = {
    CourtLevel.BASIC: N_("basic court"),
    CourtLevel.INTERMEDIATE: N_("intermediate court"),
    CourtLevel.SPECIAL: N_("special court"),
}
TEXTS = ("area_code", "letter_no", "phone", "address", "remark")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on courts and clues."""
    court = commands.add_parser("court", help=_("courts, and their invitations"))
    court = court.add_subparsers(required=True)
    one = court.add_parser("add", parents=[shared], help=_("enter a court, or correct one"))
    one.add_argument("name", type=filled, help=_("its full name"))
    levels = [level.value for level in CourtLevel]
    one.add_argument("--level", choices=levels, help=_("its level; basic if nothing is said"))
    one.add_argument("--area-code", help=_("the district that it judges: 450405"))
    one.add_argument("--invited-on", type=day, help=_("since when it invites us to mediate"))
    one.add_argument("--invited-until", type=day, help=_("until when"))
    one.add_argument("--scope", nargs="+", metavar="TYPE", help=_("for which types of dispute"))
    one.add_argument("--letter-no", help=_("the number of its letter"))
    one.add_argument("--phone", help=_("its telephone"))
    one.add_argument("--address", help=_("where it is"))
    one.add_argument("--remark", help=_("what else is to be known of it"))
    one.set_defaults(command=_add)
    one = court.add_parser("list", parents=[shared], help=_("which courts are entered"))
    one.set_defaults(command=_list)
    clue = commands.add_parser("clue", help=_("clues of false mediation")).add_subparsers(
        required=True
    )
    one = clue.add_parser("list", parents=[shared], help=_("what was reported, and the answers"))
    one.set_defaults(command=_clues)


def _add(given: Given) -> Answer:
    told: dict[str, Any] = {"name": given.name}
    told |= {name: text for name in (*TEXTS, "level") if (text := getattr(given, name)) is not None}
    days = ("invited_on", "invited_until")
    told |= {name: one.isoformat() for name in days if (one := getattr(given, name)) is not None}
    if given.scope is not None:
        told["scope"] = given.scope
    return changed_answer(note_court(given.desk(), told))


def _list(given: Given) -> Answer:
    courts = courts_of(given.desk().store)
    return Answer(courts, tuple(map(_line, courts)) or (_("No court is entered yet."),))


def _line(court: Court) -> str:
    """Return a court as a line for people."""
    term = f"{court.invited_on or ''}–{court.invited_until or ''}" if court.invited_on else ""
    words = (court.name, _(LEVEL_WORDS[court.level]), court.area_code, term, "、".join(court.scope))
    return "\t".join(filter(None, words))


def _clues(given: Given) -> Answer:
    lines = clue_register(given.desk())
    told = tuple(map(_clue_line, lines)) or (_("No clue was reported yet."),)
    return Answer([_clue_data(one) for one in lines], told)


def _clue_data(line: ClueLine) -> dict[str, Any]:
    """Return a clue as scripts read it."""
    return {
        "case": line.case.id,
        "number": line.case.called,
        "to_office": line.hop.to_office,
        "matter": line.hop.matter,
        "sent_on": line.hop.sent_on,
        "letter_no": line.hop.letter_no,
        "receiver": line.hop.receiver,
        "received_on": line.hop.received_on,
        "reply": line.hop.reply,
        "replied_on": line.hop.replied_on,
    }


def _clue_line(line: ClueLine) -> str:
    """Return a clue as a line for people."""
    answer = line.hop.reply or _("no answer yet")
    words = (str(line.hop.sent_on), line.case.called, line.hop.to_office, answer)
    return "\t".join(words)
