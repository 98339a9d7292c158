"""Counts written out: figures, letters, Roman and Chinese numerals (ECMA-376, 17.18.59)."""

from collections.abc import Callable, Mapping
from functools import partial

DIGITS = "零一二三四五六七八九"
LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
# Words of English ordinals are left to figures; Chinese papers have none.
ORDINALS = {1: "st", 2: "nd", 3: "rd"}
MAX_LETTERS = 30  # how often Word repeats a letter at most


def numeral(count: int, form: str) -> str:
    """Return a count in a number format; in figures where the format has no such number."""
    written = FORMATS.get(form)
    return (written(count) if written is not None else None) or _figures(count, form)


def _figures(count: int, form: str) -> str:
    return "" if form in ("none", "bullet") else str(count)


def chinese_numeral(count: int, digits: str = DIGITS, units: str = "十百千") -> str:
    """Return 0 … 9999 as a Chinese numeral; 10 is 十, in the forms for sums 壹拾."""
    if count == 0:
        return digits[0]
    text, gap = "", False
    for power in (3, 2, 1, 0):
        digit = count // 10**power % 10
        if digit:
            text += digits[0] if gap and text else ""
            # 十 … 十九 begin without 一.
            bare = power == 1 and digit == 1 and not text and digits == DIGITS
            text += ("" if bare else digits[digit]) + (units[power - 1] if power else "")
        gap = digit == 0
    return text


def _chinese(count: int) -> str | None:
    return chinese_numeral(count) if 0 <= count < 10_000 else None


def _legal(count: int) -> str | None:
    return chinese_numeral(count, LEGAL_DIGITS, "拾佰仟") if 0 <= count < 10_000 else None


def _digit_by_digit(count: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(count))


def _cycled(signs: str, count: int) -> str | None:
    return signs[(count - 1) % len(signs)] if count > 0 else None


def _letters(first: str, count: int) -> str | None:
    """Return a … z, then aa, bb …, as Word goes on."""
    times = (count - 1) // 26 + 1
    return chr(ord(first) + (count - 1) % 26) * times if 0 < times <= MAX_LETTERS else None


def _roman(count: int) -> str | None:
    if not 0 < count < 4000:
        return None
    text = ""
    for size, letters in ROMAN:
        text += letters * (count // size)
        count %= size
    return text


def _upper_roman(count: int) -> str | None:
    return (_roman(count) or "").upper()


def _enclosed(first: int, last: int, count: int) -> str | None:
    """Return a number in a circle, in brackets or with a stop, of which Unicode has a few."""
    return chr(first + count - 1) if 1 <= count <= last else None


def _full_width(count: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(count))


def _ordinal(count: int) -> str:
    return f"{count}{'th' if count // 10 % 10 == 1 else ORDINALS.get(count % 10, 'th')}"


FORMATS: Mapping[str, Callable[[int], str | None]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _chinese),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), _chinese),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional"), _legal),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand"), _digit_by_digit),
    "ideographTraditional": partial(_cycled, STEMS),
    "ideographZodiac": partial(_cycled, BRANCHES),
    # Word writes 21 and more without a circle, though Unicode has some of them.
    "decimalEnclosedCircle": partial(_enclosed, 0x2460, 20),
    "decimalEnclosedCircleChinese": partial(_enclosed, 0x2460, 20),
    "decimalEnclosedFullstop": partial(_enclosed, 0x2488, 20),
    "decimalEnclosedParen": partial(_enclosed, 0x2474, 20),
    "ideographEnclosedCircle": partial(_enclosed, 0x3280, 10),
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _full_width),
    "decimalZero": lambda count: f"{count:02d}",
    "numberInDash": lambda count: f"- {count} -",
    "ordinal": _ordinal,
    "lowerLetter": partial(_letters, "a"),
    "upperLetter": partial(_letters, "A"),
    "lowerRoman": _roman,
    "upperRoman": _upper_roman,
}
