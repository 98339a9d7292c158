"""Made-up records for the shipped forms, with the input that breaks programs, from a seed."""

import random
from collections.abc import Collection
from datetime import date

from .shipped import LISTS, SWITCHES

NAMES = (
    *("覃𬭎", "㛃𠅤", "王小明", "欧阳𬀩", "阿卜杜热合曼·买买提伊明", "𰻝𠮷", "〇一"),
    *("Nguyễn Văn Đức", "O'Brien & Sons", "a<b", 'D’Artagnan "d\'Or"', "Łukasz Żółć", "Ærø"),
)
SIGNS = (
    *("&", "&amp;", "<w:t>", "</w:t>", "]]>", '"', "'", "{{姓名}}", "{% x %}", "\n", "\t", "\r\n"),
    *("——", "……", "“”", "《》", "％", "①", "√", "¥1,000.00", "2025-04-07", "http://a.b/c?d=1&e=2"),
)
HAN = "县镇村组号路幢单元室东西南北山水田土租金偿付约定调解协议甲乙丙丁戊己庚辛壬癸鄂尔多斯"
LATIN = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 ěščřžýáíéůăâđêôơư"


def record(fields: Collection[str], seed: int) -> dict[str, object]:
    """Return a value for every field that a template asks for; the same seed, the same values."""
    chance = random.Random(seed)  # noqa: S311  no secret, a repeatable test
    values: dict[str, object] = {}
    inner: dict[str, list[str]] = {}
    for name in sorted(fields):
        head, dot, rest = name.partition(".")
        if dot:
            inner.setdefault(head, []).append(rest)
        elif name in LISTS:
            values[name] = [_text(chance) for _ in range(_count(chance))]
        else:
            values[name] = _value(chance, name)
    for head, names in inner.items():
        items = [{name: _value(chance, name) for name in names} for _ in range(_count(chance))]
        values[head] = items if head in LISTS else {name: _value(chance, name) for name in names}
    return values


def _count(chance: random.Random) -> int:
    return chance.choice((0, 1, 1, 2, 3, 7, 40) if chance.random() < 0.2 else (0, 1, 2, 3))


def _value(chance: random.Random, name: str) -> object:
    if name.endswith("图"):
        return None
    if name in SWITCHES or name.startswith("是"):
        return chance.random() < 0.5
    return chance.choice((_text(chance), _text(chance), date(2025, 4, 7), 365, "", None))


def _text(chance: random.Random) -> str:
    match chance.randrange(5):
        case 0:
            return chance.choice(NAMES)
        case 1:
            return "".join(chance.choices(HAN, k=60))
        case 2:
            return "".join(chance.choices(LATIN, k=chance.randrange(1, 90)))
        case 3:
            return "".join(chance.choices(NAMES + SIGNS + tuple(HAN), k=12))
        case _:
            return "".join(chance.choices(HAN, k=chance.randrange(1, 400))) + chance.choice(SIGNS)
