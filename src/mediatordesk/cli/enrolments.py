"""Commands of a desk on how it becomes known to a centre: sync request, sync enrol."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.enrolment import (
    Waiting,
    enrolment_request,
    new_keys_request,
    read_slip,
    request_online,
    take_grant,
)
from mediatordesk.actions.sending.enrolment_states import EnrolmentState, enrolment_state, six_words
from mediatordesk.actions.sending.second_copies import SecondCopy, own_keys
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, read_bytes, write_file
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.sync.membership.enrolment import Grant
from mediatordesk.sync.membership.slips import Slip

PATIENCE = 60.0
"""Seconds that a centre's answer is waited for on the line."""
PAUSE = 1.0

Adding = Callable[[str, str, Callable[[Given], Answer]], argparse.ArgumentParser]


class NoAnswerNamed(DeskError):
    """Neither a slip nor the file of an answer was named."""

    happened = N_("Nothing was done: neither a slip nor an answer of the centre was named.")
    kept = N_("The desk works on as before, with everything in it.")
    to_do = N_("Type the letters of the slip: sync enrol --slip TEXT; or name the answer's file.")


class NotAnswered(DeskError):
    """The centre has the request and has not answered within the time that was waited."""

    happened = N_("The centre has the request, and has not answered yet.")
    kept = N_("The desk works on as before, and all work is saved here.")
    to_do = N_("Type the same command again in a few minutes.")


def register(add: Adding) -> None:
    """Add these commands to those of `sync`."""
    one = add("request", _("write an enrolment request"), _request)
    one.add_argument("file", type=Path, help=_("the new file"))
    one.add_argument("--slip", metavar="TEXT", default="", help=_("the letters of a slip"))
    one.add_argument(
        "--new-keys", action="store_true", help=_("only exchange the device's keys for new ones")
    )
    one = add("enrol", _("take in the centre's answer, or ask for it with a slip"), _enrol)
    one.add_argument("file", type=Path, nargs="?", help=_("the centre's answer"))
    one.add_argument(
        "--slip", metavar="TEXT", default="", help=_("the letters of a slip, and its address")
    )
    one.add_argument("--patience", type=float, default=PATIENCE, help=argparse.SUPPRESS)
    add("device", _("who this computer is to the centre, and its six words"), _device)


def _request(given: Given) -> Answer:
    slip = read_slip(given.slip) if given.slip else None
    desk = given.desk()
    request = new_keys_request(desk) if given.new_keys else enrolment_request(desk, slip)
    write_file(given.file, request)
    asking = own_keys(desk.store) or desk.device
    fingerprint, words = asking.signing.verify_key.fingerprint, six_words(desk)
    told = _("Compare by telephone: {words}").format(words=" ".join(words))
    data = {"file": str(given.file), "device": fingerprint, "words": words}
    return Answer(data, (str(given.file), told, fingerprint))


def _enrol(given: Given) -> Answer:
    if not given.slip and given.file is None:
        raise NoAnswerNamed
    slip = read_slip(given.slip) if given.slip else None
    desk = given.desk()
    if slip is not None and given.file is None:
        grant = _asked(desk, slip, given.patience)
    else:
        grant = take_grant(desk, read_bytes(given.file), slip)
    state = enrolment_state(desk)
    lines = [
        _("Enrolled for {office} at {centre}.").format(
            office=state.office_name, centre=state.centre_name
        ),
        _("Compare by telephone: {words}").format(words=grant.centre.fingerprint),
    ]
    if grant.recovery is not None:
        lines.append(_("The recovery sheet printed before opens nothing any more."))
        lines.append(_("The county recovers the desk: print “desk recovery-sheet FILE”."))
    return Answer(_data(state, grant), tuple(lines))


def _asked(desk: Desk, slip: Slip, patience: float) -> Grant:
    """Ask on the line until the centre has answered. NotAnswered if it takes too long."""
    deadline = time.monotonic() + patience
    while isinstance(answer := request_online(desk, slip), Waiting):
        if time.monotonic() >= deadline:
            raise NotAnswered
        time.sleep(PAUSE)
    return answer


def _data(state: EnrolmentState, grant: Grant) -> dict[str, object]:
    """Return what a script is told of an enrolment."""
    return {
        "centre": grant.centre.fingerprint,
        "county_recovers": bool(grant.recovery),
        "office": grant.office,
        "office_name": state.office_name,
        "letter": state.letter,
        "registrar": state.registrar,
        "mailboxes": grant.mailboxes,
    }


def _device(given: Given) -> Answer:
    state = enrolment_state(given.desk())
    words = " ".join(state.words)
    lines = [state.device, words]
    if state.enrolled:
        told = _("{centre}: {office}, device {letter} of {devices}")
        lines.append(
            told.format(
                centre=state.centre_name, office=state.office_name, letter=state.letter,
                devices=state.devices,
            )
        )  # fmt: skip
    lines += SecondCopy().lines() if state.second_copy else ()
    return Answer(state, tuple(lines))
