"""The clearing rate (清偿率): what creditors are paid of what was confirmed to them."""

from collections.abc import Iterable
from decimal import Decimal

from mediatordesk.core.statistics import Rounding, ratio


def clearing_rate(paid: Iterable[int], confirmed: Iterable[int]) -> Decimal | None:
    """Return Σ paid / Σ confirmed in percent, two decimals, half up; amounts in fen.

    It is the rate of the sums, never the mean of the creditors' own rates (domain.md 7.2). None
    where nothing was confirmed: then there is nothing to clear.
    """
    return ratio(sum(paid) * 100, sum(confirmed), decimals=2, rounding=Rounding.HALF_UP)
