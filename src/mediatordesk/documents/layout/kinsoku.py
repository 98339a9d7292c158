"""Where a Chinese line may end (GB/T 15834, JIS X 4051), and what an East Asian character is."""

from collections.abc import Collection
from functools import cache

# Marks that may not begin a line, and brackets that may not end one.
NOT_AT_START = frozenset(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠々—–•"
)
NOT_AT_END = frozenset("$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（［｛￡￥")
#: “——” and “……” are one mark and stay together.
DOUBLED = frozenset("—…")
# Not in an East Asian block of Unicode, but set in the East Asian font and a full em wide.
AMBIGUOUS = frozenset("“”‘’…—·′″℃№①②③④⑤⑥⑦⑧⑨⑩□■☑☐√×÷～°￥§〇■●○◎△▲◇◆☆★")

CJK, SPACE, LATIN, TAB, LINE_END, PAGE_END, PICTURE, ANCHOR = (
    "C",
    "S",
    "L",
    "\t",
    "\n",
    "\f",
    "I",
    "A",
)


@cache
def kind_of(char: str) -> str:
    """Return the kind of a character: East Asian, space, other, or the break that it is."""
    if char in "\t\n\f":
        return char
    if char == " ":
        return SPACE
    code = ord(char)
    east_asian = (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFE30 <= code <= 0xFE4F
        or 0xFF00 <= code <= 0xFFEF
        or code >= 0x20000
    )
    return CJK if east_asian or char in AMBIGUOUS else LATIN


def is_ideograph(char: str) -> bool:
    """Say whether a character is a Han character or kana: Latin next to it gets some space."""
    code = ord(char)
    return (
        0x3400 <= code <= 0x9FFF
        or code >= 0x20000
        or 0xF900 <= code <= 0xFAFF
        or 0x3041 <= code <= 0x30FF
        or code == 0x3007
    )


def may_part(
    left: str, left_kind: str, right: str, right_kind: str, unbound: Collection[str] = ()
) -> bool:
    """Say whether a line may end between two characters; the `unbound` marks bind nothing."""
    if right_kind == SPACE:
        return False  # but after the space
    if left_kind == LATIN and right_kind == LATIN:
        return left == "-" and not right.isdigit()
    if right in NOT_AT_START and right not in unbound:
        return False
    if left in NOT_AT_END and left not in unbound:
        return False
    return not (left == right and left in DOUBLED and left not in unbound)
