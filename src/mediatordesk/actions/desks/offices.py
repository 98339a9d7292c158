"""What the papers say of the office itself, corrected after the desk was made."""

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import UnknownField
from mediatordesk.core.field_words import typed_names
from mediatordesk.core.records import changed

FIELDS = ("name", "code", "number_prefix", "address", "phone", "director")


def correct_office(desk: Desk, field: str, text: str) -> Change:
    """Correct one field of the office; papers made before stay as they are.

    UnknownField for what is no field of an office, EmptyText for a name or code taken away.
    """
    if field not in FIELDS:
        raise UnknownField(field=field, known=typed_names(FIELDS))
    return desk.commit([changed(desk.office, desk.office.with_text(field, text))])
