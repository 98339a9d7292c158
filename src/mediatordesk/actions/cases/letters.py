"""The numbers of letters from office to office: 正阳调函〔2025〕5号 (domain.md 9.6)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from mediatordesk.actions.cases.numbering import numbering_of
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.changes import Op
from mediatordesk.core.numbers import NumberUse, next_ordinal
from mediatordesk.core.records import added
from mediatordesk.core.routing import Hop, HopKind
from mediatordesk.store.high_water import highest_number

LETTER_SERIES = "调函"
LETTERS = frozenset({HopKind.REFERRAL, HopKind.CLUE})
"""The kinds of handing on that go by a letter of our own."""


def numbered_letter(desk: Desk, hop: Hop) -> tuple[Hop, list[Op]]:
    """Return a hop with the number of its letter, and the operation that uses the number up.

    One that was typed stays, and what goes without a letter has none.
    """
    if hop.letter_no or hop.kind not in LETTERS:
        return hop, []
    number, used = letter_number(desk, hop.case_id, hop.sent_on)
    return replace(hop, letter_no=number), used


def letter_number(desk: Desk, case_id: UUID, day: date) -> tuple[str, list[Op]]:
    """Return the next number of a letter, and the operation that uses it up.

    None at a desk that is not the office's registrar, and while it is not known which numbers were
    used outside its file: then it is typed.
    """
    known, year = numbering_of(desk), day.year
    if not known.gives_numbers(year):
        return "", []
    here = highest_number(desk.store, LETTER_SERIES, year)
    ordinal = next_ordinal(here, known.elsewhere, LETTER_SERIES, year)
    use = NumberUse.of(desk.office.id, case_id, LETTER_SERIES, year, ordinal)
    # GB/T 9704-2012, 7.2.5: the year in hexagonal brackets, no leading zeros, no 第.
    return f"{desk.office.number_prefix}{LETTER_SERIES}〔{year}〕{ordinal}号", [added(use)]
