"""Characters by the script they belong to: which can be set at all, and what to call them."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from unicodedata import bidirectional, normalize

from mediatordesk.core.texts import N_

# A letter (or kana) with marks that are set on it.
MARKED = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+")


@dataclass(frozen=True, slots=True)
class Script:
    """A script by its name for people.

    `is_plain` scripts are set one character after the other, from left to right, if a font has
    them. The others would need letters to join, to stack or to run from the right: set plainly
    they would be wrong without anyone noticing, so they are not set at all.
    """

    name: str
    is_plain: bool = False
    is_rare_han: bool = False


ARABIC = Script(N_("Arabic letters (Uyghur, Kazakh)"))
TIBETAN = Script(N_("Tibetan script"))
MONGOLIAN = Script(N_("Mongolian or Manchu script"))
DAI = Script(N_("Dai script"), is_plain=True)
TAI_THAM = Script(N_("Dai script"))
YI = Script(N_("Yi script"), is_plain=True)
LISU = Script(N_("Lisu script"), is_plain=True)
MIAO = Script(N_("Miao script"))
HANGUL = Script(N_("Korean script"), is_plain=True)
JAMO = Script(N_("Korean script"))
DEVANAGARI = Script(N_("Devanagari script"))
INDIC = Script(N_("a script of South Asia"))
THAI = Script(N_("Thai script"))
LAO = Script(N_("Lao script"))
BURMESE = Script(N_("Burmese script"))
KHMER = Script(N_("Khmer script"))
HEBREW = Script(N_("Hebrew script"))
SYRIAC = Script(N_("Syriac script"))
THAANA = Script(N_("Thaana script"))
NKO = Script(N_("N'Ko script"))
ADLAM = Script(N_("Adlam script"))
FROM_THE_RIGHT = Script(N_("a script written from right to left"))
MARKS = Script(N_("marks on letters"))
PICTURES = Script(N_("pictographs (emoji)"), is_plain=True)
PRIVATE = Script(N_("private codes, which mean another character on each computer"))
HAN = Script(N_("rare Chinese characters"), is_plain=True, is_rare_han=True)
OTHER = Script(N_("other characters"), is_plain=True)

# The Unicode 15 blocks of each script, first and last.
BLOCKS: Mapping[tuple[int, int], Script] = {
    (0x0300, 0x036F): MARKS,
    (0x0590, 0x05FF): HEBREW,
    (0x0600, 0x06FF): ARABIC,
    (0x0700, 0x074F): SYRIAC,
    (0x0750, 0x077F): ARABIC,
    (0x0780, 0x07BF): THAANA,
    (0x07C0, 0x07FF): NKO,
    (0x0800, 0x085F): FROM_THE_RIGHT,
    (0x0860, 0x086F): SYRIAC,
    (0x0870, 0x08FF): ARABIC,
    (0x0900, 0x097F): DEVANAGARI,
    (0x0980, 0x0DFF): INDIC,
    (0x0E00, 0x0E7F): THAI,
    (0x0E80, 0x0EFF): LAO,
    (0x0F00, 0x0FFF): TIBETAN,
    (0x1000, 0x109F): BURMESE,
    (0x1100, 0x11FF): JAMO,
    (0x1780, 0x17FF): KHMER,
    (0x1800, 0x18AF): MONGOLIAN,
    (0x1950, 0x19DF): DAI,
    (0x19E0, 0x19FF): KHMER,
    (0x1A20, 0x1AAF): TAI_THAM,
    (0x1AB0, 0x1AFF): MARKS,
    (0x1B00, 0x1C4F): INDIC,
    (0x1CD0, 0x1CFF): DEVANAGARI,
    (0x1DC0, 0x1DFF): MARKS,
    (0x20D0, 0x20FF): MARKS,
    (0x2600, 0x27BF): PICTURES,
    (0x2E80, 0x2FDF): HAN,
    (0x3099, 0x309A): MARKS,
    (0x3130, 0x318F): HANGUL,
    (0x3400, 0x9FFF): HAN,
    (0xA000, 0xA4CF): YI,
    (0xA4D0, 0xA4FF): LISU,
    (0xA800, 0xA82F): INDIC,
    (0xA840, 0xA87F): TIBETAN,
    (0xA880, 0xA8DF): INDIC,
    (0xA8E0, 0xA8FF): DEVANAGARI,
    (0xA960, 0xA97F): JAMO,
    (0xA9E0, 0xA9FF): BURMESE,
    (0xAA60, 0xAA7F): BURMESE,
    (0xAC00, 0xD7AF): HANGUL,
    (0xD7B0, 0xD7FF): JAMO,
    (0xE000, 0xF8FF): PRIVATE,
    (0xF900, 0xFAFF): HAN,
    (0xFB1D, 0xFB4F): HEBREW,
    (0xFB50, 0xFDFF): ARABIC,
    (0xFE20, 0xFE2F): MARKS,
    (0xFE70, 0xFEFE): ARABIC,
    (0x10800, 0x10FFF): FROM_THE_RIGHT,
    (0x11000, 0x1165F): INDIC,
    (0x11660, 0x1167F): MONGOLIAN,
    (0x11680, 0x11FFF): INDIC,
    (0x16F00, 0x16F9F): MIAO,
    (0x1E800, 0x1E8DF): FROM_THE_RIGHT,
    (0x1E900, 0x1E95F): ADLAM,
    (0x1EC70, 0x1EEFF): ARABIC,
    (0x1F000, 0x1FAFF): PICTURES,
    (0x20000, 0x3FFFF): HAN,
    (0xF0000, 0x10FFFF): PRIVATE,
}
_STARTS = [first for first, _last in BLOCKS]
_ENTRIES = list(BLOCKS.items())


def script_of(char: str) -> Script:
    """Return the script of a character that could not be printed."""
    at = bisect_right(_STARTS, ord(char)) - 1
    if at >= 0:
        (_first, last), script = _ENTRIES[at]
        if ord(char) <= last:
            return script
    return OTHER


def can_be_set(char: str) -> bool:
    """Say whether a character can be set by itself, if only a font has it."""
    return script_of(char).is_plain and bidirectional(char) not in ("R", "AL")


def scripts_of(chars: Iterable[str]) -> dict[Script, str]:
    """Return characters in groups, each under the script it belongs to, in the order given."""
    groups: dict[str, Script] = {}
    found: dict[Script, str] = {}
    for char in dict.fromkeys(chars):
        script = script_of(char)
        script = groups.setdefault(script.name, script)
        found[script] = found.get(script, "") + char
    return found


def composed(text: str) -> str:
    """Return text with letters and their marks as one character where there is one (NFC).

    Only those: NFC would turn the compatibility ideographs, which names have, into others.
    """
    if text.isascii():
        return text
    return MARKED.sub(lambda found: normalize("NFC", found[0]), text)
