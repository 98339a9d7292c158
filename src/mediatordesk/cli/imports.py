"""Commands on rosters' files: case import, case sample, case export, the ledger of cases."""

import argparse
from contextlib import suppress
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.intake import DEFAULT_PACK
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.tables.exports import export_case, sample
from mediatordesk.actions.tables.imports import ImportPlan, apply_import, plan_import, read_table
from mediatordesk.actions.tables.row_errors import write_row_errors
from mediatordesk.cli.answers import Answer, some_lines
from mediatordesk.cli.arguments import (
    Given,
    filled,
    read_bytes,
    read_json,
    require_ending,
    write_new_file,
)
from mediatordesk.cli.case_findings import finding_data, finding_line
from mediatordesk.cli.packs import known_packs
from mediatordesk.core.cases import Case
from mediatordesk.core.texts import _
from mediatordesk.forms.sheets.sheet import MAX_FILE, Sheet, SheetTooLarge
from mediatordesk.store import find_case

CASES = "cases"
"""The roster in which each row is a case of its own."""


def add_commands(case: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands to those on cases."""
    one = case.add_parser("import", parents=[shared], help=_("cases or people from a table"))
    one.add_argument("file", metavar="FILE.xlsx|csv", type=Path, help=_("the table"))
    one.add_argument("--pack", default="", help=_("which pack of forms"))
    one.add_argument("--as", dest="roster", default=CASES, help=_("creditors, buyers, workers …"))
    one.add_argument("--into", metavar="CASE", type=filled, help=_("an existing case"))
    one.add_argument(
        "--with", dest="entry", metavar="FILE.json", help=_("the intake of the new mass case")
    )
    one.add_argument("--apply", action="store_true", help=_("save it; else nothing is saved"))
    one.set_defaults(command=_import)
    one = case.add_parser("sample", parents=[shared], help=_("an empty table to fill in"))
    one.add_argument(
        "--as",
        dest="roster",
        default=CASES,
        help=_("which list: cases, creditors, buyers, workers …"),
    )
    one.add_argument("--pack", default="", help=_("which pack of forms"))
    one.add_argument(
        "--to", metavar="FILE.xlsx|csv", type=Path, required=True, help=_("the new file")
    )
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_sample)
    one = case.add_parser("export", parents=[shared], help=_("the people of a case as a table"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument(
        "--as", dest="roster", required=True, help=_("which list: creditors, buyers, workers …")
    )
    one.add_argument(
        "--to", metavar="FILE.xlsx|csv", type=Path, required=True, help=_("the new file")
    )
    one.add_argument("--force", action="store_true", help=_("overwrite a file that is there"))
    one.set_defaults(command=_export)


def plan_answer(
    plan: ImportPlan, path: Path, *, applied: bool, changes: int = 0, where: tuple[str, ...] = ()
) -> Answer:
    """Return what an import did or would do; 1 where rows are bad, and their file is written.

    `where` says in which cases people find the rows.
    """
    errors = write_row_errors(plan, path) if plan.bad else None
    data = {
        "rows": plan.rows,
        "bad": [{"row": one.row, "column": one.column, "why": one.why} for one in plan.bad],
        "added": plan.added if applied else 0,
        "would_add": plan.added,
        "case": plan.case.id if plan.case and applied else None,
        "applied": applied,
        "changes": changes,
        "warnings": [finding_data(one) for one in plan.warnings],
        "notes": plan.notes,
        "errors": str(errors) if errors else None,
    }
    if plan.case and not plan.new_cases:
        data["case"] = plan.case.id
    warnings = some_lines([finding_line(one) for one in plan.warnings])
    words = (*plan.notes, *warnings, *_outcome(plan, errors, data), *where)
    return Answer(data, words, 1 if plan.bad else 0)


def table_in(path: Path) -> Sheet:
    """Return a table's cells; SheetTooLarge before a file is read that no roster can be.

    UnreadableFile, or what `read_table` raises.
    """
    with suppress(OSError):  # reading says what is wrong
        if path.stat().st_size > MAX_FILE:
            reason = _("more than {n} MB").format(n=MAX_FILE >> 20)
            raise SheetTooLarge(file=path.name, reason=reason)
    return read_table(read_bytes(path), path.name)


def _outcome(plan: ImportPlan, errors: Path | None, data: dict[str, Any]) -> list[str]:
    """Return in words what became of the rows."""
    if plan.bad:
        said = _("row {row}, {column}: {why}")
        shown = some_lines(
            [said.format(row=one.row, column=one.column, why=one.why) for one in plan.bad]
        )
        shown.append(_("Nothing was saved: these cells cannot be used."))
        shown += [_("They are in {file}, with reasons.").format(file=errors)] if errors else []
        return shown
    if not data["applied"]:
        words = _("{rows} rows can be taken over. Nothing was saved yet: add --apply.")
        return [words.format(rows=plan.rows)]
    words = _("{rows} rows were taken over, in {changes} changes of the log.")
    return [words.format(rows=plan.rows, changes=data["changes"])]


def _import(given: Given) -> Answer:
    sheet = table_in(given.file)
    desk = given.desk()
    into = find_case(desk.store, given.into) if given.into else None
    entry = read_json(given.entry) if given.entry else None
    plan = plan_import(desk, sheet, given.roster, pack_name=given.pack, into=into, entry=entry)
    changes = apply_import(desk, plan) if given.apply and not plan.bad else ()
    where = _where(desk, plan) if changes else ()
    return plan_answer(plan, given.file, applied=bool(changes), changes=len(changes), where=where)


def _where(desk: Desk, plan: ImportPlan) -> tuple[str, ...]:
    """Return in words under which numbers the rows are found now."""
    ids = [one.case.id for one in plan.new_cases] or ([plan.case.id] if plan.case else [])
    numbers = [one.number or one.mark for one in (desk.store.get(Case, name) for name in ids)]
    if len(numbers) > 1:
        words = _("They are the cases {first} to {last}.")
        return (words.format(first=numbers[0], last=numbers[-1]),)
    return tuple(_("They are in the case {number}.").format(number=one) for one in numbers)


def _sample(given: Given) -> Answer:
    as_csv = require_ending(given.to, ".xlsx", ".csv") == ".csv"
    pack = known_packs(given).pack(given.pack or DEFAULT_PACK)
    data = sample(pack, given.roster, given.clock.today(), as_csv=as_csv)
    write_new_file(given.to, data, force=given.force)
    return Answer({"file": str(given.to)}, (str(given.to),))


def _export(given: Given) -> Answer:
    as_csv = require_ending(given.to, ".xlsx", ".csv") == ".csv"
    desk = given.desk()
    case = find_case(desk.store, given.case)
    exported = export_case(desk, case, given.roster, as_csv=as_csv)
    write_new_file(given.to, exported.data, force=given.force)
    nobody = () if exported.rows else (_("The case has nobody of this list: the table is empty."),)
    return Answer({"file": str(given.to), "rows": exported.rows}, (str(given.to), *nobody))
