"""Checks of packs and of the Word templates that a clerk has edited."""

from collections.abc import Iterator
from pathlib import Path

from mediatordesk.actions.cases.steps import own_steps
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.vocabulary import known_fields
from mediatordesk.core.errors import DeskError
from mediatordesk.documents import Finding, Fonts, check_template
from mediatordesk.forms import Pack, Packs
from mediatordesk.forms.packs.pack_findings import PackFinding, check_pack

BROKEN = "P09"
"""A template that cannot be opened, as among a pack's other findings."""
TEMPLATE = "P15"
"""Something in a template that will not come out on paper: a field that nobody has."""
STEP = "P10"
LEVELS = {"error": "B", "hint": "W"}
"""How a finding in a template weighs, in the words of a pack's other findings."""
_OPEN_IN_WORD = "~$"
"""How the names of the files begin that Word keeps beside an open document."""


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
    findings += _steps_of_the_desk(packs.pack(folder.name))
    fields = _fields_for(packs, folder.name)
    for path in sorted((folder / "templates").glob("*.docx")):
        if not path.name.startswith(_OPEN_IN_WORD):
            findings += _template_findings(path, fields)
    return tuple(findings)


def _fields_for(packs: Packs, name: str) -> frozenset[str]:
    """Return the fields that a pack's templates may use.

    A base is never used alone: its templates may use what every pack that rests on it has.
    """
    if name in packs.offered():
        return known_fields(packs.pack(name))
    resting = [
        known_fields(packs.pack(one))
        for one in packs.offered()
        if any(data.name == name for data in packs.pack(one).line)
    ]
    return frozenset.intersection(*resting) if resting else known_fields(packs.pack(name))


def _steps_of_the_desk(pack: Pack) -> Iterator[PackFinding]:
    """Yield tables of a pack whose step would hide one that every pack has."""
    own = pack.line[-1]
    for field in own.fields:
        if field.step in own_steps():
            why = f"the desk itself has a step “{field.step}”"
            fault = own.fault(STEP, "fields", field, why)
            yield PackFinding(fault.code, fault.level, fault.file, fault.place, fault.why)


def _template_findings(path: Path, fields: frozenset[str]) -> list[PackFinding]:
    """Return what is wrong with one Word template."""
    name = f"templates/{path.name}"
    try:
        found = check_template(path.read_bytes(), fields)
    except DeskError as error:
        return [PackFinding(BROKEN, "B", name, "", error.lines()[0])]
    return [PackFinding(TEMPLATE, LEVELS[one.level], name, one.place, one.why) for one in found]
