"""Desks that several operators share."""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk, NewDesk, new_desk, open_desk
from mediatordesk.actions.desks.operators import add_operator
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.desk_events import DeskEvent
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import changed
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.slot_file import Cost

PLACES = Places.installed().without_marks()
CLOCK = Clock.typed(datetime(2026, 11, 23, 9, tzinfo=CHINA))
CHEAP = Cost(8, 1)
OFFICE = Office(code="450405101", name="正阳村 a<b 人民调解委员会", number_prefix="正阳")
LI, QIN = "黎桂英", "覃𬭎"
WORDS_OF_LI, WORDS_OF_QIN = "龙圩 & a<b 晒谷", "覃𬭎 的 口令 五 词"


@dataclass(frozen=True)
class Shared:
    """A desk of 黎桂英, who made it, and 覃𬭎; closed, and opened again by either."""

    folder: Path
    recovery: Identity
    li: UUID
    qin: UUID

    def copied(self, folder: Path) -> "Shared":
        """Return a copy of the desk in another folder."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)

    def opened_by(self, words: str, operator: UUID | None = None) -> Desk:
        """Open the desk with somebody's passphrase."""
        return open_desk(self.folder, words, places=PLACES, clock=CLOCK, operator=operator)


def made_by_li(folder: Path, office: Office = OFFICE) -> NewDesk:
    """Return a new desk, open, of one operator."""
    li = Operator(name=LI, post="调解员")
    return new_desk(folder, office, li, WORDS_OF_LI, places=PLACES, clock=CLOCK, cost=CHEAP)


def shared(folder: Path) -> Shared:
    """Return a desk of two operators, closed."""
    made = made_by_li(folder)
    qin = add_operator(made.desk, QIN, "记录员", WORDS_OF_QIN, cost=CHEAP)
    made.desk.close()
    return Shared(folder, made.recovery, made.desk.operator.id, qin.id)


def told(desk: Desk) -> list[tuple[str, UUID | None]]:
    """Return what the log says has happened to a desk, oldest first."""
    return [(event.kind.value, event.about) for event in desk.store.all(DeskEvent)]


def without_recipients(desk: Desk) -> None:
    """Make the operators' records those of an older version, which knew no recipients."""
    operators = desk.store.all(Operator)
    desk.commit([changed(one, replace(one, recipient="")) for one in operators])
