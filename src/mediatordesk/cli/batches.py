"""The command that makes one paper for each of many: `paper batch`."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mediatordesk.actions.batch import BatchStep, make_batch, print_in_order
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, file_stem, filled, kinds_of_files, write_file
from mediatordesk.core.texts import _
from mediatordesk.store import find_case, read_case_file


def register_batch(paper: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to those on papers."""
    one = paper.add_parser("batch", parents=[shared])
    one.add_argument("case", type=filled)
    one.add_argument("paper")
    one.add_argument("--each", required=True, help=_("party, respondent, agreement …"))
    one.add_argument("--to", type=Path, required=True)
    one.add_argument("--as", dest="kinds", type=kinds_of_files, default="docx,pdf")
    one.add_argument("--copies", type=int, help=_("how many of each; else as the form says"))
    one.add_argument("--two-sided", action="store_true", help=_("each begins on a new sheet"))
    one.add_argument("--processes", type=int)
    one.set_defaults(command=_batch)


@dataclass
class _Written:
    """What a batch has come to so far: steps that gave a paper, with their files; failures."""

    made: list[tuple[BatchStep, list[str]]] = field(default_factory=list)
    failed: list[BatchStep] = field(default_factory=list)
    cancelled: bool = False

    def data(self) -> dict[str, Any]:
        made = [
            {
                "name": step.name,
                "paper": step.paper.id if step.paper else None,
                "files": files,
                "pages": step.paper.pages if step.paper else 0,
                "earlier": not step.made_now,
            }
            for step, files in sorted(self.made, key=lambda one: one[0].position)
        ]
        failed = [
            {"name": step.name, "why": " ".join(step.failure.lines()) if step.failure else ""}
            for step in sorted(self.failed, key=lambda one: one.position)
        ]
        return {"made": made, "failed": failed, "cancelled": self.cancelled}


def _batch(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    written = _Written()
    batch = make_batch(desk, file, given.paper, given.each, processes=given.processes)
    with closing(batch):
        try:
            _write_all(batch, given.to, given.kinds, written)
        except KeyboardInterrupt:
            written.cancelled = True
    data = written.data()
    lines: list[str] = []
    if written.made:
        name = file_stem("000", given.paper, _("all"))
        steps = [step for step, _files in written.made]
        pdf = print_in_order(steps, copies=given.copies, two_sided=given.two_sided)
        whole = str(write_file(given.to / f"{name}.pdf", pdf))
        data["print"] = whole
        lines.append(whole)
    lines += [
        f"{step.name}: {' '.join(step.failure.lines())}" for step in written.failed if step.failure
    ]
    return Answer(data, tuple(lines), 1 if written.failed or written.cancelled else 0)


def _write_all(
    steps: Iterator[BatchStep], folder: Path, kinds: Sequence[str], written: _Written
) -> None:
    for step in steps:
        if step.failure is not None:
            written.failed.append(step)
        else:
            written.made.append((step, _write(step, folder, kinds)))
        print(f"{step.done}/{step.total} {step.name}", file=sys.stderr)  # noqa: T201 - progress


def _write(step: BatchStep, folder: Path, kinds: Sequence[str]) -> list[str]:
    title = step.paper.title if step.paper else ""
    code = step.paper.kind if step.paper else ""
    stem = file_stem(f"{step.position:03}", code, title, step.name)
    contents = {"docx": step.docx, "pdf": step.pdf}
    return [str(write_file(folder / f"{stem}.{kind}", contents[kind])) for kind in kinds]
