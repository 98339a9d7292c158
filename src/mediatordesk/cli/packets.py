"""Commands on packets: export, verify, list and receipt."""

import argparse
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.entered_parts import numbered_part
from mediatordesk.actions.handover.exports import export_packet
from mediatordesk.actions.handover.handovers import note_handed_over, note_receipt
from mediatordesk.actions.handover.packet_checks import Checked, check_packet
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import Given, asked, day, filled, read_bytes, read_text, write_file
from mediatordesk.cli.handover_lines import grouped, handover_lines
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.handovers import Handover
from mediatordesk.core.texts import _
from mediatordesk.keys.identities import Recipient, encrypt_to
from mediatordesk.packets.receiver.verify import SIGNATURE
from mediatordesk.signing import Signer, open_pkcs12
from mediatordesk.store import find_case, read_case_file

AGE_ENDING = ".age"
AGE_KEY = "age1"
"""How a receiver's key begins, in an argument or on a line of a file."""


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on packets."""
    packet = commands.add_parser("packet", help=_("packets")).add_subparsers(required=True)
    _register_export(packet, shared)
    one = packet.add_parser("verify", parents=[shared], help=_("is it as it was handed over?"))
    one.add_argument("packet", type=Path, help=_("the file that was handed over"))
    one.add_argument("--expect", default="", help=_("the number on its printed sheet"))
    one.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="CERTIFICATE",
        help=_("whose certificates count"),
    )
    one.set_defaults(command=_verify)
    one = packet.add_parser("list", parents=[shared], help=_("what was handed over, and receipts"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.set_defaults(command=_list)
    one = packet.add_parser("receipt", parents=[shared], help=_("the receiver has confirmed it"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--number", type=int, help=_("which packet, as “list” shows them"))
    one.add_argument("--by", required=True, type=filled, help=_("who received it"))
    one.add_argument("--on", required=True, type=day, help=_("on which day: 2025-06-01"))
    one.add_argument("--means", default="", help=_("in person, by post, electronically"))
    one.add_argument("--scan", type=Path, help=_("the scanned receipt"))
    one.set_defaults(command=_receipt)


def _register_export(packet: Any, shared: argparse.ArgumentParser) -> None:
    one = packet.add_parser("export", parents=[shared], help=_("for a court, a notary …"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--for", dest="way", required=True, help=_("for whom"))
    one.add_argument("--receiver", default="", help=_("the court by name"))
    one.add_argument("--agreement", type=int, help=_("which agreement, by its number in the case"))
    one.add_argument("--to", type=Path, required=True, help=_("the ZIP file to write"))
    one.add_argument(
        "--certificate", type=Path, help=_("a certificate with its key (PKCS 12) to sign with")
    )
    one.add_argument(
        "--certificate-passphrase-file",
        type=Path,
        help=_("its first line opens the certificate"),
    )
    one.add_argument(
        "--encrypt-to",
        action="append",
        default=[],
        metavar="age1…|FILE",
        help=_("only the owner of this age key can open it"),
    )
    one.set_defaults(command=_export)


def _export(given: Given) -> Answer:
    desk = given.desk()
    desk.store.require_writable()  # what leaves the desk is noted, or it does not leave
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    recipients = [key for text in given.encrypt_to for key in _recipients(text)]
    agreement = None
    if given.agreement is not None:
        agreement = numbered_part("--agreement", file.agreements, given.agreement).id
    made = export_packet(
        desk,
        file,
        given.way,
        receiver=given.receiver,
        agreement=agreement,
        signer=_signer(given, desk.clock.now()),
    )
    path, data = given.to, made.data
    if recipients:
        path, data = _with_age_ending(path), encrypt_to(recipients, data)
    write_file(path, data)
    note_handed_over(desk, read_case_file(desk.store, file.case.id), given.way, made)
    answer = {
        "file": str(path),
        "papers": made.papers,
        "files": made.files,
        "sha256": made.packet.sha256,
        "receiver": made.receiver,
        "encrypted": bool(recipients),
        "without": made.without,
    }
    lacking = tuple(_("It does without: {paper}").format(paper=one) for one in made.without)
    number = _("Number on its sheet: {number}").format(number=grouped(made.packet.sha256))
    return Answer(answer, (str(path), *made.files, *lacking, number))


def _recipients(text: str) -> Iterable[Recipient]:
    """Yield the age keys that an argument is, or that stand in the file it names. BadKey."""
    if text.startswith(AGE_KEY):
        return [Recipient(text.strip())]
    lines = (line.strip() for line in read_text(Path(text)).splitlines())
    keys = [line for line in lines if line and not line.startswith("#")]
    return [Recipient(key) for key in keys or [""]]


def _with_age_ending(path: Path) -> Path:
    return path if path.suffix == AGE_ENDING else path.with_name(path.name + AGE_ENDING)


def _signer(given: Given, now: datetime) -> Signer | None:
    """Return who signs the packet's list, if a certificate was given."""
    if given.certificate is None:
        return None
    words = given.certificate_passphrase_file
    passphrase = (
        read_text(words).partition("\n")[0].rstrip("\r")
        if words
        else asked(_("Passphrase of the certificate: "))
    )
    return open_pkcs12(read_bytes(given.certificate), passphrase, at=now)


def _verify(given: Given) -> Answer:
    data = read_bytes(given.packet)
    checked = check_packet(
        data,
        expected=given.expect,
        trust=[read_bytes(path) for path in given.trust],
        at=given.clock.now(),
        desk=given.desk() if given.arguments.desk else None,
    )
    report, handed = checked.report, checked.handed
    findings = [{"code": one.code, "file": one.file, "why": one.why} for one in report.findings]
    findings += _signature_findings(checked)
    answer = {
        "ok": checked.ok,
        "findings": findings,
        "sha256": report.sha256,
        "files": report.files,
        "handed_over": _handed_data(handed) if handed else None,
        "signature": checked.signature.words if checked.signature else None,
    }
    words = [one["why"] for one in findings] or [_("The packet is exactly as it was made.")]
    return Answer(answer, (*words, *_more_words(checked)), 0 if checked.ok else 1)


def _signature_findings(checked: Checked) -> list[dict[str, str]]:
    if checked.signature is None or checked.signature_holds:
        return []
    return [{"code": "signature", "file": SIGNATURE, "why": checked.signature.words}]


def _more_words(checked: Checked) -> Iterable[str]:
    """Yield the packet's number to compare with the sheet, to whom it went, and who signed."""
    if checked.report.sha256:
        number = grouped(checked.report.sha256)
        yield _("Number on its sheet: {number}").format(number=number)
    if checked.handed:
        words = _("This desk handed it over to {receiver} on {day}.")
        handed = checked.handed
        yield words.format(receiver=handed.receiver, day=handed.made_at.date())
    if checked.signature and checked.signature_holds:
        yield checked.signature.words


def _list(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    data = [
        {"number": number, **_handed_data(one), "answers": _answers_to(file, one)}
        for number, one in enumerate(file.handovers, 1)
    ]
    return Answer(data, handover_lines(file) or (_("Nothing was handed over yet."),))


def _handed_data(handed: Handover) -> dict[str, Any]:
    return {
        "way": handed.way,
        "receiver": handed.receiver,
        "made_at": handed.made_at,
        "sha256": handed.sha256,
        "files": handed.files,
        "means": handed.means,
        "received_by": handed.received_by,
        "received_on": handed.received_on,
    }


def _answers_to(file: CaseFile, handed: Handover) -> list[dict[str, Any]]:
    return [
        {"outcome": one.outcome, "number": one.number, "decided_on": one.decided_on}
        for one in file.answers
        if one.handover_id == handed.id
    ]


def _receipt(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    change = note_receipt(
        desk,
        file,
        given.number or ("" if len(file.handovers) > 1 else 1),
        by=given.by,
        on=given.on,
        means=given.means,
        scan=given.scan,
    )
    if change is None:
        return Answer({"change": None}, (_("It was noted before; nothing was changed."),))
    return changed_answer(change)
