"""The copy elsewhere: only what was read back from it is safe, files and all."""

import os
import shutil
from pathlib import Path
from uuid import UUID

from mediatordesk.centre.copies import copy_centre
from mediatordesk.centre.inbox import Centre
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import is_part
from mediatordesk.sync.delivery.outbox import State, delivery, receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import Laptop, read_cases


def elsewhere(tmp_path: Path) -> FolderMailbox:
    """Return an empty folder in another house."""
    (tmp_path / "别处").mkdir()
    return FolderMailbox(tmp_path / "别处")


def exchanged(laptop: Laptop, centre: Centre, stick: FolderMailbox) -> State:
    """Let laptop and centre visit the stick; return how far the newest change has come."""
    send(laptop.line, stick)
    centre.receive(stick)
    receive(laptop.line, stick)
    return delivery(laptop.line).state(laptop.line.store.head().seq)


def test_only_what_lies_in_the_copy_is_safe(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path
) -> None:
    laptop.add_case()
    copy = elsewhere(tmp_path)
    assert exchanged(laptop, centre, stick) is State.APPLIED
    done = copy_centre(centre, copy)
    assert (done.new > 0, done.damaged, done.waiting) == (True, (), ())
    assert set(copy.names()) == set(centre.archive.names())
    assert exchanged(laptop, centre, stick) is State.SAFE
    laptop.add_case("第二案")
    assert exchanged(laptop, centre, stick) is State.APPLIED
    assert copy_centre(centre, copy).new > 0
    assert exchanged(laptop, centre, stick) is State.SAFE
    copy_centre(centre, copy)  # the words about being safe are copied too
    assert copy_centre(centre, copy).new == 0


def test_a_change_is_not_safe_before_its_files_are(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path
) -> None:
    copy = elsewhere(tmp_path)
    laptop.add_file(laptop.add_case(), os.urandom(300_000))
    send(laptop.line, stick)
    parts = [path for path in stick.folder.rglob("*.mdb") if "/part/" in path.as_posix()]
    for path in parts[1:]:
        path.unlink()
    centre.receive(stick)
    receive(laptop.line, stick)
    assert len(copy_centre(centre, copy).waiting) == 1
    assert exchanged(laptop, centre, stick) is State.APPLIED  # the missing parts come now
    assert copy_centre(centre, copy).waiting == ()
    assert exchanged(laptop, centre, stick) is State.SAFE


class Forgetful(FolderMailbox):
    """A place that says it has written, and gives something else back."""

    def get(self, name: str) -> bytes | None:
        """Return what lies there, the last byte of it lost."""
        data = super().get(name)
        return data[:-1] if data and not is_part(name) else data


def test_a_place_that_lies_makes_nothing_safe(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path
) -> None:
    laptop.add_case()
    exchanged(laptop, centre, stick)
    copy = Forgetful(elsewhere(tmp_path).folder)
    assert copy_centre(centre, copy).damaged
    assert exchanged(laptop, centre, stick) is State.APPLIED


def test_what_rots_in_the_copy_is_written_again_when_all_is_proved_once_more(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path
) -> None:
    laptop.add_case()
    exchanged(laptop, centre, stick)
    copy = elsewhere(tmp_path)
    copy_centre(centre, copy)
    name = copy.names()[0]
    (copy.folder / name).write_bytes(b"")
    assert copy_centre(centre, copy, anew=True).new == 1
    assert copy.get(name) == centre.archive.get(name)


def test_a_centre_is_made_again_from_its_keys_and_the_copy(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path, office: UUID
) -> None:
    laptop.add_file(laptop.add_case("覃𬭎"), b"%PDF 1.7")
    exchanged(laptop, centre, stick)
    copy = elsewhere(tmp_path)
    copy_centre(centre, copy)
    before = read_cases(centre, office)
    keys = (centre.folder / "centre.key").read_bytes()
    shutil.rmtree(centre.folder)
    (centre.folder / "raw").mkdir(parents=True)
    (centre.folder / "centre.key").write_bytes(keys)
    (centre.folder / "register.age").write_bytes((copy.folder / "register.age").read_bytes())
    again = Centre.open(centre.folder, clock=centre.clock)
    for name in copy.names():
        again.archive.put(Bundle(name, copy.get(name) or b""))
    assert all(one.equal for one in again.rebuild())
    assert read_cases(again, office) == before
