"""A slip on the line: the front passes the request on, and the answer back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import (
    Waiting,
    grant_of,
    read_slip,
    request_online,
)
from mediatordesk.actions.sending.enrolment_states import enrolment_state
from mediatordesk.centre.front.folder import ENROL
from mediatordesk.centre.inbox import Centre
from mediatordesk.sync.mailbox import MailboxAway
from mediatordesk.sync.membership.enrolment import Grant
from mediatordesk.sync.membership.slip_refusals import SlipUsed, WrongCode
from mediatordesk.sync.membership.slips import Slip
from tests.actions.kept_desks import Computer
from tests.servers.fronts import RunningFront


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    """Return two desks that belong to nobody yet."""
    made = [Computer(tmp_path / "home").make(tmp_path / name) for name in ("甲 a<b", "乙")]
    yield made
    for desk in made:
        desk.close()


def printed(centre: Centre, *addresses: str) -> Slip:
    """Return a slip as it is typed in from paper."""
    slip, _kept = centre.enrolments.new_slip("450405101", "覃𬭎 调委会", new=True)
    return read_slip(replace(slip, addresses=addresses).text)


def test_a_desk_is_let_in_on_the_line(
    centre: Centre, running: RunningFront, desks: list[Desk]
) -> None:
    slip = printed(centre, "https://127.0.0.1:9", running.front.address)
    assert request_online(desks[0], slip) == Waiting()
    assert grant_of(desks[0]) is None
    assert centre.answer_requests(running.folder / ENROL) == 1
    grant = request_online(desks[0], slip)
    assert isinstance(grant, Grant)
    assert enrolment_state(desks[0]).enrolled
    assert request_online(desks[0], slip) == grant


def test_a_refusal_comes_back_with_its_reason(
    centre: Centre, running: RunningFront, desks: list[Desk]
) -> None:
    slip = printed(centre, running.front.address)
    wrong = replace(slip, code="abcdefghijkm")
    assert request_online(desks[0], wrong) == Waiting()
    assert request_online(desks[1], slip) == Waiting()
    centre.answer_requests(running.folder / ENROL)
    with pytest.raises(WrongCode):
        request_online(desks[0], wrong)
    assert isinstance(request_online(desks[1], slip), Grant)
    assert request_online(desks[0], slip) == Waiting()
    centre.answer_requests(running.folder / ENROL)
    with pytest.raises(SlipUsed):
        request_online(desks[0], slip)
    assert grant_of(desks[0]) is None


def test_nobody_there_is_no_refusal(centre: Centre, desks: list[Desk]) -> None:
    slip = printed(centre, "https://127.0.0.1:9")
    with pytest.raises(MailboxAway):
        request_online(desks[0], slip)
