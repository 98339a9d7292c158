"""Legal numbers of a desk: one series a year, never used twice (domain.md 9.6)."""

from dataclasses import replace

from mediatordesk.actions.desk import Desk
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Op
from mediatordesk.core.numbers import NumberUse, next_ordinal, number_text
from mediatordesk.core.records import added

CASE_SERIES = "人调字"
"""The one series of case and agreement numbers of an office (domain.md 1.1)."""
MARK_SERIES = "临-A"
"""Provisional marks of the office's one desk; more desks get letters from the roster."""


def numbered(desk: Desk, case: Case) -> tuple[Case, list[Op]]:
    """Return the case with its legal number, and the operation that uses the number up."""
    if case.number:
        return case, []
    today = desk.clock.today()
    ordinal = next_ordinal(desk.store.all(NumberUse), CASE_SERIES, today.year)
    use = NumberUse.of(desk.office.id, case.id, CASE_SERIES, today.year, ordinal)
    text = number_text(desk.office.number_prefix, today, ordinal)
    return replace(case, number=text), [added(use)]


def marked(desk: Desk, case: Case) -> tuple[Case, list[Op]]:
    """Return the case with the mark it has before it is accepted, and what uses the mark up."""
    ordinal = next_ordinal(desk.store.all(NumberUse), MARK_SERIES, 0)
    use = NumberUse.of(desk.office.id, case.id, MARK_SERIES, 0, ordinal)
    return replace(case, mark=f"{MARK_SERIES}-{ordinal:04}"), [added(use)]
