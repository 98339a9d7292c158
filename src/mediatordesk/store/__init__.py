"""The encrypted database: changes go in, records come out."""

from mediatordesk.store.case_lists import CaseLine, find_case, list_cases, read_case_file
from mediatordesk.store.engine import DeskLocked
from mediatordesk.store.log import Fork, Gap, Head, Segment
from mediatordesk.store.store import AddedMeanwhile, Applied, NotFound, NotRead, NotSaved, Store

__all__ = [
    "AddedMeanwhile",
    "Applied",
    "CaseLine",
    "DeskLocked",
    "Fork",
    "Gap",
    "Head",
    "NotFound",
    "NotRead",
    "NotSaved",
    "Segment",
    "Store",
    "find_case",
    "list_cases",
    "read_case_file",
]
