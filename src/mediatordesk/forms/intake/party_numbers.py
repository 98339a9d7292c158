"""A party's identity number or credit code against what else was entered of the party."""

from dataclasses import replace

from mediatordesk.core.errors import DeskError
from mediatordesk.core.identity import ResidentNumber, credit_code, resident_number
from mediatordesk.core.parties import Party
from mediatordesk.forms.definitions.rules import Level
from mediatordesk.forms.findings import Finding

RESIDENT_CARD = "居民身份证"
CREDIT_CODE = "统一社会信用代码"
_RESIDENT_KINDS = {"", RESIDENT_CARD, "身份证"}
_CREDIT_KINDS = {"", CREDIT_CODE, "营业执照"}


def checked_party(party: Party) -> tuple[Party, tuple[Finding, ...], tuple[str, ...]]:
    """Return a party in order, what is odd about it, and what is wrong with its number.

    From a resident number come sex and date of birth where they were left out. The check digit
    and the date decide (GB 11643, GB 32100); other kinds of papers are taken as they are typed.
    """
    if not party.id_number:
        return party, (), ()
    if party.is_organisation:
        return _checked_organisation(party)
    if party.id_kind in _RESIDENT_KINDS:
        return _checked_resident(party)
    return party, (), ()


def _checked_organisation(party: Party) -> tuple[Party, tuple[Finding, ...], tuple[str, ...]]:
    """Check an organisation's unified social credit code."""
    if party.id_kind not in _CREDIT_KINDS:
        return party, (), ()
    try:
        code = credit_code(party.id_number)
    except DeskError as error:
        return party, (), (_named(party, error),)
    return replace(party, id_number=code, id_kind=party.id_kind or CREDIT_CODE), (), ()


def _checked_resident(party: Party) -> tuple[Party, tuple[Finding, ...], tuple[str, ...]]:
    """Check a resident identity number, and what was entered beside it."""
    try:
        number = resident_number(party.id_number)
    except DeskError as error:
        return party, (), (_named(party, error),)
    whole = replace(
        party,
        id_number=number.number,
        id_kind=party.id_kind or RESIDENT_CARD,
        sex=party.sex or number.sex,
        birth_date=party.birth_date or number.birth_date,
    )
    return whole, (*_odd_sex(whole, number), *_odd_birth(whole, number)), ()


def _odd_sex(party: Party, number: ResidentNumber) -> tuple[Finding, ...]:
    """Return a finding if the sex entered is not that of the 17th digit."""
    if party.sex == number.sex:
        return ()
    parity = "奇数" if int(number.sex_digit) % 2 else "偶数"
    why = (
        f"{party.name}：填写的性别是“{party.sex}”，身份证号码第17位是 {number.sex_digit}"
        f"（{parity}），表示“{number.sex}”，请核对证件"
    )
    quote = number.number
    return (Finding("I01", Level.WARN, why, "GB 11643", quote, str(party.id)),)


def _odd_birth(party: Party, number: ResidentNumber) -> tuple[Finding, ...]:
    """Return a finding if the date of birth entered is not that of the number."""
    if party.birth_date == number.birth_date:
        return ()
    why = (
        f"{party.name}：填写的出生日期是 {party.birth_date}，身份证号码里是"
        f" {number.birth_date}，请核对证件"
    )
    return (Finding("I02", Level.WARN, why, "GB 11643", number.number, str(party.id)),)


def _named(party: Party, error: DeskError) -> str:
    """Return what is wrong with a party's number, with the party's name before it."""
    return f"{party.name}：" + error.lines()[0].rstrip("。. ")
