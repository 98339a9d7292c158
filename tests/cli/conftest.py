"""A desk that opens fast, made once and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.forms import Packs
from mediatordesk.keys.slot_file import Cost
from mediatordesk.signing import handwriting, picture, scanned_paper

from .commands import PASSPHRASE, TypedDesk


@pytest.fixture(scope="package", autouse=True)
def _packs_read_once() -> Iterator[None]:
    """Read the installed packs once for all commands of this process; they do not change."""
    installed, read = Places.installed().forms, Packs.read
    once = read(installed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Packs, "read", lambda folder: once if folder == installed else read(folder))
        yield


@pytest.fixture(scope="session")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a desk whose passphrase is cheap to guess, and so quick to check."""
    folder = tmp_path_factory.mktemp("fresh") / "desk"
    office = Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳")
    made = new_desk(
        folder,
        office,
        Operator(name="黄文德"),
        PASSPHRASE,
        places=Places.installed().without_marks(),
        clock=Clock.computer(),
        cost=Cost(8, 1),
    )
    made.desk.store.close()
    return folder


@pytest.fixture
def desk(fresh: Path, tmp_path: Path) -> TypedDesk:
    """Return a desk of its own."""
    return copied(fresh, tmp_path)


@pytest.fixture(scope="module")
def still(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> TypedDesk:
    """Return a desk on which a whole file of tests is refused everything: it never changes."""
    return copied(fresh, tmp_path_factory.mktemp("still"))


def copied(fresh: Path, folder: Path) -> TypedDesk:
    """Return a copy of a desk, in a folder whose path has blanks and Chinese in it."""
    place = folder / "调解 O'Brien & Sons"
    shutil.copytree(fresh, place / "desk 一")
    passphrase = place / "口令 file.txt"
    passphrase.write_text(PASSPHRASE + "\n", encoding="utf-8")
    return TypedDesk(place / "desk 一", passphrase)


@pytest.fixture(scope="session")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a picture that stands for the scan of an identity card."""
    path = tmp_path_factory.mktemp("scans") / "身份证 O'Brien.png"
    fonts = Places.installed().fonts
    path.write_bytes(scanned_paper(("居民身份证",), fonts / "NotoSansSC-Regular.ttf"))
    return path


@pytest.fixture(scope="session")
def signature(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the picture of a signature."""
    path = tmp_path_factory.mktemp("signatures") / "签名.png"
    fonts = Places.installed().fonts
    path.write_bytes(picture(handwriting("苏美玲", fonts / "LXGWWenKai-Regular.ttf")))
    return path
