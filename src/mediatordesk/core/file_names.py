"""Names of files: what people are shown of a stranger's name, and what a disk is given.

A name that came with a file is display text and nothing else. It opens no file and says nothing of
what the file is; where a file is written, its name is made anew.
"""

import re
import unicodedata

LONGEST_SHOWN = 100
"""Characters of a name that are shown; the middle of a longer one is left out."""
LONGEST_STEM = 60
"""Characters before the ending; in UTF-8 they fit the 255 bytes of a name."""
JOINERS = "\u200c\u200d"
"""Invisible as others are that are left out, but 👨‍👩‍👧 and some scripts need them."""
INVISIBLE = {"Cc", "Cf", "Cs"}
"""Kinds of signs that nobody sees (Unicode, general categories); among them those that turn the
direction of writing: evidence\u202efdp.exe would show as evidenceexe.pdf (UAX #9)."""
BLANKS = {"Zl", "Zp", "Zs"}
FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
"""Signs that Windows or FAT allow in no name."""
RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)
"""Names of devices: Windows opens the device, whatever ending follows."""


def shown_name(name: str) -> str:
    """Return a stranger's name as it is shown: its last part, on one line, nothing invisible.

    "" where nothing is left of it.
    """
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    seen = "".join(_seen(sign) for sign in last)
    text = unicodedata.normalize("NFC", " ".join(seen.split()))
    if len(text) <= LONGEST_SHOWN:
        return text
    half = LONGEST_SHOWN // 2
    return f"{text[:half]}…{text[1 - half :]}"


def ending_of(name: str) -> str:
    """Return the ending of a name in small letters, with its dot: .pdf; "" if it has none."""
    stem, dot, ending = shown_name(name).rstrip(". ").rpartition(".")
    return f".{ending.lower()}" if dot and stem and len(ending) <= 10 else ""


def safe_name(name: str, ending: str) -> str:
    """Return a name under which every system can write a file, its `ending` given by us.

    It names no device, no other folder and nothing hidden, and no option of a program.
    """
    shown = shown_name(name)
    stem = shown.rstrip(". ")
    if ending_of(shown):
        stem = stem.rpartition(".")[0]
    plain = FORBIDDEN.sub("_", stem).rstrip(". ")
    plain = plain[:LONGEST_STEM].rstrip(". ")
    if not plain or plain[0] in ".-~$ " or RESERVED.match(plain):
        plain = f"_{plain}"
    return plain + ending


def _seen(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in BLANKS or sign in "\t\n\r":
        return " "
    return "" if kind in INVISIBLE and sign not in JOINERS else sign
