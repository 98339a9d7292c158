"""Rates in the words of a clause: interest, penalties for default, principal (A05, A06, A13).

Rates are whole basis points a year: 24 % a year, 2 % a month and 月息二分 are all 2,400.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from mediatordesk.forms.clauses.amounts import amounts_in

_AMOUNT = r"\d[\d,]{0,20}(?:\.\d{1,2})?\s{0,3}万?元"
_SAID = (
    r"(?:(?P<part>[百千万])分之(?P<parts>[零一二两三四五六七八九十点]{1,7}|\d{1,3}(?:\.\d{1,4})?)"
    r"|(?P<number>\d{1,6}(?:\.\d{1,4})?|[一二两三四五六七八九](?:点?[一二三四五六七八九])?)"
    r"(?P<mark>[%‰分厘])(?P<half>[一二三四五六七八九]?))"
)
_INTEREST = re.compile(
    rf"(?P<per>[年月日]?)(?:化)?(?:利率|利息|息)[^，。；、\d年月日]{{0,10}}?{_SAID}"
)
_RATE = re.compile(_SAID)
_PENALTY_AMOUNT = re.compile(
    rf"违约金[^，。；\d]{{0,12}}{_AMOUNT}|{_AMOUNT}[^，。；\d]{{0,6}}违约金"
)
_PRINCIPAL = re.compile(r"本金[^，。；]{0,40}")
_BY_THE_DAY = re.compile(r"[每按]日|[每按]天|逾期一[日天]|日万分")
_BY_THE_MONTH = re.compile(r"[每按]月|逾期一个?月")
_PER = {"": 1, "年": 1, "月": 12, "日": 365}
_POINTS = {"百": 100, "千": 10, "万": 1, "%": 100, "‰": 10}
"""Basis points in one part of a hundred, a thousand, ten thousand."""
_DIGITS = {one: n for n, one in enumerate("零一二三四五六七八九")} | {"两": 2}
_MARKS = str.maketrans({";": "；", ":": "：", "(": "（", ")": "）"})


def interest_rate(text: str) -> int | None:
    """Return the highest interest that a text names, in basis points a year; None if it has none.

    A rate that names no year, month or day is one a year; 分 and 厘 are those of the month, and
    年息一分 is ten in a hundred.
    """
    return _highest(_points(hit, hit["per"]) for hit in _INTEREST.finditer(_plain(text)))


def penalty_rate(text: str) -> int | None:
    """Return the highest rate of a clause on a penalty (违约金), in basis points; None without one.

    It is of the sum owed, or a year where the penalty runs by the day or the month.
    """
    plain = _plain(text)
    if "违约金" not in plain:
        return None
    per = "日" if _BY_THE_DAY.search(plain) else "月" if _BY_THE_MONTH.search(plain) else ""
    return _highest(_points(hit, per) for hit in _RATE.finditer(_INTEREST.sub("", plain)))


def penalty_amount(text: str) -> int | None:
    """Return the largest penalty that a text names as an amount, in fen; None if it has none."""
    return _largest(_PENALTY_AMOUNT, text)


def principal(text: str) -> int | None:
    """Return the largest amount that a text calls principal (本金), in fen; None if it has none."""
    return _largest(_PRINCIPAL, text)


def rate_facts(text: str) -> dict[str, int | None]:
    """Return what a clause says of interest, penalties and principal, by the facts' names."""
    return {
        "interest_rate": interest_rate(text),
        "penalty_rate": penalty_rate(text),
        "penalty_amount": penalty_amount(text),
        "principal": principal(text),
    }


def _plain(text: str) -> str:
    """Return a text in one width, without blanks; commas in numbers stay, others end a part."""
    bare = "".join(unicodedata.normalize("NFKC", text).split()).translate(_MARKS)
    return re.sub(r"(?<!\d),|,(?!\d{3})", "，", bare)


def _largest(pattern: re.Pattern[str], text: str) -> int | None:
    """Return the largest amount in what a pattern finds."""
    found = pattern.finditer(_plain(text))
    return _highest(fen for hit in found for fen in amounts_in(hit.group()))


def _highest(numbers: Iterable[int | None]) -> int | None:
    """Return the highest of the numbers that are known."""
    return max((one for one in numbers if one is not None), default=None)


def _points(hit: re.Match[str], per: str) -> int | None:
    """Return a rate in basis points a year, as it was said: 24%, 千分之五, 二分五."""
    if part := hit["part"]:
        number, points = _number(hit["parts"]), _POINTS[part] * _PER[per]
    elif (mark := hit["mark"]) in _POINTS:
        number, points = _number(hit["number"]), _POINTS[mark] * _PER[per]
    else:
        half = f"点{hit['half']}" if hit["half"] and hit["number"] in _DIGITS else ""
        number = _number(hit["number"] + half)
        points = (1000 if per == "年" else 1200) // (10 if mark == "厘" else 1)
    return None if number is None else int(number * points)


def _number(text: str) -> Decimal | None:
    """Return a number below a hundred in Chinese words, or one in digits; None if it is none."""
    if text[:1].isascii():
        return Decimal(text)
    whole, _, rest = text.partition("点")
    tens, ten, ones = whole.rpartition("十")
    if len(tens) > 1 or len(ones) > 1 or tens == "十":
        return None
    number = (10 * _DIGITS.get(tens, 1) if ten else 0) + _DIGITS.get(ones, 0)
    fraction = "".join(str(_DIGITS[one]) for one in rest if one in _DIGITS)
    return Decimal(f"{number}.{fraction or 0}")
