"""The slip by which a centre lets a desk take part: printed there, typed in or scanned here.

It says who the centre is (16 letters of a hash of its key), a code that counts once (12 letters),
which slip it is (3 letters), and one more letter that finds a slip of the pen. Addresses follow,
where the centre can be reached on a line.
"""

import hashlib
import hmac
import re
import secrets
import unicodedata
from dataclasses import dataclass, field

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.keys.identities import LETTERS, VerifyKey

CENTRE, CODE, NUMBER = 16, 12, 3
"""How many letters say who the centre is, what the code is, which slip it is."""
LENGTH = CENTRE + CODE + NUMBER + 1
GROUP = 4
DAYS = 3
"""How long a slip counts."""
TRIES = 5
"""How often a wrong code may be shown for a slip."""
_LETTER = re.compile(r"\w")


class BadSlip(DeskError):
    """What was typed is no slip: a letter is wrong, missing or too many."""

    happened = N_("The letters are not those of a slip: one of them is wrong, missing or too many.")
    kept = N_("Nothing was sent, and nothing was changed.")
    to_do = N_("Compare the eight groups of four letters with the slip, one by one.")


@dataclass(frozen=True, slots=True)
class Slip:
    """What stands on a slip."""

    centre: str
    code: str = field(repr=False)
    number: str
    addresses: tuple[str, ...] = ()

    @classmethod
    def new(cls, centre: VerifyKey, addresses: tuple[str, ...] = ()) -> "Slip":
        """Return a slip with a random code and number."""
        code, number = (
            "".join(secrets.choice(LETTERS) for _ in range(count)) for count in (CODE, NUMBER)
        )
        return cls(centre_letters(centre), code, number, addresses)

    @classmethod
    def read(cls, text: str) -> "Slip":
        """Read a slip as it was typed, pasted or scanned. BadSlip.

        Capitals, spaces, dashes and full-width letters do not matter; what holds a point, a colon
        or a slash is an address.
        """
        words = unicodedata.normalize("NFKC", text).split()
        addresses = tuple(word for word in words if set(".:/") & set(word))
        typed = "".join(word for word in words if word not in addresses)
        letters = "".join(_LETTER.findall(typed)).lower()
        if len(letters) != LENGTH or not set(letters) <= set(LETTERS) or _sum(letters):
            raise BadSlip
        centre, code = letters[:CENTRE], letters[CENTRE : CENTRE + CODE]
        return cls(centre, code, letters[CENTRE + CODE : -1], tuple(map(_address, addresses)))

    @property
    def letters(self) -> str:
        """Return its letters as they are printed: eight groups of four."""
        said = self.centre + self.code + self.number
        said += LETTERS[_times_two(_sum(said))]
        return "-".join(said[start : start + GROUP] for start in range(0, LENGTH, GROUP))

    @property
    def text(self) -> str:
        """Return all that stands on it, as its QR symbol says it."""
        return " ".join((self.letters, *self.addresses))

    @property
    def key(self) -> bytes:
        """Return what the centre keeps of the code: enough to check who shows it."""
        return hashlib.sha256(b"md1-slip" + self.code.encode()).digest()

    def is_of(self, centre: VerifyKey) -> bool:
        """Tell whether a centre is the one that the slip names."""
        return centre_letters(centre) == self.centre


def centre_letters(centre: VerifyKey) -> str:
    """Return the 16 letters by which a slip names a centre: 80 bits of a hash of its key."""
    number = int.from_bytes(hashlib.sha256(b"md1-root" + centre.raw).digest()[:10], "big")
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(CENTRE))


def proof_of(key: bytes, request: bytes) -> bytes:
    """Return what shows that whoever made a request holds the code of a slip."""
    return hmac.digest(key, b"MDQ2" + request, "sha256")


def is_proof(key: bytes, request: bytes, proof: bytes) -> bool:
    """Tell whether a request was made with the code of a slip."""
    return hmac.compare_digest(proof_of(key, request), proof)


def _address(word: str) -> str:
    """Return an address as a mailbox is named; without a scheme it is the centre's own front."""
    return word if "://" in word else f"https://{word}"


def _sum(letters: str) -> int:
    """Return the check sum of letters, 0 for those that end in the right one.

    A polynomial over the field of 32 elements: any one wrong letter, and any two neighbours that
    changed places, make it other than 0.
    """
    total = 0
    for letter in letters:
        total = _times_two(total) ^ LETTERS.index(letter)
    return total


def _times_two(element: int) -> int:
    """Multiply by x in the field of 32 elements, modulo x^5 + x^2 + 1."""
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled
