"""Commands on fonts: which there are, and adding one for rare characters."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.desks.desk import require_desk
from mediatordesk.actions.desks.fonts import KnownFont, add_font, known_fonts
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, read_bytes
from mediatordesk.core.texts import N_, _

ORIGINS = {
    "house": N_("of the program"),
    "added": N_("added to the desk"),
    "machine": N_("of this computer"),
}


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on fonts."""
    fonts = commands.add_parser("fonts", help=_("fonts of papers")).add_subparsers(required=True)
    one = fonts.add_parser("list", parents=[shared], help=_("which fonts there are"))
    one.add_argument("--machine", action="store_true", help=_("also those of this computer"))
    one.set_defaults(command=_list)
    one = fonts.add_parser("add", parents=[shared], help=_("for characters that no font here has"))
    one.add_argument("file", type=Path, help=_("a font: TTF, OTF or TTC"))
    one.add_argument("--licence", default="", help=_("where the font itself does not say it"))
    one.set_defaults(command=_add)


def _list(given: Given) -> Answer:
    found = known_fonts(given.places, given.home, machine=given.machine)
    return Answer([_plain(one) for one in found], tuple(map(_line, found)))


def _add(given: Given) -> Answer:
    require_desk(given.home)
    read_bytes(given.file)  # so that a file that is not there is named as such
    added = add_font(given.home, given.file, given.licence)
    return Answer(_plain(added), (_line(added),))


def _plain(font: KnownFont) -> dict[str, Any]:
    return {
        "origin": font.origin,
        "file": font.file,
        "families": font.families,
        "licence": font.licence,
        "why_not": font.why_not,
    }


def _line(font: KnownFont) -> str:
    names = "、".join(font.families)
    return "\t".join(filter(None, (_(ORIGINS[font.origin]), font.file, names, font.why_not)))
