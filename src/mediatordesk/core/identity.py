"""Identity numbers: GB 11643 for residents, GB 32100 for organisations.

The check digit and the date decide; the place is only a hint, for people have numbers whose area
code did not exist in the year of their birth (450405 for someone born in 1985).
"""

import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from stdnum.cn import ric, uscc

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _

_RESIDENT = re.compile(r"[0-9]{17}[0-9X]")
# python-stdnum wants a digit first; village collectives (N) and a few others (A, Y) have a letter.
_CREDIT_CODE = re.compile(r"[1-9ANY][1-9][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")


class WrongIdentityNumber(DeskError):
    """A resident identity number that cannot be right."""

    happened = N_("The identity number {number} cannot be right: {reason}.")
    kept = N_("Nothing was saved; what you typed is still there.")
    to_do = N_("Compare it with the card digit by digit and enter it again.")


class WrongCreditCode(DeskError):
    """A unified social credit code that cannot be right."""

    happened = N_("The unified social credit code {number} cannot be right.")
    kept = N_("Nothing was saved; what you typed is still there.")
    to_do = N_("Compare it with the business licence character by character and enter it again.")


@dataclass(frozen=True)
class ResidentNumber:
    """What a resident identity number says of its holder."""

    number: str
    birth_date: date
    sex: str
    """男 when the 17th digit is odd, 女 when it is even."""

    @property
    def sex_digit(self) -> str:
        """Return the 17th digit, which says the sex."""
        return self.number[16]


def resident_number(text: str) -> ResidentNumber:
    """Read a resident identity number; WrongIdentityNumber names what is wrong with it."""
    number = plain_number(text)
    if not _RESIDENT.fullmatch(number):
        raise WrongIdentityNumber(number=number, reason=_("it does not have 18 digits"))
    if ric.calc_check_digit(number) != number[17]:
        raise WrongIdentityNumber(number=number, reason=_("the check digit does not match"))
    try:
        birth_date = date.fromisoformat(f"{number[6:10]}-{number[10:12]}-{number[12:14]}")
    except ValueError as error:
        reason = _("there is no such date of birth")
        raise WrongIdentityNumber(number=number, reason=reason) from error
    return ResidentNumber(number, birth_date, "男" if int(number[16]) % 2 else "女")


def credit_code(text: str) -> str:
    """Return a unified social credit code in its plain form; WrongCreditCode if it is none."""
    number = plain_number(text)
    if not _CREDIT_CODE.fullmatch(number) or uscc.calc_check_digit(number) != number[17]:
        raise WrongCreditCode(number=number)
    return number


def is_proved(text: str) -> bool:
    """Tell whether a number is a whole identity number or credit code, its check digit right."""
    for read in (resident_number, credit_code):
        with suppress(WrongIdentityNumber, WrongCreditCode):
            read(text)
            return True
    return False


def plain_number(text: str) -> str:
    """Return a number without spaces, in half-width capitals: x becomes X."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()
