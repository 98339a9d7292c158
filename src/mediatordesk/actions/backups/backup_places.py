"""Where a desk is backed up, what is known of it, and what would be lost with this computer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.exchange import applied_at_centre
from mediatordesk.core.encoding import Plain, decode, encode
from mediatordesk.core.texts import _

KEPT = "backup/places"
"""Under this name the desk remembers its places; it never travels."""
EVENING = time(18)
"""From this hour of China's time the backup of the day is due."""


@dataclass(frozen=True, slots=True)
class BackupPlace:
    """A place, its newest set, and whether a set there was tried and found good.

    `known` says for each replica up to which change the newest set holds it; `others` how many sets
    there held changes, at the last backup, that this desk does not have.
    """

    folder: Path
    name: str = ""
    made_at: datetime | None = None
    known: tuple[tuple[bytes, int], ...] = ()
    tried_at: datetime | None = None
    verified: bool = False
    others: int = 0

    @property
    def is_there(self) -> bool:
        """Tell whether the disk or stick is in."""
        return self.folder.is_dir()


def backup_places(desk: Desk) -> tuple[BackupPlace, ...]:
    """Return where the desk is backed up, the place used last first."""
    data = desk.store.recall(KEPT)
    content = decode(data) if data else None
    items = content if isinstance(content, list) else []
    return tuple(place for place in map(_read, items) if place is not None)


def add_backup_place(desk: Desk, folder: Path) -> None:
    """Remember a place for the backups of every evening."""
    keep_place(desk, place_at(desk, folder))


def remove_backup_place(desk: Desk, folder: Path) -> None:
    """Make no more backups in a place; those that are there stay."""
    _keep(desk, [one for one in backup_places(desk) if one.folder != folder.resolve()])


def place_at(desk: Desk, folder: Path) -> BackupPlace:
    """Return what is known of a place."""
    where = folder.resolve()
    known = (one for one in backup_places(desk) if one.folder == where)
    return next(known, BackupPlace(where))


def keep_place(desk: Desk, place: BackupPlace) -> None:
    """Remember what is known of a place."""
    others = [one for one in backup_places(desk) if one.folder != place.folder]
    _keep(desk, [place, *others])


def last_verified(desk: Desk) -> datetime | None:
    """Return when the newest backup was made of those in places that were tried.

    A backup that was never tried counts as none.
    """
    times = [one.made_at for one in backup_places(desk) if one.verified and one.made_at]
    return max(times, default=None)


def only_here(desk: Desk) -> int:
    """Return how many own changes would be lost with this computer.

    Those that are neither taken over by the centre nor in a backup that was tried. What came from
    others is not counted: they have it.
    """
    store = desk.store
    saved = {one: applied_at_centre(desk, one) for one in store.own_replicas()}
    for place in backup_places(desk):
        for replica, seq in place.known if place.verified else ():
            saved[replica] = max(seq, saved.get(replica, 0))
    return sum(max(0, store.last_written(one) - saved[one]) for one in store.own_replicas())


def others_words(count: int) -> str:
    """Return how many backups of a place hold changes that the desk does not have, if any do."""
    words = _("{count} backups there hold changes that this desk does not have; they are kept.")
    return words.format(count=count) if count else ""


def due_backup(desk: Desk, *, closing: bool = False) -> bool:
    """Tell whether a backup is due: in the evening, or at the first opening after it.

    At close one is due as soon as anything was saved since the last. None is due without a place
    that is there, or when nothing was saved.
    """
    places = [one for one in backup_places(desk) if one.is_there]
    if not places:
        return False
    held = dict(places[0].known)
    if all(held.get(replica, 0) >= seq for replica, seq in desk.store.known().items()):
        return False
    now, made = desk.clock.now(), places[0].made_at
    evening = now.replace(hour=EVENING.hour, minute=0, second=0, microsecond=0)
    boundary = evening if now >= evening else evening - timedelta(days=1)
    return closing or made is None or made < boundary or made > now


def _keep(desk: Desk, places: Iterable[BackupPlace]) -> None:
    desk.store.remember(KEPT, encode([_plain(one) for one in places]))


def _plain(place: BackupPlace) -> list[object]:
    """Return a place as it is remembered."""
    times = [one.isoformat() if one else "" for one in (place.made_at, place.tried_at)]
    known = [list(pair) for pair in place.known]
    return [str(place.folder), place.name, known, *times, place.verified, place.others]


def _read(item: Plain) -> BackupPlace | None:
    """Return a remembered place."""
    match item:
        case [
            str(folder), str(name), list(known), str(made), str(tried), bool(verified), *others
        ]:  # fmt: skip
            pairs = [(one[0], one[1]) for one in known if isinstance(one, list)]
            return BackupPlace(
                Path(folder),
                name,
                datetime.fromisoformat(made) if made else None,
                tuple((bytes(one), int(seq)) for one, seq in pairs),  # type: ignore[arg-type]
                datetime.fromisoformat(tried) if tried else None,
                verified,
                next((one for one in others if isinstance(one, int)), 0),
            )
    return None
