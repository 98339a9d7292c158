"""The log of the signing as machines read it (签署日志.json): who, when, in what way, of what text.

It says that somebody signed and how, and never holds what they signed with: no strokes, no
pictures, no fingerprints (个人信息保护法 28, 29).
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.handover.signed_papers import closed_sha256
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.ceremonies import CeremonyNote
from mediatordesk.core.papers import Paper, Signature
from mediatordesk.core.records import value_of
from mediatordesk.signing import verify

FORMAT = "mediatordesk-signing-log/1"


def signing_record(
    desk: Desk, file: CaseFile, papers: Sequence[Paper], names: Mapping[Paper, str]
) -> bytes:
    """Return the log of these papers as JSON; `names` says under which name each is handed over."""
    told = {
        "format": FORMAT,
        "case": file.case.number or file.case.mark,
        "organisation": file.case.committee or file.office.name,
        "papers": [_paper(desk, file, one, names.get(one, "")) for one in papers],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _paper(desk: Desk, file: CaseFile, paper: Paper, name: str) -> dict[str, Any]:
    """Return one paper: its text by hash, what happened around it, and how it was closed."""
    scan = file.scan_of(paper.id)
    return {
        "kind": paper.kind,
        "title": paper.title,
        "number": paper.number,
        "version": paper.version,
        "pages": paper.pages,
        "made_on": value_of(paper.made_on),
        "file": name,
        "text_sha256": paper.pdf_sha256,
        "signed_sha256": closed_sha256(file, paper),
        "ceremony": [_note(file, one) for one in file.ceremony_of(paper.id)],
        "signatures": [_signature(file, one) for one in file.signatures_on(paper.id)],
        "scan": None
        if scan is None or file.sealed_sha256(paper)
        else {"sha256": scan.sha256, "pages": scan.pages, "filed_on": value_of(scan.filed_on)},
        "seals": _seals(desk, file, paper),
    }


def _note(file: CaseFile, note: CeremonyNote) -> dict[str, Any]:
    return {
        "step": note.step.value,
        "at": note.happened_at.isoformat(timespec="minutes"),
        "person": note.person or _name(file, note),
        "remark": note.remark,
    }


def _signature(file: CaseFile, given: Signature) -> dict[str, Any]:
    return {
        "role": given.role.value,
        "name": given.name,
        "party": _name(file, given),
        "signed_on": value_of(given.signed_on),
        "signed_at": given.signed_at.isoformat(timespec="minutes") if given.signed_at else None,
        "way": given.way.value,
        "device": given.device,
    }


def _seals(desk: Desk, file: CaseFile, paper: Paper) -> list[dict[str, Any]]:
    """Return whose certificates closed a paper, and when by their own clock."""
    sealed = file.sealed_sha256(paper)
    if not sealed:
        return []
    report = verify(bytes_of(desk, paper.case_id, sealed))
    return [
        {
            "signer": one.signer.name,
            "at": one.at.isoformat(timespec="seconds") if one.at else None,
            "intact": one.intact,
        }
        for one in report.signatures
    ]


def _name(file: CaseFile, of: CeremonyNote | Signature) -> str:
    return next((one.name for one in file.parties if one.id == of.party_id), "")
