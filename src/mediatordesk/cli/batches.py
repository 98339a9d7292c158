"""The command that makes one paper for each of many: `paper batch`."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mediatordesk.actions.papers.batch import BatchStep, make_batch, print_in_order
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import (
    Given,
    UnwritableFile,
    file_stem,
    filled,
    kinds_of_files,
    write_file,
)
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _
from mediatordesk.store import find_case, read_case_file

MOST_COPIES = 99
MOST_PROCESSES = 16


def register_batch(paper: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to those on papers."""
    one = paper.add_parser("batch", parents=[shared], help=_("a paper for everybody"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("paper", help=_("its code, as D05"))
    one.add_argument("--each", required=True, help=_("party, respondent, agreement …"))
    one.add_argument("--to", type=Path, required=True, help=_("the folder"))
    one.add_argument(
        "--as",
        dest="kinds",
        type=kinds_of_files,
        default="docx,pdf",
        help=_("docx, pdf or docx,pdf"),
    )
    one.add_argument(
        "--copies",
        type=_number_to(MOST_COPIES),
        help=_("how many of each; else as the form says"),
    )
    one.add_argument("--two-sided", action="store_true", help=_("each begins on a new sheet"))
    one.add_argument(
        "--processes", type=_number_to(MOST_PROCESSES), help=_("how many are made at once")
    )
    one.set_defaults(command=_batch)


def _number_to(most: int) -> Callable[[str], int]:
    """Return what reads a number from 1 to `most`."""

    def read(text: str) -> int:
        if not text.isdecimal() or not 1 <= int(text[:9]) <= most:
            raise argparse.ArgumentTypeError(_("give a number from 1 to {most}").format(most=most))
        return int(text)

    return read


@dataclass
class _Written:
    """What a batch has come to so far: steps that gave a paper, with their files; failures.

    A paper that is saved in the desk, and could not be written to the folder, is both.
    """

    made: list[tuple[BatchStep, list[str]]] = field(default_factory=list)
    failed: list[tuple[BatchStep, DeskError]] = field(default_factory=list)
    cancelled: bool = False
    total: int = 0
    print_file: str | None = None
    not_printed: DeskError | None = None

    @property
    def lacking(self) -> list[str]:
        """Return whose papers are not in the file to print, because they were not made."""
        lacking = [step for step, _why in self.failed if step.paper is None]
        return [step.name for step in sorted(lacking, key=lambda one: one.position)]

    @property
    def complete(self) -> bool:
        """Tell whether everything that was asked for is made and written."""
        return not (self.failed or self.cancelled or self.not_printed)

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
            {"name": step.name, "saved": step.paper is not None, "why": " ".join(why.lines())}
            for step, why in sorted(self.failed, key=lambda one: one[0].position)
        ]
        data = {"made": made, "failed": failed, "cancelled": self.cancelled}
        if self.print_file:
            data |= {"print": self.print_file, "print_lacks": self.lacking}
        if self.not_printed:
            data["not_printed"] = " ".join(self.not_printed.lines())
        return data

    def lines(self) -> tuple[str, ...]:
        """Return what people are told: the file to print, what it lacks, and why."""
        lines = [self.print_file] if self.print_file else []
        if self.print_file and self.lacking:
            lacks = _("This file is not complete, it lacks the papers of: {names}.")
            lines.append(lacks.format(names="、".join(self.lacking)))
        lines += [f"{step.name}: {' '.join(why.lines())}" for step, why in self.failed]
        if self.not_printed:
            lines.append(" ".join(self.not_printed.lines()))
        if self.cancelled:
            lines += self._cancelled()
        return tuple(lines)

    def _cancelled(self) -> tuple[str, str]:
        told = _("Cancelled: {made} of {total} papers were made, and they are saved.")
        if not self.total:
            told = _("Cancelled before the first paper was made.")
        return (
            told.format(made=len(self.made), total=self.total),
            _("The same command goes on where this one stopped, and makes the file to print."),
        )


def _batch(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    written = _Written()
    batch = make_batch(desk, file, given.paper, given.each, processes=given.processes)
    _make_folder(given.to)
    try:
        with _ended_is_cancelled(), closing(batch):
            _write_all(batch, given.to, given.kinds, written)
            _write_print_file(given, written)
    except KeyboardInterrupt:
        written.cancelled = True
    if written.cancelled:
        _remove_print_files(given)
        written.print_file = None
    return Answer(written.data(), written.lines(), 0 if written.complete else 1)


@contextmanager
def _ended_is_cancelled() -> Iterator[None]:
    """Take the end of this process (SIGTERM) as Ctrl-C: the children end, and it is answered."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _make_folder(folder: Path) -> None:
    """Make the folder before any paper; UnwritableFile if there can be none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFile(file=folder.name or folder, reason=reason_of(error)) from error


def _write_all(
    steps: Iterator[BatchStep], folder: Path, kinds: Sequence[str], written: _Written
) -> None:
    """Write each paper as it comes; one that cannot be written is saved in the desk all the same.

    The rest goes on being made, so the same command has only to write it once there is room.
    """
    for step in steps:
        written.total = step.total
        if step.failure is not None:
            written.failed.append((step, step.failure))
        else:
            files: list[str] = []
            try:
                _write(step, folder, kinds, files)
            except UnwritableFile as error:
                written.failed.append((step, error))
            written.made.append((step, files))
        print(f"{step.done}/{step.total} {step.name}", file=sys.stderr)  # noqa: T201 - progress


def _write_print_file(given: Given, written: _Written) -> None:
    """Write all that was made as one file to print; one that lacks papers says so in its name."""
    _remove_print_files(given)
    if not written.made:
        return
    steps = [step for step, _files in written.made]
    try:
        pdf = print_in_order(steps, copies=given.copies, two_sided=given.two_sided)
        path = _print_file(given, complete=not written.lacking)
        written.print_file = str(write_file(path, pdf))
    except DeskError as error:
        written.not_printed = error


def _print_file(given: Given, *, complete: bool) -> Path:
    stem = file_stem("000", given.paper, _("all") if complete else _("not all"))
    folder: Path = given.to
    return folder / f"{stem}.pdf"


def _remove_print_files(given: Given) -> None:
    """Remove the file to print of an earlier run: it is no longer what the folder holds."""
    for complete in (True, False):
        with suppress(OSError):
            _print_file(given, complete=complete).unlink()


def _write(step: BatchStep, folder: Path, kinds: Sequence[str], files: list[str]) -> None:
    """Write the files of a paper, and note each that is written."""
    title = step.paper.title if step.paper else ""
    code = step.paper.kind if step.paper else ""
    stem = file_stem(f"{step.position:03}", code, title, step.name)
    contents = {"docx": step.docx, "pdf": step.pdf}
    for kind in kinds:
        path = write_file(folder / f"{stem}.{kind}", contents[kind])
        files.append(str(path))
