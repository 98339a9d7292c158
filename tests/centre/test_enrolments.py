"""Slips: each lets one computer in, once, for three days; what is refused changes nothing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from mediatordesk.centre.enrolments import CentreBusy, Enrolled, WhichOffice
from mediatordesk.centre.inbox import Centre
from mediatordesk.centre.open_slips import OpenSlip
from mediatordesk.centre.register import NotReplaced, OtherOffice
from mediatordesk.centre.register_file import FILE, read_register
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.encoding import decode, encode
from mediatordesk.core.errors import DeskError
from mediatordesk.keys.folder_lock import alone_in
from mediatordesk.keys.identities import Device, encrypt_to
from mediatordesk.sync.delivery.outbox import send
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.membership.enrolment import pack_request, read_grant, replacing, with_code
from mediatordesk.sync.membership.fronts import Front
from mediatordesk.sync.membership.slip_refusals import (
    OfficeIsThere,
    SlipExpired,
    SlipRefused,
    SlipTried,
    SlipUsed,
    WrongCode,
    refusal,
)
from mediatordesk.sync.membership.slips import Slip

from .desks import Laptop

NAME = "梧州市长洲区覃𬭎 O'Brien & Sons a<b 调委会"
CODE = "450405101"


@dataclass
class County:
    """A centre whose clock is moved by hand, and computers that ask it."""

    folder: Path
    day: float = 0.0
    devices: list[Device] = field(default_factory=list)

    @property
    def centre(self) -> Centre:
        """Open the centre; the first time it is founded."""
        moment = datetime(2026, 11, 22, 9, tzinfo=CHINA) + timedelta(days=self.day)
        clock = Clock(lambda: moment)
        if self.folder.is_dir():
            return Centre.open(self.folder, clock=clock)
        return Centre.new(self.folder, "450405", "长洲区司法局", clock=clock)

    def slip(self, office: str = CODE, name: str = NAME, *, new: bool = False) -> Slip:
        """Print a slip."""
        return self.centre.enrolments.new_slip(office, name, new=new)[0]

    def ask(self, slip: Slip, device: Device | None = None, office: UUID | None = None) -> Enrolled:
        """Let a computer ask with a slip."""
        return self.centre.enrol(asking(slip, device or Device.new(), office or uuid4()))

    def state(self) -> tuple[int, int, int]:
        """Return what enrolling changes: version, offices, devices."""
        register = self.centre.register
        return register.version, len(register.offices), len(register.devices)


@pytest.fixture
def county(tmp_path: Path) -> County:
    """Return a county."""
    return County(tmp_path / "中心 a<b")


def asking(slip: Slip, device: Device, office: UUID) -> bytes:
    """Return the request of a computer that holds a slip."""
    return with_code(pack_request(device, office, "450405999", "正阳 自己写的"), slip)


def with_code_of(slip: Slip, code: str) -> Slip:
    """Return a slip of the same number with another code."""
    return replace(slip, code=code)


def test_a_slip_opens_an_office_and_the_next_one_joins_it(county: County) -> None:
    first, second = Device.new(), Device.new()
    opened = county.ask(county.slip(), first)
    joined = county.ask(county.slip(), second)
    assert opened.office == joined.office
    grant = read_grant(joined.grant, second)
    assert (grant.office_name, grant.office_code) == (NAME, CODE)
    assert grant.office_roster is not None
    assert [grant.office_roster.letter_of(one.id) for one in (first, second)] == ["A", "B"]
    assert read_grant(opened.grant, first).office_identity == grant.office_identity


def test_a_slip_without_a_name_takes_what_the_desk_says(county: County) -> None:
    county.ask(county.slip(name=""))
    assert [one.name for one in county.centre.register.offices] == ["正阳 自己写的"]


def test_several_offices_of_one_code_are_told_apart(county: County) -> None:
    one = county.ask(county.slip(name="甲"))
    two = county.ask(county.slip(name="乙", new=True))
    assert one.office != two.office
    with pytest.raises(WhichOffice, match=r"甲.*乙"):
        county.slip(name="")
    assert county.ask(county.slip(name="乙")).office == two.office
    assert county.ask(county.slip(two.office.hex[:8], "")).office == two.office
    assert county.ask(county.slip("甲", "")).office == one.office


def test_a_slip_lets_one_computer_in_and_the_same_one_again(county: County) -> None:
    slip, device, office = county.slip(), Device.new(), uuid4()
    first = county.ask(slip, device, office)
    before = county.state()
    again = county.ask(slip, device, office)
    assert read_grant(again.grant, device).office == first.office
    with pytest.raises(SlipUsed):
        county.ask(slip)
    assert county.state() == before


def test_a_slip_counts_for_three_days(county: County) -> None:
    slip, before = county.slip(), county.state()
    county.day = 3.01
    with pytest.raises(SlipExpired):
        county.ask(slip)
    assert county.state() == before
    county.day = 2.99
    county.ask(slip)


def test_five_wrong_codes_close_a_slip_even_for_who_holds_it(county: County) -> None:
    slip, other, before = county.slip(), county.slip(), county.state()
    for _try in range(5):
        with pytest.raises(WrongCode):
            county.ask(with_code_of(slip, "abcdefghijkm"))
    with pytest.raises(SlipTried):
        county.ask(slip)
    assert county.state() == before
    county.ask(other)


def test_a_number_that_no_slip_has_is_refused(county: County) -> None:
    slip = county.slip()
    for number in ("aaa", "bbb"):
        if number != slip.number:
            with pytest.raises(WrongCode):
                county.ask(replace(slip, number=number))
    county.ask(slip)


def test_a_lost_slip_is_made_void(county: County) -> None:
    slip = county.slip()
    assert county.centre.enrolments.void_slip(slip.letters[-4:].upper())
    assert not county.centre.enrolments.void_slip("aaaa" if slip.number != "aaa" else "bbbb")
    with pytest.raises(SlipTried):
        county.ask(slip)


def test_a_slip_for_a_new_office_opens_no_door_to_one_that_is_there(county: County) -> None:
    known = county.ask(county.slip()).office
    before = county.state()
    with pytest.raises(OfficeIsThere):
        county.ask(county.slip(new=True), office=known)
    assert county.state() == before


def test_a_device_of_one_office_is_not_moved_to_another(county: County) -> None:
    device = Device.new()
    county.ask(county.slip(name="甲"), device)
    county.ask(county.slip(name="乙", new=True))
    with pytest.raises(OtherOffice):
        county.ask(county.slip(name="乙"), device)


def test_the_code_stands_nowhere_at_the_centre(county: County) -> None:
    slip = county.slip()
    centre = county.centre
    plain = centre.secrets.identity.decrypt((county.folder / FILE).read_bytes())
    assert slip.code.encode() not in plain
    assert slip.number.encode() in plain
    assert "key" not in repr(centre.register.slips[0])


def test_slips_of_long_ago_are_forgotten(county: County) -> None:
    county.slip()
    county.day = 94
    county.slip()
    assert len(county.centre.register.slips) == 1


def test_every_slip_has_a_number_of_its_own(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = county.slip()
    drawn = iter([taken, Slip.new(county.centre.secrets.signing.verify_key)])
    monkeypatch.setattr(Slip, "new", lambda *_: next(drawn))
    assert county.slip().number != taken.number


def test_a_slip_says_where_the_centre_is_asked_and_no_password(county: County) -> None:
    key = county.centre.secrets.signing.verify_key
    front = Front("https://tiaojie.example.cn:8443", b"PEM", key)
    county.centre.enrolments.announce(["webdavs://me:secret@cloud.example/x"], front)
    assert county.slip().addresses == (front.address,)
    device = Device.new()
    grant = read_grant(county.ask(county.slip(), device).grant, device)
    assert grant.mailboxes == (front.address, "webdavs://me:secret@cloud.example/x")
    assert grant.front == front


def test_requests_of_the_line_are_answered_each_once(county: County, tmp_path: Path) -> None:
    box = tmp_path / "enrol"
    box.mkdir()

    def left(data: bytes) -> Path:
        path = box / f"{hashlib.sha256(data).hexdigest()[:16]}.request"
        path.write_bytes(data)
        return path

    device, office, slip = Device.new(), uuid4(), county.slip()
    good = left(asking(slip, device, office))
    wrong = left(asking(with_code_of(slip, "abcdefghijkm"), Device.new(), uuid4()))
    junk = left(b"GET / HTTP/1.1")
    waiting = left(pack_request(Device.new(), uuid4(), CODE, NAME))
    (box / f"{'0' * 16}.request").write_bytes(b"half of")
    assert county.centre.answer_requests(box) == 3
    assert read_grant(good.with_suffix(".grant").read_bytes(), device).office_name == NAME
    assert wrong.with_suffix(".refused").read_text() == "code"
    assert junk.with_suffix(".refused").read_text() == "request"
    assert {one.name for one in box.glob("*.request")} == {waiting.name, f"{'0' * 16}.request"}
    assert county.centre.answer_requests(box) == 0
    left(asking(slip, device, office))
    assert county.centre.answer_requests(box) == 1


@pytest.mark.parametrize(
    "kind", [WrongCode, SlipExpired, SlipUsed, SlipTried, OfficeIsThere, SlipRefused]
)
def test_a_refusal_is_one_word_on_the_line(kind: type[SlipRefused]) -> None:
    assert type(refusal(kind.word)) is kind
    assert len(refusal("something newer").lines()) == 3


def test_new_keys_stand_beside_the_old_ones(county: County) -> None:
    old, new, office = Device.new(), Device.new(), uuid4()
    joined = county.ask(county.slip(), old, office).office
    request = replacing(pack_request(new, office, CODE, NAME), old)
    first = county.centre.enrol(request)
    before = county.state()
    assert county.centre.enrol(request).office == first.office == joined
    assert county.state() == before
    register = county.centre.register
    assert [one.revoked for one in register.devices] == [0, 0]
    assert register.roster(joined, 0).letter_of(new.id) == "A"


def test_keys_that_nobody_knows_or_that_are_revoked_bring_no_new_ones(county: County) -> None:
    old, new, office = Device.new(), Device.new(), uuid4()
    request = replacing(pack_request(new, office, CODE, NAME), old)
    with pytest.raises(NotReplaced):
        county.centre.enrol(request)
    county.ask(county.slip(), old, office)
    county.centre.revoke(old.id)
    with pytest.raises(NotReplaced):
        county.centre.enrol(request)


def test_who_is_revoked_is_so_under_all_of_its_keys(county: County) -> None:
    old, new, office = Device.new(), Device.new(), uuid4()
    county.ask(county.slip(), old, office)
    county.centre.enrol(replacing(pack_request(new, office, CODE, NAME), old))
    other = county.ask(county.slip())
    county.centre.revoke(new.id)
    register = county.centre.register
    assert [bool(one.revoked) for one in register.devices] == [True, True, False]
    office_entry = register.office(other.office)
    assert office_entry is not None
    assert office_entry.generation == 2


def test_work_under_new_keys_ends_the_belief_in_the_old_ones(
    centre: Centre, office: UUID, new_laptop: Callable[[str, UUID], Laptop], stick: FolderMailbox
) -> None:
    laptop, new = new_laptop("甲", office), Device.new()
    old = laptop.line.device
    laptop.add_case()
    send(laptop.line, stick)
    grant = read_grant(
        centre.enrol(replacing(pack_request(new, office, CODE, NAME), old)).grant, new
    )
    laptop.add_case("还用旧密钥")
    send(laptop.line, stick)
    assert centre.receive(stick).refused == ()
    renewed = Laptop(replace(laptop.line, device=new, grant=grant))
    renewed.add_case("已用新密钥")
    send(renewed.line, stick)
    received = centre.receive(stick)
    assert (received.applied, received.refused, received.held) == (1, (), 0)
    register = centre.register
    before = register.device(old.id)
    assert before is not None
    assert before.revoked
    assert dict(before.valid)[laptop.line.store.head().replica] == 3
    assert [one.generation for one in register.offices] == [1]
    laptop.add_case("一个偷了旧密钥的人")
    send(laptop.line, stick)
    assert centre.receive(stick).held == 1


def test_a_register_of_an_earlier_centre_is_read(county: County) -> None:
    device = Device.new()
    county.ask(county.slip(), device)
    centre = county.centre
    body = decode(centre.secrets.identity.decrypt((county.folder / FILE).read_bytes()))
    assert isinstance(body, list)
    assert isinstance(body[2], list)
    [known] = body[2]
    assert isinstance(known, list)
    earlier = encode([*body[:2], [known[:6]]])
    recipient = centre.secrets.identity.recipient
    (county.folder / FILE).write_bytes(encrypt_to((recipient,), earlier))
    read = read_register(county.folder, centre.secrets.identity)
    assert read.devices[0].key == device.signing.verify_key
    assert (read.slips, read.mailboxes, read.front) == ((), (), None)


def test_one_process_at_a_time_changes_the_register(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = county.slip()
    monkeypatch.setattr("mediatordesk.keys.folder_lock.PATIENCE", 0.0)
    with alone_in(county.folder), pytest.raises(CentreBusy):
        county.ask(slip)
    county.ask(slip)


def test_every_refusal_says_three_sentences() -> None:
    kinds: list[type[DeskError]] = [NotReplaced, CentreBusy, OtherOffice]
    assert all(len(kind().lines()) == 3 for kind in kinds)
    assert (
        OpenSlip.of(Slip.new(Device.new().signing.verify_key), None, "", "", 0).until == 259200000
    )
