"""What papers print of a case's pack: its words of law, its elements, the types of dispute."""

from collections.abc import Iterable
from datetime import date

from mediatordesk.actions.papers.late_fee_values import late_fee_values, month_text
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.money import yuan
from mediatordesk.forms.elements import value_of_element
from mediatordesk.forms.packs import Pack
from mediatordesk.forms.questions import Field, Kind


def pack_values(pack: Pack, file: CaseFile, day: date) -> dict[str, object]:
    """Return what a pack adds to the values of every paper: goes into `extra` of `paper_values`.

    Its phrases and elements stand under their Chinese labels (`险种`, and each choice as a tick:
    `险种选项.失业`); codes become words. What was not entered is None.
    """
    told: dict[str, object] = dict(pack.phrases(day))
    for field in pack.fields():
        told |= _element(pack, field, file.elements.get(field.name, ""), day)
    told |= _words_for_codes(pack, file, day) | _period(file)
    return told | late_fee_values(pack, file, day)


def _element(pack: Pack, field: Field, content: str, day: date) -> dict[str, object]:
    """Return one element by its label: text, a day, an amount, or what was chosen."""
    value = value_of_element(field, content) if content else None
    match field.kind:
        case Kind.CHOICE | Kind.CHOICES:
            chosen = value if isinstance(value, tuple) else (value,) if value else ()
            return {field.label: _labels(pack, field, chosen, day)} | _ticks(field, chosen)
        case Kind.AMOUNT if value is not None:
            return {field.label: f"￥{yuan(value)}"}
        case Kind.MONTH if content:
            return {field.label: month_text(content)}
        case Kind.TABLE:
            return {}
    return {field.label: value}


def _labels(pack: Pack, field: Field, chosen: Iterable[str], day: date) -> str:
    """Return the words of what was chosen, in one line; types of dispute with their codes."""
    labels = {choice.name: choice.label for choice in field.choices}
    if field.multiple_of:
        types = pack.dispute_types(day)
        labels = {one.code: f"{one.code} {one.title}" for one in types}
    return "、".join(labels.get(name, name) for name in chosen)


def _ticks(field: Field, chosen: Iterable[str]) -> dict[str, object]:
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


def _period(file: CaseFile) -> dict[str, object]:
    """Return the months that premiums are in dispute for, as one text."""
    months = [file.elements.get(name, "") for name in ("period_from", "period_to")]
    return {"费款所属期": "至".join(map(month_text, months)) if all(months) else None}
