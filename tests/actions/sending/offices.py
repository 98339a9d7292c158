"""A centre, desks of its office, and a clock that is moved by hand."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.sending.enrolment import enrolment_request, take_grant
from mediatordesk.actions.sending.rounds import Exchange, Round
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.intake import Received
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import Cost
from mediatordesk.sync.mailbox.addresses import mailbox_at

PLACES = Places.installed().without_marks()
OFFICE = Office(code="450405101", name="正阳村 a<b 人民调解委员会", number_prefix="正阳")
PASSPHRASE = "正阳 correct horse battery staple"  # noqa: S105 - of desks that live for one test


@dataclass
class Hands:
    """The hands of a clock: seconds since the morning; moved by a test, never by time."""

    seconds: float = 0.0

    @property
    def clock(self) -> Clock:
        """Return the clock on the wall that goes with them."""
        morning = datetime(2026, 11, 23, 9, tzinfo=CHINA)
        return Clock(lambda: morning + timedelta(seconds=self.seconds))


@dataclass
class Town:
    """A centre and the desks of one office under one clock."""

    folder: Path
    hands: Hands = field(default_factory=Hands)
    desks: list[Desk] = field(default_factory=list)
    real: Clock | None = None
    """The computer's clock, where a server in a process of its own looks at it too."""

    @property
    def clock(self) -> Clock:
        """Return the clock of everybody in town."""
        return self.real or self.hands.clock

    @property
    def centre(self) -> Centre:
        """Open the centre; the first time it is founded."""
        folder = self.folder / "中心"
        if folder.is_dir():
            return Centre.open(folder, clock=self.clock)
        return Centre.new(folder, "450405", "长洲区司法局", clock=self.clock)

    def desk(self, name: str) -> Desk:
        """Make a desk of the office, and enrol it."""
        made = new_desk(
            self.folder / name,
            OFFICE,
            Operator(name="覃𬭎"),
            PASSPHRASE,
            places=PLACES,
            clock=self.clock,
            cost=Cost(8, 1),
        )
        self.desks.append(made.desk)
        take_grant(made.desk, self.centre.enrol(enrolment_request(made.desk)).grant)
        return made.desk

    def new_folder(self, name: str) -> Path:
        """Make an empty folder for a mailbox."""
        folder = self.folder / name
        folder.mkdir()
        return folder

    def centre_visits(self, address: str) -> Received:
        """Let the centre take over what lies in a mailbox, and leave its answers."""
        with closing(mailbox_at(address)) as mailbox:
            return self.centre.receive(mailbox)


def write_case(desk: Desk, facts: str = "a<b", scan: bytes = b"") -> Case:
    """Save a case, with a file in it if there is one."""
    case = Case(pack="people", title="覃𬭎与 O'Brien & Sons", facts=facts)
    desk.commit([added(case)])
    if scan:
        desk.commit([added(desk.blobs.put(scan, "application/pdf", case_id=case.id))])
    return case


@dataclass
class Driver:
    """Drives the loop of a desk as a window does, with time that passes by itself."""

    exchange: Exchange
    hands: Hands
    rounds: list[Round] = field(default_factory=list)

    def run(self, seconds: float) -> list[Round]:
        """Let time pass, and return what was done meanwhile."""
        done, ends = list[Round](), self.hands.seconds + seconds
        while True:
            done.append(self.exchange.step(self.hands.seconds))
            due = self.exchange.next_due
            if due > ends:
                self.hands.seconds = ends
                return [one for one in done if one != Round()]
            self.hands.seconds = max(due, self.hands.seconds)


@contextmanager
def driven(desk: Desk, hands: Hands, media: tuple[Path, ...] = ()) -> Iterator[Driver]:
    """Return the driver of a desk's loop; chance always takes the middle."""
    exchange = Exchange(desk, media=lambda: media, chance=lambda low, high: (low + high) / 2)
    try:
        yield Driver(exchange, hands)
    finally:
        exchange.close()
