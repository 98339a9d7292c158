"""Court fees: what a lawsuit over a sum of money, and enforcing it, would cost.

诉讼费用交纳办法 8, 13, 14, 15, 16. The tables are progressive: each part of an amount has its own
rate. Where the law gives a range, the region fixes the fee within it (13 last paragraph).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

_BRACKETS = (
    (10_000_000, Decimal("0.025")),
    (20_000_000, Decimal("0.02")),
    (50_000_000, Decimal("0.015")),
    (100_000_000, Decimal("0.01")),
    (200_000_000, Decimal("0.009")),
    (500_000_000, Decimal("0.008")),
    (1_000_000_000, Decimal("0.007")),
    (2_000_000_000, Decimal("0.006")),
)
"""Upper end of each part of the claim in fen, and its rate; above the last one TOP_RATE."""
_TOP_RATE = Decimal("0.005")
_FLAT_UP_TO = 1_000_000
_FLAT_FEE = 5_000


_ENFORCED = (
    (50_000_000, Decimal("0.015")),
    (500_000_000, Decimal("0.01")),
    (1_000_000_000, Decimal("0.005")),
)
"""The same for enforcement; above the last one _TOP_ENFORCED."""
_TOP_ENFORCED = Decimal("0.001")


class CaseKind(StrEnum):
    """What is asked of the court, as 诉讼费用交纳办法 13 and 14 tell it apart."""

    PROPERTY = "property"
    DIVORCE = "divorce"
    PERSONALITY = "personality"
    OTHER = "other"
    INTELLECTUAL_PROPERTY = "intellectual-property"
    LABOUR = "labour"
    ADMINISTRATIVE = "administrative"
    """Of trade marks, patents and the sea."""
    OTHER_ADMINISTRATIVE = "other-administrative"
    JURISDICTION_OBJECTION = "jurisdiction-objection"
    """An objection to jurisdiction that fails."""
    ENFORCEMENT = "enforcement"
    PRESERVATION = "preservation"
    PAYMENT_ORDER = "payment-order"
    BANKRUPTCY = "bankruptcy"
    CONFIRMATION = "confirmation"
    """Judicial confirmation and the other special procedures: free (article 8)."""


@dataclass(frozen=True)
class FeeRange:
    """What a case costs, in fen; the two are the same where the law leaves no room."""

    lowest: int
    highest: int


def fee_of(kind: CaseKind, amount: int | None = None) -> FeeRange:
    """Return what a kind of case costs; `amount` in fen, None where no sum is at issue."""
    if amount is None:
        return _WITHOUT_AMOUNT[kind]
    base = _BASE.get(kind, FeeRange(0, 0))
    more = _BY_AMOUNT[kind](amount) if kind in _BY_AMOUNT else 0
    return FeeRange(base.lowest + more, base.highest + more)


def court_fee(amount: int) -> int:
    """Return the first-instance fee of a property case over an amount, both in fen."""
    return _progressive(amount, _BRACKETS, _TOP_RATE)


def half_fee(amount: int) -> int:
    """Return the halved fee: summary procedure, settled in court, or withdrawn; in fen."""
    return _whole(Decimal(court_fee(amount)) / 2)


def enforcement_fee(amount: int) -> int:
    """Return what enforcing an amount costs, both in fen (诉讼费用交纳办法 14 (1))."""
    return _progressive(amount, _ENFORCED, _TOP_ENFORCED)


def _payment_order_fee(amount: int) -> int:
    """Return a third of the property fee (14 (3))."""
    return _whole(Decimal(court_fee(amount)) / 3)


def _bankruptcy_fee(amount: int) -> int:
    """Return half of the property fee on the estate, 300,000 yuan at most (14 (6))."""
    return min(half_fee(amount), 30_000_000)


def _preservation_fee(amount: int) -> int:
    """Return 30 yuan up to 1,000, then 1 % and above 100,000 0.5 %, 5,000 yuan at most (14 (2))."""
    parts = ((10_000_000, Decimal("0.01")),)
    return min(_progressive(amount, parts, Decimal("0.005"), 3_000, 100_000), 500_000)


def _divorce_part(amount: int) -> int:
    """Return what property above 200,000 yuan adds to a divorce (13 (2) 1)."""
    return _progressive(amount, (), Decimal("0.005"), 0, 20_000_000)


def _damages_part(amount: int) -> int:
    """Return what damages above 50,000 yuan add to a claim of personality rights (13 (2) 2)."""
    return _progressive(amount, ((10_000_000, Decimal("0.01")),), Decimal("0.005"), 0, 5_000_000)


_BASE: Mapping[CaseKind, FeeRange] = {
    CaseKind.DIVORCE: FeeRange(5_000, 30_000),
    CaseKind.PERSONALITY: FeeRange(10_000, 50_000),
    CaseKind.OTHER: FeeRange(5_000, 10_000),
    CaseKind.LABOUR: FeeRange(1_000, 1_000),
    CaseKind.ADMINISTRATIVE: FeeRange(10_000, 10_000),
    CaseKind.OTHER_ADMINISTRATIVE: FeeRange(5_000, 5_000),
    CaseKind.JURISDICTION_OBJECTION: FeeRange(5_000, 10_000),
}
"""What a case costs whatever the amount."""
_BY_AMOUNT: Mapping[CaseKind, Callable[[int], int]] = {
    CaseKind.PROPERTY: court_fee,
    CaseKind.DIVORCE: _divorce_part,
    CaseKind.PERSONALITY: _damages_part,
    CaseKind.INTELLECTUAL_PROPERTY: court_fee,
    CaseKind.ENFORCEMENT: enforcement_fee,
    CaseKind.PRESERVATION: _preservation_fee,
    CaseKind.PAYMENT_ORDER: _payment_order_fee,
    CaseKind.BANKRUPTCY: _bankruptcy_fee,
}
"""What an amount costs, or adds."""
_WITHOUT_AMOUNT: Mapping[CaseKind, FeeRange] = {
    **_BASE,
    CaseKind.PROPERTY: FeeRange(_FLAT_FEE, _FLAT_FEE),
    CaseKind.INTELLECTUAL_PROPERTY: FeeRange(50_000, 100_000),
    CaseKind.ENFORCEMENT: FeeRange(5_000, 50_000),
    CaseKind.PRESERVATION: FeeRange(3_000, 3_000),
    CaseKind.PAYMENT_ORDER: FeeRange(1_667, 1_667),
    CaseKind.BANKRUPTCY: FeeRange(2_500, 2_500),
    CaseKind.CONFIRMATION: FeeRange(0, 0),
}
"""What a case costs in which no sum is at issue."""


def _progressive(
    amount: int,
    brackets: Iterable[tuple[int, Decimal]],
    top_rate: Decimal,
    flat: int = _FLAT_FEE,
    flat_up_to: int = _FLAT_UP_TO,
) -> int:
    """Return a fee that begins with the flat one and grows by the rate of each part; in fen."""
    fee, lower = Decimal(flat), flat_up_to
    for upper, rate in brackets:
        if amount > lower:
            fee += (min(amount, upper) - lower) * rate
        lower = upper
    fee += max(0, amount - lower) * top_rate
    return _whole(fee)


def _whole(fee: Decimal) -> int:
    """Return a fee rounded half up to the fen (how the region rounds is its own)."""
    return int(fee.quantize(Decimal(1), ROUND_HALF_UP))
