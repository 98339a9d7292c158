"""What follows from an agreement's records: here, the day on which all of it was performed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from mediatordesk.core.agreements import Performance
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.sessions import FollowUpVisit
from mediatordesk.forms.facts.agreement_facts import agreement_facts

DAY = date(2025, 12, 31)
FileWith = Callable[..., CaseFile]


def performed_on(file: CaseFile) -> date | None:
    """Return the day on which the file's one agreement was performed."""
    day: date | None = agreement_facts(file, file.agreements[0], DAY)["performed_on"]
    return day


def paid(file: CaseFile, *payments: tuple[int, int, date]) -> CaseFile:
    """Return the file with payments: for which obligation, how much in fen, and when."""
    done = tuple(
        Performance(
            case_id=file.case.id,
            obligation_id=file.obligations[number].id,
            amount=amount,
            performed_on=day,
        )
        for number, amount, day in payments
    )
    return replace(file, performances=done)


def visited(file: CaseFile, day: date, *, performed: bool) -> CaseFile:
    visit = FollowUpVisit(
        case_id=file.case.id,
        agreement_id=file.agreements[0].id,
        visited_on=day,
        performed=performed,
    )
    return replace(file, visits=(*file.visits, visit))


def test_an_agreement_is_performed_with_the_last_payment_of_all_that_is_owed(
    file_with: FileWith,
) -> None:
    file = file_with(amounts=((200, None), (100, None)))
    first, second, last = date(2025, 5, 1), date(2025, 5, 9), date(2025, 6, 2)
    assert performed_on(file) is None
    assert performed_on(paid(file, (0, 200, last))) is None
    assert performed_on(paid(file, (0, 150, first), (1, 100, second))) is None
    whole = paid(file, (0, 150, first), (0, 50, last), (1, 100, second))
    assert performed_on(whole) == last


def test_a_visit_says_it_where_no_payment_was_noted(file_with: FileWith) -> None:
    file = file_with(amounts=((200, None),))
    assert performed_on(visited(file, date(2025, 6, 3), performed=False)) is None
    seen = visited(file, date(2025, 6, 3), performed=True)
    assert performed_on(visited(seen, date(2025, 7, 1), performed=True)) == date(2025, 6, 3)
    both = paid(seen, (0, 200, date(2025, 5, 20)))
    assert performed_on(both) == date(2025, 5, 20)


def test_an_agreement_without_payments_is_performed_when_a_visit_found_so(
    file_with: FileWith,
) -> None:
    file = file_with()
    assert performed_on(file) is None
    assert performed_on(visited(file, DAY, performed=True)) == DAY
