"""Commands on papers: make, convert, check a template."""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.actions.papers.papers import make_paper, subjects_of
from mediatordesk.actions.templates.foreign_files import (
    check_word_file,
    convert_word_file,
    import_word_file,
)
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import (
    Given,
    NotNamedPdf,
    file_stem,
    filled,
    kinds_of_files,
    read_bytes,
    require_other_file,
    write_file,
    write_new_file,
)
from mediatordesk.cli.batches import register_batch
from mediatordesk.cli.findings import finding_data, finding_line
from mediatordesk.cli.packs import known_packs
from mediatordesk.cli.scans import register_scans
from mediatordesk.cli.signed_papers import replaced_lines
from mediatordesk.cli.templates import register_templates
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.entries import BadEntry
from mediatordesk.core.texts import _
from mediatordesk.documents import Finding, Level, TrackedChanges
from mediatordesk.forms import PaperKind
from mediatordesk.store import find_case, read_case_file


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on papers."""
    paper = commands.add_parser("paper", help=_("papers")).add_subparsers(required=True)
    one = paper.add_parser("make", parents=[shared], help=_("make a paper of a case"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("paper", help=_("its code, as D05"))
    one.add_argument("--about", default="", help=_("for whom or what, where there are several"))
    one.add_argument("--to", type=Path, help=_("the folder"))
    one.add_argument(
        "--as",
        dest="kinds",
        type=kinds_of_files,
        default="docx,pdf",
        help=_("docx, pdf or docx,pdf"),
    )
    one.set_defaults(command=_make)
    one = paper.add_parser("convert", parents=[shared], help=_("a Word file as PDF"))
    one.add_argument("docx", type=Path, help=_("a Word file"))
    one.add_argument("pdf", type=Path, help=_("the new file"))
    one.set_defaults(command=_convert)
    one = paper.add_parser("check", parents=[shared], help=_("is a Word file fit to be a form?"))
    one.add_argument("template", type=Path, help=_("a Word file with fields"))
    one.add_argument("--pack", default="people", help=_("which pack of forms"))
    one.set_defaults(command=_check)
    one = paper.add_parser("import", parents=[shared], help=_("make a Word file a template"))
    one.add_argument("docx", type=Path, help=_("a Word file"))
    one.add_argument("template", type=Path, help=_("the new file"))
    one.add_argument("--pack", default="people", help=_("which pack of forms"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.add_argument(
        "--changes",
        type=TrackedChanges,
        choices=list(TrackedChanges),
        default=TrackedChanges.REFUSE,
        help=_("tracked changes in the file"),
    )
    one.set_defaults(command=_import)
    register_batch(paper, shared)
    register_scans(paper, shared)
    register_templates(paper, shared)


def _make(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    kind = desk.packs.pack(file.case.pack).paper(given.paper, desk.clock.today())
    made = make_paper(desk, file, given.paper, about=subject_named(file, kind, given.about))
    files: list[str] = []
    if given.to:
        stem = file_stem(made.paper.kind, made.paper.title, given.about)
        contents = {"docx": made.docx, "pdf": made.pdf}
        files = [
            str(write_file(given.to / f"{stem}.{ending}", contents[ending]))
            for ending in given.kinds
        ]
    data = {
        "paper": made.paper.id,
        "files": files,
        "pages": made.paper.pages,
        "sha256": made.paper.pdf_sha256,
    }
    said = (f"{made.paper.kind} {made.paper.title}", *files)
    if made.earlier:
        return Answer(data, said)
    after = read_case_file(desk.store, file.case.id)
    return Answer(data, (*said, *replaced_lines(after, made.paper)))


def subject_named(file: CaseFile, kind: PaperKind, name: str) -> UUID | None:
    """Return for which party or agreement a paper is meant; None leaves it to the paper."""
    if not name:
        return None
    subjects = subjects_of(file, kind)
    if name not in subjects:
        raise BadEntry(field="--about", text=name)
    return subjects[name]


def _convert(given: Given) -> Answer:
    require_other_file(given.pdf, given.docx)
    if given.pdf.suffix.lower() != ".pdf":
        raise NotNamedPdf(file=given.pdf.name)
    data = read_bytes(given.docx)
    pdf, findings = convert_word_file(given.places, given.home, data, given.docx.name)
    write_file(given.pdf, pdf.data)
    answer = {"pages": pdf.pages, "unsupported": list(map(finding_data, findings))}
    return Answer(answer, (str(given.pdf), *map(finding_line, findings)))


def _check(given: Given) -> Answer:
    findings = _findings(given, read_bytes(given.template), given.template.name)
    ok = _is_usable(findings)
    said = tuple(map(finding_line, findings)) or (_("Nothing to mend."),)
    return Answer({"ok": ok, "findings": list(map(finding_data, findings))}, said, 0 if ok else 1)


def _import(given: Given) -> Answer:
    """Write a Word file as a template; one with tracked changes only if they are settled."""
    require_other_file(given.template, given.docx)
    imported = import_word_file(read_bytes(given.docx), given.changes, given.docx.name)
    findings = imported.findings
    if not imported.refused:
        findings = _findings(given, imported.docx, given.docx.name)
        write_new_file(given.template, imported.docx, force=given.force)
    ok = _is_usable(findings)
    data = {
        "ok": ok,
        "file": None if imported.refused else str(given.template),
        "rewritten": list(map(finding_data, imported.rewritten)),
        "findings": list(map(finding_data, findings)),
    }
    said = tuple(map(finding_line, (*imported.rewritten, *findings)))
    return Answer(data, said or (_("Nothing to mend."),), 0 if ok else 1)


def _findings(given: Given, data: bytes, name: str) -> tuple[Finding, ...]:
    pack = known_packs(given).pack(given.pack)
    return check_word_file(given.places, given.home, pack, data, name)


def _is_usable(findings: Iterable[Finding]) -> bool:
    return not any(one.level is Level.ERROR for one in findings)
