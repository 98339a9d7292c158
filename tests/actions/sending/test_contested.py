"""What two computers wrote differently: who wrote it, a decision, and the other one after all."""

from dataclasses import replace

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.contest_words import field_called, value_said
from mediatordesk.actions.sending.contested import (
    LATELY,
    Contest,
    NotContested,
    Place,
    contests,
    decide,
    decided,
)
from mediatordesk.actions.sending.exchange import sync
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added, changed
from mediatordesk.store import Sealed

from .offices import Town, write_case

OURS, THEIRS = "王晓明", "O'Brien a<b"


class Office:
    """Two desks of one office with a stick between them, and a party whom both have renamed."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.one, self.two = town.desk("one"), town.desk("two")
        self.stick = str(town.new_folder("U盘"))
        self.case = write_case(self.one)
        self.party = Party(case_id=self.case.id, role=PartyRole.APPLICANT, name="王小明")
        self.one.commit([added(self.party)])
        self.exchange()
        town.centre_visits(self.stick)
        self.exchange()
        for desk, name in ((self.one, OURS), (self.two, THEIRS)):
            town.hands.seconds += 60
            here = desk.store.get(Party, self.party.id)
            desk.commit([changed(here, here.renamed(name))])
        self.exchange()

    @property
    def place(self) -> Place:
        """Return the field that is contested."""
        return Place("party", self.party.id, "name")

    def exchange(self) -> None:
        """Carry the stick round until everybody has everything."""
        for desk in (self.one, self.two, self.one):
            sync(desk, self.stick)

    def names(self) -> list[str]:
        """Return the party's name as each desk shows it."""
        return [desk.store.get(Party, self.party.id).name for desk in (self.one, self.two)]


@pytest.fixture
def office(town: Town) -> Office:
    """Return an office with a contested field."""
    return Office(town)


def values(one: Contest) -> list[object]:
    """Return the values of a field, the one that counts first."""
    return [said.value for said in one.values]


def choose(desk: Desk, place: Place, value: str) -> None:
    """Let a value count, as whoever looks at the list does."""
    [one] = [one for one in (*contests(desk), *decided(desk)) if one.place == place]
    decide(desk, place, next(said.dot for said in one.values if said.value == value))


def test_both_values_are_shown_with_who_wrote_them_when_and_where(office: Office) -> None:
    [here], [there] = contests(office.one), contests(office.two)
    assert values(here) == values(there) == [THEIRS, OURS]
    assert (here.place, here.case) == (office.place, office.case.id)
    theirs, ours = here.values
    assert (ours.who, ours.letter, ours.here) == ("覃𬭎", "A", True)
    assert (theirs.who, theirs.letter, theirs.here) == ("覃𬭎", "B", False)
    assert (theirs.when - ours.when).total_seconds() == pytest.approx(60, abs=1)
    assert field_called(office.one, here.place) == "Party · Name"


@pytest.mark.parametrize("name", [OURS, THEIRS])
def test_one_decision_settles_it_for_everybody(office: Office, name: str) -> None:
    choose(office.one, office.place, name)
    assert contests(office.one) == ()
    office.exchange()
    assert contests(office.two) == ()
    assert office.names() == [name, name]


def test_the_other_value_can_be_taken_afterwards_and_the_first_one_again(office: Office) -> None:
    for name in (OURS, THEIRS, OURS):
        choose(office.one, office.place, name)
        [one] = decided(office.one)
        assert one.decided
        assert values(one)[0] == name
        office.exchange()
        assert office.names() == [name, name]
    assert decided(office.two) == ()  # whoever decided can turn it round


def test_what_both_decide_differently_is_contested_once_more(office: Office) -> None:
    choose(office.one, office.place, OURS)
    choose(office.two, office.place, THEIRS)
    office.exchange()
    assert sorted(values(contests(office.one)[0]), key=str) == sorted([OURS, THEIRS])
    assert decided(office.one) == decided(office.two) == ()
    choose(office.two, office.place, OURS)
    office.exchange()
    assert contests(office.one) == contests(office.two) == ()
    assert office.names() == [OURS, OURS]


def test_a_decision_is_not_offered_to_be_turned_round_once_the_field_says_something_else(
    office: Office,
) -> None:
    choose(office.one, office.place, OURS)
    [before] = decided(office.one)
    here = office.one.store.get(Party, office.party.id)
    office.one.commit([changed(here, here.renamed("韦㛃"))])
    assert decided(office.one) == ()
    with pytest.raises(NotContested):
        decide(office.one, office.place, before.values[1].dot)
    assert office.one.store.get(Party, office.party.id).name == "韦㛃"


def test_it_is_offered_for_a_week(office: Office) -> None:
    choose(office.one, office.place, OURS)
    office.town.hands.seconds += LATELY.total_seconds()
    assert len(decided(office.one)) == 1
    office.town.hands.seconds += 1
    assert decided(office.one) == ()


def test_what_somebody_else_has_decided_meanwhile_is_not_decided_again(office: Office) -> None:
    [one] = contests(office.two)
    choose(office.one, office.place, OURS)
    office.exchange()
    with pytest.raises(NotContested):
        decide(office.two, one.place, one.values[0].dot)


def test_beside_a_seal_nothing_can_be_chosen(office: Office) -> None:
    day = office.one.clock.today()
    paper = Paper(case_id=office.case.id, kind="D17", title="协议书", made_on=day)
    office.one.commit([added(paper)])
    office.exchange()
    office.one.commit([changed(paper, replace(paper, locked=True))])
    office.two.commit([changed(paper, replace(paper, title="a<b"))])
    office.exchange()
    [sealed] = [one for one in contests(office.two) if one.sealed]
    assert values(sealed) == ["协议书", "a<b"]
    with pytest.raises(Sealed):
        decide(office.two, sealed.place, sealed.values[1].dot)


def test_values_are_said_as_people_read_them(office: Office) -> None:
    desk, case = office.one, Place("case", office.case.id, "amount_in_dispute")
    assert value_said(desk, case, 3650000) == "36,500.00 yuan"
    named = case._replace(column="mediator")
    assert value_said(desk, named, desk.operator.id.bytes) == desk.operator.name
    assert value_said(desk, named, bytes(16)) == "another record"
    assert value_said(desk, named, '["甲", "a<b"]') == "甲, a<b"
    assert value_said(desk, named, "") == value_said(desk, named, None) == "empty"
    assert field_called(desk, case) == "Case · Amount in dispute"
    phone = Place("party", office.party.id, "phone")
    assert field_called(desk, phone) == f"Party {office.names()[0]} · Telephone"
