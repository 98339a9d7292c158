"""How the exchange stands, read from the desk and put into what its place shows."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.backoff import is_calm
from mediatordesk.actions.sending.case_states import ORDER, case_states
from mediatordesk.actions.sending.enrolment import grant_of, line_of
from mediatordesk.actions.sending.enrolment_states import enrolment_state, six_words
from mediatordesk.actions.sending.exchange import unsent_changes
from mediatordesk.actions.sending.exchange_states import (
    ExchangeKind,
    ExchangeState,
    MailboxState,
)
from mediatordesk.actions.sending.mailboxes import MailboxPlace, list_mailboxes
from mediatordesk.actions.sending.news import colleagues_news, waiting_since
from mediatordesk.actions.sending.past_exchanges import past_exchanges
from mediatordesk.actions.sending.rounds import is_paused
from mediatordesk.actions.sending.second_copies import SecondCopy, is_second_copy
from mediatordesk.actions.sending.seen import seen_in
from mediatordesk.app.asked.exchange_desk import (
    CaseNews,
    CaseReach,
    Colleague,
    ExchangeNow,
    ExchangeStand,
    Going,
    MailboxKind,
    MailboxLine,
    Membership,
    Reach,
)
from mediatordesk.app.asked.past_exchanges import PastExchange
from mediatordesk.app.opened.contests import contests_of
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import CHINA
from mediatordesk.sync.bundles.rosters import Roster
from mediatordesk.sync.delivery.memory import Memory
from mediatordesk.sync.delivery.outbox import State, delivery

SHOWN = 60
"""Cases in each list of the place, at most: the counts say how many there are."""


def now_of(state: ExchangeState) -> ExchangeNow:
    """Return what the exchange's thread says, as the window shows it."""
    progress, sent = state.progress, state.last_success
    return ExchangeNow(
        Going(state.kind),
        state.words,
        state.unsent,
        progress.done if progress else 0,
        progress.of if progress else 0,
        sent,
        state.trouble,
        state.news,
        tuple(map(_mailbox, state.mailboxes)),
    )


def beginning_of(desk: Desk) -> ExchangeNow:
    """Return how the exchange goes while its thread has not said anything."""
    places = list_mailboxes(desk)
    kind = ExchangeKind.RESTING
    if grant_of(desk) is None:
        kind = ExchangeKind.NOT_ENROLLED
    elif not places:
        kind = ExchangeKind.NO_MAILBOX
    elif is_paused(desk.store):
        kind = ExchangeKind.PAUSED
    asked = SecondCopy() if is_second_copy(desk.store) else None
    if asked and kind is ExchangeKind.RESTING:
        kind = ExchangeKind.TROUBLE
    mailboxes = tuple(MailboxState(one, seen_in(desk.store, one.name).at) for one in places)
    unsent = unsent_changes(desk)
    return now_of(ExchangeState(kind, unsent=unsent, trouble=asked, mailboxes=mailboxes))


def stand_of(desk: Desk, now: ExchangeNow) -> ExchangeStand:
    """Return how the exchange stands; it reads an index of all cases."""
    stand = ExchangeStand(desk.clock.today(), now, six_words(desk), contests=contests_of(desk))
    if grant_of(desk) is None:
        return stand
    states = case_states(desk)
    counted = Counter(states.values())
    since = waiting_since(desk)
    return ExchangeStand(
        stand.today,
        now,
        stand.words,
        _membership(desk),
        since.date() if since else None,
        {Reach(one): counted[one] for one in State},
        _on_their_way(desk, states),
        _news(desk),
        stand.contests,
        _past(desk),
        len(delivery(line_of(desk)).quarantined),
    )


def reach_of(desk: Desk, case_id: UUID) -> Reach | None:
    """Return how far one case has come; None where there is no centre to come to."""
    if grant_of(desk) is None:
        return None
    state = case_states(desk, [case_id]).get(case_id)
    return Reach(state) if state else None


def _mailbox(state: MailboxState) -> MailboxLine:
    """Return a mailbox as it is shown."""
    failed = state.failed
    return MailboxLine(
        state.place.name,
        MailboxKind(state.place.kind),
        state.place.title,
        _shown(state.place),
        state.place.from_centre,
        state.reached,
        state.next_try,
        failed.lines()[0] if failed else "",
        failed is not None and not is_calm(failed),
    )


def _shown(place: MailboxPlace) -> str:
    """Return where a mailbox is: a folder as it is known on this computer, else its address."""
    return str(place.folder) if place.is_local else place.shown


def _membership(desk: Desk) -> Membership | None:
    """Return to which centre the desk belongs, and who else does."""
    grant = grant_of(desk)
    if grant is None:
        return None
    told, roster = enrolment_state(desk), Memory(desk.store).roster()
    return Membership(
        told.centre_name or told.centre,
        "-".join(told.centre[start : start + 4] for start in range(0, len(told.centre), 4)),
        _day_of(grant.at),
        told.office_name,
        told.letter,
        told.registrar,
        told.revoked,
        _computers(desk, roster) if roster else (),
    )


def _computers(desk: Desk, roster: Roster) -> tuple[Colleague, ...]:
    """Return the computers of the office, in the order of their letters."""
    return tuple(
        Colleague(
            roster.letter_of(one.key.device_id),
            one.key.device_id == desk.device.id,
            _day_of(one.enrolled),
            bool(one.revoked),
        )
        for one in roster.devices
    )


def _day_of(milliseconds: int) -> date:
    """Return the day of a time since 1970."""
    return datetime.fromtimestamp(milliseconds / 1000, CHINA).date()


def _on_their_way(desk: Desk, states: Mapping[UUID, State]) -> tuple[CaseReach, ...]:
    """Return the cases that have not come all the way, the least far first."""
    on_way = [one for one in states.items() if ORDER.index(one[1]) < ORDER.index(State.APPLIED)]
    on_way.sort(key=lambda one: ORDER.index(one[1]))
    names = _names(desk, [case for case, _state in on_way[:SHOWN]])
    return tuple(
        CaseReach(case, names[case].title, names[case].number or names[case].mark, Reach(state))
        for case, state in on_way[:SHOWN]
        if case in names
    )


def _news(desk: Desk) -> tuple[CaseNews, ...]:
    """Return what colleagues' computers have brought."""
    found = colleagues_news(desk)[:SHOWN]
    names = _names(desk, [one.case for one in found])
    return tuple(
        CaseNews(one.case, names[one.case].title, one.letter) for one in found if one.case in names
    )


def _past(desk: Desk) -> tuple[PastExchange, ...]:
    """Return the past exchanges that are remembered, the newest first."""
    return tuple(
        PastExchange(
            one.at,
            one.place,
            one.changes_sent,
            one.parts_sent,
            one.changes_came,
            one.parts_came,
            one.cases,
            one.confirmed,
            one.not_done,
        )
        for one in past_exchanges(desk.store)
    )


def _names(desk: Desk, cases: list[UUID]) -> dict[UUID, Case]:
    """Return the cases of some ids that are known here by their beginning."""
    if not cases:
        return {}
    places = ", ".join("?" * len(cases))
    found = desk.store.where(Case, f"id IN ({places})", [one.bytes for one in cases])
    return {one.id: one for one in found}
