"""The archive looked through: every bundle that came must lie there whole, by its hash.

A database is made again from it only as far as it is whole; better to know before that day.
"""

from dataclasses import dataclass

from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.ledger import Ledger
from mediatordesk.core.papers import Blob
from mediatordesk.sync.bundles.names import folder_of


@dataclass(frozen=True, slots=True)
class ArchiveCheck:
    """What was found of an office: bundles that are whole, and the names of those that are not.

    `damaged` lie there and are not what they were; of `missing` nothing lies there.
    """

    code: str
    name: str
    whole: int
    missing: tuple[str, ...]
    damaged: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing is lost."""
        return not self.missing and not self.damaged


def check_archive(centre: Centre) -> tuple[ArchiveCheck, ...]:
    """Read every bundle of every office again; what is lost is asked for from the laptops.

    Where it still lies in a mailbox it is collected there, at the next visit. MailboxAway.
    """
    register = centre.register
    checks = list[ArchiveCheck]()
    for office in register.offices:
        with centre.ledger(office, register) as ledger:
            checks.append(_checked(centre, ledger))
    return tuple(checks)


def _checked(centre: Centre, ledger: Ledger) -> ArchiveCheck:
    """Read what an office must have in the archive."""
    there = set(centre.archive.names(folder_of(ledger.office.id)))
    names = _must_lie_there(ledger)
    lost = sorted(name for name in names if centre.archive.get(name) is None)
    ledger.losses.note(lost)
    return ArchiveCheck(
        ledger.office.code,
        ledger.office.name,
        len(names) - len(lost),
        tuple(name for name in lost if name not in there),
        tuple(name for name in lost if name in there),
    )


def _must_lie_there(ledger: Ledger) -> set[str]:
    """Return the bundles that came, those lost before, and the parts that rode inside of logs."""
    rows = ledger.store.all(Blob)
    parts = {part for blob in rows for part in blob.parts if ledger.blobs.has(part)}
    lost = ledger.losses.names()
    return {*ledger.losses.expected(), *lost, *map(ledger.blobs.bundle_of, parts)}
