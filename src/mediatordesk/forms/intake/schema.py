"""The JSON Schema of a pack's intake file: what a county office needs to fill one by program."""

from typing import Any

from mediatordesk.core.answers import AnswerKind
from mediatordesk.forms.definitions.intake_models import IntakeEntry
from mediatordesk.forms.definitions.questions import Choice, Column, Field
from mediatordesk.forms.packs.packs import Pack

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_AMOUNT = {"type": "string", "pattern": r"^[\d,]{1,20}(\.\d{1,2})?$"}
_KINDS: dict[AnswerKind, dict[str, Any]] = {
    AnswerKind.DAY: {"type": "string", "format": "date"},
    AnswerKind.MONTH: {"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"},
    AnswerKind.AMOUNT: _AMOUNT,
    AnswerKind.NUMBER: {"type": "integer", "minimum": 0},
    AnswerKind.RATE: {"type": "string", "pattern": r"^\d{0,3}(\.\d{1,4})?$"},
    AnswerKind.YES_NO: {"type": "boolean"},
}


def intake_schema(pack: Pack) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a pack's intake file, with the pack's own elements.

    Titles are the Chinese labels of the forms; choices are listed with their labels.
    """
    schema = IntakeEntry.model_json_schema()
    schema["$schema"] = DIALECT
    schema["title"] = pack.title
    properties = schema["properties"]
    properties["pack"] = {"const": pack.name, "title": properties["pack"]["title"]}
    types = {kind.code: kind.title for kind in pack.data.dispute_types if kind.group != "premium"}
    properties["dispute_type"] = _chosen(
        "纠纷类型", [Choice(name=c, label=t) for c, t in types.items()]
    )
    properties["elements"] = _elements(pack, pack.fields(), "要素")
    party = schema["$defs"]["PartyEntry"]["properties"]
    if pack.data.roles:
        roles = [Choice(name=one.name, label=one.label) for one in pack.data.roles]
        party["role"] = _chosen(party["role"]["title"], roles)
    if pack.party_fields():
        party["elements"] = _elements(pack, pack.party_fields(), "当事人要素")
    if any(field.required and not field.when for field in pack.fields()):
        schema["required"] = [*schema["required"], "elements"]
    return schema


def _elements(pack: Pack, fields: tuple[Field, ...], title: str) -> dict[str, Any]:
    """Return the schema of the pack's own fields, of a case or of a party."""
    required = [field.name for field in fields if field.required and not field.when]
    schema: dict[str, Any] = {
        "type": "object",
        "title": title,
        "additionalProperties": False,
        "properties": {field.name: _field(pack, field) for field in fields},
    }
    return schema | ({"required": required} if required else {})


def _field(pack: Pack, field: Field) -> dict[str, Any]:
    """Return the schema of one field."""
    match field.kind:
        case AnswerKind.CHOICE:
            schema = _chosen(field.label, _choices(pack, field))
        case AnswerKind.CHOICES:
            items = _chosen("", _choices(pack, field))
            schema = {"type": "array", "title": field.label, "items": items}
        case AnswerKind.TABLE:
            schema = {"type": "array", "title": field.label, "items": _row(field)}
        case _:
            schema = _plain(field) | _limits(field)
    return schema | ({"description": field.help} if field.help else {})


def _choices(pack: Pack, field: Field) -> list[Choice]:
    """Return the choices of a field; those of a group of dispute types are the types' codes."""
    of_group = [
        Choice(name=kind.code, label=kind.title)
        for kind in pack.data.dispute_types
        if field.multiple_of and kind.group == field.multiple_of
    ]
    return [*field.choices, *of_group]


def _chosen(title: str, choices: list[Choice]) -> dict[str, Any]:
    """Return the schema of a choice."""
    listed = [{"const": one.name, "title": one.label} for one in choices]
    return {"oneOf": listed} | ({"title": title} if title else {})


def _row(field: Field) -> dict[str, Any]:
    """Return the schema of a table's row."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {column.name: _column(column) for column in field.columns},
        "required": [column.name for column in field.columns if column.required],
    }


def _column(column: Column) -> dict[str, Any]:
    """Return the schema of one column."""
    if column.kind is AnswerKind.CHOICES:
        items = _chosen("", list(column.choices))
        return {"type": "array", "title": column.label, "items": items}
    if column.choices:
        return _chosen(column.label, list(column.choices))
    return _plain(column)


def _plain(field: Field | Column) -> dict[str, Any]:
    """Return the schema of a plain answer."""
    return {"title": field.label} | _KINDS.get(field.kind, {"type": "string"})


def _limits(field: Field) -> dict[str, Any]:
    """Return what limits a question sets to its answer, as far as a schema can say it."""
    limits: dict[str, Any] = {"pattern": f"^(?:{field.pattern})$"} if field.pattern else {}
    if field.kind is AnswerKind.NUMBER:
        bounds = {"minimum": field.minimum, "maximum": field.maximum}
        limits |= {name: bound for name, bound in bounds.items() if bound is not None}
    return limits
