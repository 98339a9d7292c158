"""Epochs: a desk's log begins anew when its file was set back, copied or restored."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from mediatordesk.core.records import Record
from mediatordesk.core.texts import N_


class EpochReason(StrEnum):
    """Why a new epoch began."""

    SET_BACK = "set_back"
    """The file is older than what this computer remembers, or it remembers nothing any more."""
    OTHER_MACHINE = "other_machine"
    """The file was copied to another computer."""
    COPIED = "copied"
    """The file lies at another place than before, where nothing is remembered of it."""
    RESTORED = "restored"
    """The file was restored from a backup."""
    OTHER_HISTORY = "other_history"
    """The centre knows another history under its name: a whole disk was set back, or copied."""
    TOOK_OVER = "took_over"
    """Another computer of the office gave its numbers until now; nothing else begins anew."""
    OWN_KEYS = "own_keys"
    """The desk was a copy of another one that goes on, and was given device keys of its own."""


EPOCH_WORDS: Mapping[EpochReason, str] = {
    EpochReason.SET_BACK: N_(
        "This desk's file is older than what this computer remembers. It goes on as a copy of its "
        "own; nothing in it was changed. What is missing may be in a backup or at the centre; "
        "whoever was erased since then is in it again."
    ),
    EpochReason.OTHER_MACHINE: N_(
        "This desk was brought from another computer. It goes on as a copy of its own; go on "
        "working on one of the two only."
    ),
    EpochReason.COPIED: N_(
        "This desk is a copy of one in another folder. It goes on as a copy of its own; go on "
        "working in one of the two only."
    ),
    EpochReason.RESTORED: N_("This desk was restored from a backup."),
    EpochReason.OTHER_HISTORY: N_(
        "This computer was set back or copied: the centre had later work of it. Both are kept and "
        "come together by themselves; you need not enter anything again."
    ),
    EpochReason.TOOK_OVER: N_(
        "This computer gives the office's numbers from now on, in place of one that was lost or "
        "retired."
    ),
    EpochReason.OWN_KEYS: N_("This copy of a desk is a device of its own to the centre now."),
}
"""What a person is told when a new epoch begins, to be translated when it is shown."""


@dataclass(frozen=True, kw_only=True)
class Epoch(Record):
    """The first change of a replica that goes on where another one stopped.

    A place in a log is never used twice, so the file goes on under a new replica name. `previous`
    (8 bytes), `previous_seq` and `previous_head` say where the old one stood in this file.
    """

    TABLE: ClassVar[str] = "epoch"

    previous: bytes
    previous_seq: int
    previous_head: bytes
    reason: EpochReason
    started_at: datetime
    used_numbers: tuple[str, ...] = ()
    """The highest numbers known to be used up outside this file: `人调字/2025/12`."""
    numbers_known: bool = False
    """Whether those are all; else numbers are given only once a person has said which was last."""
