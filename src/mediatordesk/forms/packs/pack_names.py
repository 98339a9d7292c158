"""Names in a pack that lead nowhere: an event, a paper, a stage, a table that is not there."""

from collections.abc import Iterable, Iterator
from typing import Any

from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.sessions import ConsentKind
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.figures import Each
from mediatordesk.forms.definitions.intake_models import IntakeEntry, PartyEntry
from mediatordesk.forms.facts.fact_shapes import EVENTS
from mediatordesk.forms.packs.pack_files import PackData, PackFault
from mediatordesk.forms.packs.packs import Pack

Named = tuple[str, Any, Iterable[str], Iterable[str]]
"""A table, an item of it, the names that it uses, and those that there are."""


def unknown_names(pack: Pack) -> Iterator[PackFault]:
    """Yield what a pack's own items name and nobody has."""
    own = pack.line[-1]
    for table, item, used, known in (*_of_rules(pack), *_of_ways_out(pack), *_of_questions(pack)):
        for name in sorted({*used} - {*known, ""}):
            yield own.fault("P12", table, item, _("there is no “{name}”").format(name=name))
    yield from _of_the_head(pack)
    yield from _left_by_bases(pack)


def _of_rules(pack: Pack) -> Iterator[Named]:
    """Yield the names of events, settings, stages and tables in periods, checks and papers."""
    own, whole = pack.line[-1], pack.data
    settings = {one.name for one in whole.settings}
    stages = set(pack.stages())
    tables = {one.name for one in whole.fields if one.kind is AnswerKind.TABLE}
    for rule in own.deadlines:
        yield "deadlines", rule, {rule.trigger, *rule.met_by, *rule.interrupted_by}, EVENTS
        yield "deadlines", rule, {rule.setting}, settings
        yield "deadlines", rule, {rule.until}, {one.name for one in whole.fields}
    for check in own.checks:
        yield "checks", check, {*check.stages, *check.warns_at}, stages
    for paper in own.papers:
        yield "papers", paper, paper.stages, stages
        yield "papers", paper, {paper.table}, tables
        yield "papers", paper, paper.satisfied_by, set(ConsentKind)
    for figure in own.figures:
        if figure.each is Each.ROW:
            yield "figures", figure, {figure.table}, tables


def _of_ways_out(pack: Pack) -> Iterator[Named]:
    """Yield the papers, attachments and periods that ways out need; a base leaves some open."""
    own, whole = pack.line[-1], pack.data
    handed_in = {kind.name for kind in whole.attachment_kinds}
    for way in own.exits:
        yield "exits", way, _parts_of(way, "attachment"), handed_in
        if not whole.base:
            yield "exits", way, _parts_of(way, "paper"), {kind.code for kind in whole.papers}
            yield "exits", way, {way.deadline}, {rule.code for rule in whole.deadlines}


def _of_questions(pack: Pack) -> Iterator[Named]:
    """Yield the types, groups of types and steps that questions and types name."""
    own, whole = pack.line[-1], pack.data
    types = {kind.code for kind in whole.dispute_types}
    groups = {kind.group for kind in whole.dispute_types}
    for kind in own.dispute_types:
        yield "dispute_types", kind, {kind.counts_as}, types
    for field in own.fields:
        yield "fields", field, {field.multiple_of}, groups


def _of_the_head(pack: Pack) -> Iterator[PackFault]:
    """Yield what [pack] names: a type of dispute, entries of the intake file."""
    own, types = pack.line[-1], {kind.code for kind in pack.data.dispute_types}
    if own.default_type and own.default_type not in types:
        yield _head(own, "default_type", own.default_type)
    for key in ("required", "required_oral"):
        for name in getattr(own, key):
            if not _is_entry(name):
                yield _head(own, key, name)


def _is_entry(name: str) -> bool:
    """Tell whether a name is an entry of the intake: party.phone, case.facts, oral_agreement."""
    owner, _dot, field = name.rpartition(".")
    model = PartyEntry if owner == "party" else IntakeEntry
    return owner in {"", "case", "party"} and field in model.model_fields


def _head(own: PackData, key: str, name: str) -> PackFault:
    """Return a fault of the head."""
    return PackFault(
        own.name, "P12", "pack.toml", f"pack.{key}", _("there is no “{name}”").format(name=name)
    )


def _left_by_bases(pack: Pack) -> Iterator[PackFault]:
    """Yield papers and periods that a base's ways out leave to the pack, and it has not."""
    own = pack.line[-1]
    bases = set() if pack.data.base else {one.name for one in pack.line if one.base}
    papers = {kind.code for kind in pack.data.papers}
    periods = {rule.code for rule in pack.data.deadlines}
    for way in (way for one in pack.line[:-1] if one.name in bases for way in one.exits):
        missing = (_parts_of(way, "paper") - papers) | ({way.deadline} - {""} - periods)
        for name in sorted(missing):
            why = _("the way out “{way}” of “{pack}” needs “{name}”").format(
                way=way.name, pack=pack.line[0].name, name=name
            )
            yield PackFault(own.name, "P12", "pack.toml", "pack.extends", why)


def _parts_of(way: Any, sort: str) -> set[str]:
    """Return the papers or attachments that a way out needs."""
    sources = [part for item in way.items for part in item.parts]
    return {code for kind, code in (one.split("/") for one in sources) if kind == sort}
