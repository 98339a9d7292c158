"""What colleagues have brought, and since when something of ours waits."""

from datetime import timedelta

from mediatordesk.actions.sending.exchange import sync
from mediatordesk.actions.sending.news import colleagues_news, mark_news_read, waiting_since
from mediatordesk.core.cases import Case
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added

from .offices import Town, write_case


def test_a_colleagues_case_is_news_from_their_computer_until_it_was_seen(town: Town) -> None:
    one, two, stick = town.desk("one"), town.desk("two"), str(town.new_folder("U盘 a&b"))
    case = write_case(one)
    sync(one, stick)
    assert colleagues_news(one) == ()  # what was written here is no news here
    sync(two, stick)
    town.centre_visits(stick)
    sync(two, stick)
    assert [(news.case, news.letter) for news in colleagues_news(two)] == [(case.id, "A")]
    mark_news_read(two)
    assert colleagues_news(two) == ()
    one.commit([added(Party(case_id=case.id, role=PartyRole.APPLICANT, name="韦㛃"))])
    sync(one, stick)
    sync(two, stick)
    assert [news.case for news in colleagues_news(two)] == [case.id]


def test_the_oldest_change_that_waits_says_since_when(town: Town) -> None:
    desk, stick = town.desk("one"), str(town.new_folder("U盘"))
    sync(desk, stick)
    town.centre_visits(stick)
    sync(desk, stick)
    assert waiting_since(desk) is None
    began = desk.clock.now()
    write_case(desk)
    town.hands.seconds += timedelta(days=8).total_seconds()
    write_case(desk)
    assert waiting_since(desk) == began
    sync(desk, stick)
    assert waiting_since(desk) == began  # a stick proves nothing
    town.centre_visits(stick)
    sync(desk, stick)
    assert waiting_since(desk) is None
    assert desk.store.all(Case)
