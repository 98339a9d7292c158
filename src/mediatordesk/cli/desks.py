"""Commands on the desk itself: new, set, check, unlock, its recovery sheet."""

import argparse
import shutil
from pathlib import Path
from typing import Any

from mediatordesk.actions.backups.recovery import (
    RecoveryState,
    check_sheet_place,
    print_sheet_anew,
    recovery_sheet,
    unlock_with_sheet,
)
from mediatordesk.actions.cases.numbering import say_last_number
from mediatordesk.actions.desks.desk import NewDesk, new_desk
from mediatordesk.actions.desks.office_settings import ShownSetting, set_setting, shown_settings
from mediatordesk.actions.desks.offices import correct_office
from mediatordesk.cli import backups
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import (
    Given,
    UnwritableFile,
    filled,
    place_code,
    read_text,
    require_no_file,
    write_file,
)
from mediatordesk.cli.operators import weakness
from mediatordesk.core.entries import FieldMissing, UnknownField
from mediatordesk.core.errors import DeskError
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.papers import Blob
from mediatordesk.core.texts import N_, _


class NoSheet(DeskError):
    """The recovery sheet of a new desk cannot be written."""

    happened = N_("The recovery sheet {file} could not be written: {reason}.")
    kept = N_("No desk was made: it would have had no recovery sheet.")
    to_do = N_("Choose another place for the sheet, and try again.")


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on the desk."""
    desk = commands.add_parser("desk", help=_("the desk itself")).add_subparsers(required=True)
    one = desk.add_parser("new", parents=[shared], help=_("set up a desk"))
    one.add_argument(
        "--office-code",
        type=place_code,
        required=True,
        help=_("6, 9 or 12 digits: county, town or village"),
    )
    one.add_argument(
        "--office-name", type=filled, required=True, help=_("the committee's full name")
    )
    one.add_argument("--operator", type=filled, required=True, help=_("who works at it"))
    one.add_argument("--number-prefix", default="", help=_("what numbers of cases begin with"))
    one.add_argument("--address", default="", help=_("of the office"))
    one.add_argument("--phone", default="", help=_("of the office"))
    one.add_argument("--director", default="", help=_("of the committee"))
    one.add_argument("--post", default="", help=_("the post, as on papers"))
    sheet = _("where to write the recovery sheet, to be printed")
    one.add_argument("--recovery-sheet", metavar="FILE", type=Path, help=sheet)
    one.add_argument("--force", action="store_true", help=_("overwrite a file of that name"))
    one.set_defaults(command=_new)
    one = desk.add_parser("set", parents=[shared], help=_("correct what is said of the office"))
    one.add_argument("field", help=_("phone, address, director … or last-number, or setting"))
    one.add_argument("value", help=_("what is to stand there; or the name of a setting"))
    one.add_argument("setting_value", metavar="VALUE", nargs="?", help=_("of the setting"))
    one.add_argument("--reason", default="", help=_("of a setting: who laid it down, and where"))
    one.set_defaults(command=_set)
    one = desk.add_parser(
        "settings", parents=[shared], help=_("what the office sets itself, and what is still open")
    )
    one.add_argument("name", nargs="?", default="", help=_("only this one"))
    one.set_defaults(command=_settings)
    one = desk.add_parser(
        "unlock", parents=[shared], help=_("open it again when the passphrase is lost")
    )
    one.add_argument(
        "--recovery", metavar="F", type=Path, required=True, help=_("words of the recovery sheet")
    )
    one.set_defaults(command=_unlock)
    one = desk.add_parser("recovery-sheet", parents=[shared], help=_("a new recovery sheet"))
    one.add_argument("file", type=Path, help=_("the new file"))
    one.add_argument("--force", action="store_true", help=_("overwrite a file of that name"))
    one.set_defaults(command=_sheet)
    backups.register(desk, shared)


def _new(given: Given) -> Answer:
    sheet = given.recovery_sheet
    if sheet:
        check_sheet_place(sheet, given.home)
        require_no_file(sheet, force=given.force)
    office = Office(
        code=given.office_code,
        name=given.office_name,
        number_prefix=given.number_prefix,
        address=given.address,
        phone=given.phone,
        director=given.director,
    )
    operator = Operator(name=given.operator, post=given.post)
    passphrase = given.new_passphrase()
    made = new_desk(
        given.home,
        office,
        operator,
        passphrase,
        places=given.places,
        clock=given.clock,
    )
    words = [_("The desk was made in {folder}.").format(folder=given.home)]
    if sheet:
        _write_sheet(sheet, made)
        words.append(
            _("Print {sheet}, and keep the paper away from the computer.").format(sheet=sheet)
        )
    else:
        words.append(_("Without a recovery sheet nobody can open it if the passphrase is lost."))
    words.extend(weakness(passphrase))
    data = {"desk": str(given.home), "device": made.desk.device.id.hex(), "office": office.id}
    return Answer(data, tuple(words))


def _write_sheet(sheet: Path, made: NewDesk) -> None:
    """Write the recovery sheet; a desk whose only sheet is lost is unmade again (NoSheet)."""
    try:
        write_file(sheet, recovery_sheet(made), private=True)
    except UnwritableFile as error:
        made.desk.close()
        shutil.rmtree(made.desk.folder)
        raise NoSheet(**error.fields) from error


def _set(given: Given) -> Answer:
    if given.field == "setting":
        return _set_setting(given)
    if given.setting_value is not None:
        raise UnknownField(field=given.setting_value, known="setting NAME VALUE")
    if given.field == "last-number":
        return changed_answer(say_last_number(given.desk(), given.value))
    return changed_answer(correct_office(given.desk(), given.field, given.value))


def _set_setting(given: Given) -> Answer:
    """Lay down a setting of the office, and say what stands there now."""
    if given.setting_value is None:
        raise FieldMissing(field=given.value)
    desk = given.desk()
    change = set_setting(desk, given.value, given.setting_value, given.reason)
    [shown] = [one for one in shown_settings(desk) if one.name == given.value]
    answer = changed_answer(change)
    return Answer({**answer.data, "setting": shown}, (_setting_line(shown),))


def _settings(given: Given) -> Answer:
    desk = given.desk()
    shown = shown_settings(desk)
    if given.name:
        known = _(", ").join(one.name for one in shown)
        shown = tuple(one for one in shown if one.name == given.name)
        if not shown:
            raise UnknownField(field=given.name, known=known)
    return Answer(shown, tuple(map(_setting_line, shown)))


def _setting_line(one: ShownSetting) -> str:
    """Return a setting as a line: its words, what stands there, and whether it is still open."""
    state = _("local rule, to be checked") if one.is_open else one.reason
    return "\t".join(filter(None, (one.label, one.name, one.words, state)))


def _unlock(given: Given) -> Answer:
    words, passphrase = read_text(given.recovery), given.new_passphrase()
    desk = unlock_with_sheet(
        given.home,
        words,
        passphrase,
        places=given.places,
        clock=given.clock,
        operator=given.clerk_id(),
    )
    done = _("The desk opens with the new passphrase of {name}.").format(name=desk.operator.name)
    data = {"ok": True, "changes": desk.store.head().seq, "files": len(desk.store.all(Blob))}
    return Answer(data, (done, *weakness(passphrase)))


def _sheet(given: Given) -> Answer:
    check_sheet_place(given.file, given.home)
    require_no_file(given.file, force=given.force)
    state = print_sheet_anew(given.desk(), lambda pdf: write_file(given.file, pdf, private=True))
    words = {
        RecoveryState.SHEET: (
            _("Print {sheet}, and keep the paper away from the computer."),
            _("The sheet printed before does not open this desk any more; keep it only for the "
              "backups that were made before now."),
        ),
        RecoveryState.COUNTY: (_("{sheet} says whom to ask; there is no key on it."),),
    }  # fmt: skip
    data = {"file": str(given.file), "recovery": state.value}
    return Answer(data, tuple(one.format(sheet=given.file) for one in words[state]))
