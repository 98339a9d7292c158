"""Commands on signed originals: `sign scan` files the scans of signed papers, `sign original`."""

import argparse
import re
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import newest_paper
from mediatordesk.actions.signing.scan_files import ScanNotTaken
from mediatordesk.actions.signing.scan_folder import ScanFolder
from mediatordesk.actions.signing.scan_readings import (
    ScanReading,
    placed_by_hand,
    read_scans,
)
from mediatordesk.actions.signing.scan_words import lacking
from mediatordesk.actions.signing.signed_originals import (
    PaperDate,
    dates_on,
    file_scans,
    note_dates,
    original_of,
)
from mediatordesk.actions.signing.watched_folder import LOOK_EVERY
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, day, positive, require_ending, write_new_file
from mediatordesk.cli.scan_answers import ScanPlan, date_data, date_lines, paper_state, unsaved
from mediatordesk.cli.signed_papers import add_paper_arguments, paper_of, signing_lines
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import N_, _
from mediatordesk.documents.incoming import FileRefused
from mediatordesk.store import find_case, read_case_file

WAIT = 120
"""Seconds for which a folder is watched, where nobody says otherwise."""
QUIET = 5.0
"""Seconds without a new file after which a scanner has finished."""
ANY = "-"
"""In place of a paper's code: whichever papers of the case the scans hold."""
PLACING = re.compile(r"(?P<file>.+?)(:(?P<n>[1-9]\d*))?=(?P<paper>.+)/(?P<page>[1-9]\d*)")


class NotUnread(DeskError):
    """A page that is said by hand, and is not among those without a code. Fields: file, n."""

    happened = N_("{file} has no page {n} on which the code could not be read.")
    kept = N_("Nothing was filed.")
    to_do = N_("Only pages without a readable code are named by hand; look at the list of them.")


class NoScanNamed(DeskError):
    """Neither a scan nor a paper whose original is filed already was named."""

    happened = N_("No scan was named.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name the files of the scan; or, if it is filed, the paper and the days on it.")


class NoScanCame(DeskError):
    """Nothing appeared in the watched folder in time. Fields: folder, seconds."""

    happened = N_("No new scan came into the folder {folder} within {seconds} seconds.")
    kept = N_("Nothing was filed; nothing in the folder was changed.")
    to_do = N_("See where the scanner puts its files, and try again.")


@dataclass(frozen=True)
class ByHand:
    """Which page of which paper an unread page of a file is."""

    file: str
    n: int
    paper: str
    page: int


def register_signed_scans(sign: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands to those on signing."""
    one = sign.add_parser("scan", parents=[shared], help=_("file the scans of signed papers"))
    add_paper_arguments(one)
    one.add_argument("files", type=Path, nargs="*", help=_("PDF, JPEG, PNG or TIFF, in any order"))
    one.add_argument(
        "--signed",
        type=signed_on,
        action="append",
        default=[],
        metavar="NAME=2025-05-01",
        help=_("who signed, and the day that stands on the paper; as often as needed"),
    )
    one.add_argument(
        "--signed-on", type=day, help=_("the day on which all signed who must and are not named")
    )
    one.add_argument(
        "--page",
        type=by_hand,
        action="append",
        default=[],
        metavar="FILE:N=D17/2",
        help=_("page N of a file has no readable code: it is page 2 of D17"),
    )
    one.add_argument(
        "--watch",
        type=Path,
        metavar="DIR",
        help=_("the folder into which a scanner puts its files"),
    )
    one.add_argument(
        "--seconds", type=positive, default=WAIT, help=_("how long the folder is watched")
    )
    one.add_argument("--confirm", action="store_true", help=_("the days typed are those on it"))
    one.add_argument("--look", action="store_true", help=_("only say what the scans hold"))
    one.set_defaults(command=_scan)
    one = sign.add_parser("original", parents=[shared], help=_("write a signed original"))
    add_paper_arguments(one)
    one.add_argument("--to", type=Path, required=True, metavar="FILE.pdf", help=_("the file"))
    one.add_argument("--force", action="store_true", help=_("overwrite another file"))
    one.set_defaults(command=_original)


def signed_on(text: str) -> tuple[str, date]:
    """Read who signed and when: 王小明=2025-05-01."""
    name, sign, typed = text.rpartition("=")
    if not sign or not name.strip():
        words = _("{text} does not say who signed and when; write it as NAME=2025-05-01")
        raise argparse.ArgumentTypeError(words.format(text=text))
    return name.strip(), day(typed.strip())


def by_hand(text: str) -> ByHand:
    """Read which page a page of a file is: scan.pdf:3=D17/2."""
    parts = PLACING.fullmatch(text)
    if parts is None:
        words = _("{text} does not name a page; write it as FILE:3=D17/2")
        raise argparse.ArgumentTypeError(words.format(text=text))
    n, page = int(parts["n"] or 1), int(parts["page"])
    return ByHand(Path(parts["file"]).name, n, parts["paper"], page)


def _scan(given: Given) -> Answer:
    code, paths = _paper_and_files(given)
    folder = ScanFolder(given.watch) if given.watch else None
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    paper = None if code == ANY else newest_paper(desk, file, code, given.about)
    if not paths and folder is None:
        return _date(given, desk, file, paper)
    reading = read_scans(desk, file, paths)
    if folder is not None:
        reading = _watched(folder, desk, file, reading, given.seconds)
    for one in given.page:
        reading = _placed(desk, file, reading, one, given.about)
    wanted = [one for one in reading.complete if paper is None or one.is_version_of(paper)]
    if not wanted and not given.look:
        raise lacking(file, reading, paper)
    dates = _dates(given, desk, file, [one.paper for one in wanted])
    plan = ScanPlan(desk, file, reading, paper, dates)
    if given.look or (dates and not _is_confirmed(given, plan.lines())):
        return plan.answer()
    filed = file_scans(desk, file, reading, dates, only=paper)
    return plan.filed(read_case_file(desk.store, file.case.id), filed)


def _watched(
    folder: ScanFolder, desk: Desk, file: CaseFile, reading: ScanReading, seconds: int
) -> ScanReading:
    """Return what has come into a folder once all that was begun is whole, or the time is over.

    A file that cannot be read is named and left where it is.
    """
    end, quiet = time.monotonic() + seconds, time.monotonic() + QUIET
    while time.monotonic() < end:
        for path in folder.poll():
            try:
                reading = read_scans(desk, file, [path], before=reading)
            except (FileRefused, ScanNotTaken) as error:
                print(*error.lines(), sep="\n", file=sys.stderr)  # noqa: T201 - the watching goes on
            quiet = time.monotonic() + QUIET
        whole = bool(reading.papers) and len(reading.complete) == len(reading.papers)
        if whole and time.monotonic() > quiet:
            break
        time.sleep(LOOK_EVERY)
    if not reading.files:
        raise NoScanCame(folder=folder.folder, seconds=seconds)
    return reading


def _paper_and_files(given: Given) -> tuple[str, list[Path]]:
    """Return the code of the paper, and the files: a paper that was left out is any of the case."""
    if "." in given.paper or Path(given.paper).exists():
        return ANY, [Path(given.paper), *given.files]
    return given.paper, given.files


def _dates(
    given: Given, desk: Desk, file: CaseFile, papers: Sequence[Paper]
) -> tuple[PaperDate, ...]:
    return dates_on(desk, file, papers, dict(given.signed), given.signed_on)


def _date(given: Given, desk: Desk, file: CaseFile, paper: Paper | None) -> Answer:
    """Note the days on an original that was filed before, and say how its signing stands."""
    if paper is None:
        raise NoScanNamed
    dates = _dates(given, desk, file, [paper])
    if not dates:
        raise NoScanNamed
    lines = tuple(date_lines(desk, file, dates))
    if not _is_confirmed(given, lines):
        return Answer({"filed": False, "dates": date_data(desk, file, dates)}, lines + unsaved())
    note_dates(desk, file, paper, dates)
    file = read_case_file(desk.store, file.case.id)
    return Answer(
        paper_state(desk, file, paper) | {"filed": True}, signing_lines(desk, file, paper)
    )


def _placed(
    desk: Desk, file: CaseFile, reading: ScanReading, said: ByHand, about: str
) -> ScanReading:
    """Return a reading with one page put where somebody says it belongs."""
    paper = newest_paper(desk, file, said.paper, about)
    for page in reading.unread:
        if (reading.file_of(page).name, page.index + 1) == (said.file, said.n):
            return placed_by_hand(desk, file, reading, page, paper, said.page)
    raise NotUnread(file=said.file, n=said.n)


def _is_confirmed(given: Given, lines: Iterable[str]) -> bool:
    """Tell whether the days were confirmed: by a flag, or asked at a terminal."""
    if given.confirm or given.arguments.json or not (sys.stdin and sys.stdin.isatty()):
        return bool(given.confirm)
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201 - for people, before they are asked
    return input(_("Are these the days on the paper? (y/n) ")).strip().lower() in {"y", "yes", "是"}


def _original(given: Given) -> Answer:
    require_ending(given.to, ".pdf")
    desk, file, paper = paper_of(given)
    scan = file.scan_of(paper.id)
    path = write_new_file(given.to, original_of(desk, file, paper), force=given.force)
    words = _("{file}: the signed original of {paper}")
    return Answer(
        {"file": str(path), "signed_scan": scan}, (words.format(file=path.name, paper=paper.title),)
    )
