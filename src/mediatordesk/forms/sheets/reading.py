"""Reads a roster's file, whichever kind it is; what it is, its first bytes say, not its name."""

from mediatordesk.core.texts import _
from mediatordesk.forms.sheets.csv_files import read_csv
from mediatordesk.forms.sheets.package import MAX_UNPACKED
from mediatordesk.forms.sheets.sheet import (
    MAX_FILE,
    EmptySheet,
    NoSheet,
    OldExcelFile,
    ProtectedExcelFile,
    Sheet,
    SheetTooLarge,
)
from mediatordesk.forms.sheets.workbooks import read_xlsx

ZIP = b"PK\x03\x04"
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""The old container of Microsoft: an .xls, or an .xlsx behind a password (MS-OFFCRYPTO 2.3.4)."""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def is_workbook(data: bytes) -> bool:
    """Tell whether bytes are a ZIP, as an Excel workbook is."""
    return data.startswith(ZIP)


def read_sheet(data: bytes, file: str, *, unpacked: int = MAX_UNPACKED) -> Sheet:
    """Return the cells of an .xlsx or CSV file as text; `file` is its name in messages.

    Of a workbook no more than so many bytes are `unpacked`.
    NoSheet, OldExcelFile, ProtectedExcelFile, SheetTooLarge or EmptySheet say why not.
    """
    if len(data) > MAX_FILE:
        reason = _("more than {n} MB").format(n=MAX_FILE >> 20)
        raise SheetTooLarge(file=file, reason=reason)
    if not data.strip():
        raise EmptySheet(file=file)
    if data.startswith(COMPOUND):
        raise (ProtectedExcelFile if _ENCRYPTED in data else OldExcelFile)(file=file)
    if data.startswith(b"%PDF"):
        raise NoSheet(file=file, reason=_("it is a PDF"))
    return read_xlsx(data, file, unpacked) if is_workbook(data) else read_csv(data, file)
