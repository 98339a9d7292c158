"""Commands on packs: list, check, schema."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.templates.templates import check_folder
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, UnreadableFile
from mediatordesk.core.texts import _
from mediatordesk.forms import Packs
from mediatordesk.forms.intake.schema import intake_schema


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on packs."""
    forms = commands.add_parser("forms", help=_("packs of forms")).add_subparsers(required=True)
    one = forms.add_parser("list", parents=[shared], help=_("which packs there are"))
    one.set_defaults(command=_list)
    one = forms.add_parser("check", parents=[shared], help=_("what is wrong with a pack"))
    one.add_argument("folder", type=Path, help=_("the pack's folder"))
    one.set_defaults(command=_check)
    one = forms.add_parser("schema", parents=[shared], help=_("what an intake file may hold"))
    one.add_argument("pack", help=_("which pack of forms"))
    one.set_defaults(command=_schema)


def _list(given: Given) -> Answer:
    packs = Packs.read(given.places.forms)
    usable = [packs.pack(name) for name in packs.offered()]
    data = [
        {
            "pack": one.name,
            "title": one.title,
            "version": one.version,
            "folder": str(packs.folder / one.name),
        }
        for one in usable
    ]
    return Answer(data, tuple(f"{one.name}\t{one.title}" for one in usable))


def _check(given: Given) -> Answer:
    if not given.folder.is_dir():
        raise UnreadableFile(file=given.folder, reason=_("there is no such folder"))
    findings = check_folder(given.folder.resolve())
    ok = not any(one.level == "B" for one in findings)
    data = [
        {
            "code": one.code,
            "level": one.level,
            "file": one.file,
            "place": one.place,
            "why": one.why,
        }
        for one in findings
    ]
    words = tuple(f"{one.file} {one.place}: {one.why}" for one in findings)
    said = words or (_("Nothing to mend."),)
    return Answer({"ok": ok, "findings": data}, said, 0 if ok else 1)


def _schema(given: Given) -> Answer:
    pack = Packs.read(given.places.forms).pack(given.pack)
    return Answer(intake_schema(pack), (_("Use --json."),))
