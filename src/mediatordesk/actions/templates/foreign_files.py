"""Word files from elsewhere: read by a child process that may take little time and memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from mediatordesk.actions.desks.fonts import load_fonts
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.templates.templates import check_pack_template
from mediatordesk.core.texts import N_, _
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
from mediatordesk.documents.errors import NotAWordFile, OldWordFile
from mediatordesk.forms import Pack

TRACKED_CHANGES = "tracked-changes"
PRINTED_CHANGES = N_(
    "There are tracked changes: what was inserted is printed, what was deleted is not."
    " Accept or reject all of them."
)
NO_WORD_FILES = (NotAWordFile.__name__, OldWordFile.__name__)
LIMITS = Confined(seconds=60, megabytes=1536)
"""For the longest paper seen ten times over; fonts count as memory though they stay on disk."""


def convert_word_file(
    places: Places, home: Path, data: bytes, name: str
) -> tuple[Pdf, tuple[Finding, ...]]:
    """Return any Word file as a PDF, and what this does not show as Word would.

    `name` is the file's: messages call it that, and its stem is the PDF's title. Raises what
    `to_pdf` raises; TookTooLong, NeededTooMuch or BrokeOff for a file that is a trap.
    """
    return LIMITS.run(_convert, places, home, data, name)


def check_word_file(
    places: Places, home: Path, pack: Pack, data: bytes, name: str
) -> tuple[Finding, ...]:
    """Return what is wrong with a Word template for a pack; raises as `convert_word_file`.

    Of a file that is none its `name` is the place.
    """
    return LIMITS.run(_check, places, home, pack, data, name)


def import_word_file(data: bytes, changes: TrackedChanges, name: str) -> Imported:
    """Make a Word file a template, its tracked changes settled; raises as `convert_word_file`."""
    return LIMITS.run(_import, data, changes, name)


def _convert(places: Places, home: Path, data: bytes, name: str) -> tuple[Pdf, tuple[Finding, ...]]:
    fonts = load_fonts(places, home)
    with _called(name):
        pdf = to_pdf(data, fonts, title=Path(name).stem)
    return pdf, tuple(map(_as_printed, unshown(data, fonts)))


def _as_printed(finding: Finding) -> Finding:
    """Return a finding as it is said of a file that is printed all the same."""
    if finding.feature != TRACKED_CHANGES:
        return finding
    return replace(finding, why=_(PRINTED_CHANGES))


def _import(data: bytes, changes: TrackedChanges, name: str) -> Imported:
    with _called(name):
        return import_template(data, changes=changes)


@contextmanager
def _called(name: str) -> Iterator[None]:
    """Let a message that names the file call it what its owner does."""
    try:
        yield
    except NotAWordFile as error:
        raise type(error)(name=name) from error


def _check(places: Places, home: Path, pack: Pack, data: bytes, name: str) -> tuple[Finding, ...]:
    findings = check_pack_template(pack, data, load_fonts(places, home))
    return tuple(
        replace(one, place=name) if one.feature in NO_WORD_FILES else one for one in findings
    )
