"""The encrypted database: changes go in, records come out."""

from mediatordesk.store.branching import Fresh
from mediatordesk.store.case_lists import CaseLine, find_case, list_cases, read_case_file
from mediatordesk.store.cells import Sealed
from mediatordesk.store.engine import FILE_NAME, CannotOpen, DeskLocked
from mediatordesk.store.log_places import Fork, Gap, Head, Segment
from mediatordesk.store.migrations import NewerDesk
from mediatordesk.store.refusals import AddedMeanwhile, NotFound, NotRead, NotSaved, OnlyReads
from mediatordesk.store.store import Applied, Store

__all__ = [
    "FILE_NAME",
    "AddedMeanwhile",
    "Applied",
    "CannotOpen",
    "CaseLine",
    "DeskLocked",
    "Fork",
    "Fresh",
    "Gap",
    "Head",
    "NewerDesk",
    "NotFound",
    "NotRead",
    "NotSaved",
    "OnlyReads",
    "Sealed",
    "Segment",
    "Store",
    "find_case",
    "list_cases",
    "read_case_file",
]
