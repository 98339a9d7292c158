"""Whole desks, with keys and an operator, for measuring what actions do."""

from dataclasses import replace
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.keys.slot_file import Cost

PASSPHRASE = "正阳 correct horse battery staple"  # noqa: S105 - of desks that live for one figure


def whole_desk(folder: Path) -> Desk:
    """Return a new open desk in a folder; its tide mark is kept beside it."""
    return new_desk(
        folder / "desk",
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="黄文德"),
        PASSPHRASE,
        places=replace(Places.installed(), marks=folder / "marks"),
        clock=Clock.computer(),
        cost=Cost(8, 1),
    ).desk
