"""An office's own packs: read from the desk when it is opened, beside those of the program."""

from mediatordesk.core.errors import DeskError
from mediatordesk.core.pack_editions import PackEdition, editions_in_force
from mediatordesk.core.papers import Blob
from mediatordesk.forms import Packs
from mediatordesk.forms.errors import DamagedPack, PackOnItsWay
from mediatordesk.forms.packs.layers import with_own_packs
from mediatordesk.forms.packs.pack_sources import MAX_PACKED, PackContent, unpacked
from mediatordesk.store import Store
from mediatordesk.sync.bundles.blobs import BlobStore, FileDamaged, FileNotHere


def packs_of(store: Store, blobs: BlobStore, installed: Packs, *, without: str = "") -> Packs:
    """Return the installed packs with the office's own among them, but for one of a name.

    One whose files are missing or damaged counts as broken; it keeps no other from working.
    """
    own, lost = list[PackContent](), dict[str, DeskError]()
    for edition in own_editions(store):
        if edition.pack != without:
            try:
                own.append(content_of_edition(store, blobs, edition))
            except (PackOnItsWay, DamagedPack) as error:
                lost[edition.pack] = error
    return with_own_packs(installed, own, lost) if own or lost else installed


def own_editions(store: Store) -> tuple[PackEdition, ...]:
    """Return the editions that count, by name."""
    return editions_in_force(store.all(PackEdition))


def content_of_edition(store: Store, blobs: BlobStore, edition: PackEdition) -> PackContent:
    """Return the files of an edition, proved by their hash. PackOnItsWay, DamagedPack."""
    name = edition.blob_id.bytes if edition.blob_id else b""
    found = store.where(Blob, "id = ? AND sha256 = ?", (name, edition.sha256))
    if not found or blobs.missing(found[0]):
        raise PackOnItsWay(pack=edition.pack, version=edition.version)
    if found[0].size > MAX_PACKED:
        raise DamagedPack(pack=edition.pack)
    try:
        return unpacked(edition.pack, blobs.get(found[0]))
    except FileNotHere as error:
        raise PackOnItsWay(pack=edition.pack, version=edition.version) from error
    except FileDamaged as error:
        raise DamagedPack(pack=edition.pack) from error
