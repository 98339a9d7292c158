"""A desk's folder is copied and both go on: the second one is asked to get keys of its own."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk, open_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.sending.enrolment import enrolment_request, take_grant
from mediatordesk.actions.sending.enrolment_states import enrolment_state
from mediatordesk.actions.sending.exchange import Synced, sync
from mediatordesk.actions.sending.exchange_states import ExchangeKind
from mediatordesk.actions.sending.mailboxes import add_mailbox
from mediatordesk.actions.sending.rounds import Exchange
from mediatordesk.actions.sending.second_copies import SecondCopy, is_second_copy
from mediatordesk.core.cases import Case
from mediatordesk.core.epochs import Epoch, EpochReason

from .offices import PASSPHRASE, PLACES, Town, write_case


def opened(town: Town, folder: Path, places: Places = PLACES) -> Desk:
    """Open a desk in a folder; the town closes it at the end."""
    desk = open_desk(folder, PASSPHRASE, places=places, clock=town.clock)
    town.desks.append(desk)
    return desk


def copied(town: Town, desk: Desk, places: Places = PLACES) -> tuple[Desk, Desk]:
    """Copy a desk's folder, and open both. Without tide marks it is a cloned virtual machine."""
    town.desks.remove(desk)
    desk.close()
    if places != PLACES:
        open_desk(desk.folder, PASSPHRASE, places=places, clock=town.clock).close()
    clone = desk.folder.with_name("another computer 覃𬭎")
    shutil.copytree(desk.folder, clone)
    return opened(town, desk.folder, places), opened(town, clone, places)


def work(town: Town, desk: Desk, facts: str) -> None:
    """Save a case at a desk, a minute later."""
    town.hands.seconds += 60
    write_case(desk, facts)


def go_round(town: Town, nas: str, *desks: Desk, times: int = 1) -> list[Synced]:
    """Let each desk visit the mailbox and the centre after it, some times; return what they did."""
    done = []
    for _ in range(times):
        for desk in desks:
            town.hands.seconds += 60
            done.append(sync(desk, nas))
            town.centre_visits(nas)
    return done


def join_with_new_slip(town: Town, desk: Desk) -> None:
    """Print a slip for the office at the centre, and use it at a desk."""
    slip, _kept = town.centre.enrolments.new_slip(desk.office.id.hex[:8])
    take_grant(desk, town.centre.enrol(enrolment_request(desk, slip)).grant, slip)


def assert_all_agree(town: Town, nas: str, *desks: Desk) -> None:
    """Assert that the centre has everything, and all desks hold the same cases."""
    done = go_round(town, nas, *desks, times=3)[-len(desks) :]
    assert [(one.delivery.unsent, one.met.waiting, one.met.refused) for one in done] == [
        (0, (), ())
    ] * len(desks)
    facts = [sorted(one.facts for one in desk.store.all(Case)) for desk in desks]
    assert facts == [facts[0]] * len(desks)
    assert len({desk.store.state_hash() for desk in desks}) == 1


@pytest.fixture
def nas(town: Town) -> str:
    """Return the office's mailbox."""
    return str(town.new_folder("NAS"))


@pytest.fixture
def clones(town: Town, nas: str) -> tuple[Desk, Desk]:
    """Return a desk and its clone; both have worked, and the first was at the centre first."""
    desk = town.desk("one")
    write_case(desk, "共同的过去")
    go_round(town, nas, desk)
    first, second = copied(town, desk)
    work(town, first, "原机第一天")
    work(town, second, "克隆第一天")
    work(town, first, "原机第二天")
    go_round(town, nas, first, second, times=2)
    return first, second


def test_the_clone_whose_history_was_branched_off_gets_keys_of_its_own(
    town: Town, nas: str, clones: tuple[Desk, Desk]
) -> None:
    first, second = clones
    colleague, shared = town.desk("two"), first.device
    assert second.device == shared
    assert [enrolment_state(one).second_copy for one in clones] == [False, True]

    work(town, second, "还没发送就换了密钥")
    join_with_new_slip(town, second)
    assert first.device == shared != second.device
    assert not is_second_copy(second.store)
    work(town, first, "原机后来")
    work(town, second, "有了自己的密钥")
    everybody = (first, second, colleague)
    assert_all_agree(town, nas, *everybody)
    states = [enrolment_state(one) for one in everybody]
    assert [(one.second_copy, one.letter, one.registrar) for one in states] == [
        (False, "A", True),
        (False, "C", False),
        (False, "B", False),
    ]
    assert not any(one.revoked for one in town.centre.register.devices)
    assert len(second.store.all(Case)) == 7

    town.centre.revoke(shared.id)
    work(town, second, "第一台丢失之后")
    assert_all_agree(town, nas, second, colleague)
    assert "第一台丢失之后" in [one.facts for one in colleague.store.all(Case)]


def test_a_person_is_told_in_three_sentences_while_the_exchange_goes_on(
    town: Town, nas: str, clones: tuple[Desk, Desk]
) -> None:
    kinds = []
    for desk in clones:
        add_mailbox(desk, nas)
        write_case(desk)
        exchange = Exchange(desk, media=lambda: (), chance=lambda low, high: (low + high) / 2)
        while exchange.next_due <= town.hands.seconds:
            exchange.step(town.hands.seconds)
        kinds.append((exchange.state.kind, type(exchange.state.trouble)))
        assert exchange.state.mailboxes[0].reached == town.clock.now()
        exchange.close()
    assert kinds == [(ExchangeKind.RESTING, type(None)), (ExchangeKind.TROUBLE, SecondCopy)]


def test_the_same_keys_are_asked_for_until_the_centre_has_answered(
    town: Town, nas: str, clones: tuple[Desk, Desk]
) -> None:
    first, second = clones
    before = enrolment_state(second).words
    asked = enrolment_request(second)
    assert enrolment_request(second) == asked
    assert enrolment_state(second).words != before  # to be compared are those of the new keys
    assert is_second_copy(second.store)
    work(town, second, "等待答复时")
    go_round(town, nas, second)  # with the keys until now
    take_grant(second, town.centre.enrol(asked).grant)
    assert_all_agree(town, nas, first, second)
    assert not is_second_copy(second.store)


def test_a_copied_folder_is_asked_once_the_other_one_goes_on(
    town: Town, nas: str, tmp_path: Path
) -> None:
    desk = town.desk("one")
    go_round(town, nas, desk)
    first, second = copied(town, desk, replace(PLACES, marks=tmp_path / "marks"))
    work(town, second, "副本里的")
    go_round(town, nas, first, second, times=2)
    assert not is_second_copy(second.store)  # it may have been moved there for good
    work(town, first, "原机继续")
    go_round(town, nas, first, second)
    assert [is_second_copy(one.store) for one in (first, second)] == [False, True]
    join_with_new_slip(town, second)
    work(town, second, "自己的密钥")
    assert_all_agree(town, nas, first, second)
    assert not is_second_copy(second.store)
    reasons = [one.reason for one in second.store.all(Epoch)]
    assert reasons == [EpochReason.COPIED, EpochReason.OWN_KEYS]


def test_a_disk_that_was_set_back_is_no_second_copy(town: Town, nas: str) -> None:
    desk = town.desk("one")
    write_case(desk, "共同的过去")
    go_round(town, nas, desk)
    first, image = copied(town, desk)
    work(town, first, "后来")
    go_round(town, nas, first)
    work(town, image, "恢复之后")  # nobody works on the first any more: it was set back to this
    told = go_round(town, nas, image, times=3)
    assert len([one for one in told if one.notice]) == 1
    assert {one.facts for one in image.store.all(Case)} == {"共同的过去", "后来", "恢复之后"}
    assert not is_second_copy(image.store)
