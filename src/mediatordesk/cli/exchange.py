"""Commands on the exchange with the centre: sync, its state, its mailboxes, and the loop."""

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

from mediatordesk.actions.cases.office_numbers import settle_numbers
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.case_states import count_states
from mediatordesk.actions.sending.enrolment import GRANT, line_of
from mediatordesk.actions.sending.exchange import sync, unsent_changes
from mediatordesk.actions.sending.mailboxes import (
    MailboxPlace,
    add_mailbox,
    list_mailboxes,
    remove_mailbox,
)
from mediatordesk.actions.sending.progress import Progress
from mediatordesk.actions.sending.rounds import Exchange, is_paused, pause, resume
from mediatordesk.actions.sending.second_copies import SecondCopy, is_second_copy
from mediatordesk.actions.sending.seen import seen_in
from mediatordesk.cli import enrolments, exchanged, referred
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, common
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _
from mediatordesk.sync.delivery.outbox import Delivery, State, delivery

TOLD_EVERY = 1.0
"""Seconds between two lines that tell how far an exchange is; a short one tells nothing."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on the exchange with the centre."""
    one = commands.add_parser("sync", parents=[shared], help=_("exchange with the centre"))
    one.add_argument(
        "--mailbox", default="", help=_("a folder, stick or address; else those added before")
    )
    one.set_defaults(command=_sync)
    more, nested = one.add_subparsers(), common(nested=True)

    def add(name: str, words: str, command: Callable[[Given], Answer]) -> argparse.ArgumentParser:
        parser: argparse.ArgumentParser = more.add_parser(name, parents=[nested], help=words)
        parser.set_defaults(command=command)
        return parser

    add("status", _("what the centre has not got yet"), _status)
    add("mailboxes", _("where the desk exchanges"), _mailboxes)
    for name, words, command in (
        ("add-mailbox", _("remember a mailbox"), _add_mailbox),
        ("remove-mailbox", _("exchange there no more"), _remove_mailbox),
    ):
        add(name, words, command).add_argument("url", help=_("a folder, stick or address"))
    one = add("watch", _("exchange by itself, until Ctrl-C"), _watch)
    one.add_argument("--seconds", type=float, help=_("end by itself after so many seconds"))
    add("pause", _("exchange nothing by itself until “resume”"), _pause)
    add("resume", _("exchange by itself again"), _resume)
    exchanged.register(add)
    enrolments.register(add)
    referred.register(add)


def _sync(given: Given) -> Answer:
    desk = given.desk()
    done = sync(desk, given.mailbox, told=_Teller().tell)
    settle_numbers(desk)
    data = {
        "sent": done.sent.bundles,
        "received": int(done.heard.ack is not None),
        "changes_of_colleagues": done.met.changes,
        "files_of_colleagues": done.met.parts,
        "unsent_changes": done.delivery.unsent,
        "states": _states(done.delivery),
        "failed": [_failed(place, error) for place, error in done.failed],
        "notice": done.notice,
    }
    words = _("{bundles} bundles sent; {unsent} changes are not yet confirmed by the centre.")
    lines = [words.format(bundles=done.sent.bundles, unsent=done.delivery.unsent)]
    lines += [done.notice] if done.notice else []
    return Answer(data, (*lines, *(error.lines()[0] for _place, error in done.failed)))


def _failed(place: MailboxPlace, error: DeskError) -> dict[str, str]:
    """Return why one mailbox of several could not be used."""
    return {"mailbox": place.shown, "happened": error.lines()[0]}


class _Teller:
    """Tells a person who waits how far it is, a line a second, on standard error."""

    def __init__(self) -> None:
        self._told_at = time.monotonic()

    def tell(self, progress: Progress) -> None:
        """Tell of a step, if the last line is old enough."""
        if time.monotonic() - self._told_at >= TOLD_EVERY:
            self._told_at = time.monotonic()
            print(progress.words, file=sys.stderr, flush=True)  # noqa: T201 - beside the answer


def _status(given: Given) -> Answer:
    desk = given.desk()
    unsent = unsent_changes(desk)
    data = {
        "sent": 0,
        "received": 0,
        "unsent_changes": unsent,
        "states": _states(_delivery(desk)),
        "cases": {state.value: count for state, count in count_states(desk).items()},
        "paused": is_paused(desk.store),
        "second_copy": is_second_copy(desk.store),
        "mailboxes": [_mailbox(desk, one) for one in list_mailboxes(desk)],
    }
    words = [_("{unsent} changes are only on this computer.").format(unsent=unsent)]
    words += [_("The exchange is paused. Everything is saved here.")] if data["paused"] else []
    words += SecondCopy().lines() if data["second_copy"] else ()
    return Answer(data, (*words, *_mailbox_lines(desk)))


def _delivery(desk: Desk) -> Delivery:
    """Return how far the desk's changes have come; of one without a centre they are saved."""
    if desk.store.recall(GRANT) is None:
        return Delivery(desk.store.head().seq, 0, 0, 0, 0)
    return delivery(line_of(desk))


def _states(known: Delivery) -> dict[str, int]:
    """Return how many changes have come how far."""
    return {
        State.SAVED.value: known.head,
        State.ON_ITS_WAY.value: known.placed,
        State.RECEIVED.value: known.received,
        State.APPLIED.value: known.applied,
        State.SAFE.value: known.safe,
    }


def _mailboxes(given: Given) -> Answer:
    desk = given.desk()
    data = {"mailboxes": [_mailbox(desk, one) for one in list_mailboxes(desk)]}
    return Answer(data, _mailbox_lines(desk) or (_("No stick or mailbox is set."),))


def _mailbox(desk: Desk, place: MailboxPlace) -> dict[str, Any]:
    """Return what is known of a mailbox; never its password."""
    return {
        "mailbox": place.shown,
        "kind": place.kind.value,
        "from_centre": place.from_centre,
        "last_reached": seen_in(desk.store, place.name).at,
    }


def _mailbox_lines(desk: Desk) -> tuple[str, ...]:
    """Return a line for each mailbox."""
    return tuple(_mailbox_line(desk, one) for one in list_mailboxes(desk))


def _mailbox_line(desk: Desk, place: MailboxPlace) -> str:
    reached = seen_in(desk.store, place.name).at
    if reached is None:
        return _("{place}: not reached yet").format(place=place.shown)
    words = _("{place}: last reached {time}")
    return words.format(place=place.shown, time=f"{reached:%Y-%m-%d %H:%M}")


def _add_mailbox(given: Given) -> Answer:
    place = add_mailbox(given.desk(), given.url)
    return Answer({"mailbox": place.shown, "kind": place.kind.value}, (place.shown,))


def _remove_mailbox(given: Given) -> Answer:
    place = remove_mailbox(given.desk(), given.url)
    return Answer({"mailbox": place.shown}, (place.shown,))


def _watch(given: Given) -> Answer:
    """Run the loop in the foreground; each new state is a line on standard error."""
    desk = given.desk()
    exchange, said, news = Exchange(desk), "", 0
    ends = float("inf") if given.seconds is None else time.monotonic() + given.seconds
    try:
        while time.monotonic() < ends:
            exchange.step(time.monotonic())
            if exchange.state.news != news:
                news = exchange.state.news
                settle_numbers(desk)
            if exchange.state.words != said:
                said = exchange.state.words
                print(said, file=sys.stderr, flush=True)  # noqa: T201 - beside the answer
            time.sleep(max(0.0, min(exchange.next_due, ends) - time.monotonic()))
    except KeyboardInterrupt:  # how a person ends it
        pass
    finally:
        exchange.close()
    state = exchange.state
    data = {"state": state.kind.value, "unsent_changes": state.unsent}
    return Answer(data, (state.words,))


def _pause(given: Given) -> Answer:
    pause(given.desk().store)
    return Answer({"paused": True}, (_("The exchange is paused. Everything is saved here."),))


def _resume(given: Given) -> Answer:
    resume(given.desk().store)
    return Answer({"paused": False}, (_("The exchange goes on by itself."),))
