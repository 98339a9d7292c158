"""Six words that stand for a device's keys, to be compared by telephone.

They come from a list of 2,048 everyday words (resources/codes/six-words.txt) that sound different
without tones and in southern accents too, so what is heard names one place in the list only.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from mediatordesk.keys.identities import Recipient, VerifyKey

FILE = "six-words.txt"
BITS = 11
"""Of one word: 2,048 is 2 to the power of 11."""
COUNT = 6
"""Words: 66 bits, so nobody makes a second pair of keys with the same words."""


@dataclass(frozen=True, slots=True)
class WordList:
    """The 2,048 words in their order, which never changes."""

    words: tuple[str, ...]

    @classmethod
    def read(cls, codes: Path) -> "WordList":
        """Read the list from the folder of code tables; lines that begin with # are notes."""
        lines = (codes / FILE).read_text("utf-8").splitlines()
        return cls(tuple(line for line in lines if not line.startswith("#")))

    def words_of(self, key: VerifyKey, recipient: Recipient) -> tuple[str, ...]:
        """Return the six words of a device: its writing and its reading key are both in them."""
        said = b"md1-words" + key.raw + recipient.text.encode()
        number = int.from_bytes(hashlib.sha256(said).digest(), "big") >> 256 - COUNT * BITS
        places = (number >> BITS * left & (1 << BITS) - 1 for left in reversed(range(COUNT)))
        return tuple(self.words[place] for place in places)
