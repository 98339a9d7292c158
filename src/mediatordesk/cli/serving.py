"""The command `centre serve`: receives over the net, and answers, until it is told to end."""

import argparse
import signal
from pathlib import Path
from threading import Event
from typing import Any

from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given
from mediatordesk.cli.processes import Parts, say
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _


class NothingToServe(DeskError):
    """Neither a centre nor a front's folder was named."""

    happened = N_("Nothing was started: no centre was named.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name it with --centre DIR; or, on a host that only receives, --front-only FOLDER.")


def register(centre: Any, shared: argparse.ArgumentParser) -> None:
    """Add `serve` to the commands of the centre."""
    one = centre.add_parser("serve", parents=[shared], help=_("receive over the net, and answer"))
    one.add_argument("--centre", metavar="DIR", type=Path, help=_("the centre's folder"))
    one.add_argument(
        "--listen", metavar="HOST:PORT", type=listening, default=("127.0.0.1", 8443),
        help=_("where to receive; 0.0.0.0:8443 for the whole net"),
    )  # fmt: skip
    one.add_argument(
        "--name", metavar="HOST", default="", help=_("the name under which laptops reach it")
    )
    one.add_argument(
        "--workers", metavar="N", type=int, default=1, help=_("how many processes take over")
    )
    one.add_argument(
        "--front", metavar="FOLDER", type=Path, help=_("where the front keeps what it receives")
    )
    only = one.add_mutually_exclusive_group()
    only.add_argument(
        "--front-only", metavar="FOLDER", type=Path, help=_("only receive: no key that reads")
    )
    only.add_argument(
        "--workers-only", action="store_true", help=_("only take over: another host receives")
    )
    one.set_defaults(command=_serve)


def listening(text: str) -> tuple[str, int]:
    """Read `host:port`, `[::1]:port`; ValueError if it is none."""
    host, _colon, port = text.rpartition(":")
    number = int(port)
    if not host or not 0 <= number < 1 << 16:
        raise ValueError(text)
    return host.strip("[]"), number


def _serve(given: Given) -> Answer:
    if not (given.front_only or given.arguments.centre):
        raise NothingToServe
    # the server costs 0.2 s to import, and no other command needs it
    from mediatordesk.cli.centre_parts import parts_beside, parts_of_front  # noqa: PLC0415

    parts, address = parts_of_front(given) if given.front_only else parts_beside(given)
    ending = Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda _number, _frame: ending.set())
    say(_("Serving at {address}. Ctrl+C ends it.").format(address=address))
    serving = Parts(parts, ending)
    serving.watch()
    say(_("Ended; everything received is on the disk."))
    return Answer({"address": address, "started_again": serving.fallen}, (address,))
