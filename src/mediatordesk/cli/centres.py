"""Commands of the centre: new, enrol, receive, report."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from mediatordesk.centre.inbox import RECOVERY_KEY, Centre
from mediatordesk.centre.places import Places
from mediatordesk.cli import histories, invitations, serving
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import FileIsThere, Given, place_code
from mediatordesk.core.texts import _
from mediatordesk.sync.mailbox.addresses import mailbox_at

FILES = "sqlite"
"""How the default, encrypted files in the folder, may be named."""


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
    one.add_argument(
        "--database",
        metavar="ADDRESS",
        default="",
        help=_("postgresql://name:password@host/database instead of files in the folder"),
    )
    one.add_argument(
        "--blobs",
        metavar="ADDRESS",
        default="",
        help=_("where bundles and files are kept instead: s3://key:secret@host/bucket or file://…"),
    )
    one.set_defaults(command=_new)
    invitations.register(centre, shared)
    one = centre.add_parser("receive", parents=[shared], help=_("take in what desks have sent"))
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.add_argument(
        "mailboxes", nargs="+", metavar="MAILBOX", help=_("folders, sticks or addresses")
    )
    one.set_defaults(command=_receive)
    one = centre.add_parser(
        "rebuild", parents=[shared], help=_("make the databases anew from the bundles")
    )
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.set_defaults(command=_rebuild)
    serving.register(centre, shared)
    histories.register(centre, shared)
    one = centre.add_parser("report", parents=[shared], help=_("figures without names"))
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))
    one.set_defaults(command=_report)


def _new(given: Given) -> Answer:
    name, key = given.name or given.office_code, given.recovery_key
    if key and key.exists():
        raise FileIsThere(file=key.name)
    places = Places("" if given.database == FILES else given.database, given.blobs)
    Centre.new(
        given.folder, given.office_code, name, clock=given.clock, recovery_key=key, places=places
    ).close()
    key = key or given.folder / RECOVERY_KEY
    words = _("Put {file} on a stick in the safe and delete it here: it opens every laptop.")
    data = {"centre": str(given.folder), "recovery_key": str(key), **places.shown()}
    return Answer(data, (str(given.folder), words.format(file=key)))


def _receive(given: Given) -> Answer:
    centre = Centre.open(given.centre, clock=given.clock)
    applied = parked = quarantined = 0
    for address in given.mailboxes:
        with closing(mailbox_at(address)) as mailbox:
            received = centre.receive(mailbox)
        applied, parked = applied + received.applied, parked + received.parked
        quarantined += received.quarantined
    data = {"applied": applied, "parked": parked, "quarantined": quarantined}
    words = _("{applied} changes taken over, {parked} bundles wait, {quarantined} set aside.")
    return Answer(data, (words.format(**data),))


def _rebuild(given: Given) -> Answer:
    rebuilt = Centre.open(given.centre, clock=given.clock).rebuild()
    lines = tuple(
        (_("{name}: equal") if one.equal else _("{name}: not equal; the old one was kept")).format(
            name=one.name
        )
        for one in rebuilt
    )
    data = [
        {
            "office": one.code,
            "name": one.name,
            "bundles": one.bundles,
            "before": one.before.hex(),
            "after": one.after.hex(),
            "second": one.second.hex(),
            "equal": one.equal,
        }
        for one in rebuilt
    ]
    return Answer(data, lines, 0 if all(one.equal for one in rebuilt) else 1)


def _report(given: Given) -> Answer:
    report = Centre.open(given.centre, clock=given.clock).report()
    return Answer(report, tuple(report.text().splitlines()))
