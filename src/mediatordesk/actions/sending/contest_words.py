"""The words for a contested field: which record, which field, and what each value says."""

import json
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.sending.contested import Place
from mediatordesk.core.cases import Case
from mediatordesk.core.changes import Value
from mediatordesk.core.entries import AMOUNTS
from mediatordesk.core.field_words import entry_word
from mediatordesk.core.money import yuan
from mediatordesk.core.offices import Operator
from mediatordesk.core.parties import Party
from mediatordesk.core.record_words import shown_value, table_word
from mediatordesk.core.texts import _
from mediatordesk.store.register import Register

_NAMES = ("name", "title")
"""Fields that say what a record is called."""


def field_called(desk: Desk, place: Place) -> str:
    """Return which field of which record it is: Party 王小明 · Telephone."""
    record = table_word(place.table)
    if place.table != "case" and (called := _called(desk, place)):
        record = f"{record} {called}"
    return f"{record} · {entry_word(place.column)}"


def value_said(desk: Desk, place: Place, value: Value) -> str:
    """Return what a value says to people; a word for one that says nothing."""
    if place.column in AMOUNTS and isinstance(value, int):
        return _("{amount} yuan").format(amount=yuan(value))
    if isinstance(value, bytes):
        return _named(desk, value) or _("another record")
    if isinstance(value, str) and (items := _items(value)):
        return _(", ").join(items)
    return shown_value(value) or _("empty")


def _called(desk: Desk, place: Place) -> str:
    """Return what a record is called, unless that is what is contested."""
    kind = Register.current().by_name[place.table].kind
    for record in desk.store.where(kind, "id = ?", (place.row.bytes,)):
        names = [str(getattr(record, name, "")) for name in _NAMES if name != place.column]
        return next(filter(None, names), "")
    return ""


def _named(desk: Desk, name: bytes) -> str:
    """Return the name of the person whom a field names by their record."""
    operators = desk.store.where(Operator, "id = ?", (name,))
    parties = desk.store.where(Party, "id = ?", (name,))
    names = [*(one.name for one in operators), *(one.name for one in parties)]
    return names[0] if names else ""


def _items(text: str) -> list[str]:
    """Return the items of a list as a cell holds it; nothing if it is no list of texts."""
    try:
        content = json.loads(text) if text.startswith("[") else []
    except ValueError:
        return []
    return [one for one in content if isinstance(one, str)]


def short_name(place: Place) -> str:
    """Return the name by which a contested field is typed: party/3f2a91bc/phone."""
    return f"{place.table}/{place.row.hex[:8]}/{place.column}"


def case_called(desk: Desk, case: UUID | None) -> str:
    """Return the title of a case; nothing for a field that belongs to none."""
    found = desk.store.where(Case, "id = ?", (case.bytes,)) if case else ()
    return found[0].title if found else ""
