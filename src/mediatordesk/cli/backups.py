"""Commands on backups and on the desk's state: backup, restore, check, and the last number."""

import argparse
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from mediatordesk.actions.backups.backup_drills import Drill, drill
from mediatordesk.actions.backups.backup_places import (
    backup_places,
    due_backup,
    last_verified,
    only_here,
    others_words,
    remove_backup_place,
)
from mediatordesk.actions.backups.backups import BackedUp, back_up
from mediatordesk.actions.backups.restoring import Restored, restore
from mediatordesk.actions.cases.numbering import last_number, numbering_of
from mediatordesk.actions.desks.desk import Desk, check_desk
from mediatordesk.actions.desks.file_owners import named_files
from mediatordesk.actions.desks.file_upkeep import sweep_leftovers
from mediatordesk.actions.sending.exchange import unsent_changes
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, moment, read_text
from mediatordesk.cli.files import leftover_words
from mediatordesk.core.changes import CHINA
from mediatordesk.core.epochs import EPOCH_WORDS
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_, _
from mediatordesk.store import NotSaved

NUMBER_TOLD = "cli/number-told"
"""Under this name the desk remembers on which day it last asked for the last number."""


class NoPlace(DeskError):
    """No place for backups was named, and none is remembered."""

    happened = N_("No backup was made: it is not known where to.")
    kept = N_("Nothing was changed.")
    to_do = N_("Name a folder on another disk or stick: mediatordesk desk backup DEST")


def register(desk: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands to those of the desk."""
    one = desk.add_parser("backup", parents=[shared], help=_("to another disk or stick"))
    one.add_argument(
        "dest",
        type=Path,
        nargs="?",
        metavar="DEST",
        help=_("a folder there; else the one used before"),
    )
    how = one.add_mutually_exclusive_group()
    how.add_argument("--verify", action="store_true", help=_("only try the newest backup there"))
    how.add_argument("--if-due", action="store_true", help=_("only if a backup is due"))
    how.add_argument("--forget", action="store_true", help=_("make no more backups there"))
    one.set_defaults(command=_backup)
    one = desk.add_parser("restore", parents=[shared], help=_("from a backup, into a new folder"))
    one.add_argument("source", type=Path, metavar="SRC", help=_("the folder of the backups"))
    one.add_argument("dest", type=Path, metavar="DEST", help=_("a new folder for the desk"))
    one.add_argument(
        "--at",
        type=_until,
        metavar="2025-05-01T18:00",
        help=_("the last one made up to this time, or by the end of this day"),
    )
    one.add_argument("--recovery", metavar="F", type=Path, help=_("words of the recovery sheet"))
    one.set_defaults(command=_restore)
    one = desk.add_parser(
        "check", parents=[shared], help=_("is all in order, and saved elsewhere?")
    )
    one.set_defaults(command=_check)


def _until(text: str) -> datetime:
    """Read a time up to which a backup was made; of a day alone, its last second is meant."""
    until = moment(text)
    is_day = len(text) <= len("2025-05-01")
    return until.replace(hour=23, minute=59, second=59) if is_day else until


def _backup(given: Given) -> Answer:
    desk = given.desk()
    places = [given.dest] if given.dest else [one.folder for one in backup_places(desk)]
    if not places:
        raise NoPlace
    if given.forget:
        remove_backup_place(desk, places[0])
        words = _("No more backups are made in {place}; those there stay.")
        return Answer({"ok": True, "places": _places(desk)}, (words.format(place=places[0]),))
    if given.if_due and not due_backup(desk):
        return Answer({"ok": True, "due": False}, (_("No backup is due."),))
    if given.verify:
        return _tried(desk, drill(desk, places[0]))
    return _made(desk, back_up(desk, places[0], None if given.json else _show_progress))


def _made(desk: Desk, made: BackedUp) -> Answer:
    """Return the answer to a backup that was made."""
    problems = [*made.missing, *(made.drill.problems if made.drill else ())]
    words = [
        _("Backed up and read again: {changes} changes and {files} files, in {file}.").format(
            changes=made.changes, files=made.files, file=made.path
        )
    ]
    if made.missing:
        missing = _("{count} parts of files are missing or damaged on this computer: {names}")
        names = _some(named_files(desk.store, made.missing))
        words.append(missing.format(count=len(made.missing), names=names))
    if made.drill:
        words.append(_drill_words(desk, made.drill))
    words += filter(None, [others_words(made.others)])
    if made.same_disk:
        words.append(_("It lies on the same disk as the desk: if the disk fails, both are lost."))
    data = {
        "ok": not problems,
        "changes": made.changes,
        "files": made.files,
        "path": str(made.path),
        "missing": made.missing,
        "removed": made.removed,
        "others": made.others,
        "same_disk": made.same_disk,
        "verified_at": made.verified_at,
        "tried": made.drill is not None,
        "findings": problems,
        "only_here": only_here(desk),
    }
    return Answer(data, tuple(words), 1 if problems else 0)


def _tried(desk: Desk, tried: Drill) -> Answer:
    """Return the answer to a trial of a backup."""
    data = {
        "ok": tried.ok,
        "changes": desk.store.head().seq,
        "files": tried.blobs,
        "findings": tried.problems,
        "name": tried.name,
    }
    return Answer(data, (_drill_words(desk, tried),), 0 if tried.ok else 1)


def _drill_words(desk: Desk, tried: Drill) -> str:
    """Return what a trial has shown."""
    if tried.ok and tried.missing:
        words = _("The backup {name} was tried: what it holds is whole, {count} files were opened. "
                  "{missing} parts of files are not in it.")  # fmt: skip
        return words.format(name=tried.name, count=tried.blobs, missing=tried.missing)
    if tried.ok:
        words = _("The backup {name} was tried: all of it is whole, {count} files were opened.")
        return words.format(name=tried.name, count=tried.blobs)
    words = _("The backup {name} is damaged: {names}. Make another one now, on another disk.")
    return words.format(name=tried.name, names=_some(named_files(desk.store, tried.problems)))


def _restore(given: Given) -> Answer:
    words = read_text(given.recovery) if given.recovery else ""
    done = restore(
        given.source,
        given.dest,
        given.new_passphrase() if words else given.passphrase(),
        places=given.places,
        clock=given.clock,
        at=given.at.replace(tzinfo=CHINA) if given.at else None,
        recovery=words,
    )
    given.opened.append(done.desk)
    wanted = bool(numbering_of(done.desk).unanswered)
    data = {
        "ok": not done.missing,
        "changes": done.changes,
        "files": done.files,
        "desk": str(given.dest),
        "made_at": done.made_at,
        "missing": done.missing,
        "last_number_wanted": wanted,
        "later_before": done.later_before,
    }
    return Answer(data, tuple(_restored_words(done, given.dest)), 1 if done.missing else 0)


def _restored_words(done: Restored, dest: Path) -> list[str]:
    """Return what a person is told of a restoration."""
    made = f"{done.made_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    lines = [_("Restored into {folder}, as it was at {made}.").format(folder=dest, made=made)]
    if done.later_before:
        doubt = _("This backup was made after the one of {time}: the clock was wrong at one of "
                  "them. Look whether it is the right one; --at chooses another.")  # fmt: skip
        lines.append(doubt.format(time=f"{done.later_before.astimezone(CHINA):%Y-%m-%d %H:%M}"))
    if done.missing:
        missing = _("{count} parts of files are missing or damaged in the backup: {names}")
        names = _some(named_files(done.desk.store, done.missing))
        lines.append(missing.format(count=len(done.missing), names=names))
    lines.append(
        _("Whoever was erased after {made} is in it again: erase them once more.").format(made=made)
    )
    lines.append(_("The old desk was not touched. Work in one of them only."))
    return lines


def _check(given: Given) -> Answer:
    desk = given.desk()
    findings, verified = check_desk(desk), last_verified(desk)
    here, unsent = only_here(desk), unsent_changes(desk)
    wanted = bool(numbering_of(desk).unanswered)
    words = [*findings, *_ways_out(findings)] or [_("Everything is whole.")]
    words += [_asked_number(desk)] if wanted and not given.json else []
    words.append(_("{count} changes are only on this computer.").format(count=here))
    words.append(_("{count} changes are not confirmed by the centre.").format(count=unsent))
    words.append(_backup_words(verified, given.clock.now()))
    left = sweep_leftovers(desk.store, desk.blobs)
    words += leftover_words(left)
    if not desk.tides.are_kept:
        words.append(_("This account cannot keep a tide mark: a file that was set back would "
                       "not be noticed."))  # fmt: skip
    data = {
        "ok": not findings,
        "findings": findings,
        "only_here": here,
        "unsent_changes": unsent,
        "last_verified_backup": verified,
        "backup_age_days": (given.clock.now() - verified).days if verified else None,
        "last_number_wanted": wanted,
        "mark_kept": desk.tides.are_kept,
        "leftovers": left,
    }
    return Answer(data, tuple(words), 1 if findings else 0)


def _ways_out(findings: tuple[str, ...]) -> list[str]:
    """Return what to do about damage."""
    if not findings:
        return []
    return [_("Restore the newest backup into a new folder: mediatordesk desk restore SRC DEST")]


def _backup_words(verified: datetime | None, now: datetime) -> str:
    """Return how old the newest backup is that was tried."""
    if verified is None:
        return _("There is no backup that was tried: mediatordesk desk backup DEST")
    words = _("The last verified backup is of {time}, {days} days ago.")
    time = f"{verified.astimezone(CHINA):%Y-%m-%d %H:%M}"
    return words.format(time=time, days=max(0, (now - verified).days))


def notices(desk: Desk, *, to_people: bool) -> tuple[str, ...]:
    """Return what must be known of a desk: only read, set back, copied or restored.

    That a number is wanted is said to people only, and once a day; scripts ask `desk check`.
    """
    words = [desk.only_reads] if desk.only_reads else []
    words += [_(EPOCH_WORDS[desk.epoch.reason])] if desk.epoch else []
    if to_people and numbering_of(desk).unanswered:
        told = desk.store.recall(NUMBER_TOLD) == _today_here(desk)
        words += [] if told else [_asked_number(desk)]
    return tuple(words)


def _asked_number(desk: Desk) -> str:
    """Return the question for the last number; it is remembered that it was asked today."""
    with suppress(NotSaved):  # else it is asked again
        desk.store.remember(NUMBER_TOLD, _today_here(desk))
    return _number_words(desk)


def _today_here(desk: Desk) -> bytes:
    """Return the day, and the epoch: a restored desk asks anew."""
    return f"{desk.store.head().replica.hex()} {desk.clock.today()}".encode()


def _number_words(desk: Desk) -> str:
    """Return what to do until it is known which number was the last."""
    today = desk.clock.today()
    words = _("Cases get provisional marks: numbers may have been given that are not in this file. "
              "Look at the newest numbered paper of {year} and type its number: mediatordesk desk "
              "set last-number {year}/… The highest known here is {known}.")  # fmt: skip
    known = last_number(desk, today.year)
    return words.format(year=today.year, known=known)


def _places(desk: Desk) -> list[str]:
    return [str(one.folder) for one in backup_places(desk)]


def _some(names: tuple[str, ...]) -> str:
    """Return the first of some names."""
    more = " …" if len(names) > 5 else ""
    return "、".join(names[:5]) + more


def _show_progress(done: int, total: int) -> None:
    """Show progress on a screen; nothing in a script."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        print(f"\r{done}/{total}", end=end, file=sys.stderr, flush=True)  # noqa: T201
