"""A bundle that the archive has lost is noticed before it is needed, and comes again."""

import os
import shutil
from collections.abc import Callable
from uuid import UUID

import pytest

from mediatordesk.centre.archive_checks import ArchiveCheck, check_archive
from mediatordesk.centre.inbox import Centre
from mediatordesk.sync.bundles.names import is_log, is_part
from mediatordesk.sync.delivery.colleagues import hear_colleagues, hear_roster
from mediatordesk.sync.delivery.lost_bundles import give_again
from mediatordesk.sync.delivery.outbox import Sent, receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox

from .desks import Laptop

NewLaptop = Callable[[str, UUID], Laptop]
HARMS = ("missing", "damaged")


def visit(laptop: Laptop, stick: FolderMailbox) -> tuple[list[str], Sent]:
    """Let a laptop go through a stick; return what it gave again, and what else it sent."""
    hear_roster(laptop.line, stick)
    receive(laptop.line, stick)
    hear_colleagues(laptop.line, stick)
    sent = send(laptop.line, stick)
    return give_again(laptop.line, stick), sent


def worked(laptops: list[Laptop], centre: Centre, stick: FolderMailbox) -> None:
    """Let laptops work, with small and large files, until all know all."""
    for laptop in laptops:
        for number in range(3):
            case = laptop.add_case(f"案 {number} 覃𬭎 a<b")
            laptop.add_file(case, os.urandom(700 if number else 600_000))
            visit(laptop, stick)
    for _ in range(3):
        centre.receive(stick)
        for laptop in laptops:
            visit(laptop, stick)
    centre.receive(stick)


def lose(centre: Centre, name: str, harm: str) -> None:
    """Take a bundle away from the archive, or let its disk forget what it was."""
    path = centre.folder / "raw" / name
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(os.urandom(path.stat().st_size))


def lost_in(check: ArchiveCheck, harm: str) -> tuple[str, ...]:
    """Return what is lost in one way; nothing is in the other."""
    missing, damaged = check.missing, check.damaged
    assert not (damaged if harm == "missing" else missing)
    return missing if harm == "missing" else damaged


def sent_to(centre: Centre, kind: Callable[[str], bool]) -> list[str]:
    """Return the bundles of a kind in the archive."""
    return [name for name in centre.archive.names() if kind(name)]


@pytest.mark.parametrize("harm", HARMS)
@pytest.mark.parametrize("kind", [is_log, is_part])
def test_what_the_archive_has_lost_is_named_and_collected_where_it_still_lies(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, kind: Callable[[str], bool], harm: str
) -> None:
    worked([laptop], centre, stick)
    (check,) = check_archive(centre)
    assert check.is_whole
    assert check.whole == len(sent_to(centre, is_log)) + len(sent_to(centre, is_part))
    lost = next(name for name in sent_to(centre, kind) if (stick.folder / name).exists())
    lose(centre, lost, harm)
    for _ in range(2):
        (check,) = check_archive(centre)
        assert lost_in(check, harm) == (lost,)
        assert centre.report().offices[0].lost == 1
    centre.receive(stick)
    (check,) = check_archive(centre)
    assert check.is_whole
    assert centre.report().offices[0].lost == 0
    assert centre.rebuild()[0].equal


@pytest.mark.parametrize("harm", HARMS)
def test_what_lies_nowhere_else_is_asked_for_and_the_laptop_gives_the_very_bytes_again(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, harm: str
) -> None:
    worked([laptop], centre, stick)
    everything = {*sent_to(centre, is_log), *sent_to(centre, is_part)}
    for name in everything:
        lose(centre, name, harm)
    shutil.rmtree(stick.folder / "v1")
    (check,) = check_archive(centre)
    unsaid = everything - set(lost_in(check, harm))  # what rode in a log is awaited, not missing
    assert all(map(is_part, unsaid))
    assert centre.report().offices[0].parts_missing >= len(unsaid)
    laptop.add_case("以后的案")
    visit(laptop, stick)
    for _ in range(3):
        centre.receive(stick)
        visit(laptop, stick)
    (check,) = check_archive(centre)
    assert check.is_whole
    assert everything <= {*sent_to(centre, is_log), *sent_to(centre, is_part)}
    (rebuilt,) = centre.rebuild()
    assert rebuilt.equal
    assert rebuilt.after == laptop.line.store.state_hash()
    assert centre.receive(stick).applied == 0
    assert visit(laptop, stick) == ([], Sent())


def test_a_colleague_gives_what_its_author_has_lost_too(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID
) -> None:
    author, colleague = new_laptop("甲", office), new_laptop("乙", office)
    worked([author, colleague], centre, stick)
    theirs = author.line.store.head().replica.hex()
    lost = [name for name in sent_to(centre, is_log) if theirs in name]
    for name in lost:
        lose(centre, name, "missing")
    shutil.rmtree(stick.folder / "v1")
    (check,) = check_archive(centre)
    assert check.missing == tuple(lost)
    colleague.add_case("以后的案")
    visit(colleague, stick)
    centre.receive(stick)
    assert visit(colleague, stick)[0] == lost
    centre.receive(stick)
    assert check_archive(centre)[0].is_whole
    assert centre.rebuild()[0].equal


def test_a_word_of_the_centre_that_the_archive_has_lost_is_said_anew(
    centre: Centre, laptop: Laptop, stick: FolderMailbox
) -> None:
    worked([laptop], centre, stick)
    for folder in (centre.folder / "raw" / "v1", stick.folder / "v1"):
        for kind in ("feed", "roster"):
            for path in folder.glob(f"*/{kind}"):
                shutil.rmtree(path)
    centre.receive(stick)
    assert receive(laptop.line, stick).ack is not None
    hear_roster(laptop.line, stick)
    assert laptop.line.memory.roster() is not None
    assert any("/roster/" in name for name in stick.names())
