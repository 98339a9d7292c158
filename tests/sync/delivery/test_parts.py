"""Parts of files on their way: text first, small ones inside it, and what a cut line costs."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from mediatordesk.core.papers import Blob
from mediatordesk.core.purges import Purge
from mediatordesk.core.records import changed
from mediatordesk.keys.identities import VerifyKey
from mediatordesk.sync.bundles.acks import Ack, ReplicaAck, pack_ack
from mediatordesk.sync.bundles.blobs import PART_BYTES
from mediatordesk.sync.bundles.bundle import Bundle, Header
from mediatordesk.sync.bundles.logs import Log, unpack_log
from mediatordesk.sync.bundles.names import is_log, is_part
from mediatordesk.sync.delivery.kept_bundles import KEPT
from mediatordesk.sync.delivery.outbox import receive, send
from mediatordesk.sync.delivery.parts import MAX_RIDING, SMALL, take_riding
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.sync.desks import CLERK, Keys, Laptop

NewLaptop = Callable[[str], Laptop]
SIGNATURE = "覃𬭎的签名 a<b".encode()


@dataclass
class Wire:
    """What went over a line, and how many bytes it still bears before it is cut."""

    bytes_left: float = float("inf")
    sent: list[str] = field(default_factory=list)
    bytes_sent: int = 0


@dataclass(frozen=True)
class CountingMailbox(FolderMailbox):
    """A server behind a line that can be cut within a bundle; what is sent to it is counted."""

    wire: Wire = field(default_factory=Wire)

    def put(self, bundle: Bundle) -> None:
        """Take a bundle, unless the line is cut before its last byte."""
        size = len(bundle.data)
        self.wire.bytes_sent += int(min(size, self.wire.bytes_left))
        self.wire.bytes_left -= size
        if self.wire.bytes_left < 0:
            raise MailboxAway(place=self.place)
        self.wire.sent.append(bundle.name)
        FolderMailbox.put(self, bundle)


@pytest.fixture
def server(tmp_path: Path) -> CountingMailbox:
    (tmp_path / "server").mkdir()
    return CountingMailbox(tmp_path / "server")


def logs_in(folder: Path, laptop: Laptop) -> list[Log]:
    """Return the logs that lie in a folder, as a colleague reads them."""

    def roster(_: Header) -> VerifyKey:
        return laptop.line.device.signing.verify_key

    box = FolderMailbox(folder)
    names = [name for name in box.names() if is_log(name)]
    return [unpack_log(box.get(name) or b"", roster, laptop.line.identities) for name in names]


def cut(blob: Blob, laptop: Laptop) -> bytes:
    return laptop.line.blobs.part(blob.parts[0])


def test_a_small_file_rides_with_the_case_and_is_not_sent_besides(
    laptop: Laptop, server: CountingMailbox
) -> None:
    blob = laptop.add_file(laptop.add_case(), SIGNATURE)
    assert send(laptop.line, server).parts == 0
    assert not any(map(is_part, server.wire.sent))
    [log] = logs_in(server.folder, laptop)
    assert log.inline == (cut(blob, laptop),)
    send(laptop.line, server)
    assert len(server.wire.sent) == 1


@pytest.mark.parametrize(("size", "rides"), [(SMALL - 1, 1), (SMALL, 0), (0, 0)])
def test_what_is_not_small_goes_by_itself(
    laptop: Laptop, server: CountingMailbox, size: int, rides: int
) -> None:
    laptop.add_file(laptop.add_case(), bytes(size))
    sent = send(laptop.line, server)
    [log] = logs_in(server.folder, laptop)
    assert (len(log.inline), sent.parts) == (rides, 0 if rides or not size else 1)


def test_text_does_not_wait_for_a_heap_of_small_files(
    laptop: Laptop, server: CountingMailbox
) -> None:
    case = laptop.add_case()
    for _ in range(30):
        laptop.add_file(case, bytes(SMALL - 1))
    sent = send(laptop.line, server)
    [log] = logs_in(server.folder, laptop)
    assert sum(map(len, log.inline)) <= MAX_RIDING
    assert sent.parts == 30 - len(log.inline) > 0


def test_a_colleague_who_reads_the_log_has_the_small_file(
    new_laptop: NewLaptop, server: CountingMailbox
) -> None:
    one, other = new_laptop("甲"), new_laptop("乙")
    blob = one.add_file(one.add_case(), SIGNATURE)
    send(one.line, server)
    [log] = logs_in(server.folder, one)
    segment = log.segment
    other.line.store.apply(segment.replica, segment.prev_head, segment.seq0, segment.changes)
    take_riding(log, lambda row: other.line.store.get(Blob, row), other.line.blobs)
    assert other.line.blobs.get(blob) == SIGNATURE


def test_a_part_that_no_row_names_any_more_is_not_taken_from_an_old_bundle(
    new_laptop: NewLaptop, server: CountingMailbox
) -> None:
    one, other = new_laptop("甲"), new_laptop("乙")
    blob = one.add_file(one.add_case(), SIGNATURE)
    send(one.line, server)
    [log] = logs_in(server.folder, one)
    take_riding(log, lambda _: replace(blob, parts=()), other.line.blobs)
    assert not other.line.blobs.has(blob.parts[0])


def test_what_was_erased_rides_no_more_and_leaves_the_kept_bundles(
    laptop: Laptop, server: CountingMailbox
) -> None:
    line = laptop.line
    case = laptop.add_case()
    blob = laptop.add_file(case, SIGNATURE)
    send(line, server)
    dots = [dot for dot in line.store.changes_touching((blob.id,)) if dot.seq > 1]
    erased = replace(blob, sha256="", size=0, identity="", parts=())
    purge = Purge(changes=(), purged_at=line.clock.now(), reason="保存期限届满")
    line.store.purge(CLERK, dots, [changed(blob, erased)], purge)
    send(line, server)
    kept = logs_in(line.folder / KEPT, laptop)
    assert kept
    assert all(not log.inline for log in kept)


def test_small_files_go_before_large_ones_and_the_newest_case_first(
    laptop: Laptop, server: CountingMailbox
) -> None:
    old, new = laptop.add_case("旧案"), laptop.add_case("新案")
    large = [laptop.add_file(case, bytes(PART_BYTES + 1)) for case in (old, new)]
    small = [laptop.add_file(case, bytes(SMALL + 1)) for case in (old, new)]
    send(laptop.line, server)
    order = [*small[::-1], *large[::-1]]
    wanted = [part[:48] for blob in order for part in blob.parts]
    assert is_log(server.wire.sent[0])
    assert [Path(name).stem for name in server.wire.sent[1:]] == wanted


def test_a_line_that_is_cut_costs_at_most_one_part_each_time(
    laptop: Laptop, server: CountingMailbox
) -> None:
    blob = laptop.add_file(laptop.add_case(), bytes(3_000_000))
    cuts = 0
    for left in (5_000, 200_000, 555_555, 1, 131_072, 900_000, 10_000_000):
        server.wire.bytes_left = left
        try:
            send(laptop.line, server)
        except MailboxAway:
            cuts += 1
    assert cuts == 6
    assert laptop.line.blobs.get(blob) == bytes(3_000_000)
    assert len(server.wire.sent) == len(set(server.wire.sent)) == 1 + len(blob.parts)
    whole = sum(len(FolderMailbox(server.folder).get(name) or b"") for name in server.wire.sent)
    assert server.wire.bytes_sent <= whole + cuts * (PART_BYTES + 2048)


def test_what_lies_in_a_mailbox_is_not_offered_again_until_the_centre_asks(
    laptop: Laptop, server: CountingMailbox, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    blob = laptop.add_file(laptop.add_case(), bytes(2 * PART_BYTES))
    send(laptop.line, server)
    asked, has = list[str](), FolderMailbox.has

    def counted(self: FolderMailbox, bundle: Bundle) -> bool:
        asked.append(bundle.name)
        return has(self, bundle)

    monkeypatch.setattr(FolderMailbox, "has", counted)
    send(laptop.line, server)
    assert not any(map(is_part, asked))
    lost = next(name for name in server.wire.sent if is_part(name))
    (server.folder / lost).unlink()
    head = laptop.line.store.head()
    said = ReplicaAck(head.replica, head.seq, head.head, head.seq)
    wanted = (bytes.fromhex(blob.parts[0]), bytes.fromhex(blob.parts[1]))
    ack = Ack(1_795_000_000_000, 1, (said,), wanted, 1, 1_795_000_000_000)
    server.put(pack_ack(ack, keys.office, keys.office_identity.recipient, keys.signing))
    receive(laptop.line, server)
    assert send(laptop.line, server).parts == 1
    assert (server.folder / lost).is_file()
