"""The clearing rate: what creditors are paid of what was confirmed to them."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.clearing import clearing_rate
from mediatordesk.core.money import fen_of

FEN = st.integers(0, 10**13)


def test_source_case_9_cleared_79_51_percent() -> None:
    assert clearing_rate([fen_of("612,227")], [fen_of("770,000")]) == Decimal("79.51")


def test_the_rate_is_that_of_the_sums_and_not_the_mean_of_the_rates() -> None:
    # 覃𬭎 is paid in full, O'Brien & Sons a tenth of ten times as much: 18.18 %, not 55 %.
    assert clearing_rate([100, 100], [100, 1000]) == Decimal("18.18")


def test_nothing_confirmed_has_no_rate() -> None:
    assert clearing_rate([], []) is None
    assert clearing_rate([0], [0]) is None


@given(st.lists(st.tuples(FEN, FEN), min_size=1))
def test_a_rate_lies_between_nothing_and_everything(shares: list[tuple[int, int]]) -> None:
    paid, confirmed = [min(pair) for pair in shares], [max(pair) for pair in shares]
    rate = clearing_rate(paid, confirmed)
    assert rate is None or 0 <= rate <= 100
    assert (rate is None) == (sum(confirmed) == 0)
    if rate is not None:
        # Two decimals, half up: never more than half of a hundredth away.
        assert abs(rate * sum(confirmed) - 100 * sum(paid)) * 200 <= sum(confirmed)
