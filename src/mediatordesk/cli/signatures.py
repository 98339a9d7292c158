"""Commands on signing: who must, who has, the seal, and what signatures are worth."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.papers.papers import newest_paper
from mediatordesk.actions.signing.signing import missing_on, places_on, seal_paper, sign_paper
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, asked, filled, read_bytes, read_text, write_file
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import _
from mediatordesk.signing import open_pkcs12, verify
from mediatordesk.store import find_case, read_case_file


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on signing."""
    sign = commands.add_parser("sign", help=_("signing")).add_subparsers(required=True)
    for name, command, words in (
        ("list", _list, _("who has signed a paper")),
        ("add", _add, _("somebody signs a paper")),
        ("seal", _seal, _("close a paper with a certificate")),
    ):
        one = sign.add_parser(name, parents=[shared], help=words)
        one.add_argument("case", type=filled, help=_("its number or id"))
        one.add_argument("paper", help=_("its code, as D05"))
        one.add_argument("--about", default="", help=_("for whom or what, where there are several"))
        one.set_defaults(command=command)
        if name == "add":
            one.add_argument("--who", required=True, help=_("the name of who signs"))
            one.add_argument(
                "--image", type=Path, required=True, help=_("the picture of the signature")
            )
            one.add_argument("--fingerprint", type=Path, help=_("the picture of a fingerprint"))
        if name == "seal":
            one.add_argument(
                "--certificate",
                type=Path,
                required=True,
                help=_("a certificate with its key (PKCS 12)"),
            )
            one.add_argument(
                "--certificate-passphrase-file",
                type=Path,
                help=_("its first line opens the certificate"),
            )
            one.add_argument("--to", type=Path, help=_("where to write a copy"))
    one = sign.add_parser(
        "verify", parents=[shared], help=_("what the signatures of a PDF are worth")
    )
    one.add_argument("pdf", type=Path, help=_("the PDF"))
    one.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="CERTIFICATE",
        help=_("whose certificates count"),
    )
    one.set_defaults(command=_verify)


def _paper(given: Given) -> tuple[Desk, CaseFile, Paper]:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    return desk, file, newest_paper(desk, file, given.paper, given.about)


def _state(desk: Desk, file: CaseFile, paper: Paper) -> dict[str, Any]:
    agreement = next((one for one in file.agreements if one.id == paper.about), None)
    return {
        "paper": paper.id,
        "places": [
            {
                "role": one.role,
                "name": one.name,
                "for": one.stands_for,
                "required": one.required,
                "lacks_seal": one.lacks_seal,
                "signed_on": one.signature.signed_on if one.signature else None,
            }
            for one in places_on(desk, file, paper)
        ],
        "missing": missing_on(desk, file, paper),
        "effective_date": agreement.effective_on if agreement else None,
    }


def _list(given: Given) -> Answer:
    desk, file, paper = _paper(given)
    state = _state(desk, file, paper)
    return Answer(state, (_("Still missing: {names}").format(names="、".join(state["missing"])),))


def _add(given: Given) -> Answer:
    desk, file, paper = _paper(given)
    fingerprint = read_bytes(given.fingerprint) if given.fingerprint else None
    image = read_bytes(given.image)
    sign_paper(desk, file, paper, given.who, image=image, fingerprint=fingerprint)
    file = read_case_file(desk.store, file.case.id)
    state = _state(desk, file, paper)
    return Answer(state, (_("Still missing: {names}").format(names="、".join(state["missing"])),))


def _seal(given: Given) -> Answer:
    desk, file, paper = _paper(given)
    words = given.certificate_passphrase_file
    passphrase = (
        read_text(words).partition("\n")[0].rstrip("\r")
        if words
        else asked(_("Passphrase of the certificate: "))
    )
    signer = open_pkcs12(read_bytes(given.certificate), passphrase, at=desk.clock.now())
    sealed = seal_paper(desk, file, paper, signer)
    files = [str(write_file(given.to, sealed))] if given.to else []
    state = _state(desk, read_case_file(desk.store, file.case.id), paper)
    return Answer(state | {"files": files, "bottom_line": verify(sealed).bottom_line}, tuple(files))


def _verify(given: Given) -> Answer:
    trust = [read_bytes(path) for path in given.trust]
    report = verify(read_bytes(given.pdf), trust=trust, at=given.clock.now())
    data = {
        "bottom_line": report.bottom_line,
        "intact": report.intact,
        "words": report.words,
        "signatures": [
            {
                "signer": one.signer.name,
                "at": one.at,
                "intact": one.intact,
                "trusted": one.trusted,
                "words": one.words,
            }
            for one in report.signatures
        ],
    }
    return Answer(data, (report.words,), 0 if report.intact else 1)
