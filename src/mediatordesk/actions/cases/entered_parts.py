"""Parts of what was entered for a step: one of several by its number, rows, names, texts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from mediatordesk.core.entries import BadEntry, FieldMissing

T = TypeVar("T")
Data = Mapping[str, Any]


def numbered_part(field: str, several: Sequence[T], number: object) -> T:
    """Return one of several by its number, counted from 1; BadEntry if there is none such."""
    try:
        place = int(str(number))
    except ValueError as error:
        raise BadEntry(field=field, text=number) from error
    if not 1 <= place <= len(several):
        raise BadEntry(field=field, text=number)
    return several[place - 1]


def rows_of(data: Data, field: str) -> Iterator[Data]:
    """Yield the rows of a list such as clauses; BadEntry if it is none, or a row is no object."""
    rows = data.get(field, ())
    if not isinstance(rows, list | tuple):
        raise BadEntry(field=field, text=rows)
    for row in rows:
        if not isinstance(row, Mapping):
            raise BadEntry(field=field, text=row)
        yield row


def names_of(data: Data, field: str) -> tuple[str, ...]:
    """Return the names in a field; one name may stand alone. BadEntry for anything else."""
    names = data.get(field, ())
    several = [names] if isinstance(names, str) else names
    if not isinstance(several, list | tuple) or not all(isinstance(one, str) for one in several):
        raise BadEntry(field=field, text=names)
    return tuple(several)


def required(data: Data, field: str) -> Any:
    """Return what was entered for a field; FieldMissing if nothing was."""
    if field not in data:
        raise FieldMissing(field=field)
    return data[field]
