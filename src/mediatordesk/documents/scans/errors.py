"""What can be wrong with a scan, in words for people."""

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class ScanRefused(DeskError):
    """A scan that is not read; the kinds below say why."""

    kept = N_("The file is unchanged, and nothing in the case was.")


class NotAScan(ScanRefused):
    """A kind of file in which no pages are looked for; `kind` is what it is instead."""

    happened = N_("The file is not a scan.")
    to_do = N_("Give the scan as PDF, JPEG, PNG or TIFF.")


class UnreadableScan(ScanRefused):
    """A scan that is damaged, empty or locked with a password."""

    happened = N_("The scan cannot be read: it is damaged, empty or locked.")
    to_do = N_("Scan the paper again, without a password.")


class ScanTooLarge(ScanRefused):
    """A scan with more pages or more points than are read."""

    happened = N_("The scan is too large: {pages} pages, the largest of {megapixels} megapixels.")
    to_do = N_("Scan with 300 dpi in grey, and in several files if there are many pages.")
