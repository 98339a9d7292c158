"""The outbox is computed: what the centre has not acknowledged goes out, again and again."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from mediatordesk.core.epochs import Epoch, EpochReason
from mediatordesk.core.purges import Purge
from mediatordesk.core.records import changed
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.identities import SigningKey, VerifyKey
from mediatordesk.sync.bundles.acks import Ack, ReplicaAck, pack_ack
from mediatordesk.sync.bundles.bundle import Header
from mediatordesk.sync.bundles.logs import Log, unpack_log
from mediatordesk.sync.bundles.names import is_feed, is_part
from mediatordesk.sync.delivery.outbox import Sent, State, delivery, receive, send, unsent
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.mailbox.folder import FolderMailbox
from tests.sync.desks import Keys, Laptop


def logs_on(stick: FolderMailbox, laptop: Laptop, keys: Keys) -> list[Log]:
    """Return what the centre reads on a stick."""

    def roster(_: Header) -> VerifyKey:
        return laptop.line.device.signing.verify_key

    names = [name for name in stick.names() if not is_feed(name) and not is_part(name)]
    return [unpack_log(stick.get(name) or b"", roster, (keys.identity,)) for name in names]


def answer(
    stick: FolderMailbox, laptop: Laptop, keys: Keys, number: int = 1, **facts: object
) -> ReplicaAck:
    """Leave the centre's word about a laptop on a stick: all of its log unless facts say less."""
    head = laptop.line.store.head()
    said = replace(ReplicaAck(head.replica, head.seq, head.head, head.seq), **facts)  # type: ignore[arg-type]
    ack = Ack(1_795_000_000_000, number, (said,), (), 1, 1_795_000_000_000)
    stick.put(pack_ack(ack, keys.office, keys.office_identity.recipient, keys.signing))
    return said


def test_what_is_saved_goes_out_once_and_the_same_bytes_again_to_another_stick(
    laptop: Laptop, stick: FolderMailbox, keys: Keys, tmp_path: Path
) -> None:
    laptop.add_case()
    laptop.add_case("王晓明")
    first = send(laptop.line, stick)
    assert (first.bundles, first.changes) == (1, 2)
    assert send(laptop.line, stick).bundles == 0
    (tmp_path / "second").mkdir()
    second = FolderMailbox(tmp_path / "second")
    assert send(laptop.line, second).bundles == 1
    assert second.names() == stick.names()
    assert [second.get(name) for name in second.names()] == [
        stick.get(name) for name in stick.names()
    ]
    (log,) = logs_on(stick, laptop, keys)
    assert len(log.segment.changes) == 2
    assert log.told.known == ((laptop.line.store.head().replica, 2),)


def test_a_copied_stick_proves_nothing(laptop: Laptop, stick: FolderMailbox) -> None:
    laptop.add_case()
    assert delivery(laptop.line).state(1) is State.SAVED
    send(laptop.line, stick)
    assert delivery(laptop.line).state(1) is State.ON_ITS_WAY
    assert delivery(laptop.line).unsent == 1
    assert len(unsent(laptop.line)) == 1


def test_the_centres_word_empties_the_outbox(
    laptop: Laptop, stick: FolderMailbox, keys: Keys
) -> None:
    laptop.add_case()
    send(laptop.line, stick)
    answer(stick, laptop, keys)
    heard = receive(laptop.line, stick)
    assert heard.ack is not None
    assert delivery(laptop.line).state(1) is State.APPLIED
    assert unsent(laptop.line) == ()
    assert receive(laptop.line, stick).ack is None
    laptop.add_case("王晓明")
    assert send(laptop.line, stick).changes == 1
    assert [log.segment.seq0 for log in logs_on(stick, laptop, keys)] == [1, 2]


def test_every_state_is_told(laptop: Laptop, stick: FolderMailbox, keys: Keys) -> None:
    for number in range(6):
        laptop.add_case(f"案 {number}")
        if number < 5:
            send(laptop.line, stick)
    segment = laptop.line.store.segments(0)[1]
    answer(stick, laptop, keys, applied=2, head=segment.head, safe=1, received=4, missing=((3, 3),))
    receive(laptop.line, stick)
    told = delivery(laptop.line)
    assert [told.state(seq) for seq in range(1, 7)] == [
        State.SAFE,
        State.APPLIED,
        State.ON_ITS_WAY,
        State.RECEIVED,
        State.ON_ITS_WAY,
        State.SAVED,
    ]
    assert told.unsent == 4


def test_an_emptied_or_exchanged_stick_deletes_nothing_and_is_filled_again(
    laptop: Laptop, stick: FolderMailbox
) -> None:
    laptop.add_case()
    send(laptop.line, stick)
    names = stick.names()
    shutil.rmtree(stick.folder / "v1")
    receive(laptop.line, stick)
    assert laptop.line.store.head().seq == 1
    assert send(laptop.line, stick).bundles == 1
    assert stick.names() == names


def test_a_torn_copy_is_sent_again(laptop: Laptop, stick: FolderMailbox) -> None:
    laptop.add_case()
    send(laptop.line, stick)
    (name,) = stick.names()
    (stick.folder / name).write_bytes(b"")
    assert send(laptop.line, stick).bundles == 1
    assert stick.get(name)


def test_a_bundle_whose_kept_copy_is_lost_is_made_again(
    laptop: Laptop, stick: FolderMailbox, keys: Keys
) -> None:
    laptop.add_case()
    send(laptop.line, stick)
    shutil.rmtree(laptop.line.folder / "bundles")
    laptop.add_case("王晓明")
    send(laptop.line, stick)
    assert {log.segment.seq0 for log in logs_on(stick, laptop, keys)} == {1, 2}


def test_a_word_that_is_not_our_history_is_not_believed(
    laptop: Laptop, stick: FolderMailbox, keys: Keys
) -> None:
    laptop.add_case()
    send(laptop.line, stick)
    lies: tuple[dict[str, object], ...] = ({"head": b"x" * 32}, {"applied": 2, "received": 2})
    for number, facts in enumerate(lies, 1):
        answer(stick, laptop, keys, number, **facts)
        receive(laptop.line, stick)
        assert delivery(laptop.line).unsent == 1


def test_an_old_word_played_again_and_a_forged_one_change_nothing(
    laptop: Laptop, stick: FolderMailbox, keys: Keys, tmp_path: Path
) -> None:
    laptop.add_case()
    send(laptop.line, stick)
    answer(stick, laptop, keys, 1, applied=0, head=bytes(32), received=0)
    (tmp_path / "old").mkdir()
    old = FolderMailbox(tmp_path / "old")
    shutil.copytree(stick.folder / "v1", old.folder / "v1")
    answer(stick, laptop, keys, 2)
    receive(laptop.line, stick)
    receive(laptop.line, old)
    assert delivery(laptop.line).applied == 1
    thief = replace(keys, signing=SigningKey.new())
    answer(stick, laptop, thief, 3, applied=0, head=bytes(32), received=0)
    heard = receive(laptop.line, stick)
    assert len(heard.refused) == 1
    assert delivery(laptop.line).applied == 1


def test_files_follow_the_text_and_stop_when_the_centre_has_them(
    laptop: Laptop, stick: FolderMailbox, keys: Keys
) -> None:
    case = laptop.add_case()
    blob = laptop.add_file(case, b"%PDF 1.7" * 100_000)
    assert send(laptop.line, stick).parts == len(blob.parts) == 7
    assert send(laptop.line, stick).parts == 0
    answer(stick, laptop, keys)
    receive(laptop.line, stick)
    shutil.rmtree(stick.folder / "v1")
    assert send(laptop.line, stick) == Sent(0, 0, 0)


def test_a_damaged_file_does_not_stop_the_rest(laptop: Laptop, stick: FolderMailbox) -> None:
    case = laptop.add_case()
    bad, good = (laptop.add_file(case, data * 20_000) for data in (b"bad", b"good"))
    (path,) = laptop.line.folder.rglob(f"{bad.parts[0]}.age")
    path.write_bytes(b"?")
    sent = send(laptop.line, stick)
    assert (sent.bundles, sent.parts, sent.damaged) == (1, 1, (bad.parts[0],))
    assert good.parts[0][:48] in " ".join(stick.names())


def test_a_stick_that_is_pulled_or_full_loses_nothing(
    laptop: Laptop, stick: FolderMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.add_case()
    with pytest.raises(MailboxAway):
        send(laptop.line, FolderMailbox(stick.folder / "not in"))

    def full(mailbox: FolderMailbox, bundle: object) -> None:
        if mailbox.folder == stick.folder:
            raise NotWritten(file="x", reason="No space left on device")
        put(mailbox, bundle)  # type: ignore[arg-type]

    put = FolderMailbox.put
    monkeypatch.setattr(FolderMailbox, "put", full)
    with pytest.raises(NotWritten):
        send(laptop.line, stick)
    assert delivery(laptop.line).state(1) is State.SAVED
    monkeypatch.undo()
    assert send(laptop.line, stick).bundles == 1


def test_two_laptops_of_an_office_do_not_mix_their_logs(
    new_laptop: Callable[[str], Laptop], stick: FolderMailbox
) -> None:
    one, two = new_laptop("one"), new_laptop("two")
    one.add_case()
    two.add_case("王晓明")
    send(one.line, stick)
    send(two.line, stick)
    assert len({name.split("/")[2] for name in stick.names()}) == 2
    assert [one.line.store.head().seq, two.line.store.head().seq] == [1, 1]


def test_after_an_epoch_the_unsent_tail_of_before_goes_out_too(
    laptop: Laptop, stick: FolderMailbox, keys: Keys
) -> None:
    case = laptop.add_case()
    send(laptop.line, stick)
    told = answer(stick, laptop, keys)
    receive(laptop.line, stick)
    laptop.rename(case, "王晓明")
    store = laptop.line.store
    old = store.head()
    epoch = Epoch(
        previous=old.replica,
        previous_seq=old.seq,
        previous_head=old.head,
        reason=EpochReason.RESTORED,
        started_at=laptop.line.clock.now(),
    )
    store.begin_epoch(b"restored", epoch, uuid4())
    laptop.rename(case, "覃𬭎")
    assert told.applied == 1
    assert (delivery(laptop.line).unsent, delivery(laptop.line).earlier) == (3, 1)
    assert (send(laptop.line, stick).changes, send(laptop.line, stick).changes) == (3, 0)
    logs = logs_on(stick, laptop, keys)
    seqs = {(log.segment.replica, log.segment.seq0, log.last) for log in logs}
    assert seqs == {(old.replica, 1, 1), (old.replica, 2, 2), (b"restored", 1, 2)}
    ack = Ack(
        1_795_000_000_000, 2,
        (ReplicaAck(old.replica, 2, old.head, 2),
         ReplicaAck(b"restored", 2, store.head().head, 2)), (), 1, 1_795_000_000_000,
    )  # fmt: skip
    stick.put(pack_ack(ack, keys.office, keys.office_identity.recipient, keys.signing))
    receive(laptop.line, stick)
    assert delivery(laptop.line).unsent == 0
    assert unsent(laptop.line) == ()


def test_what_was_purged_leaves_the_kept_bundles_too_and_the_rest_still_arrives(
    laptop: Laptop, stick: FolderMailbox, keys: Keys, tmp_path: Path
) -> None:
    case, store = laptop.add_case(), laptop.line.store
    laptop.rename(case, "覃𬭎的秘密")
    send(laptop.line, stick)
    purge = Purge(changes=(), purged_at=laptop.line.clock.now(), reason="本人申请")
    keep = [changed(case, replace(case, title="a<b"))]
    store.purge(uuid4(), store.changes_touching([case.id])[1:], keep, purge)
    (tmp_path / "second").mkdir()
    second = FolderMailbox(tmp_path / "second")
    assert send(laptop.line, second).changes == 4
    kept = [path.read_bytes() for path in (laptop.line.folder / "bundles").rglob("*.mdb")]
    assert sorted(kept) == sorted(second.get(name) or b"" for name in second.names())
    first, last = sorted(logs_on(second, laptop, keys), key=lambda log: log.segment.seq0)
    assert first.segment.seed == b""
    assert [bool(one.purged) for one in first.segment.changes] == [False, True]
    assert [log.segment for log in (first, last)] == list(store.segments(0))
    (old,) = logs_on(stick, laptop, keys)
    assert [one.leaf for one in old.segment.changes] == [one.leaf for one in first.segment.changes]
    assert send(laptop.line, second).bundles == 0
