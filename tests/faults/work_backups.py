"""A desk made, backed up and restored."""

from collections.abc import Sequence
from pathlib import Path

from mediatordesk.actions.backups.backup_vault import Vault
from mediatordesk.actions.backups.backups import back_up
from mediatordesk.actions.backups.restoring import restore
from mediatordesk.actions.backups.set_choice import vault_in
from mediatordesk.actions.desks.desk import Desk, check_desk, new_desk
from mediatordesk.core.cases import Case
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Blob
from mediatordesk.core.records import added
from mediatordesk.keys.slot_file import read_slots
from mediatordesk.sync.bundles.blobs import PART_BYTES

from .desks import CHEAP, PASSPHRASE, make_desk, opened, places_of, register
from .tracing import Teller

SCAN = bytes(range(256)) * (PART_BYTES // 128)


def backed_up(place: Path) -> None:
    """Make a desk with a file, back it up, and go on working."""
    make_desk(place)
    (place / "stick").mkdir()
    with opened(place) as desk:
        case = desk.store.all(Case)[0]
        desk.commit([added(desk.blobs.put(SCAN, "application/pdf", case_id=case.id))])
        back_up(desk, place / "stick")
        register(desk, "备份以后的案")
        desk.commit([added(desk.blobs.put(SCAN[1:], "application/pdf", case_id=case.id))])


def back_up_desk(place: Path, tell: Teller) -> None:
    """Make a backup."""
    with opened(place) as desk:
        tell(back_up(desk, place / "stick").name)


def sets_are_good(desk: Desk, told: Sequence[str]) -> None:
    """Assert that the sets told are there, and that each one that is there is good."""
    vault = Vault.in_place(desk.folder.parent / "stick", read_slots(desk.folder).desk)
    assert set(told) <= set(vault.names())
    assert vault.names()
    assert_good(vault)


def assert_good(vault: Vault) -> None:
    """Assert that of each set every file and every part can be read, and is what was copied."""
    assert vault.damaged_manifests() == ()
    for name in vault.names():
        found = vault.read(name)
        assert vault.fault_of(found) == ""
        for part, size in found.manifest.parts:
            assert len(vault.parts.part(part.hex())) == size


def restore_desk(place: Path, tell: Teller) -> None:
    """Restore the newest backup into a folder that is not there yet."""
    dest, places, clock = next_folder(place), places_of(place), Clock.computer()
    restored = restore(place / "stick", dest, PASSPHRASE, places=places, clock=clock)
    assert restored.missing == ()
    restored.desk.close()
    tell(dest.name)


def make_another(place: Path, tell: Teller) -> None:
    """Make another desk, as it is made the first time."""
    dest, office = next_folder(place), Office(code="450405102", name="a<b 人民调解委员会")
    operator, places, clock = Operator(name="Nguyễn Văn Đức"), places_of(place), Clock.computer()
    made = new_desk(dest, office, operator, PASSPHRASE, places=places, clock=clock, cost=CHEAP)
    register(made.desk, "第一案")
    made.desk.close()
    tell(dest.name)


def next_folder(place: Path) -> Path:
    """Return a folder for one more desk."""
    return place / f"desk {1 + len(list(place.glob('desk *')))}"


def desks_are_whole(desk: Desk, told: Sequence[str]) -> None:
    """Assert that the desks told are there, and that each desk that is there is whole."""
    place = desk.folder.parent
    folders = {folder.name for folder in place.glob("desk *")}
    assert set(told) <= folders
    for name in folders:
        with opened(place, folder=name) as other:
            assert check_desk(other) == ()
            assert not any(other.blobs.missing(blob) for blob in other.store.all(Blob))
            if name in told:
                assert other.store.all(Case)[0].facts
    if (place / "stick").exists():
        assert_good(vault_in(place / "stick"))
