"""The characters of GB 18030-2022, levels 1 and 2."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("general-standard.txt")
# In four bytes level 1 has extension A, and U+9FA6 to U+9FEF.
FOUR_BYTES = (range(0x3400, 0x4DB6), range(0x9FA6, 0x9FF0))
# Six characters that Python's codec, older than the standard, still has as private ones.
ONCE_PRIVATE = "\U00020087\U00020089\U000200cc\U000215d7\U0002298f\U000241fe"


@cache
def level_1() -> frozenset[str]:
    """Return level 1, signs and Chinese characters: two bytes, and two ranges of four."""
    pairs = (bytes((row, cell)) for row in range(0x81, 0xFF) for cell in range(0x40, 0xFF))
    two_bytes = {text for pair in pairs if len(text := pair.decode("gb18030", "ignore")) == 1}
    public = {char for char in two_bytes if char > "\x7f" and not "\ue000" <= char <= "\uf8ff"}
    return frozenset(public.union(map(chr, FOUR_BYTES[0]), map(chr, FOUR_BYTES[1]), ONCE_PRIVATE))


@cache
def general_standard() -> frozenset[str]:
    """Return the Table of General Standard Chinese Characters, 2013 (packaging/characters.py)."""
    return frozenset(TABLE.read_text(encoding="utf-8").replace("\n", ""))


@cache
def level_2() -> frozenset[str]:
    """Return what level 2 adds: the characters of the table that level 1 does not have."""
    return general_standard() - level_1()
