"""The answers of an intake file to a pack's questions: checked, and as they are kept."""

import json
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.cases import Case
from mediatordesk.core.errors import DeskError
from mediatordesk.core.money import fen_of
from mediatordesk.core.parties import Party
from mediatordesk.core.records import tidy
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.questions import Column, Field
from mediatordesk.forms.errors import WrongEntry
from mediatordesk.forms.facts.facts import record_facts
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.elements import ROW
from mediatordesk.forms.packs.packs import Pack

_MONTH = re.compile(r"^\d{4}-(0[1-9]|1[0-2])$")
_NOTHING: tuple[Any, ...] = (None, "", [], ())
_NOT_TEXT = frozenset({AnswerKind.NUMBER, AnswerKind.YES_NO, AnswerKind.CHOICES, AnswerKind.TABLE})
"""What stands in an intake file as something else than text."""


class _Refused(ValueError):
    """An answer that does not fit its question; the message says why."""


def entered_elements(
    pack: Pack,
    entries: Mapping[str, Any],
    case: Case,
    told: Mapping[str, Any],
    party: Party | None = None,
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the answers as they are kept, those of the case or of one party, and their faults.

    Amounts are typed in yuan and kept in fen; lists and tables are kept as JSON text. A question
    that is not relevant is not required: `told` are the readable facts of the case with all its
    parties (`told_of`), worked out once for all of them.
    """
    asked = pack.party_fields() if party else pack.fields()
    fields = {field.name: field for field in asked}
    faults = [f"{name}: " + _("this pack does not ask for it") for name in entries.keys() - fields]
    kept: dict[str, str] = {}
    for field in fields.values():
        answer = entries.get(field.name)
        if answer in _NOTHING:
            continue
        try:
            kept[field.name] = _kept(pack, field, answer, case)
        except _Refused as refused:
            faults.append(f"{field.label}: {refused}")
    facts = dict(told)
    if party is not None:
        own = next(one for one in told["parties"] if one["id"] == str(party.id))
        answers = language.readable(pack.read_party_elements(kept))
        facts["party"] = {**own, "elements": answers}
    else:
        facts["elements"] = language.readable(pack.read_elements(kept))
    faults += [
        f"{field.label}: " + _("it is missing")
        for field in fields.values()
        if field.required and field.name not in kept and language.holds(field.when, facts)
    ]
    return kept, tuple(faults)


def told_of(case: Case, parties: tuple[Party, ...]) -> Mapping[str, Any]:
    """Return the facts of a case that is being entered, as expressions read them."""
    facts: Mapping[str, Any] = language.readable(record_facts(case, parties))
    return facts


def entered_element(pack: Pack, name: str, text: str, case: Case) -> str:
    """Return one typed answer as it is kept; WrongEntry if it does not fit its question.

    What is not one word or line (numbers, choices, tables) is typed as JSON.
    """
    field = next(field for field in pack.data.fields if field.name == name)
    typed = field.kind in {
        AnswerKind.NUMBER,
        AnswerKind.YES_NO,
        AnswerKind.CHOICES,
        AnswerKind.TABLE,
    }
    try:
        return _kept(pack, field, json.loads(text) if typed else tidy(text), case) if text else ""
    except (_Refused, json.JSONDecodeError) as refused:
        raise WrongEntry(faults=f"{field.label}: {refused}") from refused


def entered_row(field: Field, entries: Mapping[str, Any], number: int = 1) -> dict[str, str]:
    """Return one row of a table as it is kept, with its id; WrongEntry if it does not fit."""
    try:
        return _kept_row(field, entries, number)
    except _Refused as refused:
        raise WrongEntry(faults=f"{field.label}: {refused}") from refused


def _kept(pack: Pack, field: Field, answer: Any, case: Case) -> str:
    """Return an answer as it is kept; _Refused if it does not fit."""
    match field.kind:
        case AnswerKind.CHOICES:
            chosen = answer if isinstance(answer, list) else [answer]
            for one in chosen:
                _refuse_other_choice(pack, field, one, case)
            return json.dumps(chosen, ensure_ascii=False)
        case AnswerKind.CHOICE:
            _refuse_other_choice(pack, field, answer, case)
            return str(answer)
        case AnswerKind.TABLE:
            return _kept_table(field, answer)
    content = _kept_value(field, answer)
    _refuse_out_of_bounds(field, content)
    return content


def _refuse_other_choice(pack: Pack, field: Field, answer: Any, case: Case) -> None:
    """Refuse what is not among the choices."""
    names = {choice.name for choice in field.choices}
    if field.multiple_of and case.registered_on:
        kinds = pack.dispute_types(case.registered_on)
        names |= {one.code for one in kinds if one.group == field.multiple_of}
    if not isinstance(answer, str) or answer not in names:
        raise _Refused(_("it is none of the possible choices") + f" ({answer})")


def _kept_table(field: Field, answer: Any) -> str:
    """Return the rows of a table as JSON text."""
    if not isinstance(answer, list) or not all(isinstance(row, dict) for row in answer):
        raise _Refused(_("it must be a list of rows"))
    rows = [_kept_row(field, row, number) for number, row in enumerate(answer, 1)]
    return json.dumps(rows, ensure_ascii=False)


def _kept_row(field: Field, row: Mapping[str, Any], number: int) -> dict[str, str]:
    """Return one row of a table as it is kept."""
    columns = {column.name: column for column in field.columns}
    if unknown := row.keys() - columns - {ROW}:
        raise _Refused(f"{number}: " + "、".join(sorted(unknown)) + _(" is not a column"))
    kept = {ROW: _row_id(row.get(ROW) or uuid4().hex)}
    for column in columns.values():
        answer = row.get(column.name)
        if answer in _NOTHING and column.required:
            raise _Refused(f"{number} {column.label}: " + _("it is missing"))
        kept[column.name] = "" if answer in _NOTHING else _kept_value(column, answer)
    return kept


def _row_id(text: Any) -> str:
    """Return what a row is known by, as it is kept."""
    try:
        return UUID(text).hex
    except (ValueError, AttributeError, TypeError) as error:
        raise _Refused(_("it is not the id of a row")) from error


def _kept_value(field: Field | Column, answer: Any) -> str:
    """Return a plain answer as it is kept."""
    match field.kind:
        case AnswerKind.CHOICE | AnswerKind.CHOICES:
            return _kept_choices(field, answer)
        case AnswerKind.YES_NO:
            if not isinstance(answer, bool):
                raise _Refused(_("it must be true or false"))
            return "true" if answer else "false"
        case AnswerKind.NUMBER:
            if isinstance(answer, bool) or not re.fullmatch(r"\d{1,15}", str(answer)):
                raise _Refused(_("it must be a whole number"))
            return str(answer)
    if not isinstance(answer, str):
        raise _Refused(_("it must be text"))
    return _kept_text(field.kind, tidy(answer))


def _kept_choices(column: Field | Column, answer: Any) -> str:
    """Return what was chosen in a column as it is kept: one name, or a JSON list of several."""
    several = column.kind is AnswerKind.CHOICES
    chosen = answer if several and isinstance(answer, list) else [answer]
    known = [choice.name for choice in column.choices]
    for one in chosen:
        if one not in known:
            raise _Refused(_("it is none of the possible choices") + f" ({one})")
    return json.dumps(chosen, ensure_ascii=False) if several else str(answer)


def _kept_text(kind: AnswerKind, text: str) -> str:
    """Return an answer that is written as text as it is kept."""
    try:
        match kind:
            case AnswerKind.DAY:
                return date.fromisoformat(text).isoformat()
            case AnswerKind.AMOUNT:
                return str(fen_of(text))
            case AnswerKind.RATE:
                return _kept_rate(text)
    except ValueError as error:
        raise _Refused(_("it is not a date written YYYY-MM-DD")) from error
    except DeskError as error:
        raise _Refused(error.lines()[0].rstrip("。. ")) from error
    if kind is AnswerKind.MONTH and not _MONTH.fullmatch(text):
        raise _Refused(_("it is not a month written YYYY-MM"))
    return text


def _kept_rate(text: str) -> str:
    """Return a rate in percent as it is kept."""
    try:
        rate = Decimal(text)
    except InvalidOperation as error:
        raise _Refused(_("it is not a rate in percent")) from error
    if not rate.is_finite() or not 0 <= rate <= 100:
        raise _Refused(_("it is not a rate in percent"))
    return text


def _refuse_out_of_bounds(field: Field, content: str) -> None:
    """Refuse what the question's own limits do not allow."""
    if field.pattern and not re.fullmatch(field.pattern, content):
        raise _Refused(_("it is not written as it must be"))
    if field.kind in {AnswerKind.NUMBER, AnswerKind.AMOUNT}:
        number = int(content)
        low = field.minimum is not None and number < field.minimum
        high = field.maximum is not None and number > field.maximum
        if low or high:
            raise _Refused(_("it is smaller or larger than it can be"))
