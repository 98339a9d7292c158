"""Commands on signing: who must, who has; somebody signs; what happened around it."""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from mediatordesk.actions.papers.signing_log import LogLine, log_lines
from mediatordesk.actions.signing.ceremony import NOTED, advice_on, note_ceremony
from mediatordesk.actions.signing.drawn_signatures import read_drawing
from mediatordesk.actions.signing.signing import Hand, sign_by_hand
from mediatordesk.actions.signing.watched_folder import WatchedFolder, next_picture
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import Given, positive, read_bytes
from mediatordesk.cli.seals import register_seals
from mediatordesk.cli.signed_papers import (
    add_paper_arguments,
    paper_of,
    signing_lines,
    signing_state,
)
from mediatordesk.cli.signed_scans import register_signed_scans
from mediatordesk.core.ceremonies import CeremonyStep
from mediatordesk.core.papers import Signature
from mediatordesk.core.texts import _
from mediatordesk.signing import Drawing
from mediatordesk.store import read_case_file

WAIT = 60
"""Seconds for which a folder is watched, where nobody says otherwise."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on signing."""
    sign = commands.add_parser("sign", help=_("signing")).add_subparsers(required=True)
    one = sign.add_parser("list", parents=[shared], help=_("who has signed a paper"))
    add_paper_arguments(one)
    one.set_defaults(command=_list)
    one = sign.add_parser("add", parents=[shared], help=_("somebody signs a paper"))
    add_paper_arguments(one)
    one.add_argument("--who", required=True, help=_("the name of who signs"))
    hand = one.add_mutually_exclusive_group()
    hand.add_argument("--image", type=Path, help=_("the picture of the signature"))
    hand.add_argument("--strokes", type=Path, help=_("a signature drawn at a screen (JSON)"))
    hand.add_argument(
        "--watch", type=Path, help=_("the folder into which a scanner or camera puts the picture")
    )
    one.add_argument(
        "--seconds", type=positive, default=WAIT, help=_("how long the folder is watched")
    )
    one.add_argument(
        "--fingerprint",
        type=Path,
        help=_("the picture of a fingerprint, or of an organisation's seal"),
    )
    one.set_defaults(command=_add)
    one = sign.add_parser("note", parents=[shared], help=_("write into the signing log"))
    add_paper_arguments(one)
    one.add_argument(
        "--step",
        required=True,
        type=CeremonyStep,
        choices=NOTED,
        metavar="{" + ",".join(NOTED) + "}",
        help=_("what happened"),
    )
    one.add_argument(
        "--person",
        action="append",
        default=[],
        help=_("who; several one after another, for an order of signing in that order"),
    )
    one.add_argument("--remark", default="", help=_("what else to say"))
    one.set_defaults(command=_note)
    one = sign.add_parser("log", parents=[shared], help=_("what happened around the signing"))
    add_paper_arguments(one)
    one.set_defaults(command=_log)
    register_signed_scans(sign, shared)
    register_seals(sign, shared)


def _list(given: Given) -> Answer:
    desk, file, paper = paper_of(given)
    return Answer(signing_state(desk, file, paper), signing_lines(desk, file, paper))


def _add(given: Given) -> Answer:
    desk, file, paper = paper_of(given)
    advice = advice_on(desk, file, paper) if not paper.locked else ()
    drawing = read_drawing(read_bytes(given.strokes)) if given.strokes else None
    stamp = read_bytes(given.fingerprint) if given.fingerprint else None
    sign_by_hand(desk, file, paper, given.who, Hand(_picture(given), drawing, stamp))
    file = read_case_file(desk.store, file.case.id)
    said = signing_lines(desk, file, paper) + _not_kept(drawing, file.signatures[-1])
    return Answer(signing_state(desk, file, paper) | {"advice": advice}, said)


def _picture(given: Given) -> bytes | None:
    """Return the picture of a signature: from its file, or from the folder that is watched."""
    if given.watch:
        source = WatchedFolder(given.watch)
        if sys.stderr.isatty():
            words = _("Waiting for a picture in {folder} …").format(folder=given.watch)
            print(words, file=sys.stderr)  # noqa: T201 - somebody sits there and waits
        return next_picture(source, given.seconds, called=str(given.watch), sleep=time.sleep)
    return read_bytes(given.image) if given.image else None


def _not_kept(drawing: Drawing | None, signature: Signature) -> tuple[str, ...]:
    """Return that only the picture of a drawn signature was kept, if it is so."""
    if drawing is None or signature.strokes_sha256:
        return ()
    return (_("Only the picture of the signature was kept, not its strokes."),)


def _note(given: Given) -> Answer:
    desk, file, paper = paper_of(given)
    change = note_ceremony(desk, file, paper, given.step, given.person, given.remark)
    return changed_answer(change)


def _log(given: Given) -> Answer:
    _desk, file, paper = paper_of(given)
    versions = [one for one in file.papers if (one.kind, one.about) == (paper.kind, paper.about)]
    lines = log_lines(file, versions)
    said = tuple(map(_log_line, lines)) or (_("Nothing has been noted yet."),)
    return Answer([one.told for one in lines], said)


def _log_line(line: LogLine) -> str:
    when = f"{line.at:%Y-%m-%d %H:%M}" if line.at else line.day.isoformat()
    words = "  ".join(filter(None, (when, line.title, line.person, line.remark)))
    version = _("version {n}").format(n=line.paper.version)
    return f"{words}  ({version})"
