"""The SQL by which records are read and written, made once for each set of columns.

Names of tables and columns come from the register; values are bound.
"""

import functools

from mediatordesk.store.register import Table


@functools.cache
def selection(table: Table, columns: tuple[str, ...]) -> str:
    """Return the question for a row's place, dots, case and some columns, by its id."""
    case = "case_id" if "case_id" in table.columns else "NULL"
    return f'SELECT {", ".join(("rowid", "dots", case, *columns))} FROM "{table.name}" WHERE id = ?'


@functools.cache
def insertion(table: Table, columns: tuple[str, ...]) -> str:
    """Return the statement that makes a row: the values of the columns, the dots, the id."""
    names, marks = ", ".join((*columns, "dots", "id")), ", ".join("?" * (len(columns) + 2))
    return f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'


@functools.cache
def update(table: Table, columns: tuple[str, ...]) -> str:
    """Return the statement that writes the values of columns and the dots into a row by place."""
    settings = ", ".join(f"{name} = ?" for name in (*columns, "dots"))
    return f'UPDATE "{table.name}" SET {settings} WHERE rowid = ?'
