"""Checks of packs and of the Word templates that a clerk has edited."""

from pathlib import Path

from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.vocabulary import known_fields
from mediatordesk.core.errors import DeskError
from mediatordesk.documents import Finding, Fonts, check_template
from mediatordesk.forms import Packs
from mediatordesk.forms.pack_findings import PackFinding, check_pack

BROKEN = "broken_template"
UNKNOWN = "template"
LEVELS = {"error": "B", "hint": "W"}
"""How a finding in a template weighs, in the words of a pack's other findings."""


def check_pack_template(
    places: Places, pack: str, data: bytes, fonts: Fonts
) -> tuple[Finding, ...]:
    """Return what is wrong with a Word template for a pack: fields, features, fonts."""
    return check_template(data, known_fields(Packs.read(places.forms).pack(pack)), fonts)


def check_folder(folder: Path) -> tuple[PackFinding, ...]:
    """Return what is wrong with a pack's folder: its data, and each of its Word templates."""
    findings = list(check_pack(folder))
    packs = Packs.read(folder.parent)
    if folder.name not in packs.names():
        return tuple(findings)
    fields = known_fields(packs.pack(folder.name))
    for path in sorted((folder / "templates").glob("*.docx")):
        findings += _template_findings(path, fields)
    return tuple(findings)


def _template_findings(path: Path, fields: frozenset[str]) -> list[PackFinding]:
    name = f"templates/{path.name}"
    try:
        found = check_template(path.read_bytes(), fields)
    except DeskError as error:
        return [PackFinding(BROKEN, "B", name, "", error.lines()[0])]
    return [PackFinding(UNKNOWN, LEVELS[one.level], name, one.place, one.why) for one in found]
