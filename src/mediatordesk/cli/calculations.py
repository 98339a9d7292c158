"""Commands for the sums a clerk is asked for at the counter."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.calculations import count_period, premium_months
from mediatordesk.cli.answers import Answer, amount
from mediatordesk.cli.arguments import Given, day, read_json
from mediatordesk.core.fees import court_fee, half_fee
from mediatordesk.core.late_fees import LateFeeLine, late_fees
from mediatordesk.core.money import capitals, fen_of
from mediatordesk.core.texts import _


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the calculations."""
    sums = commands.add_parser("calculate", help=_("sums")).add_subparsers(required=True)
    one = sums.add_parser("court-fee", parents=[shared], help=_("what a court would charge"))
    one.add_argument("amount", help=_("yuan: 36500.00"))
    one.set_defaults(command=_court_fee)
    one = sums.add_parser("capitals", parents=[shared], help=_("an amount in Chinese capitals"))
    one.add_argument("amount", help=_("yuan: 36500.00"))
    one.set_defaults(command=_capitals)
    one = sums.add_parser("deadline", parents=[shared], help=_("the last day of a period"))
    one.add_argument("rule", help=_("its code, as T10"))
    one.add_argument("day", type=day, help=_("from which day it runs: 2025-06-01"))
    one.add_argument("--pack", default="people", help=_("which pack of forms"))
    one.set_defaults(command=_deadline)
    one = sums.add_parser("late-fee", parents=[shared], help=_("late fees of an insurance premium"))
    one.add_argument(
        "file", type=Path, help=_("what is owed, since when and at which rates (JSON)")
    )
    one.set_defaults(command=_late_fee)


def _court_fee(given: Given) -> Answer:
    fen = fen_of(given.amount)
    full, half = amount(court_fee(fen)), amount(half_fee(fen))
    return Answer({"full": full, "half": half}, (full, half))


def _capitals(given: Given) -> Answer:
    words = capitals(fen_of(given.amount))
    return Answer({"capitals": words}, (words,))


def _deadline(given: Given) -> Answer:
    counted, basis = count_period(given.places, given.pack, given.rule, given.day)
    data = {
        "due": counted.due,
        "rolled_from": counted.rolled_from,
        "safe_day": counted.safe_day,
        "basis": basis,
        "provisional": counted.provisional,
    }
    return Answer(data, (counted.due.isoformat(), basis))


def _late_fee(given: Given) -> Answer:
    paid_on, months = premium_months(read_json(str(given.file)))
    fees = late_fees(paid_on, months)
    data = {
        "principal": amount(fees.principal),
        "late_fee": amount(fees.late_fee),
        "employer": amount(fees.employer),
        "employee": amount(fees.employee),
        "lines": [_line(line) for line in fees.lines],
    }
    words = _("Principal {principal}, late fee {late_fee}; for reference only.").format(**data)
    return Answer(data, (words,))


def _line(line: LateFeeLine) -> dict[str, Any]:
    """Return one month; amounts are null while its rate is not known."""

    def text(fen: int | None) -> str | None:
        return None if fen is None else amount(fen)

    return {
        "insurance": line.month.insurance,
        "month": line.month.month,
        "due": line.month.due,
        "days": line.days,
        "employer": text(line.employer),
        "employee": text(line.employee),
        "principal": text(line.principal),
        "late_fee": text(line.late_fee),
    }
