"""A laptop, a centre and a server between them; the laptop's line to it is a bad one."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import quote
from uuid import UUID, uuid4

from mediatordesk.centre.inbox import Centre
from mediatordesk.core.clock import Clock
from mediatordesk.core.papers import Blob
from mediatordesk.sync.delivery.line import caller_of
from mediatordesk.sync.delivery.outbox import delivery, receive, send
from mediatordesk.sync.mailbox import Mailbox, MailboxAway
from mediatordesk.sync.mailbox.addresses import mailbox_at
from mediatordesk.sync.mailbox.https import HttpsMailbox
from tests.centre.desks import Laptop, enrolled
from tests.servers.fronts import RunningFront
from tests.servers.proxy import Proxy, proxy
from tests.servers.webdav import PASSWORD, USER, WebDavServer


@dataclass(frozen=True)
class Room:
    """Everything in it; the centre reaches the server without the bad line."""

    office: UUID
    centre: Centre
    laptop: Laptop
    line: Proxy
    over_line: Callable[[], Mailbox]
    """Gives the server's mailbox as the laptop's next exchange sees it."""
    at_centre: Callable[[], Mailbox]

    def exchange(self) -> bool:
        """Let the laptop exchange over the line; tell whether it came to the end."""
        try:
            with closing(self.over_line()) as mailbox:
                receive(self.laptop.line, mailbox)
                send(self.laptop.line, mailbox)
        except MailboxAway:
            return False
        return True

    def centre_reads(self) -> None:
        """Let the centre take over what lies at the server, and answer."""
        with closing(self.at_centre()) as mailbox:
            self.centre.receive(mailbox)

    def assert_nothing_arrived(self) -> None:
        """Assert that the laptop takes nothing for received."""
        told = delivery(self.laptop.line)
        assert (told.received, told.applied) == (0, 0)
        assert told.unsent == told.head

    def assert_everything_arrives(self) -> None:
        """Assert that over a good line all gets to the centre once, and the laptop is told."""
        assert self.exchange()
        self.centre_reads()
        assert self.exchange()
        entry = self.centre.register.office(self.office)
        assert entry is not None
        with self.centre.ledger(entry, self.centre.register) as ledger:
            assert ledger.store.state_hash() == self.laptop.line.store.state_hash()
            for blob in ledger.store.all(Blob):
                assert len(ledger.blobs.get(blob)) == blob.size
        assert delivery(self.laptop.line).unsent == 0


@contextmanager
def cloud_room(place: Path, server: WebDavServer) -> Iterator[Room]:
    """Make a centre and a laptop that meet at a WebDAV server; the line is good at first."""
    centre = Centre.new(place / "centre", "450405", "长洲区司法局", clock=Clock.computer())
    whose, near = f"{quote(USER)}:{quote(PASSWORD, safe='')}", server.address.rpartition("/")[2]
    with _laptop(centre, place) as (office, laptop), proxy(server.address) as line:
        yield Room(
            office,
            centre,
            laptop,
            line,
            lambda: mailbox_at(f"webdav://{whose}@{line.at}"),
            lambda: mailbox_at(f"webdav://{whose}@{near}"),
        )


@contextmanager
def front_room(place: Path, running: RunningFront) -> Iterator[Room]:
    """Make a laptop of a centre whose front it reaches over a line; that is good at first."""
    with (
        _laptop(running.centre, place) as (office, laptop),
        proxy(("127.0.0.1", running.port)) as line,
    ):
        running.tell_devices()
        caller = caller_of(laptop.line)
        assert caller is not None
        through = replace(caller, front=replace(caller.front, address=f"https://{line.at}"))
        yield Room(
            office,
            running.centre,
            laptop,
            line,
            lambda: HttpsMailbox.of(through),
            lambda: running.box,
        )


@contextmanager
def _laptop(centre: Centre, place: Path) -> Iterator[tuple[UUID, Laptop]]:
    """Make a laptop with an office of its own."""
    office = uuid4()
    made = enrolled(centre, place / "laptop 覃𬭎", office)
    yield office, Laptop(replace(made.line, clock=Clock.computer()))
    made.line.store.close()
