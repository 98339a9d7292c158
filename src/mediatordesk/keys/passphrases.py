"""What a passphrase must be, and what a good one is."""

import math
import unicodedata

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

STRONG = 50.0
"""Bits from which on a passphrase is not warned about: a core guesses three times a second."""
COMMON = (
    "password passw0rd admin administrator root qwerty qwertyuiop asdfgh asdfghjkl zxcvbn abc123 "
    "iloveyou woaini woaini1314 aini1314 zhongguo a123456 a123456789 abcd1234 1q2w3e4r 1qaz2wsx "
    "qwe123 test mima mediatordesk tiaojie renmintiaojie 密码 口令 调解 人民调解 人民调解委员会"
)
"""What is tried first, in small letters, between spaces."""


class NoPassphrase(DeskError):
    """An empty passphrase protects nothing."""

    happened = N_("The passphrase is empty.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose a passphrase; five or more words that do not belong together are good.")


def require_passphrase(passphrase: str) -> None:
    """Say NoPassphrase if there is nothing but spaces."""
    if not passphrase.strip():
        raise NoPassphrase


def normalised(passphrase: str) -> bytes:
    """Return what is stretched; full-width letters are the same to a clerk (NFKC)."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def is_weak(passphrase: str) -> bool:
    """Tell whether a passphrase is easily guessed; it is taken all the same, with a warning."""
    return _bits(unicodedata.normalize("NFKC", passphrase).strip()) < STRONG


def _bits(text: str) -> float:
    """Estimate how much of a passphrase cannot be foreseen.

    A letter that goes on from the one before (1234, aaaa, dcba) adds next to nothing.
    """
    if text.lower() in COMMON.split():
        return 0.0
    sizes = [_alphabet(mark) for mark in text]
    bits = 0.0
    for place, (mark, size) in enumerate(zip(text, sizes, strict=True)):
        expected = place > 0 and abs(ord(mark) - ord(text[place - 1])) <= 1
        bits += 0.5 if expected else math.log2(size)
    few = len(set(text.lower())) / max(1, len(text))
    return bits * min(1.0, 2 * few)


def _alphabet(mark: str) -> int:
    """Return among how many like it a character was chosen; of Hanzi, those in daily use."""
    if mark.isdigit():
        return 10
    if mark.isascii():
        return 26 if mark.islower() else 32
    return 1500
