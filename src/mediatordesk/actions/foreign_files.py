"""Word files from elsewhere: read by a child process that may take little time and memory."""

from pathlib import Path

from mediatordesk.actions.fonts import load_fonts
from mediatordesk.actions.places import Places
from mediatordesk.actions.templates import check_pack_template
from mediatordesk.documents import (
    Finding,
    Imported,
    Pdf,
    TrackedChanges,
    import_template,
    to_pdf,
    unshown,
)
from mediatordesk.documents.confined import Confined

LIMITS = Confined(seconds=60, megabytes=1024)
"""For the longest paper seen ten times over; fonts count as memory though they stay on disk."""


def convert_word_file(
    places: Places, home: Path, data: bytes, title: str
) -> tuple[Pdf, tuple[Finding, ...]]:
    """Return any Word file as a PDF, and what this does not show as Word would.

    Raises what `to_pdf` raises; TookTooLong, NeededTooMuch or BrokeOff for a file that is a trap.
    """
    return LIMITS.run(_convert, places, home, data, title)


def check_word_file(places: Places, home: Path, pack: str, data: bytes) -> tuple[Finding, ...]:
    """Return what is wrong with a Word template for a pack; raises as `convert_word_file`."""
    return LIMITS.run(_check, places, home, pack, data)


def import_word_file(data: bytes, changes: TrackedChanges) -> Imported:
    """Make a Word file a template, its tracked changes settled; raises as `convert_word_file`."""
    return LIMITS.run(import_template, data, changes=changes)


def _convert(
    places: Places, home: Path, data: bytes, title: str
) -> tuple[Pdf, tuple[Finding, ...]]:
    fonts = load_fonts(places, home)
    return to_pdf(data, fonts, title=title), unshown(data, fonts)


def _check(places: Places, home: Path, pack: str, data: bytes) -> tuple[Finding, ...]:
    return check_pack_template(places, pack, data, load_fonts(places, home))
