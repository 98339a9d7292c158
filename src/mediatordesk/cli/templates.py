"""Commands on the Word templates of papers: list, export, adopt, go back to the standard form."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.papers.template_editions import (
    TemplateLine,
    form_owner,
    template_in_force,
    template_lines,
)
from mediatordesk.actions.templates.adoption import (
    Adopted,
    TemplateFaulty,
    adopt_template,
    look_through_stranger,
    withdraw_template,
)
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, day, filled, read_bytes, write_new_file
from mediatordesk.cli.findings import finding_data, finding_line
from mediatordesk.core.template_editions import TemplateEdition
from mediatordesk.core.texts import _
from mediatordesk.documents import TrackedChanges


def register_templates(paper: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on templates to those on papers."""
    one = paper.add_parser("templates", parents=[shared], help=_("the form of every paper"))
    one.add_argument("--pack", default="", help=_("which pack of forms"))
    one.set_defaults(command=_templates)
    one = paper.add_parser("template", parents=[shared], help=_("save a paper's form as Word"))
    one.add_argument("paper", type=filled, help=_("its code, as D05"))
    one.add_argument("--pack", default="people", help=_("which pack of forms"))
    one.add_argument("--to", type=Path, required=True, metavar="FILE.docx", help=_("the new file"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.add_argument("--standard", action="store_true", help=_("not the office's own form"))
    one.set_defaults(command=_template)
    one = paper.add_parser("adopt", parents=[shared], help=_("make a Word file a paper's form"))
    which = one.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "docx", type=Path, nargs="?", metavar="FILE.docx", help=_("a Word file with fields")
    )
    which.add_argument("--withdraw", action="store_true", help=_("back to the standard form"))
    one.add_argument(
        "--as",
        dest="paper",
        type=filled,
        required=True,
        metavar="PAPER",
        help=_("the paper's code, as D05"),
    )
    one.add_argument("--pack", default="people", help=_("which pack of forms"))
    one.add_argument(
        "--changes",
        type=TrackedChanges,
        choices=list(TrackedChanges),
        default=TrackedChanges.REFUSE,
        help=_("tracked changes in the file"),
    )
    one.add_argument(
        "--from",
        dest="valid_from",
        type=day,
        metavar="2025-06-01",
        help=_("from which day it is used"),
    )
    one.set_defaults(command=_adopt)


def _templates(given: Given) -> Answer:
    desk = given.desk()
    lines = template_lines(desk, desk.clock.today())
    shown = [one for one in lines if given.pack in ("", one.pack)]
    return Answer([_data(one) for one in shown], tuple(map(_words, shown)))


def _data(line: TemplateLine) -> dict[str, object]:
    return {
        "pack": line.pack,
        "paper": line.code,
        "title": line.title,
        "edition": _edition(line.edition) if line.edition else None,
        "coming": _edition(line.coming) if line.coming else None,
    }


def _edition(edition: TemplateEdition) -> dict[str, object]:
    return {
        "number": edition.number,
        "from": edition.valid_from,
        "standard": edition.withdraws,
        "file": edition.name,
        "sha256": edition.sha256,
    }


def _words(line: TemplateLine) -> str:
    form = _("standard form")
    if line.edition:
        form = _("own form since {day}").format(day=line.edition.valid_from.isoformat())
    if line.coming:
        word = _("standard form from {day}") if line.coming.withdraws else _("own form from {day}")
        form += f", {word.format(day=line.coming.valid_from.isoformat())}"
    return f"{line.pack}\t{line.code}\t{line.title}\t{form}"


def _template(given: Given) -> Answer:
    desk = given.desk()
    pack, today = desk.packs.pack(given.pack), desk.clock.today()
    found = template_in_force(desk, pack, given.paper, today)
    own = found.edition is not None and not given.standard
    data = found.data if own or found.edition is None else pack.template(given.paper, today)
    write_new_file(given.to, data, force=given.force)
    return Answer({"file": str(given.to), "standard": not own}, (str(given.to),))


def _adopt(given: Given) -> Answer:
    desk = given.desk()
    pack, first_day = desk.packs.pack(given.pack), given.valid_from
    if given.withdraw:
        return _in_force(withdraw_template(desk, pack, given.paper, first_day))
    looked = look_through_stranger(
        desk,
        form_owner(desk, pack, given.paper),
        given.paper,
        read_bytes(given.docx),
        given.changes,
    )
    try:
        adopted = adopt_template(
            desk, pack, given.paper, looked, valid_from=first_day, name=given.docx.name
        )
    except TemplateFaulty as error:
        said = (*map(finding_line, error.findings), *error.lines())
        return Answer({"ok": False, "findings": list(map(finding_data, error.findings))}, said, 1)
    return _in_force(adopted)


def _in_force(adopted: Adopted) -> Answer:
    """Return what was adopted, and what is worth knowing about it."""
    edition, looked = adopted.edition, adopted.looked
    findings = (*looked.rewritten, *looked.findings) if looked else ()
    form = _("{paper}: own form, edition {number}, from {day}")
    if edition.withdraws:
        form = _("{paper}: standard form from {day}")
    words = form.format(
        paper=edition.code, number=edition.number, day=edition.valid_from.isoformat()
    )
    data = {"ok": True, "edition": _edition(edition), "findings": list(map(finding_data, findings))}
    return Answer(data, (words, *map(finding_line, findings)))
