"""Commands for the sums a clerk is asked for at the counter."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.calculations import count_period, late_fees_at_the_counter
from mediatordesk.cli.answers import Answer, amount
from mediatordesk.cli.arguments import Given, day, read_json
from mediatordesk.cli.packs import known_packs
from mediatordesk.core.clearing import clearing_rate
from mediatordesk.core.fees import CaseKind, court_fee, enforcement_fee, fee_of, half_fee
from mediatordesk.core.late_fees import LateFeeLine
from mediatordesk.core.money import capitals, fen_of
from mediatordesk.core.texts import N_, _

NOT_ANNOUNCED = N_("Provisional: the rest days of that year are not announced yet.")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the calculations."""
    sums = commands.add_parser("calculate", help=_("sums")).add_subparsers(required=True)
    one = sums.add_parser("court-fee", parents=[shared], help=_("what a court would charge"))
    one.add_argument("amount", nargs="?", help=_("yuan: 36500.00"))
    one.add_argument(
        "--kind", type=CaseKind, choices=list(CaseKind), help=_("what is asked of the court")
    )
    one.set_defaults(command=_court_fee)
    one = sums.add_parser("clearing-rate", parents=[shared], help=_("what creditors are paid"))
    one.add_argument("paid", help=_("yuan: 36500.00"))
    one.add_argument("confirmed", help=_("yuan: 36500.00"))
    one.set_defaults(command=_clearing_rate)
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
    if given.kind is not None or given.amount is None:
        return _fee_of_kind(given)
    fen = fen_of(given.amount)
    data = {"full": court_fee(fen), "half": half_fee(fen), "enforcement": enforcement_fee(fen)}
    said = {name: amount(fee) for name, fee in data.items()}
    words = (
        (_("In full"), said["full"]),
        (_("Halved"), said["half"]),
        (_("Enforcement"), said["enforcement"]),
    )
    return Answer(said, tuple(f"{label}\t{fee} {_('yuan')}" for label, fee in words))


def _fee_of_kind(given: Given) -> Answer:
    told = fee_of(given.kind or CaseKind.PROPERTY, fen_of(given.amount) if given.amount else None)
    said = {"lowest": amount(told.lowest), "highest": amount(told.highest)}
    return Answer(said, (f"{' – '.join(dict.fromkeys(said.values()))} {_('yuan')}",))


def _clearing_rate(given: Given) -> Answer:
    rate = clearing_rate([fen_of(given.paid)], [fen_of(given.confirmed)])
    text = None if rate is None else f"{rate}"
    return Answer({"clearing_rate": text}, ("—" if rate is None else f"{rate}%",))


def _capitals(given: Given) -> Answer:
    words = capitals(fen_of(given.amount))
    return Answer({"capitals": words}, (words,))


def _deadline(given: Given) -> Answer:
    packs = known_packs(given)
    counted, basis = count_period(given.places, packs, given.pack, given.rule, given.day)
    data = {
        "due": counted.due,
        "rolled_from": counted.rolled_from,
        "safe_day": counted.safe_day,
        "basis": basis,
        "provisional": counted.provisional,
    }
    rolled = _("{day} is a rest day, so the period ends on the next working day.")
    words = (
        counted.due.isoformat(),
        *([rolled.format(day=counted.rolled_from)] if counted.rolled_from else []),
        _("To be on the safe side, act by {day}.").format(day=counted.safe_day),
        basis,
    )
    return Answer(data, (*words, _(NOT_ANNOUNCED)) if counted.provisional else words)


def _late_fee(given: Given) -> Answer:
    entry = read_json(str(given.file))
    pack = known_packs(given).pack(str(entry["pack"])) if entry.get("pack") else None
    fees = late_fees_at_the_counter(given.places, pack, entry)
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
        "base": amount(line.month.base),
        "due": line.month.due,
        "days": line.days,
        "employer": text(line.employer),
        "employee": text(line.employee),
        "principal": text(line.principal),
        "late_fee": text(line.late_fee),
    }
