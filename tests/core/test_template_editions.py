"""Which of an office's editions of a form is in force on a day."""

from datetime import date, datetime
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.changes import CHINA
from mediatordesk.core.template_editions import TemplateEdition, edition_on

MORNING = datetime(2025, 5, 1, 9, tzinfo=CHINA)


def edition(
    number: int, begins: date, *, withdraws: bool = False, at: datetime = MORNING, row: int = 1
) -> TemplateEdition:
    return TemplateEdition(
        id=UUID(int=row),
        pack="people",
        code="D17",
        number=number,
        valid_from=begins,
        adopted_at=at,
        blob_id=None if withdraws else uuid4(),
    )


def test_before_its_day_an_edition_is_not_in_force_and_on_it_it_is() -> None:
    own = edition(1, date(2025, 6, 1))
    assert edition_on([own], date(2025, 5, 31)) is None
    assert edition_on([own], date(2025, 6, 1)) == own
    assert edition_on([own], date(2046, 6, 1)) == own


def test_the_edition_that_began_last_counts_whenever_it_was_adopted() -> None:
    summer = edition(1, date(2025, 6, 1))
    spring = edition(2, date(2025, 4, 1))
    assert edition_on([summer, spring], date(2025, 5, 1)) == spring
    assert edition_on([summer, spring], date(2025, 6, 1)) == summer


def test_going_back_to_the_standard_form_leaves_none_until_the_next_edition() -> None:
    own = edition(1, date(2025, 4, 1))
    back = edition(2, date(2025, 5, 1), withdraws=True)
    again = edition(3, date(2025, 5, 1))
    assert edition_on([own, back], date(2025, 4, 30)) == own
    assert edition_on([own, back], date(2025, 5, 1)) is None
    assert edition_on([own, back, again], date(2025, 5, 1)) == again


@given(st.permutations(range(4)))
def test_two_laptops_agree_in_whatever_order_the_editions_arrived(order: list[int]) -> None:
    day = date(2025, 5, 1)
    later = MORNING.replace(hour=10)
    known = [
        edition(1, day, row=4),
        edition(2, day, row=9),
        edition(2, day, row=3, at=later),
        edition(2, day, row=5, at=later),
    ]
    assert edition_on([known[place] for place in order], day) == known[3]
