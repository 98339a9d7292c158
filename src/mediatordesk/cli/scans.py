"""The command that says which pages a scan holds: `paper codes`."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.signing.scanned_papers import KnownPage, Standing, look_up_pages
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, UnreadableFile, read_bytes
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import ScannedPage, ScanRefused, read_page_codes, scan_type

STANDINGS: Mapping[Standing, str] = {
    Standing.CURRENT: N_("the current version"),
    Standing.OLDER: N_("an older version; there is a newer one on this desk"),
    Standing.FOREIGN: N_("not a paper of this desk"),
}


def register_scans(paper: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to those on papers."""
    one = paper.add_parser("codes", parents=[shared], help=_("read the codes on scanned pages"))
    one.add_argument("files", type=Path, nargs="+", help=_("PDF, JPEG, PNG or TIFF"))
    one.set_defaults(command=_codes)


@dataclass(frozen=True)
class _Told:
    """What is said of one page, or of a file that cannot be read."""

    data: Mapping[str, object]
    line: str
    failed: bool = False


def _codes(given: Given) -> Answer:
    desk = given.desk() if given.arguments.desk else None
    told = [one for path in given.files for one in _told(path, desk)]
    data, lines = [one.data for one in told], tuple(one.line for one in told)
    return Answer(data, lines, 1 if any(one.failed for one in told) else 0)


def _told(path: Path, desk: Desk | None) -> Iterator[_Told]:
    """Yield what is said of a file: one that cannot be read does not keep the others from it."""
    try:
        data = read_bytes(path)
        pages = read_page_codes(data, scan_type(data))
    except (ScanRefused, UnreadableFile) as error:
        happened, _kept, to_do = error.lines()
        failure = {"file": str(path), "error": happened}
        yield _Told(failure, f"{path.name}: {happened} {to_do}", failed=True)
        return
    known = look_up_pages(desk, pages) if desk else (None,) * len(pages)
    for page, found in zip(pages, known, strict=True):
        entry = _entry(path, page) | _known_entry(found)
        yield _Told(entry, _line(path, page, found))


def _entry(path: Path, page: ScannedPage) -> dict[str, object]:
    """Return what is known of a scanned page; what its code would say is null without one."""
    code = page.code
    return {
        "file": str(path),
        "place": page.index + 1,
        "case": code and code.case,
        "paper": code and code.kind,
        "version": code and code.version,
        "page": code and code.page,
        "of": code and code.pages,
        "digest": code and code.digest,
        "turned": round(page.turned, 1),
        "dpi": page.dpi,
    }


def _known_entry(known: KnownPage | None) -> dict[str, object]:
    """Return what a desk adds; null is what it does not know."""
    if known is None:
        return {}
    return {
        "number": known.case or None,
        "title": known.title or None,
        "about": known.about or None,
        "matches": known.standing,
    }


def _line(path: Path, page: ScannedPage, known: KnownPage | None) -> str:
    said = page.code.readable if page.code else _("no page code")
    if known is not None and page.code:
        told = (known.case, known.title, known.about, said, _(STANDINGS[known.standing]))
        said = " · ".join(filter(None, told))
    return f"{path.name} {page.index + 1}: {said}"
