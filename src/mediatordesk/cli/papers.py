"""Commands on papers: make, convert, check a template."""

import argparse
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.actions.papers import make_paper, subjects_of
from mediatordesk.actions.templates import check_pack_template
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, filled, read_bytes, write_file
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.entries import BadEntry
from mediatordesk.core.texts import _
from mediatordesk.documents import Fonts, to_pdf
from mediatordesk.forms import PaperKind
from mediatordesk.store import find_case, read_case_file


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on papers."""
    paper = commands.add_parser("paper", help=_("papers")).add_subparsers(required=True)
    one = paper.add_parser("make", parents=[shared])
    one.add_argument("case", type=filled)
    one.add_argument("paper")
    one.add_argument("--about", default="", help=_("for whom or what, where there are several"))
    one.add_argument("--to", type=Path)
    one.add_argument("--as", dest="kinds", type=_kinds, default="docx,pdf")
    one.set_defaults(command=_make)
    one = paper.add_parser("convert", parents=[shared])
    one.add_argument("docx", type=Path)
    one.add_argument("pdf", type=Path)
    one.set_defaults(command=_convert)
    one = paper.add_parser("check", parents=[shared])
    one.add_argument("template", type=Path)
    one.add_argument("--pack", default="people")
    one.set_defaults(command=_check)


def _make(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    kind = desk.packs.pack(file.case.pack).paper(given.paper, desk.clock.today())
    made = make_paper(desk, file, given.paper, about=subject_named(file, kind, given.about))
    files: list[str] = []
    if given.to:
        parts = (made.paper.kind, made.paper.title, given.about.replace("/", "_"))
        stem = "_".join(filter(None, parts))
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
    return Answer(data, (f"{made.paper.kind} {made.paper.title}", *files))


def _kinds(text: str) -> tuple[str, ...]:
    """Read the kinds of files that are wanted: docx, pdf or both."""
    kinds = tuple(text.split(","))
    if not {*kinds} <= {"docx", "pdf"}:
        raise argparse.ArgumentTypeError(_("a paper is written as docx, pdf or docx,pdf"))
    return kinds


def subject_named(file: CaseFile, kind: PaperKind, name: str) -> UUID | None:
    """Return for which party or agreement a paper is meant; None leaves it to the paper."""
    if not name:
        return None
    subjects = subjects_of(file, kind)
    if name not in subjects:
        raise BadEntry(field="--about", text=name)
    return subjects[name]


def _convert(given: Given) -> Answer:
    fonts = Fonts.load(given.places.fonts)
    pdf = to_pdf(read_bytes(given.docx), fonts, title=given.docx.stem)
    write_file(given.pdf, pdf.data)
    return Answer({"pages": pdf.pages, "unsupported": list(pdf.missing_glyphs)}, (str(given.pdf),))


def _check(given: Given) -> Answer:
    findings = check_pack_template(given.places, given.pack, read_bytes(given.template))
    data = [{"level": one.level, "place": one.place, "why": one.why} for one in findings]
    words = tuple(f"{one.level} {one.place} {one.why}" for one in findings)
    ok = not any(one.level == "error" for one in findings)
    said = words or (_("Nothing to mend."),)
    return Answer({"ok": ok, "findings": data}, said, 0 if ok else 1)
