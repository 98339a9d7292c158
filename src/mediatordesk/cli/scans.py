"""The command that says which pages a scan holds: `paper codes`."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, UnreadableFile, read_bytes
from mediatordesk.core.texts import _
from mediatordesk.documents import ScannedPage, ScanRefused, read_page_codes, scan_type


def register_scans(paper: Any, shared: argparse.ArgumentParser) -> None:
    """Add the command to those on papers."""
    one = paper.add_parser("codes", parents=[shared], help=_("read the codes on scanned pages"))
    one.add_argument("files", type=Path, nargs="+", help=_("PDF, JPEG, PNG or TIFF"))
    one.set_defaults(command=_codes)


def _codes(given: Given) -> Answer:
    found = [(path, page) for path in given.files for page in _pages_of(path)]
    data = [_entry(path, page) for path, page in found]
    return Answer(data, tuple(_line(path, page) for path, page in found))


def _pages_of(path: Path) -> tuple[ScannedPage, ...]:
    data = read_bytes(path)
    try:
        return read_page_codes(data, scan_type(data))
    except ScanRefused as error:  # several files were named: say which
        raise UnreadableFile(file=path.name, reason=error.lines()[0]) from error


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


def _line(path: Path, page: ScannedPage) -> str:
    said = page.code.readable if page.code else _("no page code")
    return f"{path.name} {page.index + 1}: {said}"
