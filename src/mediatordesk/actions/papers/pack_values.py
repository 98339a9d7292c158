"""What papers print of a case's pack: its words of law, its elements, the types of dispute."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.actions.papers.closing_values import closing_values
from mediatordesk.actions.papers.exit_values import exit_values
from mediatordesk.actions.papers.file_values import file_values
from mediatordesk.actions.papers.late_fee_values import late_fee_values, month_text
from mediatordesk.actions.papers.letter_values import letter_values
from mediatordesk.actions.papers.procedure_values import procedure_values
from mediatordesk.actions.papers.routing_slip_values import routing_slip_values
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.deadlines import Calendar
from mediatordesk.core.money import yuan
from mediatordesk.forms.definitions.questions import Column, Field
from mediatordesk.forms.packs.elements import ROW, value_of_element
from mediatordesk.forms.packs.packs import Pack


def pack_values(
    pack: Pack,
    file: CaseFile,
    day: date,
    about: UUID | None = None,
    *,
    calendar: Calendar | None = None,
) -> dict[str, object]:
    """Return what a pack adds to the values of every paper: goes into `extra` of `paper_values`.

    It holds what `party_words` says of the parties. Its phrases and elements stand under their
    Chinese labels (`险种`, and each choice as a tick: `险种选项.失业`); codes become words. What
    was not entered is None. A table is the list of its rows, by the labels of its columns; on a
    paper about one row it is that row.
    """
    return party_words(pack, file, day) | case_words(pack, file, day, about, calendar=calendar)


def party_words(pack: Pack, file: CaseFile, day: date) -> dict[str, object]:
    """Return what a pack asks of each party, as `party:<id>`: the same for all papers of a case."""
    told: dict[str, object] = {}
    fields = pack.party_fields()
    for party in file.parties:
        entered = file.party_elements.get(party.id, {})
        of_party: dict[str, object] = {}
        for field in fields:
            of_party |= _element(pack, field, entered.get(field.name, ""), day)
        told[f"party:{party.id}"] = of_party
    return told


def case_words(
    pack: Pack,
    file: CaseFile,
    day: date,
    about: UUID | None = None,
    *,
    calendar: Calendar | None = None,
) -> dict[str, object]:
    """Return what a pack says of the case itself, on the paper about one of its records."""
    told: dict[str, object] = dict(pack.phrases(day))
    for field in pack.fields():
        told |= _element(pack, field, file.elements.get(field.name, ""), day, about)
    told |= _words_for_codes(pack, file, day) | _period(file) | _of_office(pack, file, day)
    told |= procedure_values(pack, file, day, about) | file_values(pack, file, day, about)
    told |= routing_slip_values(file, about)
    told |= exit_values(pack, file, day, about, told)
    told |= late_fee_values(pack, file, day, calendar) | closing_values(pack, file, day, about)
    return told | letter_values(pack, file, about, told)


def _element(
    pack: Pack, field: Field, content: str, day: date, about: UUID | None = None
) -> dict[str, object]:
    """Return one element by its label: text, a day, an amount, or what was chosen."""
    value = value_of_element(field, content) if content else None
    if field.kind is AnswerKind.TABLE:
        return {field.label: _rows(pack, field, value or (), day, about)}
    return _value(pack, field, value, day)


def _value(pack: Pack, field: Field | Column, value: Any, day: date) -> dict[str, object]:
    """Return one answer by its label: text, a day, an amount, or what was chosen."""
    match field.kind:
        case AnswerKind.CHOICE | AnswerKind.CHOICES:
            chosen = value if isinstance(value, tuple) else (value,) if value else ()
            return {field.label: _labels(pack, field, chosen, day)} | _ticks(field, chosen)
        case AnswerKind.AMOUNT if value is not None:
            return {field.label: f"￥{yuan(value)}"}
        case AnswerKind.MONTH if value:
            return {field.label: month_text(value)}
    return {field.label: value}


def _rows(
    pack: Pack, field: Field, rows: Iterable[Mapping[str, Any]], day: date, about: UUID | None
) -> object:
    """Return the rows of a table by the labels of their columns, or the one row it is about."""
    told = [(row[ROW], _row(pack, field.columns, row, day)) for row in rows]
    wanted = [row for name, row in told if about is not None and name == about.hex]
    return wanted[0] if wanted else tuple(row for _name, row in told)


def _row(
    pack: Pack, columns: Iterable[Column], row: Mapping[str, Any], day: date
) -> dict[str, object]:
    """Return one row by the labels of its columns; of a choice also each tick."""
    told: dict[str, object] = {}
    for column in columns:
        told |= _value(pack, column, row[column.name], day)
    return told


def _labels(pack: Pack, field: Field | Column, chosen: Iterable[str], day: date) -> str:
    """Return the words of what was chosen, in one line; types of dispute with their codes."""
    labels = {choice.name: choice.label for choice in field.choices}
    if isinstance(field, Field) and field.multiple_of:
        types = pack.dispute_types(day)
        labels = {one.code: f"{one.code} {one.title}" for one in types}
    return "、".join(labels.get(name, name) for name in chosen)


def _ticks(field: Field | Column, chosen: Iterable[str]) -> dict[str, object]:
    """Return a tick for every choice of a field."""
    names = tuple(chosen)
    return {f"{field.label}选项": {one.label: one.name in names for one in field.choices}}


def _words_for_codes(pack: Pack, file: CaseFile, day: date) -> dict[str, object]:
    """Return the type of the dispute and the channel in words, where the case holds codes."""
    told: dict[str, object] = {}
    for kind in pack.dispute_types(day):
        if kind.code == file.case.dispute_type:
            told["纠纷类型"] = kind.title
    for channel in pack.data.channels:
        if channel.name == file.case.channel:
            told["受理渠道"] = channel.label
    return told


def _of_office(pack: Pack, file: CaseFile, day: date) -> dict[str, object]:
    """Return what an office says of itself: its registration, and the centre it belongs to."""
    settings = pack.settings(day, file.settings)
    registered = str(settings.get("committee_registration") or "").rstrip("。")
    return {
        "备案说明": f"{registered}。" if registered else None,
        "调解中心": settings.get("mediation_centre") or None,
    }


def _period(file: CaseFile) -> dict[str, object]:
    """Return the months that premiums are in dispute for, as one text."""
    months = [file.elements.get(name, "") for name in ("period_from", "period_to")]
    return {"费款所属期": "至".join(map(month_text, months)) if all(months) else None}
