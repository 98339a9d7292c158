"""Money: integer fen inside, yuan with two decimals and RMB capitals on paper."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

MAX_FEN = 10**15 - 1
"""At most 15 digits (domain.md 9.4)."""
_YUAN = re.compile(r"([0-9]+|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,2})?")


class NotAnAmount(DeskError):
    """Text that is not an amount of money."""

    happened = N_("“{text}” is not an amount in yuan.")
    kept = N_("Nothing was changed.")
    to_do = N_("Enter digits with at most two decimals, for example 36500.00.")


def fen_of(text: str) -> int:
    """Return an amount written in yuan ("36,500.00") as fen; NotAnAmount if it is none.

    Full-width digits are understood; a third decimal is refused, never rounded away, and so is
    a comma that does not part thousands.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _YUAN.fullmatch(plain):
        raise NotAnAmount(text=text)
    fen = int(Decimal(plain.replace(",", "")) * 100)
    if fen > MAX_FEN:
        raise NotAnAmount(text=text)
    return fen


def rounded_fen(yuan: Decimal) -> int:
    """Return an amount of yuan in fen, rounded half up (domain.md 6.4, 9.7)."""
    return int((yuan * 100).quantize(Decimal(1), ROUND_HALF_UP))


def yuan(fen: int) -> str:
    """Return fen as yuan with thousands and two decimals: 3650000 → 36,500.00."""
    return f"{Decimal(fen) / 100:,.2f}"


def capitals(fen: int) -> str:
    """Return the amount in capitals (银发〔1997〕393号): 人民币叁万陆仟伍佰元整."""
    import cn2an  # noqa: PLC0415  late: cn2an takes 0.2 s

    if not 0 <= fen <= MAX_FEN:
        raise NotAnAmount(text=str(fen))
    if fen == 0:
        return "人民币零元整"
    return "人民币" + str(cn2an.an2cn(str(Decimal(fen) / 100), "rmb"))
