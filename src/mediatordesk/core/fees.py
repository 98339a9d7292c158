"""Court fees: what a lawsuit over a sum of money would cost (诉讼费用交纳办法 13 I (1), 15, 16)."""

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


def court_fee(amount: int) -> int:
    """Return the first-instance fee of a property case over an amount, both in fen."""
    fee, lower = Decimal(_FLAT_FEE), _FLAT_UP_TO
    for upper, rate in _BRACKETS:
        if amount > lower:
            fee += (min(amount, upper) - lower) * rate
        lower = upper
    fee += max(0, amount - lower) * _TOP_RATE
    return int(fee.quantize(Decimal(1), ROUND_HALF_UP))


def half_fee(amount: int) -> int:
    """Return the halved fee: summary procedure, settled in court, or withdrawn; in fen."""
    return int((Decimal(court_fee(amount)) / 2).quantize(Decimal(1), ROUND_HALF_UP))
