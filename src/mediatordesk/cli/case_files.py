"""Commands on the file of a case (卷宗): its catalogue, and binding it."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.archive.binding import bind_file
from mediatordesk.actions.archive.catalogue import (
    STANDING_WORDS,
    CatalogueLine,
    Standing,
    catalogue,
)
from mediatordesk.actions.archive.completeness import archive_findings
from mediatordesk.actions.papers.file_pages import BoundItem
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, filled, require_ending, write_file
from mediatordesk.cli.case_findings import finding_data, finding_line
from mediatordesk.core.texts import _
from mediatordesk.forms import blocked
from mediatordesk.store import find_case, read_case_file


def add_commands(case: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands to those on cases."""
    one = case.add_parser("bind", parents=[shared], help=_("the whole file as one PDF"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--to", type=Path, required=True, help=_("the new file"))
    one.add_argument("--two-sided", action="store_true", help=_("to be printed on both sides"))
    one.set_defaults(command=_bind)
    one = case.add_parser(
        "catalogue", parents=[shared], help=_("what its file holds, and what it lacks")
    )
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.set_defaults(command=_catalogue)


def _catalogue(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    told = catalogue(desk, file)
    data = {
        "lines": told.lines,
        "pages": told.pages,
        "blocked": blocked(told.findings),
        "findings": [finding_data(one) for one in told.findings],
        "bound": told.bound,
        "current": told.is_current,
    }
    lines = [_line(one) for one in told.lines if one.standing is not Standing.ABSENT]
    return Answer(data, (*lines, *map(finding_line, told.findings)))


def _line(line: CatalogueLine) -> str:
    """Return a line of the catalogue for people: pages, must or as needed, what, how it stands."""
    pages = f"{line.first}-{line.last}" if line.first else "—"
    must = _("must") if line.must else _("as needed")
    return f"{pages}\t{must}\t{line.title}\t{_(STANDING_WORDS[line.standing])}"


def _bind(given: Given) -> Answer:
    require_ending(given.to, ".pdf")
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    bound = bind_file(desk, file, two_sided=given.two_sided)
    write_file(given.to, bound.pdf.data)
    record, findings = (
        bound.record,
        archive_findings(desk, read_case_file(desk.store, file.case.id)),
    )
    data = {
        "file": str(given.to),
        "pages": record.pages,
        "sheets": record.sheets,
        "sha256": record.sha256,
        "archival": bound.pdf.is_archival,
        "papers": [_bound_data(one) for one in bound.items],
        "blocked": blocked(findings),
        "findings": [finding_data(one) for one in findings],
    }
    words = _("{file}: {pages} numbered pages, {sheets} in all")
    told = words.format(file=given.to, pages=record.pages, sheets=record.sheets)
    return Answer(data, (told, *map(finding_line, findings)))


def _bound_data(bound: BoundItem) -> dict[str, Any]:
    """Return a thing of a bound file as scripts read it."""
    return {
        "code": bound.item.code,
        "title": bound.item.title,
        "form": bound.item.form,
        "first": bound.first or None,
        "last": bound.last or None,
        "trouble": bound.trouble,
        "sha256": bound.item.sha256,
    }
