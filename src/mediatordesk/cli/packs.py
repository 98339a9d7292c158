"""Commands on packs: list, check, schema; and on an office's own: add, remove, export."""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.own_packs import own_editions
from mediatordesk.actions.templates.pack_adoption import (
    AddedPack,
    PackFaulty,
    add_pack,
    files_of_pack,
    withdraw_pack,
)
from mediatordesk.actions.templates.templates import check_folder, check_own
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, UnreadableFile, write_new_file
from mediatordesk.cli.schema_lines import schema_lines
from mediatordesk.core.offices import Operator
from mediatordesk.core.pack_editions import PackEdition
from mediatordesk.core.texts import _
from mediatordesk.forms import Pack, PackFinding, Packs
from mediatordesk.forms.intake.schema import intake_schema
from mediatordesk.forms.packs.pack_sources import PackContent
from mediatordesk.forms.packs.packs import pack_folders

Own = Mapping[str, Mapping[str, Any]]
"""What there is to say of the office's own packs, by name."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on packs."""
    forms = commands.add_parser("forms", help=_("packs of forms")).add_subparsers(required=True)
    one = forms.add_parser("list", parents=[shared], help=_("which packs there are"))
    one.set_defaults(command=_list)
    one = forms.add_parser("check", parents=[shared], help=_("what is wrong with a pack"))
    one.add_argument("folder", type=Path, help=_("the pack's folder, or its name"))
    one.set_defaults(command=_check)
    one = forms.add_parser("schema", parents=[shared], help=_("what an intake file may hold"))
    one.add_argument("pack", help=_("which pack of forms"))
    one.set_defaults(command=_schema)
    one = forms.add_parser("add", parents=[shared], help=_("add a pack of the office's own"))
    one.add_argument("folder", type=Path, help=_("the pack's folder"))
    one.set_defaults(command=_add)
    one = forms.add_parser("remove", parents=[shared], help=_("take an own pack back"))
    one.add_argument("pack", help=_("which pack of forms"))
    one.set_defaults(command=_remove)
    one = forms.add_parser("export", parents=[shared], help=_("write an own pack as a folder"))
    one.add_argument("pack", help=_("which pack of forms"))
    one.add_argument("--edition", type=int, default=0, metavar="N", help=_("not the newest one"))
    one.add_argument("--to", type=Path, required=True, metavar="DIR", help=_("the new folder"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_export)


def known_packs(given: Given) -> Packs:
    """Return the packs of the desk that is named; those installed where none is.

    Sums, samples and checks need no desk: nobody is asked for a passphrase who names none.
    """
    desk = _named_desk(given)
    return desk.packs if desk else Packs.read(given.places.forms)


def _named_desk(given: Given) -> Desk | None:
    """Open the desk that --desk or --passphrase-file speaks of; None if neither is given."""
    named = given.arguments.desk or given.arguments.passphrase_file
    return given.desk() if named else None


def _list(given: Given) -> Answer:
    desk = _named_desk(given)
    packs = desk.packs if desk else Packs.read(given.places.forms)
    own = _own_editions(desk) if desk else {}
    shown = [packs.pack(name) for name in packs.names()]
    broken = {name: error.lines() for name, error in packs.broken.items() if name in own}
    data = [_pack_data(packs, one, own) for one in shown]
    data += [{"pack": name, "own": own[name], "broken": said} for name, said in broken.items()]
    said = [_pack_words(one, own) for one in shown]
    said += [f"{name}\t{words[0]}" for name, words in broken.items()]
    if desk is None and given.home.is_dir():
        said.append(_("A desk's own packs are listed with --desk."))
    return Answer(data, tuple(said))


def _own_editions(desk: Desk) -> dict[str, dict[str, Any]]:
    """Return what there is to say of the office's own packs, by name."""
    names = {one.id: one.name for one in desk.store.all(Operator)}
    return {
        one.pack: _edition(one, names.get(one.operator_id, "")) for one in own_editions(desk.store)
    }


def _edition(edition: PackEdition, operator: str) -> dict[str, Any]:
    return {
        "edition": edition.number,
        "version": edition.version,
        "added_at": edition.added_at,
        "by": operator,
        "sha256": edition.sha256,
    }


def _pack_data(packs: Packs, pack: Pack, own: Own) -> dict[str, Any]:
    installed = any(one.name == pack.name and not one.is_own for one in pack.line)
    return {
        "pack": pack.name,
        "title": pack.title,
        "version": pack.version,
        "base": pack.data.base,
        "folder": str(packs.folder / pack.name) if installed else None,
        "own": own.get(pack.name),
    }


def _pack_words(pack: Pack, own: Own) -> str:
    words = f"{pack.name}\t{pack.title}\t{pack.version}"
    if pack.data.base:
        words += f"\t{_('only for other packs to rest on')}"
    if pack.name not in own:
        return words
    day = own[pack.name]["added_at"].date().isoformat()
    return f"{words}\t{_('the own pack of the office, added on {day}').format(day=day)}"


def _check(given: Given) -> Answer:
    findings = _looked_over(given)
    ok = not any(one.level == "B" for one in findings)
    said = _lines(findings) or (_("Nothing to mend."),)
    return Answer({"ok": ok, "findings": list(map(_finding, findings))}, said, 0 if ok else 1)


def _looked_over(given: Given) -> tuple[PackFinding, ...]:
    """Return what is wrong with the pack in a folder, or with one of the desk or the program."""
    desk, name = _named_desk(given), str(given.folder)
    packs = desk.packs if desk else Packs.read(given.places.forms)
    today = None if given.now else given.clock.today()
    if not given.folder.is_dir():
        if desk and name in _own_editions(desk):
            return check_own(PackContent(name, files_of_pack(desk, name)), packs, today)
        if name in {one.name for one in pack_folders(packs.folder)}:
            return check_folder(packs.folder / name, packs, today)
    _require_folder(given.folder)
    return check_folder(given.folder.resolve(), packs, today)


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise UnreadableFile(file=folder, reason=_("there is no such folder"))


def _finding(one: PackFinding) -> dict[str, str]:
    return {
        "code": one.code,
        "level": one.level,
        "file": one.file,
        "place": one.place,
        "why": one.why,
    }


def _lines(findings: Iterable[PackFinding]) -> tuple[str, ...]:
    return tuple(f"{one.file} {one.place}: {one.why}" for one in findings)


def _schema(given: Given) -> Answer:
    pack = known_packs(given).pack(given.pack)
    schema = intake_schema(pack)
    return Answer(schema, schema_lines(schema))


def _add(given: Given) -> Answer:
    _require_folder(given.folder)
    try:
        added = add_pack(given.desk(), given.folder)
    except PackFaulty as error:
        findings = error.findings
        said = (*_lines(findings), *error.lines())
        return Answer({"ok": False, "findings": list(map(_finding, findings))}, said, 1)
    words = _("{pack}: the office's own, edition {number}, version {version}")
    return _changed(added, words)


def _remove(given: Given) -> Answer:
    return _changed(withdraw_pack(given.desk(), given.pack), _("{pack}: taken back"))


def _changed(added: AddedPack, words: str) -> Answer:
    edition = added.edition
    said = words.format(pack=edition.pack, number=edition.number, version=edition.version)
    findings = list(map(_finding, added.findings))
    own = _edition(edition, added.desk.operator.name)
    data = {"ok": True, "pack": edition.pack, "own": own, "findings": findings}
    return Answer(data, (said, *_lines(added.findings)))


def _export(given: Given) -> Answer:
    files = files_of_pack(given.desk(), given.pack, given.edition)
    to = given.to / given.pack
    written = [
        write_new_file(to / name, data, force=given.force) for name, data in sorted(files.items())
    ]
    return Answer({"folder": str(to), "files": [str(one) for one in written]}, (str(to),))
