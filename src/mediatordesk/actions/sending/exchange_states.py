"""How the exchange stands, for the people at the desk; being offline is nothing bad."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mediatordesk.actions.sending.mailboxes import MailboxPlace
from mediatordesk.actions.sending.progress import Progress
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _


class ExchangeKind(StrEnum):
    """What can be said of the exchange as a whole."""

    NOT_ENROLLED = "not_enrolled"
    NO_MAILBOX = "no_mailbox"
    RESTING = "resting"
    WORKING = "working"
    OFFLINE = "offline"
    PAUSED = "paused"
    TROUBLE = "trouble"


NOT_ENROLLED = N_("This desk belongs to no centre; everything is saved here.")
NO_MAILBOX = N_("No stick or mailbox is set; everything is saved here.")
ALL_THERE = N_("Everything is at the centre.")
ON_ITS_WAY = N_("{unsent} changes are on their way; the centre has not confirmed them yet.")
OFFLINE = N_("Offline, working normally. Everything is saved here.")
OFFLINE_UNSENT = N_("Saved here; {unsent} changes go to the centre by themselves.")
PAUSED = N_("The exchange is paused. Everything is saved here.")


@dataclass(frozen=True, slots=True)
class MailboxState:
    """One mailbox: when it was last reached, why it was not since, and when it is tried next."""

    place: MailboxPlace
    reached: datetime | None = None
    failed: DeskError | None = None
    next_try: datetime | None = None


@dataclass(frozen=True, slots=True)
class ExchangeState:
    """The exchange as a whole. `news` grows each time something of others was taken over.

    `unsent` counts the changes that the centre has not confirmed; `trouble` needs a person, who
    should also know what `notice` says, if it says anything.
    """

    kind: ExchangeKind
    unsent: int = 0
    progress: Progress | None = None
    trouble: DeskError | None = None
    mailboxes: tuple[MailboxState, ...] = ()
    news: int = 0
    notice: str = ""

    @property
    def last_success(self) -> datetime | None:
        """Return when a mailbox was last reached."""
        return max((one.reached for one in self.mailboxes if one.reached), default=None)

    @property
    def words(self) -> str:
        """Return the state in one sentence, in the language of this process."""
        if self.kind is ExchangeKind.TROUBLE and self.trouble is not None:
            return self.trouble.lines()[0]
        if self.kind is ExchangeKind.WORKING and self.progress is not None:
            return self.progress.words
        return _(self._sentence()).format(unsent=self.unsent)

    def _sentence(self) -> str:
        match self.kind:
            case ExchangeKind.NOT_ENROLLED:
                return NOT_ENROLLED
            case ExchangeKind.NO_MAILBOX:
                return NO_MAILBOX
            case ExchangeKind.PAUSED:
                return PAUSED
            case ExchangeKind.OFFLINE:
                return OFFLINE_UNSENT if self.unsent else OFFLINE
        return ON_ITS_WAY if self.unsent else ALL_THERE
