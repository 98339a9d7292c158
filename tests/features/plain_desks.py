"""A desk of its own that opens fast, for journeys that do not begin with the demo."""

from pathlib import Path

from mediatordesk.actions.desks.desk import new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.keys.slot_file import Cost

from .journeys import CHEAP, Desk


def plain_desk(place: Path, office: Office) -> Desk:
    """Make a desk of an office in a folder, with a passphrase that is quick to check."""
    folder, words = place / "desk", place / "passphrase.txt"
    made = new_desk(
        folder,
        office,
        Operator(name="黄文德"),
        CHEAP,
        places=Places.installed().without_marks(),
        clock=Clock.computer(),
        cost=Cost(8, 1),
    )
    made.desk.store.close()
    words.write_text(CHEAP + "\n")
    return Desk(folder, words)
