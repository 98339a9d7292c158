"""Checks of packs and of the Word templates that a clerk has edited."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from mediatordesk.actions.cases.steps import own_steps
from mediatordesk.actions.papers.vocabulary import known_fields
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _
from mediatordesk.documents import Finding, Fonts, check_template
from mediatordesk.forms import Pack, Packs
from mediatordesk.forms.errors import NoPaperKind, NoSuchRule
from mediatordesk.forms.packs.layers import Layers, neighbours, with_own_packs
from mediatordesk.forms.packs.pack_findings import (
    PackFinding,
    as_finding,
    check_pack,
    check_source,
)
from mediatordesk.forms.packs.pack_sources import PackContent, PackFolder, PackSource
from mediatordesk.forms.packs.slips import compared_later, day_at_least

BROKEN = "P09"
"""A template that cannot be opened, as among a pack's other findings."""
TEMPLATE = "P15"
"""Something in a template that will not come out on paper: a field that nobody has."""
STEP = "P10"
LEVELS = {"error": "B", "hint": "W"}
"""How a finding in a template weighs, in the words of a pack's other findings."""


def check_pack_template(pack: Pack, data: bytes, fonts: Fonts) -> tuple[Finding, ...]:
    """Return what is wrong with a Word template for a pack: fields, features, fonts."""
    return check_template(data, known_fields(pack), fonts)


def check_folder(
    folder: Path, installed: Packs | None = None, today: date | None = None
) -> tuple[PackFinding, ...]:
    """Return what is wrong with a pack's folder: its data, and each of its Word templates.

    What it rests on is looked for beside it, and among the packs that are installed. With today's
    day, a text that is said to have been compared later is found too.
    """
    source, known = PackFolder(folder), installed or Packs(folder.parent, {})
    packs = with_own_packs(known, (*neighbours(folder, installed), source))
    return _whole_check(source, check_pack(folder, installed), packs, today)


def check_own(
    content: PackContent, among: Packs, today: date | None = None
) -> tuple[PackFinding, ...]:
    """Return what is wrong with a pack that a desk has, among all its packs."""
    return _whole_check(content, check_source(content, Layers.of(among)), among, today)


def _whole_check(
    source: PackSource, found: Iterable[PackFinding], packs: Packs, today: date | None
) -> tuple[PackFinding, ...]:
    """Return the findings of a pack's data with those that need its words and the day."""
    findings = list(found)
    if source.name not in packs.names():
        return tuple(findings)
    pack = packs.pack(source.name)
    findings += steps_of_the_desk(pack)
    if today is not None:
        later = compared_later(pack.line[-1], day_at_least(packs, today, but=source.name))
        findings += map(as_finding, later)
    fields = fields_for(packs, source.name)
    for name in source.templates() if fields else ():
        findings += template_findings(name, source.read(name), fields)
    return told_once(findings)


def told_once(findings: Iterable[PackFinding]) -> tuple[PackFinding, ...]:
    """Return findings, each once; of a Word file that cannot be opened only that."""
    every, unopened = tuple(dict.fromkeys(findings)), dict[str, PackFinding]()
    for one in every:
        if one.code == BROKEN and one.file.endswith(".docx"):
            unopened.setdefault(one.file, one)
    return tuple(one for one in every if unopened.get(one.file, one) == one)


def fields_for(packs: Packs, name: str) -> frozenset[str]:
    """Return the fields that a pack's templates may use.

    A base is never used alone: its templates may use what every pack that rests on it has. None are
    known of a pack that lacks papers or periods which its own ways out need; its check says so.
    """
    try:
        return _fields_for(packs, name)
    except (NoPaperKind, NoSuchRule):
        return frozenset()


def _fields_for(packs: Packs, name: str) -> frozenset[str]:
    if name in packs.offered():
        return known_fields(packs.pack(name))
    resting = [
        known_fields(packs.pack(one))
        for one in packs.offered()
        if any(data.name == name for data in packs.pack(one).line)
    ]
    return frozenset.intersection(*resting) if resting else known_fields(packs.pack(name))


def steps_of_the_desk(pack: Pack) -> Iterator[PackFinding]:
    """Yield tables of a pack whose step would hide one that every pack has."""
    own = pack.line[-1]
    for field in own.fields:
        if field.step in own_steps():
            why = _("the desk itself has a step “{step}”").format(step=field.step)
            yield as_finding(own.fault(STEP, "fields", field, why))


def template_findings(name: str, data: bytes, fields: frozenset[str]) -> list[PackFinding]:
    """Return what is wrong with one Word template of a pack."""
    try:
        found = check_template(data, fields)
    except DeskError as error:
        return [PackFinding(BROKEN, "B", name, "", error.lines()[0])]
    return [PackFinding(TEMPLATE, LEVELS[one.level], name, one.place, one.why) for one in found]
