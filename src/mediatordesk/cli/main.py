"""The command line: parses, runs one command, prints its answer."""

import argparse
import io
import sys
from collections.abc import Sequence
from typing import Any

from mediatordesk import __version__
from mediatordesk.actions.desks.places import Places
from mediatordesk.cli import (
    calculations,
    cases,
    centres,
    courts,
    demonstration,
    desks,
    exchange,
    files,
    fonts,
    operators,
    packets,
    packs,
    papers,
    parties,
    rosters,
    rounds,
    signatures,
    statistics,
    windows,
)
from mediatordesk.cli.answers import leave_unread, show, show_error
from mediatordesk.cli.arguments import Command, Given, common
from mediatordesk.cli.backups import notices
from mediatordesk.cli.frame import translate_frame
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _, speak

ROOMS: tuple[Any, ...] = (
    desks, operators, cases, files, parties, rosters, papers, signatures, packets, exchange,
    centres, courts, packs, fonts, calculations, statistics, rounds,
    demonstration, windows,
)  # fmt: skip


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 done, 1 something the user can put right, 2 wrong usage."""
    words = sys.argv[1:] if argv is None else list(argv)
    places = Places.installed()
    _write_utf8()
    speak("en" if _language(words) == "en" else "zh_CN", str(places.translations))
    translate_frame()
    given = Given(_understood(words), places)
    try:
        return _done(given)
    except DeskError as error:
        return show_error(error)
    finally:
        given.close()


def _done(given: Given) -> int:
    """Run the command and show its answer, and what a person must know of the desk beside it."""
    command: Command = given.arguments.command
    code = show(command(given), as_json=given.arguments.json)
    to_people = not given.arguments.json
    for line in (line for desk in given.opened for line in notices(desk, to_people=to_people)):
        print(line, file=sys.stderr)  # noqa: T201 - for people, beside the answer
    return code


def _understood(words: Sequence[str]) -> argparse.Namespace:
    """Return the arguments; help and wrong usage leave here, quietly where nobody reads them."""
    try:
        return _parser().parse_args(words)
    except SystemExit:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except BrokenPipeError:
                leave_unread(stream)
        raise


def _write_utf8() -> None:
    """Write UTF-8 to files and pipes: a Chinese Windows else takes GBK, which has no 𬭎."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and not stream.isatty():
            stream.reconfigure(encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="mediatordesk")
    version = _("show the program's version and exit")
    parser.add_argument("--version", action="version", version=__version__, help=version)
    commands = parser.add_subparsers(required=True, metavar=_("COMMAND"))
    shared = common()
    for room in ROOMS:
        room.register(commands, shared)
    return parser


def _language(words: Sequence[str]) -> str:
    """Return the language asked for, before the parser itself needs words."""
    if "--lang" in words[:-1]:
        return words[words.index("--lang") + 1]
    return next((word[7:] for word in words if word.startswith("--lang=")), "zh_CN")
