"""Commands of the centre: new, enrol, receive, report."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.centre.inbox import RECOVERY_KEY, Centre
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import FileIsThere, Given, place_code, read_bytes, write_file
from mediatordesk.core.texts import _
from mediatordesk.sync.mailbox.addresses import mailbox_at


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands of the centre."""
    centre = commands.add_parser("centre", help=_("the centre")).add_subparsers(required=True)
    one = centre.add_parser("new", parents=[shared], help=_("set up a centre"))
    one.add_argument("folder", type=Path, help=_("a new folder"))
    one.add_argument(
        "--office-code",
        type=place_code,
        required=True,
        help=_("6, 9 or 12 digits: county, town or village"),
    )
    one.add_argument("--name", default="", help=_("the centre's name"))
    one.add_argument(
        "--recovery-key",
        metavar="F",
        type=Path,
        help=_("where to write the key that opens forgotten laptops, for the safe"),
    )
    one.set_defaults(command=_new)
    one = centre.add_parser("enrol", parents=[shared], help=_("let a desk take part"))
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.add_argument("request", type=Path, help=_("what the desk wrote with “sync request”"))
    one.add_argument("--to", type=Path, required=True, help=_("where to write the answer"))
    one.set_defaults(command=_enrol)
    one = centre.add_parser("receive", parents=[shared], help=_("take in what desks have sent"))
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.add_argument(
        "mailboxes", nargs="+", metavar="MAILBOX", help=_("folders, sticks or addresses")
    )
    one.set_defaults(command=_receive)
    one = centre.add_parser("report", parents=[shared], help=_("figures without names"))
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.set_defaults(command=_report)


def _new(given: Given) -> Answer:
    name, key = given.name or given.office_code, given.recovery_key
    if key and key.exists():
        raise FileIsThere(file=key.name)
    Centre.new(given.folder, given.office_code, name, clock=given.clock, recovery_key=key)
    key = key or given.folder / RECOVERY_KEY
    words = _("Put {file} on a stick in the safe and delete it here: it opens every laptop.")
    data = {"centre": str(given.folder), "recovery_key": str(key)}
    return Answer(data, (str(given.folder), words.format(file=key)))


def _enrol(given: Given) -> Answer:
    enrolled = Centre.open(given.centre, clock=given.clock).enrol(read_bytes(given.request))
    write_file(given.to, enrolled.grant)
    words = _("Enrolled. Compare by telephone: {words}").format(words=enrolled.fingerprint)
    data = {"office": enrolled.office, "device": enrolled.fingerprint, "grant": str(given.to)}
    return Answer(data, (words,))


def _receive(given: Given) -> Answer:
    centre = Centre.open(given.centre, clock=given.clock)
    applied = parked = quarantined = 0
    for address in given.mailboxes:
        received = centre.receive(mailbox_at(address))
        applied, parked = applied + received.applied, parked + received.parked
        quarantined += received.quarantined
    data = {"applied": applied, "parked": parked, "quarantined": quarantined}
    words = _("{applied} changes taken over, {parked} bundles wait, {quarantined} set aside.")
    return Answer(data, (words.format(**data),))


def _report(given: Given) -> Answer:
    report = Centre.open(given.centre, clock=given.clock).report()
    return Answer(report, tuple(report.text().splitlines()))
