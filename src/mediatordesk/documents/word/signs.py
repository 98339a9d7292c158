"""Signs of the fonts Symbol and Wingdings, whose characters say nothing by their number."""

import re
from collections.abc import Mapping

PRIVATE = 0xF000  # where Word keeps the 256 characters of such a font
KEPT = re.compile("[\uf000-\uf0ff]")
GREEK = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
WINGDINGS: Mapping[int, str] = {
    **{0x81 + at: chr(0x2460 + at) for at in range(10)},
    **dict(zip(b"\xfc\xfe\x52\xfd\x78", "√☑☑☒☒", strict=True)),
    **dict(zip(b"\xa8\x6f\xa3\x71\x72\xa7\x6e\x67", "□□□□□■■■", strict=True)),
    **dict(zip(b"\x6c\x9f\x6d\xa1\x9e\xb7", "●•○○··", strict=True)),
    **dict(zip(b"\x75\x76\xab\xd8\xe0\xe8\xfb", "◆◆★►→→×", strict=True)),
}
SYMBOL: Mapping[int, str] = {
    **{0x61 + at: char for at, char in enumerate(GREEK)},
    **dict(zip(b"\xb7\xa3\xb3\xb1\xb4\xb8\xb0\xd6\xae\xb9\xbb\xa5", "•≤≥±×÷°√→≠≈∞", strict=True)),
}
FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": SYMBOL,
    **dict.fromkeys(("wingdings", "wingdings 2", "webdings"), WINGDINGS),
}
# Where no font is named: bullets and check boxes as Word writes them most.
USUAL: Mapping[int, str] = {**SYMBOL, **WINGDINGS, 0xB7: "•"}


def readable(text: str, font: str | None) -> str:
    """Return a text of a named font with its signs as characters that other fonts have."""
    signs = FONTS.get((font or "").lower())
    if signs is None and not KEPT.search(text):
        return text
    return "".join(_sign(char, signs) for char in text)


def _sign(char: str, signs: Mapping[int, str] | None) -> str:
    code = ord(char)
    if PRIVATE <= code < PRIVATE + 256:
        return (USUAL if signs is None else signs).get(code - PRIVATE, char)
    return char if signs is None else signs.get(code, char)
