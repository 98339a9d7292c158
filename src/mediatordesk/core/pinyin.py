"""Initials of pinyin: 王小明 is looked for as wxm, a title by the initials of some of its words.

Dictionaries read a surname as the word it also is, so surnames have a table of their own (Xinhua
dictionary and the surname readings of GB/T 28039-2011); of two readings in use both count.
"""

import functools
import itertools
import os
import unicodedata
from collections.abc import Sequence

LONGEST_NAME = 5
"""Characters of a person's name: a compound surname, a given name, and one to spare."""
MOST_READINGS = 16
"""Readings of one name that are kept; beyond that the rare ones are left out."""

SURNAMES = {
    "乐": "yl", "乜": "nm", "仇": "q", "佴": "n", "单": "s", "区": "o", "卜": "b", "召": "sz",
    "句": "g", "尉": "w", "折": "sz", "曾": "z", "查": "z", "祭": "z", "秘": "b", "种": "c",
    "繁": "p", "缪": "m", "翟": "zd", "能": "n", "莘": "sx", "藏": "zc", "覃": "qt", "解": "x",
    "谌": "cs", "费": "fb", "适": "k", "郇": "xh", "郄": "qx", "郗": "xc", "都": "d", "镡": "txc",
    "阚": "k", "隗": "wk", "宓": "mf", "贲": "b",
}  # fmt: skip
"""The initials of surnames whose dictionary reading begins otherwise, or not with these alone."""
COMPOUND_SURNAMES = {
    "万俟": "mq", "上官": "sg", "东方": "df", "乐正": "yz", "亓官": "qg", "令狐": "lh",
    "公孙": "gs", "单于": "cy", "司徒": "st", "司马": "sm", "呼延": "hy", "夏侯": "xh",
    "太史": "ts", "夹谷": "jg", "子车": "zj", "宇文": "yw", "宰父": "zf", "尉迟": "yc",
    "慕容": "mr", "拓跋": "tb", "欧阳": "oy", "淳于": "cy", "澹台": "tt", "濮阳": "py",
    "独孤": "dg", "申屠": "st", "皇甫": "hf", "端木": "dm", "诸葛": "zg", "谷梁": "gl",
    "轩辕": "xy", "钟离": "zl", "长孙": "zs", "闾丘": "lq", "鲜于": "xy", "颛孙": "zs",
}  # fmt: skip
"""The initials of surnames of two characters."""


def name_initials(name: str) -> tuple[str, ...]:
    """Return the initials of a person's name in every reading in use, the likeliest first.

    Letters and figures stand for themselves; none if the name has no Chinese character or is too
    long for a person's. At most MOST_READINGS.
    """
    marks = _marks(name)
    if len(marks) > LONGEST_NAME or not any(map(readings_of, marks)):
        return ()
    ways = [_choices("", marks[:1], marks[1:])]
    if compound := COMPOUND_SURNAMES.get(marks[:2]):
        ways.insert(0, _choices(compound, "", marks[2:]))
    found = itertools.chain.from_iterable(map(_combined, ways))
    return tuple(dict.fromkeys(itertools.islice(found, MOST_READINGS)))


def title_initials(title: str) -> tuple[str, ...]:
    """Return the initials of a longer text: in the usual readings, then with one character read
    otherwise each time (长 in 长洲 is not the 长 of 村长).

    Latin letters stand for themselves; none if there is no Chinese character. At most
    MOST_READINGS.
    """  # noqa: D205 - one sentence
    marks = "".join(one for one in _marks(title) if not one.isdecimal())
    if not any(map(readings_of, marks)):
        return ()
    choices = [readings_of(mark) or mark for mark in marks]
    usual = "".join(one[0] for one in choices)
    others = (
        f"{usual[:place]}{other}{usual[place + 1 :]}"
        for place, one in enumerate(choices)
        for other in one[1:]
    )
    return (usual, *itertools.islice(others, MOST_READINGS - 1))


@functools.cache
def readings_of(mark: str) -> str:
    """Return the initials with which a Chinese character is read, the usual one first."""
    said = _dictionary().get(ord(mark), "")
    initials = (unicodedata.normalize("NFD", one)[:1] for one in said.split(","))
    return "".join(dict.fromkeys(one for one in initials if one))


def _marks(text: str) -> str:
    """Return the Chinese characters, Latin letters and figures of a folded text."""
    return "".join(one for one in text if readings_of(one) or (one.isascii() and one.isalnum()))


def _choices(compound: str, surname: str, given: str) -> list[str]:
    """Return for each character the initials it may have: surnames by the table alone."""
    of_surname = [SURNAMES.get(mark) or readings_of(mark)[:1] or mark for mark in surname]
    return [*compound, *of_surname, *(readings_of(mark) or mark for mark in given)]


def _combined(choices: Sequence[str]) -> list[str]:
    """Return the combinations of the initials of each character, few enough to keep."""
    kept: list[str] = []
    others = 1
    for one in choices:
        taken = one if others * len(one) <= MOST_READINGS else one[0]
        others *= len(taken)
        kept.append(taken)
    return ["".join(one) for one in itertools.product(*kept)]


@functools.cache
def _dictionary() -> dict[int, str]:
    """Return the readings of each character, by its code."""
    # Its dictionary of phrases, which we do not use, takes 50 MB; this is how it is left out.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - takes 0.3 s to import

    readings: dict[int, str] = PINYIN_DICT
    return readings
