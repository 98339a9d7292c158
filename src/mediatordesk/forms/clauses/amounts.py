"""Amounts in the words of a clause: digits, capitals, and whether they say the same (A02)."""

import re
import unicodedata
from collections.abc import Collection

from mediatordesk.core.errors import DeskError
from mediatordesk.core.money import capitals, fen_of, yuan

_DIGITS = re.compile(
    r"(?:[¥￥]\s{0,3}(\d[\d,]{0,20}(?:\.\d{1,2})?)|(\d[\d,]{0,20}(?:\.\d{1,2})?)\s{0,3}(万?)元)"
)
_CAPITALS = re.compile(
    r"(?<![\d零壹贰叁肆伍陆柒捌玖拾佰仟万亿])(?<!\d\s)[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{1,40}[元圆][零壹贰叁肆伍陆柒捌玖角分整正]{0,8}"
)
_TOTAL = re.compile(
    r"(?:共计|合计|总计|总额|总共)[^\d，。；]{0,12}(\d[\d,]{0,20}(?:\.\d{1,2})?)\s{0,3}(万?)元"
)


def amounts_in(text: str) -> tuple[int, ...]:
    """Return the amounts that a text names in digits, in fen: 36,500.00元, ￥36500, 3.65万元."""
    plain = _plain(text)
    hits = [(hit[1] or hit[2], hit[3] or "") for hit in _DIGITS.finditer(plain)]
    return _fen(hits)


def totals_in(text: str) -> tuple[int, ...]:
    """Return the amounts that a text calls a total (共计、合计、总额), in fen."""
    return _fen([(hit[1], hit[2]) for hit in _TOTAL.finditer(_plain(text))])


def capitals_that_differ(text: str) -> tuple[str, ...]:
    """Return the capitals in a text that are not those of one of its amounts in digits.

    圆 and 元, 正 and 整 are the same, and 零 may stand or not (银发〔1997〕393号). A text
    without digits cannot differ.
    """
    amounts = amounts_in(text)
    said = {_bare(capitals(amount)) for amount in amounts}
    written = [hit.group() for hit in _CAPITALS.finditer(_plain(text))]
    return tuple(one for one in written if amounts and _bare(one) not in said)


def unregistered_amounts(text: str, registered: Collection[int]) -> tuple[str, ...]:
    """Return the amounts in a text that stand neither in capitals nor among the registered ones.

    What is registered as an obligation is printed with its capitals by the paper itself; a total
    of the registered ones counts as registered.
    """
    plain = _plain(text)
    written = {_bare(hit.group()) for hit in _CAPITALS.finditer(plain)}
    known = {*registered, sum(registered)}
    return tuple(
        yuan(amount)
        for amount in amounts_in(text)
        if amount not in known and _bare(capitals(amount)) not in written
    )


def totals_that_differ(text: str, registered: Collection[int]) -> tuple[str, ...]:
    """Return the totals a text names that are not the sum of the registered amounts."""
    return tuple(
        yuan(total) for total in totals_in(text) if registered and total != sum(registered)
    )


def _plain(text: str) -> str:
    """Return a text with half-width digits."""
    return unicodedata.normalize("NFKC", text)


def _fen(hits: list[tuple[str, str]]) -> tuple[int, ...]:
    """Return digits with their unit as fen; what is no amount is left out."""
    found = []
    for digits, unit in hits:
        try:
            found.append(fen_of(digits) * (10_000 if unit else 1))
        except DeskError:
            continue
    return tuple(found)


def _bare(words: str) -> str:
    """Return capitals without what may stand or not."""
    words = words.removeprefix("人民币").replace("圆", "元").replace("正", "整")
    return words.replace("零", "").replace("整", "")
