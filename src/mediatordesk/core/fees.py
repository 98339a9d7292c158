"""Court fees: what a lawsuit over a sum of money, and enforcing it, would cost.

诉讼费用交纳办法 13 I (1), 14 (1), 15, 16. Both tables are progressive: each part of the amount has
a rate of its own.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

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


def court_fee(amount: int) -> int:
    """Return the first-instance fee of a property case over an amount, both in fen."""
    return _progressive(amount, _BRACKETS, _TOP_RATE)


def half_fee(amount: int) -> int:
    """Return the halved fee: summary procedure, settled in court, or withdrawn; in fen."""
    return int((Decimal(court_fee(amount)) / 2).quantize(Decimal(1), ROUND_HALF_UP))


def enforcement_fee(amount: int) -> int:
    """Return what enforcing an amount costs, both in fen (诉讼费用交纳办法 14 (1))."""
    return _progressive(amount, _ENFORCED, _TOP_ENFORCED)


def _progressive(amount: int, brackets: Iterable[tuple[int, Decimal]], top_rate: Decimal) -> int:
    """Return a fee that begins with the flat one and grows by the rate of each part; in fen."""
    fee, lower = Decimal(_FLAT_FEE), _FLAT_UP_TO
    for upper, rate in brackets:
        if amount > lower:
            fee += (min(amount, upper) - lower) * rate
        lower = upper
    fee += max(0, amount - lower) * top_rate
    return int(fee.quantize(Decimal(1), ROUND_HALF_UP))
