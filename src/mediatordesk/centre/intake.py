"""Intake: the bundles of one office come into the archive, and from there into its ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from mediatordesk.centre.databases.marks import Fate
from mediatordesk.centre.ledger import BRANCH, Ledger, Outcome
from mediatordesk.centre.notices import recall_forks
from mediatordesk.centre.parking import Parking
from mediatordesk.centre.register import Register
from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.identities import SigningKey, VerifyKey
from mediatordesk.sync.bundles.bundle import Bundle, Header, checked
from mediatordesk.sync.bundles.frames import BadBundle
from mediatordesk.sync.bundles.names import folder_of, is_log, is_part
from mediatordesk.sync.mailbox import Mailbox

AT_ONCE = 64
"""Bundles that are noted, and taken over, in one go."""
DAY = 24 * 60 * 60 * 1000
"""Milliseconds; so often the whole archive is listed, for what a break may have left unnoted."""


@dataclass(frozen=True, slots=True)
class Received:
    """What a visit to a mailbox brought.

    `applied` and `quarantined` count changes, `parked` the bundles that wait for earlier ones,
    `parts` pieces of files, `held` bundles of a revoked device; `forks` and `refused` name
    bundles, the latter with the failed check.
    """

    applied: int
    parked: int
    quarantined: int
    duplicates: int = 0
    parts: int = 0
    held: int = 0
    forks: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Intake:
    """Takes in what lies in a mailbox for one office; `now` is in milliseconds since 1970."""

    ledger: Ledger
    archive: Mailbox
    signing: SigningKey
    now: int

    def collect(self, mailbox: Mailbox, names: Sequence[str]) -> list[Outcome]:
        """Copy into the archive what is new in a mailbox and comes from an enrolled device.

        First into the archive, then noted: what is noted is there.
        """
        refused, arrived, parking = list[Outcome](), list[str](), Parking.of(self.ledger)
        for name in self.ledger.store.unmarked([name for name in names if is_sent(name)]):
            data = mailbox.get(name)
            if data is None:
                continue
            try:
                bundle = checked(data, partial(_key_for, self.ledger.register, name))
            except BadBundle as error:
                refused.append(Outcome(name, Fate.REFUSED, reason=error.reason))
                continue
            if not parking.has_room(bundle):
                refused.append(Outcome(name, Fate.REFUSED, reason="parked"))
                continue
            self.archive.put(Bundle(name, data))
            arrived.append(name)
            if len(arrived) == AT_ONCE:
                self.ledger.arrived(arrived)
                arrived.clear()
        self.ledger.arrived(arrived)
        return refused

    def take_over(self) -> list[Outcome]:
        """Take over what lies in the archive for an office, until nothing more fits."""
        together = self.ledger.store.together
        outcomes, due = together(self._begin)
        while due:
            taken, due = together(partial(self._take, due))
            outcomes += taken
        return outcomes

    def _begin(self) -> tuple[list[Outcome], list[str]]:
        """Take over the first bundles that are due; return what is due then."""
        recall_forks(self.ledger, self.archive, self.signing)
        self._list_archive()
        due = self.ledger.due()
        return self._take(due) if due else ([], due)

    def _list_archive(self) -> None:
        """Note what lies in the archive and was not noted: once a day, and in a new database."""
        listed = self.ledger.store.recall("listed")
        if listed is not None and abs(self.now - int(str(decode(listed)))) < DAY:
            return
        names = self.archive.names(folder_of(self.ledger.office.id))
        self.ledger.arrived([name for name in names if is_sent(name)])
        self.ledger.store.remember("listed", encode(self.now))

    def _take(self, due: list[str]) -> tuple[list[Outcome], list[str]]:
        """Take over the first bundles of those due; return what became of them, and what is due.

        One that is lost in the archive is asked for again.
        """
        found = [(name, self.archive.get(name)) for name in due[:AT_ONCE]]
        for name, data in found:
            if data is None:
                self.ledger.store.forget(name)
        here = [(name, data) for name, data in found if data is not None]
        return self.ledger.take_all(here, self.now), due[AT_ONCE:] or self.ledger.due()


def is_sent(name: str) -> bool:
    """Tell whether a name is that of what a laptop sends; the rest is the centre's own word."""
    return is_log(name) or is_part(name)


def received(outcomes: list[Outcome], waiting: int) -> Received:
    """Add up what became of the bundles."""
    fates = [one.fate for one in outcomes]
    return Received(
        applied=sum(one.changes for one in outcomes),
        parked=waiting,
        quarantined=sum(one.quarantined for one in outcomes),
        duplicates=fates.count(Fate.DUPLICATE),
        parts=fates.count(Fate.PART),
        held=fates.count(Fate.HELD),
        forks=tuple(one.name for one in outcomes if one.fate is Fate.FORK or one.reason == BRANCH),
        refused=tuple((one.name, one.reason) for one in outcomes if one.fate is Fate.REFUSED),
    )


def _key_for(register: Register, name: str, header: Header) -> VerifyKey | None:
    """Return the key of a header's device, if the bundle lies in the folder of its office."""
    device = register.device(header.device)
    if device is None or not name.startswith(f"{folder_of(device.office)}/"):
        return None
    return device.key
