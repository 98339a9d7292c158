"""Commands on the files of a case: add, list, save, void, check."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.people import named_party
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.file_upkeep import OLD, Leftovers, sweep_leftovers
from mediatordesk.actions.files.files import add_files
from mediatordesk.actions.files.saved_files import (
    find_attachment,
    prove_files,
    save_file,
    short_id,
    void_file,
    voided_files,
)
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import Given, filled
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.file_names import shown_name
from mediatordesk.core.papers import Attachment
from mediatordesk.core.texts import _
from mediatordesk.store import find_case, read_case_file

KILOBYTE, MEGABYTE = 1_000, 1_000_000


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on files."""
    file = commands.add_parser("file", help=_("files of a case")).add_subparsers(required=True)
    one = file.add_parser("add", parents=[shared], help=_("keep files in a case"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("files", nargs="+", type=Path, help=_("pictures, PDF, Word, sound …"))
    one.add_argument(
        "--as", dest="kind", required=True, help=_("what they are: identity, evidence …")
    )
    one.add_argument("--party", help=_("whose they are, by name"))
    evidence = _("keep photos byte for byte beside the smaller copies")
    one.add_argument("--evidence", action="store_true", help=evidence)
    position = _("keep the place where a photo was taken in its copy")
    one.add_argument("--keep-position", action="store_true", help=position)
    one.set_defaults(command=_add)
    one = file.add_parser("list", parents=[shared], help=_("what is kept"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument(
        "--voided", action="store_true", help=_("also those that were voided, and why")
    )
    one.set_defaults(command=_list)
    one = file.add_parser("save", parents=[shared], help=_("write a file into a folder"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("file", type=filled, help=_("its name, or the letters before it in the list"))
    one.add_argument("--to", metavar="DIR", type=Path, required=True, help=_("the folder"))
    one.add_argument("--original", action="store_true", help=_("as it was handed in"))
    one.add_argument("--force", action="store_true", help=_("overwrite another file"))
    one.set_defaults(command=_save)
    one = file.add_parser("void", parents=[shared], help=_("it does not count any more"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("file", type=filled, help=_("its name, or the letters before it in the list"))
    one.add_argument("--reason", required=True, help=_("why, in a few words"))
    one.set_defaults(command=_void)
    one = file.add_parser("check", parents=[shared], help=_("prove every byte"))
    one.add_argument("case", nargs="?", type=filled, help=_("its number or id; else all cases"))
    one.set_defaults(command=_check)


def _add(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    party = named_party(file, given.party) if given.party else None
    added = add_files(
        desk,
        file,
        given.files,
        given.kind,
        party,
        evidence=given.evidence,
        keep_position=given.keep_position,
    )
    data = {
        "case": file.case.id,
        "changes": [added.change.seq],
        "files": [_data(file, one) for one in added.attachments],
        "warnings": added.warnings,
    }
    return Answer(data, (*added.warnings, _("Saved.")))


def _list(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    voided = voided_files(desk, file.case.id) if given.voided else ()
    words = file_lines(desk, file, (*file.attachments, *voided))
    data = [_data(file, one) for one in file.attachments]
    data += [_data(file, one) | {"void_reason": one.void_reason} for one in voided]
    return Answer(data, words or (_("The case has no files."),))


def file_lines(desk: Desk, file: CaseFile, attachments: tuple[Attachment, ...]) -> tuple[str, ...]:
    """Return files of a case as lines for people."""
    pack = desk.packs.usable.get(file.case.pack)  # while it is broken, files are named all the same
    kinds = pack.data.attachment_kinds if pack else ()
    labels = {one.name: one.label for one in kinds}
    return tuple(_line(file, one, labels.get(one.kind, one.kind)) for one in attachments)


def _line(file: CaseFile, one: Attachment, label: str) -> str:
    """Return a file as one line: how it is named in commands, what it is called, and whose."""
    mark = _("evidence") if one.evidence else ""
    void = _("voided: {reason}").format(reason=one.void_reason) if one.void_reason else ""
    party, size = _party_name(file, one), _size(one.size)
    words = (short_id(one), shown_name(one.name), label, party, size, mark, void)
    return "  ".join(word for word in words if word)


def _size(size: int) -> str:
    """Return how large a file is, in the unit in which the number says something."""
    if size < MEGABYTE:
        return f"{-(-size // KILOBYTE)} KB"
    return f"{size / MEGABYTE:.1f} MB"


def _data(file: CaseFile, one: Attachment) -> dict[str, Any]:
    return {
        "file": one.id,
        "name": shown_name(one.name),
        "kind": one.kind,
        "party": _party_name(file, one),
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.sha256,
        "original_sha256": one.original_sha256,
        "original_size": one.original_size,
        "evidence": one.evidence,
        "added_on": one.added_on,
    }


def _party_name(file: CaseFile, one: Attachment) -> str:
    return next((party.name for party in file.parties if party.id == one.party_id), "")


def _save(given: Given) -> Answer:
    desk, attachment = _named(given)
    path = save_file(desk, attachment, given.to, original=given.original, force=given.force)
    return Answer({"file": attachment.id, "path": str(path)}, (str(path),))


def _void(given: Given) -> Answer:
    desk, attachment = _named(given)
    return changed_answer(void_file(desk, attachment, given.reason))


def _named(given: Given) -> tuple[Desk, Attachment]:
    """Return the open desk and the file of the case that is named, be it a voided one."""
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    return desk, find_attachment(file, given.file, voided_files(desk, file.case.id))


def _check(given: Given) -> Answer:
    """Decrypt and prove every file, and take away what lies there for no row since a month."""
    desk = given.desk()
    case = find_case(desk.store, given.case).id if given.case else None
    findings = prove_files(desk, case)
    left = sweep_leftovers(desk.store, desk.blobs)
    words = (*(findings or (_("All files are as they were put in."),)), *leftover_words(left))
    data = {"ok": not findings, "findings": findings, "leftovers": left}
    return Answer(data, words, 1 if findings else 0)


def leftover_words(left: Leftovers) -> tuple[str, ...]:
    """Return what is said of parts that a program left over which was ended in the middle."""
    if not left.count:
        return ()
    words = _(
        "{count} parts of files whose adding was broken off were found ({megabytes} MB); {removed} "
        "of them were old and were removed."
    )
    megabytes = f"{left.size / MEGABYTE:.1f}"
    said = words.format(count=left.count, megabytes=megabytes, removed=left.removed)
    waiting = _("What is left does no harm: a check removes it by itself once it is {days} days "
                "old.")  # fmt: skip
    return (said, *([waiting.format(days=OLD)] if left.removed < left.count else []))
