"""Commands on packets: export and verify."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.entered_parts import numbered_part
from mediatordesk.actions.signing.handover import export_packet, note_handed_over
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, filled, read_bytes, write_file
from mediatordesk.core.texts import _
from mediatordesk.packets import verify
from mediatordesk.store import find_case, read_case_file


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on packets."""
    packet = commands.add_parser("packet", help=_("packets")).add_subparsers(required=True)
    one = packet.add_parser("export", parents=[shared], help=_("for a court, a notary …"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--for", dest="way", required=True, help=_("for whom"))
    one.add_argument("--receiver", default="", help=_("the court by name"))
    one.add_argument("--agreement", type=int, help=_("which agreement, by its number in the case"))
    one.add_argument("--to", type=Path, required=True, help=_("the folder"))
    one.set_defaults(command=_export)
    one = packet.add_parser("verify", parents=[shared], help=_("is it as it was handed over?"))
    one.add_argument("packet", type=Path, help=_("the file that was handed over"))
    one.set_defaults(command=_verify)


def _export(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    agreement = None
    if given.agreement is not None:
        agreement = numbered_part("--agreement", file.agreements, given.agreement).id
    made = export_packet(desk, file, given.way, receiver=given.receiver, agreement=agreement)
    write_file(given.to, made.data)
    note_handed_over(desk, file, given.way, made)
    data = {
        "file": str(given.to),
        "papers": made.papers,
        "sha256": made.packet.sha256,
        "without": made.without,
    }
    lacking = tuple(_("It does without: {paper}").format(paper=one) for one in made.without)
    return Answer(data, (str(given.to), *made.papers, *lacking))


def _verify(given: Given) -> Answer:
    report = verify(read_bytes(given.packet))
    findings = [{"code": one.code, "file": one.file, "why": one.why} for one in report.findings]
    words = tuple(one.why for one in report.findings) or (
        _("The packet is exactly as it was made."),
    )
    return Answer({"ok": report.ok, "findings": findings}, words, 0 if report.ok else 1)
