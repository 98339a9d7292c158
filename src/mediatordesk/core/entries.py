"""Entries: a record from what a person or a file gave, by the glossary's identifiers."""

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from mediatordesk.core.errors import DeskError
from mediatordesk.core.field_words import typed_name, typed_names
from mediatordesk.core.money import fen_of
from mediatordesk.core.records import Record, tidy
from mediatordesk.core.texts import N_

R = TypeVar("R", bound=Record)
AMOUNTS = frozenset({"amount", "amount_in_dispute"})
"""Fields that are typed in yuan and kept in fen."""


class EntryError(DeskError):
    """Something is wrong with a field, which is named as it is called and as it is typed."""

    def words(self) -> Mapping[str, object]:
        """Return the fields with what people call the one that is wrong."""
        return {**self.fields, "field": typed_name(str(self.fields["field"]))}


class BadEntry(EntryError):
    """Something entered does not fit its field."""

    happened = N_("The field “{field}” cannot be “{text}”.")
    kept = N_("Nothing was saved.")
    to_do = N_("Correct it and try again. Days are written 2025-04-07, amounts in yuan 36500.00.")


class UnknownField(EntryError):
    """A field that this kind of record does not have."""

    happened = N_("There is no field “{field}” here; there are: {known}.")
    kept = N_("Nothing was saved.")
    to_do = N_("Correct its name and try again.")


class FieldMissing(EntryError):
    """A field that must be given was not."""

    happened = N_("The field “{field}” is missing.")
    kept = N_("Nothing was saved.")
    to_do = N_("Enter it and try again.")


def entered(kind: type[R], data: Mapping[str, Any], **given: Any) -> R:
    """Return a record of entered fields and of what the action itself gives.

    Amounts are text in yuan, days ISO text. UnknownField, FieldMissing or BadEntry name a field.
    """
    hints = typing.get_type_hints(kind)
    known = [one.name for one in fields(kind) if one.name not in {"id", "void_reason", *given}]
    for name in data:
        if name not in known:
            raise UnknownField(field=name, known=typed_names(known))
    for one in fields(kind):
        required = one.default is MISSING and one.default_factory is MISSING
        if required and one.name not in {*data, *given}:
            raise FieldMissing(field=one.name)
    return kind(**given, **{name: entry(name, hints[name], data[name]) for name in data})


def entry(name: str, hint: Any, content: Any) -> Any:
    """Return one entered content as its field's type; BadEntry if it does not fit."""
    try:
        return _read(name, _plain(hint), content)
    except (ValueError, TypeError) as error:
        raise BadEntry(field=name, text=content) from error


def _read(name: str, hint: Any, content: Any) -> Any:
    if name in AMOUNTS:
        return fen_of(str(content))
    if typing.get_origin(hint) is tuple:
        return tuple(_text(one) for one in content)
    if hint is UUID:
        return content if isinstance(content, UUID) else UUID(content)
    if hint in {date, datetime}:
        return hint.fromisoformat(content)
    if hint is str:
        return _text(content)
    if issubclass(hint, StrEnum):
        return hint(content)
    if type(content) is not hint:
        raise TypeError(name)
    return content


def _text(content: object) -> str:
    """Return entered text as it is kept; TypeError for what JSON has besides text."""
    if not isinstance(content, str):
        raise TypeError(type(content).__name__)
    return tidy(content)


def _plain(hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        return next(part for part in typing.get_args(hint) if part is not type(None))
    return hint
