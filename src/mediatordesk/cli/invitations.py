"""Commands of the centre on who takes part: enrol (by slip or request), mailboxes, revoke."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from mediatordesk.centre.enrolments import Enrolments
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.slip_papers import slip_paper
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, read_bytes, write_file
from mediatordesk.core.changes import CHINA
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import Fonts
from mediatordesk.sync.mailbox.addresses import mailbox_at
from mediatordesk.sync.membership.enrolment import Request, read_request
from mediatordesk.sync.membership.six_words import WordList


class UnknownDevice(DeskError):
    """A device that is not enrolled at this centre."""

    happened = N_("No device {device} is enrolled at this centre.")
    kept = N_("Nothing was changed.")
    to_do = N_("Take its 25 letters from “centre report”.")


class NothingToEnrol(DeskError):
    """Neither a slip nor a request was named."""

    happened = N_("Nobody was enrolled: neither a request nor a slip was asked for.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name the file of a request; or give --slip and --office for a slip to print.")


class WordsDiffer(DeskError):
    """The six words that the desk shows are other ones."""

    happened = N_("Nobody was enrolled: the six words differ, so it is another computer's request.")
    kept = N_("Nothing was changed.")
    to_do = N_("Ask for a new request from that desk, and compare again.")


class UnknownSlip(DeskError):
    """No slip that counts has this last group of letters."""

    happened = N_("There is no slip whose last group is {group}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Compare the last four letters of the slip.")


def register(centre: Any, shared: argparse.ArgumentParser) -> None:
    """Add these commands to those of the centre."""
    one = centre.add_parser("enrol", parents=[shared], help=_("let a desk take part"))
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.add_argument(
        "request", type=Path, nargs="?", help=_("what the desk wrote with “sync request”")
    )
    one.add_argument(
        "--to", type=Path, help=_("where to write the answer; or the slip, to be printed")
    )
    one.add_argument("--slip", action="store_true", help=_("print a slip that lets one laptop in"))
    one.add_argument(
        "--office", default="", help=_("for a slip: its office, by code, name or eight characters")
    )
    one.add_argument("--office-name", default="", help=_("for a slip: the name of a new office"))
    one.add_argument("--new-office", action="store_true", help=_("for a slip: open a new office"))
    one.add_argument(
        "--words-compared", action="store_true", help=_("the six words were compared by telephone")
    )
    one.add_argument("--void-slip", metavar="GROUP", default="", help=_("a slip was lost"))
    one.set_defaults(command=_enrol)
    one = centre.add_parser(
        "mailboxes", parents=[shared], help=_("where the offices of the centre exchange")
    )
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.add_argument(
        "mailboxes", nargs="*", metavar="MAILBOX", help=_("those that new laptops are told")
    )
    one.set_defaults(command=_mailboxes)
    one = centre.add_parser("revoke", parents=[shared], help=_("a device was lost or stolen"))
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.add_argument("device", help=_("its 25 letters, as the report shows them"))
    one.set_defaults(command=_revoke)


def _enrol(given: Given) -> Answer:
    enrolments = Centre.open(given.centre, clock=given.clock).enrolments
    if given.void_slip:
        if not enrolments.void_slip(given.void_slip):
            raise UnknownSlip(group=given.void_slip)
        return Answer({"void": given.void_slip}, (_("The slip does not count any more."),))
    if given.slip and given.to and (given.office or given.office_name):
        return _slip(given, enrolments)
    if given.request is None or given.to is None:
        raise NothingToEnrol
    return _request(given, enrolments)


def _slip(given: Given, enrolments: Enrolments) -> Answer:
    slip, kept = enrolments.new_slip(given.office, given.office_name, new=given.new_office)
    papers, fonts = given.places.resources / "papers", Fonts.load(given.places.fonts)
    paper = slip_paper(slip, kept, enrolments.secrets.name, papers, fonts)
    write_file(given.to, paper, private=True)
    until = datetime.fromtimestamp(kept.until / 1000, CHINA)
    words = _("Print {file}, hand it over, and delete the file. It counts until {until:%Y-%m-%d "
              "%H:%M}, once.")  # fmt: skip
    data = {
        "slip": str(given.to),
        "text": slip.text,
        "office": kept.office,
        "office_name": kept.name,
        "until": until,
    }
    return Answer(data, (words.format(file=given.to, until=until),))


def _request(given: Given, enrolments: Enrolments) -> Answer:
    data = read_bytes(given.request)
    request = read_request(data)
    words = WordList.read(given.places.codes).words_of(request.key, request.recipient)
    _compare(given, request, words)
    enrolled = enrolments.take(data)
    write_file(given.to, enrolled.grant)
    lines = (
        _("Enrolled for {office}.").format(office=enrolled.office_name),
        _("Compare by telephone: {words}").format(words=" ".join(words)),
        enrolled.fingerprint,
    )
    answer = {
        "office": enrolled.office,
        "office_name": enrolled.office_name,
        "device": enrolled.fingerprint,
        "words": words,
        "grant": str(given.to),
    }
    return Answer(answer, lines)


def _compare(given: Given, request: Request, words: tuple[str, ...]) -> None:
    """Ask whether the words were compared, if nothing else proves who asks. WordsDiffer.

    A script is not asked: its words are compared before the answer is handed over.
    """
    proved = given.words_compared or request.ticket or request.replaces
    if proved or given.json or sys.stdin is None or not sys.stdin.isatty():
        return
    question = _("Are these the words that the desk shows: {words}? (y/n) ")
    if input(question.format(words=" ".join(words))).strip().lower() not in ("y", "yes", "是"):
        raise WordsDiffer


def _mailboxes(given: Given) -> Answer:
    enrolments = Centre.open(given.centre, clock=given.clock).enrolments
    if given.mailboxes:
        for address in given.mailboxes:
            mailbox_at(address).close()
        enrolments.announce(given.mailboxes)
    known = enrolments.register.addresses
    return Answer(known, known)


def _revoke(given: Given) -> Answer:
    centre = Centre.open(given.centre, clock=given.clock)
    device = centre.device_called(given.device)
    if device is None:
        raise UnknownDevice(device=given.device)
    centre.revoke(device.key.device_id)
    words = (
        _("Nothing that {device} says from now on is believed, and it reads nothing new."),
        _("What is on it stays readable to whoever knows its passphrase."),
    )
    data = {"device": device.key.fingerprint, "roster": centre.register.version}
    return Answer(data, tuple(one.format(device=device.key.fingerprint) for one in words))
