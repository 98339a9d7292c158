"""What the place for the exchange asks of the desk. Every call runs in the database thread."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol
from uuid import UUID

from mediatordesk.app.asked.contests import Contest
from mediatordesk.app.asked.past_exchanges import PastExchange
from mediatordesk.core.errors import DeskError

LATE_DAYS = 7
LATE_CHANGES = 200
"""After so many days, or so many changes on this computer only, the exchange is late."""


class Reach(StrEnum):
    """How far a case has come on its way to the centre, the least far first."""

    SAVED = "saved"
    ON_ITS_WAY = "on_its_way"
    RECEIVED = "received"
    APPLIED = "applied"
    SAFE = "safe"


class Going(StrEnum):
    """How the exchange goes as a whole."""

    NOT_ENROLLED = "not_enrolled"
    NO_MAILBOX = "no_mailbox"
    RESTING = "resting"
    WORKING = "working"
    OFFLINE = "offline"
    PAUSED = "paused"
    TROUBLE = "trouble"


class MailboxKind(StrEnum):
    """What a mailbox is."""

    FOLDER = "folder"
    STICK = "stick"
    WEBDAV = "webdav"
    S3 = "s3"
    FRONT = "https"


@dataclass(frozen=True)
class MailboxLine:
    """A mailbox as it is shown; `shown` never holds a password, `key` names it."""

    key: str
    kind: MailboxKind
    name: str
    """What people call it: the folder's own name, or the server's."""
    shown: str
    """Where it is, in full."""
    from_centre: bool = False
    reached: datetime | None = None
    next_try: datetime | None = None
    trouble: str = ""
    """Why it was not reached since, in one sentence."""
    needs_somebody: bool = False
    """The trouble does not end by itself; a stick that is not in is no trouble."""


@dataclass(frozen=True)
class ExchangeNow:
    """How the exchange goes at this moment; `news` grows when something of others came."""

    going: Going
    words: str = ""
    unsent: int = 0
    done: int = 0
    total: int = 0
    last: datetime | None = None
    trouble: DeskError | None = None
    news: int = 0
    mailboxes: tuple[MailboxLine, ...] = ()


@dataclass(frozen=True)
class CaseReach:
    """A case that has not come all the way yet."""

    id: UUID
    title: str
    number: str
    reach: Reach


@dataclass(frozen=True)
class CaseNews:
    """A case to which a colleague's computer has brought something."""

    id: UUID
    title: str
    letter: str
    """By which the colleague's computer is known in the office; empty if it is not known."""


@dataclass(frozen=True)
class Colleague:
    """A computer of the office."""

    letter: str
    is_mine: bool
    enrolled_on: date
    revoked: bool = False


@dataclass(frozen=True)
class Membership:
    """To which centre this desk belongs, and who else does."""

    centre: str
    letters: str
    """The centre's own letters, as its slips and its report show them."""
    since: date
    office: str = ""
    letter: str = ""
    """Of this computer; it stands in the provisional marks of its cases."""
    registrar: bool = True
    """This computer gives the office's legal numbers."""
    revoked: bool = False
    """The centre takes nothing from this computer any more."""
    computers: tuple[Colleague, ...] = ()


@dataclass(frozen=True)
class ExchangeStand:
    """How the exchange stands."""

    today: date
    now: ExchangeNow
    words: tuple[str, ...] = ()
    """The six words of this computer, to be compared by telephone."""
    membership: Membership | None = None
    waiting_since: date | None = None
    """When the oldest change was made that the centre has not confirmed."""
    counts: Mapping[Reach, int] = field(default_factory=dict)
    """How many cases have come how far."""
    cases: tuple[CaseReach, ...] = ()
    news: tuple[CaseNews, ...] = ()
    contests: tuple[Contest, ...] = ()
    """Fields that two computers wrote differently, those to decide before those decided lately."""
    past: tuple[PastExchange, ...] = ()
    set_aside: int = 0
    """Changes of this computer that the centre could not take over."""

    @property
    def late(self) -> bool:
        """Tell whether too much is only here: for seven days, or two hundred changes."""
        since, unsent = self.waiting_since, self.now.unsent
        old = since is not None and (self.today - since).days > LATE_DAYS
        return unsent > LATE_CHANGES or (unsent > 0 and old)


@dataclass(frozen=True)
class NewMailbox:
    """A mailbox that is to be used; `place` is a folder, an address, or a bucket's."""

    kind: MailboxKind
    place: str
    name: str = ""
    passphrase: str = field(default="", repr=False)


Told = Callable[[ExchangeNow], object]
AskCentre = Callable[[], bytes | None]
"""Asks a centre for its answer, in any thread but the desk's; None while it has not answered."""


class ExchangeDesk(Protocol):
    """The desk as the place for the exchange sees it."""

    def stand(self) -> ExchangeStand:
        """Return how the exchange stands."""

    def begin(self, told: Told) -> None:
        """Let the exchange run by itself from now on; `told` is called in its own thread."""

    def wake(self) -> None:
        """Visit every mailbox now."""

    def pause(self) -> None:
        """Exchange nothing by itself until `resume`; what is under way ends at its next step."""

    def resume(self) -> None:
        """Exchange by itself again."""

    def settle(self) -> None:
        """Do what follows from what others brought: numbers that the office's registrar gave."""

    def read_news(self) -> None:
        """Take note that the colleagues' news were seen."""

    def decide(self, contest: Hashable, value: Hashable) -> None:
        """Let one value of a contested field count. NotContested if it is decided already."""

    def add_mailbox(self, new: NewMailbox) -> None:
        """Exchange at one more place. DeskError if it cannot be used."""

    def remove_mailbox(self, key: str) -> None:
        """Exchange at a place no more; what lies there stays."""

    def save_request(self, file: Path, slip: str) -> None:
        """Write the request for enrolment, for the centre; `slip` may be empty. BadSlip."""

    def take_answer(self, file: Path) -> None:
        """Take in the centre's answer. BadGrant if it is not for this desk."""

    def ask_by_slip(self, slip: str) -> AskCentre:
        """Return how the centre of a slip is asked on the line. BadSlip, NoAddress."""

    def take_grant(self, data: bytes) -> None:
        """Take in what the centre answered on the line. DeskError if it is not for this desk."""
