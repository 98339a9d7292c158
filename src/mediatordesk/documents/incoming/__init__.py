"""Files that people hand in: what they are by their bytes, and whether they may come in."""

from mediatordesk.documents.incoming.errors import (
    FileRefused,
    MissingFile,
    OverlargeFile,
    Unexamined,
)
from mediatordesk.documents.incoming.examining import (
    Examined,
    HandedIn,
    Wishes,
    examine,
    needs_reading,
)
from mediatordesk.documents.incoming.kinds import Family, FileKind, kind_of_type

__all__ = [
    "Examined",
    "Family",
    "FileKind",
    "FileRefused",
    "HandedIn",
    "MissingFile",
    "OverlargeFile",
    "Unexamined",
    "Wishes",
    "examine",
    "kind_of_type",
    "needs_reading",
]
