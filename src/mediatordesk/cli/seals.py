"""Commands on seals: close a paper with a certificate, and say what the signatures are worth."""

import argparse
from pathlib import Path
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.signing.sealing import SealedPaper, add_timestamp, seal_paper
from mediatordesk.actions.signing.timestamp_authorities import NoAuthorityNamed, office_authority
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, asked, read_bytes, read_text, write_file
from mediatordesk.cli.signed_papers import add_paper_arguments, paper_of, signing_state
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper
from mediatordesk.core.texts import _
from mediatordesk.signing import (
    SignatureReport,
    Signer,
    Timestamp,
    TimestampAuthority,
    open_pkcs12,
    open_token,
    verify,
)
from mediatordesk.store import read_case_file


def register_seals(sign: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on seals to those on signing."""
    one = sign.add_parser("seal", parents=[shared], help=_("close a paper with a certificate"))
    add_paper_arguments(one)
    _add_certificate(one)
    one.add_argument(
        "--timestamp", metavar="URL", help=_("the timestamp authority to ask (RFC 3161)")
    )
    one.add_argument("--to", type=Path, help=_("where to write a copy"))
    one.set_defaults(command=_seal)
    one = sign.add_parser(
        "timestamp", parents=[shared], help=_("add a timestamp to a sealed paper")
    )
    add_paper_arguments(one)
    one.add_argument("--timestamp", metavar="URL", help=_("the timestamp authority to ask"))
    _add_trust(one)
    one.add_argument("--to", type=Path, help=_("where to write a copy"))
    one.set_defaults(command=_timestamp)
    one = sign.add_parser(
        "verify", parents=[shared], help=_("what the signatures of a PDF are worth")
    )
    one.add_argument("pdf", type=Path, help=_("the PDF"))
    _add_trust(one)
    one.set_defaults(command=_verify)


def _add_certificate(command: argparse.ArgumentParser) -> None:
    """Let a command name a certificate with its key: in a file, or on a token."""
    kept = command.add_mutually_exclusive_group(required=True)
    kept.add_argument("--certificate", type=Path, help=_("a certificate with its key (PKCS 12)"))
    kept.add_argument(
        "--token", type=Path, metavar="DRIVER", help=_("the driver of a token (PKCS 11)")
    )
    command.add_argument(
        "--certificate-passphrase-file",
        type=Path,
        help=_("its first line opens the certificate"),
    )
    command.add_argument("--token-label", default="", help=_("what the token is called"))
    command.add_argument(
        "--token-name", default="", help=_("whose certificate, where a token holds several")
    )
    command.add_argument("--pin-file", type=Path, help=_("its first line is the token's PIN"))


def _add_trust(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--trust",
        type=Path,
        action="append",
        default=[],
        metavar="CERTIFICATE",
        help=_("whose certificates count"),
    )


def _seal(given: Given) -> Answer:
    desk, file, paper = paper_of(given)
    authority = _authority(given, desk)
    signer = _signer(given, desk)
    sealed = seal_paper(desk, file, paper, signer, authority)
    return _sealed_answer(given, desk, file, paper, sealed)


def _timestamp(given: Given) -> Answer:
    desk, file, paper = paper_of(given)
    trust = [read_bytes(path) for path in given.trust]
    authority = _authority(given, desk)
    if authority is None:
        raise NoAuthorityNamed
    grown = add_timestamp(desk, file, paper, authority, trust)
    return _sealed_answer(given, desk, file, paper, SealedPaper(grown))


def _authority(given: Given, desk: Desk) -> TimestampAuthority | None:
    """Return the timestamp authority that is named, or the office's own."""
    return TimestampAuthority(given.timestamp) if given.timestamp else office_authority(desk)


def _signer(given: Given, desk: Desk) -> Signer:
    """Return who seals: by a certificate file and its passphrase, or a token and its PIN."""
    now = desk.clock.now()
    if given.token:
        pin = _secret(given.pin_file, _("PIN of the token: "))
        return open_token(given.token, given.token_label, pin, at=now, whose=given.token_name)
    data = read_bytes(given.certificate)
    question = _("Passphrase of the certificate: ")
    return open_pkcs12(data, _secret(given.certificate_passphrase_file, question), at=now)


def _secret(file: Path | None, question: str) -> str:
    """Return the first line of a file, or what is typed without being shown."""
    return read_text(file).partition("\n")[0].rstrip("\r") if file else asked(question)


def _sealed_answer(
    given: Given, desk: Desk, file: CaseFile, paper: Paper, sealed: SealedPaper
) -> Answer:
    """Tell how a sealed paper stands now, and why it has no timestamp if it should have one."""
    files = [str(write_file(given.to, sealed.pdf))] if given.to else []
    state = signing_state(desk, read_case_file(desk.store, file.case.id), paper)
    report = verify(sealed.pdf, at=desk.clock.now())
    said = [*files, *(one.verdict for one in report.signatures)]
    if sealed.lacking:
        lacks = _("{why} The paper is sealed without a timestamp; add it with “sign timestamp”.")
        said.append(lacks.format(why=sealed.lacking.lines()[0]))
    data = state | _report_data(report) | {"files": files}
    data["no_timestamp"] = sealed.lacking.lines()[0] if sealed.lacking else None
    return Answer(data, tuple(said))


def _verify(given: Given) -> Answer:
    trust = [read_bytes(path) for path in given.trust]
    report = verify(read_bytes(given.pdf), trust=trust, at=given.clock.now())
    return Answer(_report_data(report), (report.words,), 0 if report.intact else 1)


def _report_data(report: SignatureReport) -> dict[str, Any]:
    """Return what signatures are worth, as the commands tell it."""
    return {
        "bottom_line": report.bottom_line,
        "intact": report.intact,
        "words": report.words,
        "signatures": [
            {
                "signer": one.signer.name,
                "at": one.at,
                "intact": one.intact,
                "trusted": one.trusted,
                "trusted_by": one.trusted_by,
                "level": one.level,
                "timestamp": _timestamp_data(one.timestamp) if one.timestamp else None,
                "words": one.words,
            }
            for one in report.signatures
        ],
        "timestamps": [_timestamp_data(one) for one in report.timestamps],
    }


def _timestamp_data(one: Timestamp) -> dict[str, Any]:
    return {
        "at": one.at,
        "authority": one.authority.name,
        "intact": one.intact,
        "trusted": one.trusted,
    }
