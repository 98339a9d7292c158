"""From a laptop over a stick to the centre and back: nothing lost, nothing twice."""

import os
import random
import shutil
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.register import OtherOffice
from mediatordesk.centre.register_file import BadRegister
from mediatordesk.centre.secrets import CentreExists, NoCentre
from mediatordesk.core.cases import CaseStatus
from mediatordesk.keys.identities import Device
from mediatordesk.store import Store
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.forks import unpack_forks
from mediatordesk.sync.bundles.names import folder_of, hash_in_name, is_log, is_part
from mediatordesk.sync.delivery.outbox import State, delivery, receive, send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.membership.enrolment import BadRequest, pack_request, read_grant

from .desks import CLOCK, CODE, NAME, Laptop, read_cases, read_file

NewLaptop = Callable[[str, UUID], Laptop]


def logs_on(stick: FolderMailbox) -> list[Path]:
    """Return the files of log bundles on a stick, oldest first."""
    names = [name for name in stick.names() if is_log(name)]
    return [stick.folder / name for name in names]


def test_a_case_reaches_the_centre_and_the_laptop_is_told(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID
) -> None:
    case = laptop.add_case()
    laptop.correct(case, title="更正后的标题 𬭎")
    send(laptop.line, stick)
    received = centre.receive(stick)
    assert (received.applied, received.parked, received.quarantined) == (2, 0, 0)
    assert received.refused == ()
    assert read_cases(centre, office)[case.id].title == "更正后的标题 𬭎"
    receive(laptop.line, stick)
    assert delivery(laptop.line).state(2) is State.APPLIED
    assert delivery(laptop.line).unsent == 0


def test_receiving_again_and_copies_change_nothing(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID
) -> None:
    laptop.add_case()
    send(laptop.line, stick)
    centre.receive(stick)
    before, answers = read_cases(centre, office), stick.names()
    for _ in range(3):
        assert centre.receive(stick).applied == 0
    assert read_cases(centre, office) == before
    assert stick.names() == answers


def test_a_file_travels_in_parts_and_arrives_whole(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID
) -> None:
    data = os.urandom(1_200_000)
    blob = laptop.add_file(laptop.add_case(), data)
    send(laptop.line, stick)
    assert centre.receive(stick).parts == len(blob.parts) == 10
    assert read_file(centre, office, blob) == data


def test_a_missing_part_is_asked_for_until_it_comes(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID
) -> None:
    blob = laptop.add_file(laptop.add_case(), os.urandom(200_000))
    send(laptop.line, stick)
    lost = next(stick.folder / name for name in stick.names() if is_part(name))
    lost.write_bytes(lost.read_bytes()[:1000])
    assert centre.receive(stick).parts == 1
    assert centre.report().offices[0].parts_missing == 1
    receive(laptop.line, stick)
    assert send(laptop.line, stick).parts == 1
    assert centre.receive(stick).parts == 1
    receive(laptop.line, stick)
    assert send(laptop.line, stick).parts == 0
    assert len(read_file(centre, office, blob)) == 200_000


def test_a_lost_bundle_parks_the_later_ones_and_is_healed_by_sending_again(
    centre: Centre, laptop: Laptop, stick: FolderMailbox
) -> None:
    for number in range(4):
        laptop.add_case(f"案 {number}")
        send(laptop.line, stick)
    lost = logs_on(stick)[1]
    lost.unlink()
    received = centre.receive(stick)
    assert (received.applied, received.parked) == (1, 2)
    receive(laptop.line, stick)
    told = delivery(laptop.line)
    assert told.missing == ((2, 2),)
    assert [told.state(seq) for seq in (1, 2, 3, 4)] == [
        State.APPLIED,
        State.ON_ITS_WAY,
        State.RECEIVED,
        State.RECEIVED,
    ]
    assert send(laptop.line, stick).bundles == 1
    received = centre.receive(stick)
    assert (received.applied, received.parked) == (3, 0)


def test_one_laptops_gap_does_not_stop_another(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID
) -> None:
    one, two = new_laptop("one", office), new_laptop("two", office)
    for number in range(2):
        one.add_case(f"甲 {number}")
        send(one.line, stick)
    logs_on(stick)[0].unlink()
    two.add_case("乙")
    send(two.line, stick)
    received = centre.receive(stick)
    assert (received.applied, received.parked) == (1, 1)


@pytest.mark.parametrize("seed", range(5))
def test_bundles_of_two_laptops_in_any_order_give_the_same_cases(
    centre: Centre, new_laptop: NewLaptop, tmp_path: Path, office: UUID, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - an order, not a key
    source = FolderMailbox(tmp_path / "source")
    source.folder.mkdir()
    expected = {}
    for laptop in (new_laptop("one", office), new_laptop("two", office)):
        for number in range(6):
            case = laptop.add_case(f"案 {number}")
            expected[case.id] = laptop.correct(case, facts=f"事实 {number}")
            send(laptop.line, source)
    names = list(source.names()) * 2
    chance.shuffle(names)
    for start in range(0, len(names), 5):
        visit = FolderMailbox(tmp_path / f"visit {start}")
        visit.folder.mkdir()
        for name in names[start : start + 5]:
            visit.put(Bundle(name, source.get(name) or b""))
        centre.receive(visit)
    assert read_cases(centre, office) == expected
    assert centre.report().offices[0].parked == 0


def test_the_database_can_be_thrown_away_and_is_made_again_from_the_bundles(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, office: UUID
) -> None:
    case = laptop.close(laptop.add_case())
    blob = laptop.add_file(case, b"%PDF 1.7 a<b")
    send(laptop.line, stick)
    centre.receive(stick)
    receive(laptop.line, stick)
    before = read_cases(centre, office)
    shutil.rmtree(centre.folder / "offices")
    laptop.add_case("新案")
    send(laptop.line, stick)
    assert centre.receive(stick).applied == 4
    after = read_cases(centre, office)
    assert before.items() <= after.items()
    assert read_file(centre, office, blob) == b"%PDF 1.7 a<b"
    receive(laptop.line, stick)
    assert delivery(laptop.line).unsent == 0


def test_a_strangers_bundle_is_refused_and_not_kept(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path, office: UUID
) -> None:
    elsewhere = Centre.new(tmp_path / "elsewhere", "450404", "别处", clock=CLOCK)
    device = Device.new()
    answer = elsewhere.enrol(pack_request(device, office, CODE, NAME))
    stranger = Laptop(replace(laptop.line, device=device, grant=read_grant(answer.grant, device)))
    stranger.add_case()
    send(stranger.line, stick)
    received = centre.receive(stick)
    assert received.applied == 0
    assert [reason for _, reason in received.refused] == ["sender"]
    assert not [name for name in centre.archive.names() if is_log(name)]


def test_a_laptop_cannot_write_into_another_office(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, tmp_path: Path
) -> None:
    mine, theirs = uuid4(), uuid4()
    honest, thief = new_laptop("honest", mine), new_laptop("thief", theirs)
    case = honest.add_case()
    send(honest.line, stick)
    centre.receive(stick)
    thief.correct(thief.add_case(), title="x")
    thief.correct(replace(case, title=""), title="篡改")
    send(Laptop(thief.line).line, stick)
    for path in logs_on(stick):
        copy = (
            path.parent.parent.parent.parent
            / mine.hex[:8]
            / path.relative_to(path.parent.parent.parent)
        )
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    received = centre.receive(stick)
    assert [reason for _, reason in received.refused] == ["sender"]
    assert read_cases(centre, mine) == {case.id: case}


def test_a_colleague_cannot_use_anothers_replica(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID
) -> None:
    one, two = new_laptop("one", office), new_laptop("two", office)
    one.add_case()
    send(one.line, stick)
    centre.receive(stick)
    one.add_case("第二案")
    forger = Laptop(replace(one.line, device=two.line.device))
    shutil.rmtree(one.line.folder / "bundles")
    send(forger.line, stick)
    received = centre.receive(stick)
    assert received.applied == 0
    assert {reason for _, reason in received.refused} == {"sender"}


@pytest.mark.parametrize("damage", ["torn", "flipped", "empty", "junk"])
def test_a_damaged_bundle_is_named_or_awaited_and_the_others_are_read(
    centre: Centre, new_laptop: NewLaptop, stick: FolderMailbox, office: UUID, damage: str
) -> None:
    one, two = new_laptop("one", office), new_laptop("two", office)
    one.add_case()
    send(one.line, stick)
    (path,) = logs_on(stick)
    data = path.read_bytes()
    worse = {
        "torn": data[:-200],
        "flipped": data[:-1] + bytes([data[-1] ^ 1]),
        "empty": b"",
        "junk": b"MDB1" + os.urandom(500),
    }[damage]
    if damage in {"flipped", "junk"}:
        path.unlink()
        path = path.with_name(f"00000001-{hash_in_name(worse)}.mdb")
    path.write_bytes(worse)
    two.add_case("乙")
    send(two.line, stick)
    received = centre.receive(stick)
    assert received.applied == 1
    assert len(received.refused) == (1 if damage in {"flipped", "junk"} else 0)
    send(one.line, stick)
    assert centre.receive(stick).applied == 1


def test_a_copied_laptop_is_found_out_and_both_histories_are_kept(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path, office: UUID
) -> None:
    laptop.add_case("共同的过去")
    laptop.line.store.segments(0)
    shutil.copytree(laptop.line.folder, tmp_path / "clone")
    store = Store.open(tmp_path / "clone", bytes(32), clock=CLOCK)
    clone = Laptop(replace(laptop.line, store=store, folder=tmp_path / "clone"))
    kept, store_replica = laptop.add_case("原机"), store.head().replica
    copied = clone.add_case("克隆")
    send(laptop.line, stick)
    centre.receive(stick)
    send(clone.line, stick)
    received = centre.receive(stick)
    store.close()
    assert len(received.forks) == 1
    assert received.forks[0] in centre.archive.names()
    assert {kept.id, copied.id} < set(read_cases(centre, office))
    assert len(read_cases(centre, office)) == 3
    (notice,) = stick.names(f"{folder_of(office)}/forks")
    centre_key = centre.secrets.signing.verify_key
    identities = (laptop.line.grant.office_identity,)
    told = unpack_forks(stick.get(notice) or b"", office, centre_key, identities)
    assert [(one.replica, one.first) for one in told.found] == [(store_replica, 2)]
    assert centre.receive(stick).forks == ()


def test_two_sticks_both_carry_the_answer_back(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, tmp_path: Path
) -> None:
    laptop.add_case()
    other = FolderMailbox(tmp_path / "other")
    other.folder.mkdir()
    send(laptop.line, stick)
    send(laptop.line, other)
    centre.receive(stick)
    assert centre.receive(other).applied == 0
    assert receive(laptop.line, other).ack is not None
    assert delivery(laptop.line).unsent == 0


def test_a_centre_killed_after_copying_a_bundle_takes_it_over_next_time(
    centre: Centre, laptop: Laptop, stick: FolderMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop.add_case()
    send(laptop.line, stick)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mediatordesk.centre.ledger.Ledger.take", killed)
    with pytest.raises(KeyboardInterrupt):
        centre.receive(stick)
    monkeypatch.undo()
    shutil.rmtree(stick.folder / "v1")
    assert centre.receive(stick).applied == 1


def test_a_centre_is_made_once_and_opened_by_its_folder(centre: Centre, tmp_path: Path) -> None:
    with pytest.raises(CentreExists):
        Centre.new(centre.folder, "450405", "第二个", clock=CLOCK)
    again = Centre.open(centre.folder, clock=CLOCK)
    assert again.secrets == centre.secrets
    with pytest.raises(NoCentre):
        Centre.open(tmp_path / "nothing", clock=CLOCK)


@pytest.mark.skipif(os.name != "posix", reason="rights are an idea of POSIX")
def test_the_key_file_is_for_its_owner_only_and_nothing_readable_lies_about(
    centre: Centre, laptop: Laptop, stick: FolderMailbox
) -> None:
    laptop.add_file(laptop.add_case("覃𬭎的秘密"), "覃𬭎的身份证".encode())
    send(laptop.line, stick)
    centre.receive(stick)
    assert stat.S_IMODE((centre.folder / "centre.key").stat().st_mode) == 0o600
    for folder in (centre.folder, stick.folder, laptop.line.folder):
        for path in folder.rglob("*"):
            if path.is_file():
                assert "覃𬭎的".encode() not in path.read_bytes(), path


def test_enrolling_twice_is_harmless_and_for_two_offices_is_refused(
    centre: Centre, laptop: Laptop
) -> None:
    line = laptop.line
    before = centre.register
    centre.enrol(pack_request(line.device, line.grant.office, CODE, NAME))
    assert centre.register == before
    with pytest.raises(OtherOffice):
        centre.enrol(pack_request(line.device, uuid4(), CODE, NAME))
    with pytest.raises(BadRequest):
        centre.enrol(b"a<b")
    assert centre.register == before


def test_offices_with_the_same_area_code_do_not_share_a_key(
    centre: Centre, new_laptop: NewLaptop
) -> None:
    one, two = new_laptop("one", uuid4()), new_laptop("two", uuid4())
    assert one.line.grant.office_identity != two.line.grant.office_identity
    assert len(centre.register.offices) == 2


def test_a_damaged_register_is_said(centre: Centre, laptop: Laptop) -> None:
    path = centre.folder / "register.age"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(BadRegister):
        centre.report()


def test_the_report_counts_and_names_no_person(
    centre: Centre, laptop: Laptop, stick: FolderMailbox
) -> None:
    laptop.close(laptop.add_case("覃𬭎与王晓明的纠纷"))
    laptop.add_case()
    send(laptop.line, stick)
    centre.receive(stick)
    report = centre.report()
    (office,) = report.offices
    assert (office.cases, office.changes, office.parked) == (2, 3, 0)
    assert dict(office.by_status) == {CaseStatus.CLOSED: 1, CaseStatus.REGISTERED: 1}
    assert dict(office.by_dispute_type) == {"邻里纠纷": 2}
    assert office.devices[0].last_contact == CLOCK.now()
    assert office.devices[0].fingerprint == laptop.line.device.signing.verify_key.fingerprint
    assert "王晓明" not in report.text()
    assert NAME in report.text()
