"""Commands for the sums a clerk is asked for at the counter."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.calculations import count_period, premium_months
from mediatordesk.cli.answers import Answer, amount
from mediatordesk.cli.arguments import Given, day, read_json
from mediatordesk.core.fees import court_fee, half_fee
from mediatordesk.core.late_fees import LateFeeLine, late_fees
from mediatordesk.core.money import capitals, fen_of
from mediatordesk.core.texts import _


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the calculations."""
    sums = commands.add_parser("calculate", help=_("sums")).add_subparsers(required=True)
    for name, command in (("court-fee", _court_fee), ("capitals", _capitals)):
        one = sums.add_parser(name, parents=[shared])
        one.add_argument("amount")
        one.set_defaults(command=command)
    one = sums.add_parser("deadline", parents=[shared])
    one.add_argument("rule")
    one.add_argument("day", type=day)
    one.add_argument("--pack", default="people")
    one.set_defaults(command=_deadline)
    one = sums.add_parser("late-fee", parents=[shared])
    one.add_argument("file", type=Path)
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
