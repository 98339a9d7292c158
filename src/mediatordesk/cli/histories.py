"""Commands of the centre on what has gone apart: held work, losses, the copy, a new epoch."""

import argparse
from contextlib import closing
from pathlib import Path
from typing import Any

from mediatordesk.centre.answers import begin_epoch_anew
from mediatordesk.centre.archive_checks import ArchiveCheck, check_archive
from mediatordesk.centre.copies import copy_centre
from mediatordesk.centre.held import HeldWork, admit, held_work
from mediatordesk.centre.inbox import Centre
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, common
from mediatordesk.core.texts import _
from mediatordesk.sync.mailbox.addresses import mailbox_at


def register(centre: Any, shared: argparse.ArgumentParser) -> None:
    """Add these commands to those of the centre."""
    one = centre.add_parser("held", parents=[shared], help=_("work of revoked devices"))
    _folder(one)
    one.set_defaults(command=_held)
    more = one.add_subparsers().add_parser(
        "admit", parents=[common(nested=True)], help=_("take held work over after all")
    )
    more.add_argument("name", help=_("its name, as “centre held” shows it"))
    more.set_defaults(command=_admit)
    one = centre.add_parser(
        "copy", parents=[shared], help=_("copy all bundles elsewhere, and prove the copy")
    )
    _folder(one)
    one.add_argument("mailbox", metavar="DEST", help=_("a folder or address in another house"))
    one.add_argument("--again", action="store_true", help=_("prove all of the copy once more"))
    one.set_defaults(command=_copy)
    one = centre.add_parser(
        "check", parents=[shared], help=_("look whether the archive holds every bundle, whole")
    )
    _folder(one)
    one.set_defaults(command=_check)
    one = centre.add_parser(
        "new-epoch", parents=[shared], help=_("this centre was restored from a backup")
    )
    _folder(one)
    one.set_defaults(command=_new_epoch)


def _folder(one: argparse.ArgumentParser) -> None:
    one.add_argument("--centre", type=Path, required=True, help=_("the centre's folder"))


def _held(given: Given) -> Answer:
    found = held_work(Centre.open(given.centre, clock=given.clock))
    lines = tuple(map(_line, found)) or (_("Nothing is held."),)
    return Answer([_item(one) for one in found], lines)


def _item(one: HeldWork) -> dict[str, object]:
    """Return held work as data."""
    return {
        "name": one.name,
        "office": one.office,
        "device": one.device,
        "replica": one.replica.hex(),
        "first": one.first,
        "last": one.last,
        "made": one.made.isoformat(),
    }


def _line(one: HeldWork) -> str:
    """Return held work in words."""
    words = _("{office}, computer {device}, changes {first}–{last}, made {made}:\n  {name}")
    return words.format(
        office=one.office, device=one.device, first=one.first, last=one.last,
        made=f"{one.made:%Y-%m-%d %H:%M}", name=one.name,
    )  # fmt: skip


def _admit(given: Given) -> Answer:
    done = admit(Centre.open(given.centre, clock=given.clock), given.name)
    words = _("Admitted: {changes} changes taken over, {aside} set aside.")
    data = {"name": done.name, "applied": done.changes, "quarantined": done.quarantined}
    return Answer(data, (words.format(changes=done.changes, aside=done.quarantined),))


def _copy(given: Given) -> Answer:
    centre = Centre.open(given.centre, clock=given.clock)
    with closing(mailbox_at(given.mailbox)) as mailbox:
        done = copy_centre(centre, mailbox, anew=given.again)
    data = {
        "new": done.new,
        "proved": done.proved,
        "damaged": list(done.damaged),
        "waiting": list(done.waiting),
    }
    lines = [
        _("{new} bundles copied; {proved} lie there, read back and compared.").format(
            new=done.new, proved=done.proved
        )
    ]
    if done.damaged:
        words = _("{count} bundles did not come back as they were written: do not trust the place.")
        lines.append(words.format(count=len(done.damaged)))
    if done.waiting:
        words = _("{count} bundles are safe only when the files that they name have arrived.")
        lines.append(words.format(count=len(done.waiting)))
    lines.append(_("The keys are not in it: centre.key belongs in the safe."))
    return Answer(data, tuple(lines), 1 if done.damaged else 0)


def _check(given: Given) -> Answer:
    with closing(Centre.open(given.centre, clock=given.clock)) as centre:
        checks = check_archive(centre)
    data = [
        {
            "office": one.code,
            "name": one.name,
            "whole": one.whole,
            "missing": list(one.missing),
            "damaged": list(one.damaged),
        }
        for one in checks
    ]
    lines = tuple(line for one in checks for line in _check_lines(one))
    return Answer(data, lines, 0 if all(one.is_whole for one in checks) else 1)


def _check_lines(one: ArchiveCheck) -> tuple[str, ...]:
    """Return what was found of an office's bundles in words."""
    said = _("{name}: {count} bundles are whole.").format(name=one.name, count=one.whole)
    if one.is_whole:
        return (said,)
    words = _(
        "{name}: {missing} bundles are missing and {damaged} are damaged. "
        "The laptops of the office are asked for them; let the centre receive as usual."
    )
    told = words.format(name=one.name, missing=len(one.missing), damaged=len(one.damaged))
    return (said, told, *(f"  {name}" for name in (*one.missing, *one.damaged)))


def _new_epoch(given: Given) -> Answer:
    centre = Centre.open(given.centre, clock=given.clock)
    now, register = int(given.clock.now().timestamp() * 1000), centre.register
    for office in register.offices:
        with centre.ledger(office, register) as ledger:
            begin_epoch_anew(ledger, now)
    words = _("Every laptop now sends again what is not here. Let the centre receive as usual.")
    return Answer({"offices": len(register.offices)}, (words,))
