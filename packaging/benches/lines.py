"""What an exchange costs on the line: nothing new, a day's work, and files over a bad line."""

import os
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast
from urllib.parse import quote
from uuid import uuid4

from benches.desks import facts_of
from benches.tables import Section
from mediatordesk.actions.desks.tides import Tides
from mediatordesk.actions.sending.mailboxes import MailboxPlace
from mediatordesk.actions.sending.visits import Visit
from mediatordesk.centre.inbox import Centre
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Operator
from mediatordesk.core.records import added
from mediatordesk.sync.delivery.line import caller_of
from mediatordesk.sync.delivery.outbox import send
from mediatordesk.sync.mailbox import Mailbox, MailboxAway
from mediatordesk.sync.mailbox.addresses import mailbox_at
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.mailbox.https import HttpsMailbox
from tests.centre.desks import CLERK, Laptop, enrolled
from tests.servers.fronts import running_front
from tests.servers.proxy import Proxy, Trouble, proxy
from tests.servers.webdav import PASSWORD, USER, webdav_server

FILE = 20_000_000
FASTER = 20
"""The line of the long file is so many times as fast as 200 kbit/s, and is cut as much sooner."""
RATE, MINUTE = 25_000 * FASTER, 60 / FASTER
EDITS, CONNECTIONS = 40, 4
OFFICE = uuid4()
WORDS = f"""A laptop exchanges over a proxy that counts every byte, with the centre's front (HTTPS,
TLS 1.3, its certificate pinned) and with a WebDAV server (plain HTTP here, so without TLS). Nothing
new: what one look costs beside the handshake, which is taken from a connection that asks nothing.
A day: {EDITS} edits in {CONNECTIONS} connections, all bytes both ways, handshakes too; the centre
answers each time. A file of {FILE // 10**6} MB over 200 kbit/s, cut every 60 s, both {FASTER} times
as fast: the bytes that went up, until all parts lie there, for each byte of the file. Demanded: one
request and 600 bytes; 40 kB; 1.10."""


@dataclass(frozen=True)
class _Way:
    """A mailbox behind a counting line: how it is opened, and what the centre does with it."""

    name: str
    line: Proxy
    laptop: Laptop
    centre: Centre
    box: Mailbox
    encrypted: bool

    def open(self) -> Mailbox:
        """Return the mailbox, over a connection of its own."""
        if not self.encrypted:
            password = quote(PASSWORD, safe="")
            return mailbox_at(f"webdav://{quote(USER)}:{password}@{self.line.at}/")
        caller = caller_of(self.laptop.line)
        if caller is None:
            raise LookupError(self.name)
        front = replace(caller.front, address=f"https://{self.line.at}")
        return HttpsMailbox.of(replace(caller, front=front))

    def exchange(self) -> None:
        """Do one exchange over a connection of its own."""
        with closing(self.open()) as mailbox:
            line = self.laptop.line
            place = MailboxPlace(mailbox.place)
            for _ in Visit(line, cast("Tides", _Calm()), place, mailbox).steps():
                pass

    def carried(self) -> int:
        """Return how many bytes the line has carried, both ways."""
        return self.line.up + self.line.down

    def handshake(self) -> int:
        """Return the bytes of a connection on which nothing is asked."""
        if not self.encrypted:
            return 0
        before, trust = self.carried(), ssl.create_default_context()
        trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
        with (
            socket.create_connection((self.line.host, self.line.port)) as raw,
            trust.wrap_socket(raw, server_hostname=self.line.host) as connection,
            suppress(TimeoutError),
        ):
            connection.settimeout(0.3)
            connection.recv(1)  # the tickets that the server sends after it
        time.sleep(0.2)
        return self.carried() - before


class _Calm:
    """Tides of a laptop that nobody copies."""

    def secure(self) -> None:
        """Do nothing."""


def lines(folder: Path) -> Section:
    """Measure what exchanges cost."""
    rows = []
    for way in (_over_front, _over_webdav):
        (folder / way.__name__).mkdir()
        with way(folder / way.__name__) as one:
            rows.append(_measured(one))
    heading = ("over", "nothing new", "a day of 40 edits", "20 MB: cuts", "bytes up ÷ the file")
    return Section("On the line", WORDS, heading, tuple(rows))


def _measured(way: _Way) -> tuple[str, ...]:
    way.laptop.line.store.commit(CLERK, [added(Operator(name="莫志强"))])
    case = way.laptop.add_case()
    for _ in range(3):
        way.exchange()
        way.centre.receive(way.box)
    way.exchange()
    way.exchange()
    before = way.carried()
    way.exchange()
    time.sleep(0.2)
    idle = way.carried() - before - way.handshake()
    before = way.carried()
    for number in range(EDITS):
        case = way.laptop.correct(case, facts=facts_of(number))
        if number % (EDITS // CONNECTIONS) == EDITS // CONNECTIONS - 1:
            way.exchange()
            way.centre.receive(way.box)
    day = way.carried() - before
    way.laptop.add_file(case, os.urandom(FILE))
    up, cuts = _sent_over_a_bad_line(way)
    return way.name, f"{idle:,} B", f"{day:,} B", str(cuts), f"{up / FILE:.3f}"


def _sent_over_a_bad_line(way: _Way) -> tuple[int, int]:
    """Send what waits over a slow line that is cut again and again; return bytes up, and cuts."""
    before, cuts = way.line.up, 0
    way.line.trouble = Trouble(rate=RATE, lasts=MINUTE)
    while True:
        try:
            with closing(way.open()) as mailbox:
                send(way.laptop.line, mailbox)
            break
        except MailboxAway:
            cuts += 1
    way.line.trouble = Trouble()
    return way.line.up - before, cuts


@contextmanager
def _over_front(folder: Path) -> Iterator[_Way]:
    centre = Centre.new(folder / "centre", "450405", "x", clock=Clock.computer())
    with running_front(centre, folder / "front") as front:
        laptop = enrolled(centre, folder / "laptop", OFFICE)
        laptop = Laptop(replace(laptop.line, clock=Clock.computer()))
        front.tell_devices()
        with proxy(("127.0.0.1", front.port)) as line:
            yield _Way("HTTPS, the centre's front", line, laptop, centre, front.box, encrypted=True)
        laptop.line.store.close()


@contextmanager
def _over_webdav(folder: Path) -> Iterator[_Way]:
    centre = Centre.new(folder / "centre", "450405", "x", clock=Clock.computer())
    laptop = enrolled(centre, folder / "laptop", OFFICE)
    laptop = Laptop(replace(laptop.line, clock=Clock.computer()))
    with webdav_server(folder / "dav") as server, proxy(server.address) as line:
        box = FolderMailbox(folder / "dav")
        yield _Way("WebDAV", line, laptop, centre, box, encrypted=False)
    laptop.line.store.close()
