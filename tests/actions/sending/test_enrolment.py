"""A desk becomes known to the centre whose slip it was given, and to no other one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import DEVICE, Desk
from mediatordesk.actions.sending.enrolment import (
    GRANT,
    NEW_KEYS,
    HasOwnCases,
    NoAddress,
    NotEnrolled,
    OlderAnswer,
    OtherCentre,
    ask_online,
    enrolment_request,
    grant_of,
    new_keys_request,
    take_grant,
)
from mediatordesk.actions.sending.enrolment_states import enrolment_state, six_words
from mediatordesk.actions.sending.exchange import sync, unsent_changes
from mediatordesk.core.cases import Case
from mediatordesk.core.offices import Office
from mediatordesk.core.records import added, changed
from mediatordesk.keys.identities import Device, SigningKey
from mediatordesk.store.own_office import own_office
from mediatordesk.sync.delivery.memory import Memory
from mediatordesk.sync.membership.enrolment import BadGrant
from mediatordesk.sync.membership.six_words import WordList
from mediatordesk.sync.membership.slips import Slip
from tests.actions.counties import County
from tests.actions.kept_desks import accept


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    """Return a county."""
    county = County(tmp_path, [])
    yield county
    for desk in county.desks:
        desk.close()


def state(desk: Desk) -> tuple[int, bytes | None, bytes | None, Office]:
    """Return what enrolling changes at a desk."""
    return desk.store.head().seq, desk.store.recall(GRANT), desk.store.recall(DEVICE), desk.office


def test_a_desk_with_a_slip_takes_the_answer_of_that_centre_only(county: County) -> None:
    desk, slip, other = county.desk("甲"), county.slip(), county.slip("另一个中心")
    before = state(desk)
    strange = county.centre_called("另一个中心").enrol(enrolment_request(desk, other)).grant
    enrolment_request(desk, slip)
    for named in (slip, None):
        with pytest.raises(OtherCentre):
            take_grant(desk, strange, named)
    assert state(desk) == before
    take_grant(desk, county.centre.enrol(enrolment_request(desk, slip)).grant)
    known = enrolment_state(desk)
    assert (known.enrolled, known.centre_name, known.letter) == (True, "中心", "A")
    assert known.centre == slip.centre
    with pytest.raises(BadGrant):
        take_grant(desk, strange)


def test_both_sides_read_the_same_six_words(county: County) -> None:
    desk = county.desk("甲")
    request = county.centre.enrol(enrolment_request(desk)).request
    words = WordList.read(desk.places.codes).words_of(request.key, request.recipient)
    assert words == six_words(desk) == enrolment_state(desk).words
    assert six_words(county.desk("乙")) != words


def test_an_old_answer_does_not_replace_a_newer_one(county: County) -> None:
    desk = county.desk("甲")
    request = enrolment_request(desk)
    old = county.centre_called("中心").enrol(request).grant
    take_grant(desk, county.centre_called("中心", days=1).enrol(request).grant)
    before = state(desk)
    with pytest.raises(OlderAnswer):
        take_grant(desk, old)
    assert state(desk) == before


def test_a_second_laptop_joins_the_office_and_the_office_stays_one(county: County) -> None:
    first, second = county.enrolled("甲"), county.enrolled("乙")
    first.commit([changed(first.office, replace(first.office, phone="0774-覃𬭎"))])
    assert second.office.name == "正阳 a<b 调委会"
    assert second.office.id != first.office.id
    county.round(first, second)
    county.round(first, second)
    assert second.office == first.office
    assert second.office.phone == "0774-覃𬭎"
    for desk in (first, second):
        assert [one.id for one in desk.store.all(Office)] == [first.office.id]
        assert desk.store.conflicts() == ()
    told = [enrolment_state(desk) for desk in (first, second)]
    assert [(one.letter, one.registrar, one.devices) for one in told] == [
        ("A", True, 2),
        ("B", False, 2),
    ]


def test_nothing_that_was_written_before_joining_is_lost(county: County) -> None:
    first, second = county.enrolled("甲"), county.desk("乙")
    operators = {one.id for one in second.store.all(type(second.operator))}
    slip = county.slip()
    take_grant(second, county.centre.enrol(enrolment_request(second, slip)).grant, slip)
    county.round(first, second)
    county.round(first, second)
    assert unsent_changes(second) == 0
    assert operators <= {one.id for one in first.store.all(type(first.operator))}
    assert first.store.state_hash() == second.store.state_hash()


def test_a_desk_with_cases_of_its_own_is_not_let_into_another_office(county: County) -> None:
    county.enrolled("甲")
    desk, slip = county.desk("乙"), county.slip()
    accept(desk)
    grant = county.centre.enrol(enrolment_request(desk, slip)).grant
    before = state(desk)
    with pytest.raises(HasOwnCases, match="正阳 a<b 调委会"):
        take_grant(desk, grant, slip)
    assert state(desk) == before
    assert grant_of(desk) is None


def test_a_desk_that_joined_asks_for_the_office_that_it_joined(county: County) -> None:
    first, second = county.enrolled("甲"), county.enrolled("乙")
    again = county.centre.enrol(enrolment_request(second))
    assert again.office == first.office.id
    take_grant(second, again.grant)
    assert own_office(second.store).name == "正阳 a<b 调委会"


def exchange_keys(county: County, desk: Desk) -> bytes:
    """Let the centre answer a desk that wants new keys."""
    return county.centre.enrol(new_keys_request(desk)).grant


def test_new_keys_are_asked_for_by_the_same_file_until_the_answer_is_there(county: County) -> None:
    desk = county.desk("甲")
    with pytest.raises(NotEnrolled):
        new_keys_request(desk)
    desk = county.enrolled("乙")
    first, old = new_keys_request(desk), desk.device
    assert new_keys_request(desk) == first
    assert desk.device == old
    assert enrolment_state(desk).new_keys_wait


def stopped_before_asking(county: County, desk: Desk) -> None:
    new_keys_request(desk)


def stopped_after_the_centre_knows(county: County, desk: Desk) -> None:
    exchange_keys(county, desk)


def stopped_with_the_old_answer_taken_again(county: County, desk: Desk) -> None:
    known = desk.store.recall(GRANT)
    exchange_keys(county, desk)
    assert known is not None
    take_grant(desk, known)


def gone_through(county: County, desk: Desk) -> None:
    take_grant(desk, exchange_keys(county, desk))


@pytest.mark.parametrize(
    "until",
    [
        stopped_before_asking,
        stopped_after_the_centre_knows,
        stopped_with_the_old_answer_taken_again,
        gone_through,
    ],
)
def test_keys_whose_exchange_stops_anywhere_still_work(
    county: County, until: Callable[[County, Desk], None]
) -> None:
    desk, mate = county.enrolled("甲"), county.enrolled("乙")
    accept(desk, "之前")
    county.round(desk, mate)
    until(county, desk)
    accept(desk, "之后 a<b")
    county.round(desk, mate)
    county.round(desk, mate)
    assert unsent_changes(desk) == 0
    assert {one.title for one in mate.store.all(Case)} == {"之前", "之后 a<b"}
    gone_on = desk.device
    take_grant(desk, exchange_keys(county, desk))
    assert desk.device != gone_on
    accept(desk, "最后")
    county.round(desk, mate)
    assert unsent_changes(desk) == 0
    assert enrolment_state(desk).letter == "A"
    assert "最后" in {one.title for one in mate.store.all(Case)}


def test_the_switch_to_new_keys_is_one_step(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = county.enrolled("甲")
    grant, before = exchange_keys(county, desk), state(desk)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(type(desk.store), "remember_all", stop)
        with pytest.raises(KeyboardInterrupt):
            take_grant(desk, grant)
    assert state(desk) == before
    kept = desk.store.recall(NEW_KEYS)
    assert kept
    take_grant(desk, grant)
    assert desk.device == Device.from_bytes(kept)
    assert grant_of(desk) is not None


def test_laptops_that_were_away_while_the_key_changed_read_all_they_may(county: County) -> None:
    first, second, lost = (county.enrolled(name) for name in ("甲", "乙", "丢失的"))
    county.round(first, second, lost)
    county.centre.revoke(lost.device.id)
    accept(second, "用旧一代密钥写的")
    sync(second, str(county.stick))
    county.round(first)
    accept(first, "用新一代密钥写的")
    sync(first, str(county.stick))
    accept(second, "还没听说换密钥")
    for _turn in range(2):
        county.round(second, first)
    titles = {"用旧一代密钥写的", "用新一代密钥写的", "还没听说换密钥"}
    for desk in (first, second):
        roster = Memory(desk.store).roster()
        assert roster is not None
        assert len(roster.identities) == 2
        assert {one.title for one in desk.store.all(Case)} == titles
        assert unsent_changes(desk) == 0
    sync(lost, str(county.stick))
    assert "用新一代密钥写的" not in {one.title for one in lost.store.all(Case)}


def test_an_old_roster_in_the_mailbox_is_not_believed(county: County) -> None:
    first = county.enrolled("甲")
    county.round(first)
    old = [path for path in county.stick.rglob("*.mdb") if "/roster/" in str(path)]
    kept = [(path, path.read_bytes()) for path in old]
    lost = county.enrolled("乙")
    county.centre.revoke(lost.device.id)
    county.round(first)
    newest = Memory(first.store).roster()
    assert newest is not None
    for path in county.stick.rglob("*.mdb"):
        if "/roster/" in str(path):
            path.unlink()
    for path, data in kept:
        path.write_bytes(data)
    sync(first, str(county.stick))
    assert Memory(first.store).roster() == newest


def test_a_slip_without_an_address_is_not_asked_on_the_line() -> None:
    slip = Slip.new(SigningKey.new().verify_key, ("webdavs://a:b@c/d",))
    with pytest.raises(NoAddress):
        ask_online(slip, b"")


def test_settings_and_cases_of_an_office_of_ones_own_stay(county: County) -> None:
    desk, slip = county.desk("甲"), county.slip()
    desk.commit([added(Case(pack="people", title="早就有的"))])
    own = desk.office
    grant = take_grant(desk, county.centre.enrol(enrolment_request(desk, slip)).grant, slip)
    assert grant.office == own.id
    assert desk.office.id == own.id
    assert desk.office.name == own.name
