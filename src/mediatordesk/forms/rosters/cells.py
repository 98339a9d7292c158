"""One cell of a roster: from what the sheet shows to how the desk keeps it, and back."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from mediatordesk.core.errors import DeskError
from mediatordesk.core.identity import plain_number
from mediatordesk.core.money import fen_of
from mediatordesk.core.records import tidy
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.questions import Choice
from mediatordesk.forms.definitions.rosters import ColumnKind, RosterColumn
from mediatordesk.forms.sheets.cells import day_of

NOTHING = frozenset({"-", "--", "—", "——", "/", "／", "\\", "无"})
"""What people write into a cell that has no content, where a number or a day would stand."""
_CUT = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")
_DAY = re.compile(r"([0-9]{4})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?(?: [0-9:.]{4,15})?")
_DAY_IN_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_DAY_NUMBER = re.compile(r"[2-7][0-9]{4}")
"""Excel's number of a day from 1954 to 2119, in a column that was not formatted as days."""
_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,6})?")
_PHONE = re.compile(r"[0-9+()\-/、;,转 *]{5,60}")
_ACCOUNT = re.compile(r"[0-9A-Z]{4,34}")
_PARTED = re.compile(r"[、,，;；/\n]+")
_EXCEL_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|GETTING_DATA)")
_YES = {"是", "有", "√", "✓", "✔", "☑", "对", "Y", "YES", "TRUE", "1"}
_NO = {"否", "无", "没有", "×", "✗", "□", "☐", "N", "NO", "FALSE", "0"}


class Unfit(ValueError):
    """A cell that does not fit its column; the message says why, for people."""


def kept(column: RosterColumn, shown: str, *, since_1904: bool = False) -> str:
    """Return a cell's content as it is kept, empty if there is none; Unfit says why not.

    Amounts are kept in fen, days as ISO text, choices by name, lists parted by 、.
    """
    text = tidy(shown)
    if _EXCEL_ERROR.fullmatch(text):
        raise Unfit(_("Excel shows an error here: {text}").format(text=text))
    plain = column.kind is ColumnKind.TEXT
    if not text or (text in NOTHING and not plain and column.kind is not ColumnKind.YES_NO):
        return ""
    if plain:
        return text
    if column.kind is ColumnKind.DAY:
        return _kept_day(text, since_1904=since_1904)
    if column.kind in {ColumnKind.CHOICE, ColumnKind.LIST}:
        return _kept_words(column, text)
    return _KEPT[column.kind](unicodedata.normalize("NFKC", text).strip())


def shown(column: RosterColumn, content: str) -> str:
    """Return a cell as a sheet shows it; the other way round of `kept`."""
    if not content:
        return ""
    labels = {one.name: one.label for one in column.choices}
    match column.kind:
        case ColumnKind.AMOUNT:
            return f"{Decimal(content) / 100:.2f}"
        case ColumnKind.YES_NO:
            return "是" if content == "true" else "否"
        case ColumnKind.CHOICE:
            return labels.get(content, content)
        case ColumnKind.LIST:
            return "、".join(labels.get(one, one) for one in content.split("、"))
    return content


def number_format(column: RosterColumn) -> str:
    """Return Excel's format of a column: text for everything that is not counted with."""
    formats = {
        ColumnKind.AMOUNT: "#,##0.00",
        ColumnKind.DECIMAL: "0.00",
        ColumnKind.NUMBER: "0",
    }
    return formats.get(column.kind, "@")


def _kept_day(text: str, *, since_1904: bool) -> str:
    plain = unicodedata.normalize("NFKC", text).strip()
    if _DAY_NUMBER.fullmatch(plain):
        return day_of(float(plain), since_1904=since_1904)
    compact = plain if _DAY.fullmatch(plain) else plain.replace(" ", "")
    found = _DAY.fullmatch(compact) or _DAY_IN_DIGITS.fullmatch(compact)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _no_day(text)
    except ValueError as error:
        raise Unfit(_("there is no such day: {text}").format(text=text)) from error


def _no_day(text: str) -> str:
    raise Unfit(_("{text} is no day; write 2024-11-05").format(text=text))


def _kept_words(column: RosterColumn, text: str) -> str:
    """Return a choice, or several words, by name."""
    parts = [text] if column.kind is ColumnKind.CHOICE else _PARTED.split(text)
    words = [tidy(part) for part in parts if tidy(part)]
    return "、".join(_chosen(column.choices, word) if column.choices else word for word in words)


def _chosen(choices: tuple[Choice, ...], word: str) -> str:
    plain = unicodedata.normalize("NFKC", word)
    for one in choices:
        if plain in {one.name, unicodedata.normalize("NFKC", one.label)}:
            return one.name
    known = "、".join(one.label for one in choices)
    raise Unfit(_("“{text}” is none of: {known}").format(text=word, known=known))


def _kept_identity(text: str) -> str:
    number = plain_number(text)
    _refuse_cut(number)
    return number


def _refuse_cut(number: str) -> None:
    """Refuse a number that Excel has kept as a number: of 18 digits it keeps 15."""
    if _CUT.fullmatch(number):
        words = _(
            "Excel has cut it to 15 digits ({text}); format the column as text and enter it again"
        )
        raise Unfit(words.format(text=number))


def _kept_phone(text: str) -> str:
    _refuse_cut(plain_number(text))
    if not _PHONE.fullmatch(text) or sum(mark.isdigit() for mark in text) < 5:
        raise Unfit(_("{text} is no phone number").format(text=text))
    return text


def _kept_account(text: str) -> str:
    number = plain_number(text)
    _refuse_cut(number)
    number = number.replace("-", "")
    if not _ACCOUNT.fullmatch(number):
        raise Unfit(_("{text} is no account number").format(text=text))
    return number


def _kept_amount(text: str) -> str:
    plain = text.removeprefix("¥").removeprefix("￥").removesuffix("元").strip()
    try:
        return str(fen_of(plain))
    except DeskError as error:
        raise Unfit(error.lines()[0].rstrip("。. ")) from error


def _kept_number(text: str) -> str:
    plain = text.replace(",", "")
    if not re.fullmatch(r"[0-9]{1,15}", plain):
        raise Unfit(_("{text} is no whole number").format(text=text))
    return str(int(plain))


def _kept_decimal(text: str) -> str:
    plain = re.sub(r"(?:m2|平方米)$", "", text).replace(",", "").strip()
    if not _DECIMAL.fullmatch(plain):
        raise Unfit(_("{text} is no number").format(text=text))
    whole, point, rest = plain.partition(".")
    return f"{int(whole)}{point}{rest}"


def _kept_yes_no(text: str) -> str:
    word = text.upper()
    if word in _YES:
        return "true"
    if word in _NO or word in NOTHING:
        return "false"
    raise Unfit(_("“{text}” is neither 是 nor 否").format(text=text))


_KEPT: Mapping[ColumnKind, Callable[[str], str]] = {
    ColumnKind.IDENTITY: _kept_identity,
    ColumnKind.PHONE: _kept_phone,
    ColumnKind.ACCOUNT: _kept_account,
    ColumnKind.AMOUNT: _kept_amount,
    ColumnKind.NUMBER: _kept_number,
    ColumnKind.DECIMAL: _kept_decimal,
    ColumnKind.YES_NO: _kept_yes_no,
}
