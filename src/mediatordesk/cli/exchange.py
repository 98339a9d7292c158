"""Commands on the exchange with the centre: sync, its state, mailboxes, enrolment."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.sending.exchange import (
    add_mailbox,
    enrolment_request,
    line_of,
    sync,
    take_grant,
    unsent_changes,
)
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, common, read_bytes, write_file
from mediatordesk.core.texts import _
from mediatordesk.sync.outbox import Delivery, delivery


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on the exchange with the centre."""
    one = commands.add_parser("sync", parents=[shared], help=_("exchange with the centre"))
    one.add_argument(
        "--mailbox", default="", help=_("a folder, stick or address; else those added before")
    )
    one.set_defaults(command=_sync)
    more, nested = one.add_subparsers(), common(nested=True)
    one = more.add_parser("status", parents=[nested], help=_("what the centre has not got yet"))
    one.set_defaults(command=_status)
    one = more.add_parser("add-mailbox", parents=[nested], help=_("remember a mailbox"))
    one.add_argument("url", help=_("a folder, stick or address"))
    one.set_defaults(command=_add_mailbox)
    one = more.add_parser("request", parents=[nested], help=_("write an enrolment request"))
    one.add_argument("file", type=Path, help=_("the new file"))
    one.set_defaults(command=_request)
    one = more.add_parser("enrol", parents=[nested], help=_("take in the centre's answer"))
    one.add_argument("file", type=Path, help=_("the centre's answer"))
    one.set_defaults(command=_enrol)


def _sync(given: Given) -> Answer:
    done = sync(given.desk(), given.mailbox)
    data = {
        "sent": done.sent.bundles,
        "received": int(done.heard.ack is not None),
        "unsent_changes": done.delivery.unsent,
        "states": _states(done.delivery),
    }
    words = _("{bundles} bundles sent; {unsent} changes are not yet confirmed by the centre.")
    return Answer(data, (words.format(bundles=done.sent.bundles, unsent=done.delivery.unsent),))


def _status(given: Given) -> Answer:
    desk = given.desk()
    unsent = unsent_changes(desk)
    states = _states(delivery(line_of(desk)))
    words = _("{unsent} changes are only on this computer.").format(unsent=unsent)
    return Answer({"sent": 0, "received": 0, "unsent_changes": unsent, "states": states}, (words,))


def _states(known: Delivery) -> dict[str, int]:
    """Return how many changes have come how far."""
    return {
        "saved": known.head,
        "on_its_way": known.placed,
        "received": known.received,
        "applied": known.applied,
        "safe": known.safe,
    }


def _add_mailbox(given: Given) -> Answer:
    add_mailbox(given.desk(), given.url)
    return Answer({"mailbox": given.url}, (given.url,))


def _request(given: Given) -> Answer:
    desk = given.desk()
    write_file(given.file, enrolment_request(desk))
    fingerprint = desk.device.signing.verify_key.fingerprint
    words = _("Compare by telephone: {words}").format(words=fingerprint)
    return Answer({"file": str(given.file), "device": fingerprint}, (str(given.file), words))


def _enrol(given: Given) -> Answer:
    grant = take_grant(given.desk(), read_bytes(given.file))
    fingerprint = grant.centre.fingerprint
    words = [_("Enrolled. Compare by telephone: {words}").format(words=fingerprint)]
    if grant.recovery is not None:
        words.append(_("The recovery sheet printed before opens nothing any more."))
        words.append(_("The county recovers the desk: print “desk recovery-sheet FILE”."))
    return Answer({"centre": fingerprint, "county_recovers": bool(grant.recovery)}, tuple(words))
