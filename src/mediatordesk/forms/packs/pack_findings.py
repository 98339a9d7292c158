"""Checks a pack before it is used: everything that is wrong with it, with file and place."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mediatordesk.core.texts import _
from mediatordesk.forms.clauses.patterns import Words
from mediatordesk.forms.definitions.figures import AS_ENTERED
from mediatordesk.forms.definitions.rules import Rule
from mediatordesk.forms.packs.expressions import expression_faults
from mediatordesk.forms.packs.figure_shapes import wrong_parts
from mediatordesk.forms.packs.layers import Layers, neighbours
from mediatordesk.forms.packs.pack_files import TABLES, PackData, PackFault, key_of, read_pack_data
from mediatordesk.forms.packs.pack_names import unknown_names
from mediatordesk.forms.packs.pack_sources import TEMPLATES, PackFolder, PackSource
from mediatordesk.forms.packs.packs import Pack, Packs
from mediatordesk.forms.packs.slips import cited, rules_of, slips

_NEED_BASIS = ("deadlines", "checks", "exits", "allowed_clauses")


@dataclass(frozen=True)
class PackFinding:
    """What is wrong with a pack: a code, B or W, the file, the place in it, and why in English."""

    code: str
    level: str
    file: str
    place: str
    why: str


def check_pack(folder: Path, installed: Packs | None = None) -> tuple[PackFinding, ...]:
    """Return everything that is wrong with the pack in a folder.

    What it rests on is looked for beside it, and among the packs that are installed.

    P01 header · P02 unreadable · P03 not TOML · P04 unknown key · P05 wrong value · P06 broken
    rule, pattern or expression · P07 extends nothing · P08 expression names what is not there ·
    P09 template · P10 overlapping validity · P11 unknown law · P12 unknown name · P13 no basis ·
    P14 example that its own pattern refuses.
    """
    known = Layers.of(installed or Packs(folder.parent, {}))
    return check_source(PackFolder(folder), known.plus_all(neighbours(folder, installed)))


def check_source(source: PackSource, among: Layers) -> tuple[PackFinding, ...]:
    """Return everything that is wrong with a pack, wherever its files are, among other packs."""
    return tuple(map(as_finding, _faults(source, among)))


def as_finding(fault: PackFault) -> PackFinding:
    """Return a fault as it is told of a pack that is being checked."""
    return PackFinding(fault.code, fault.level, fault.file, fault.place, fault.why)


def _faults(source: PackSource, among: Layers) -> Iterable[PackFault]:
    """Return the faults of a pack; what cannot be read hides what comes after it."""
    own, faults = read_pack_data(source)
    if own is None:
        return faults
    pack = among.plus(own).put_together(source.name)
    if isinstance(pack, PackFault):
        return (pack,)
    below = (fault for one in pack.line[:-1] for fault in expression_faults(one, pack.data))
    of_below = [_of_below(own, fault) for fault in below]
    return [*expression_faults(own, pack.data), *of_below, *_other_faults(pack)]


def _of_below(own: PackData, fault: PackFault) -> PackFault:
    """Return the fault of a rule of the extended pack, which asks for what is now another thing."""
    why = _("“{pack}” cannot be used like this: {file}, {place}: {why}").format(
        pack=fault.pack, file=fault.file, place=fault.place, why=fault.why
    )
    return PackFault(own.name, fault.code, "pack.toml", "pack.extends", why)


def _other_faults(pack: Pack) -> Iterator[PackFault]:
    """Yield what the models and expressions do not see."""
    looks: tuple[Callable[[Pack, PackData], Iterator[PackFault]], ...] = (
        _templates,
        _overlaps,
        _unknown_laws,
        _unknown_names,
        _steps,
        _without_basis,
        _wrong_examples,
        _wrong_figures,
        slips,
    )
    for look in looks:
        yield from look(pack, pack.line[-1])


def _templates(_pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield papers whose Word template is missing or is no Word file."""
    for name, kind in {TEMPLATES + kind.file_name: kind for kind in own.papers}.items():
        try:
            data = own.source.read(name)
        except OSError:
            yield own.fault("P09", "papers", kind, _("{name} is missing").format(name=name))
        else:
            if not _is_word_file(data):
                why = _("{name} is no Word file").format(name=name)
                yield PackFault(own.name, "P09", name, f"papers {kind.code}", why)


def _is_word_file(data: bytes) -> bool:
    """Tell whether bytes are a Word file as far as its package goes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as word:
            word.getinfo("word/document.xml")
    except (zipfile.BadZipFile, KeyError):
        return False
    return True


def _overlaps(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield items of one key whose days overlap: on such a day nobody could tell which counts."""
    for table in TABLES:
        by_key: dict[str, list[Any]] = {}
        for item in getattr(own, table):
            by_key.setdefault(key_of(item), []).append(item)
        for items in by_key.values():
            for n, other in enumerate(items):
                if any(_overlap(pack, one, other) for one in items[:n]):
                    why = _("another one of this name or code is valid on the same days")
                    yield own.fault("P10", table, other, why)


def _overlap(pack: Pack, one: Any, other: Any) -> bool:
    """Tell whether two items are valid on the same day; what has no days always is."""
    return any(
        first <= other_last and other_first <= last
        for first, last in _spans(pack, one)
        for other_first, other_last in _spans(pack, other)
    )


def _spans(pack: Pack, item: Any) -> Iterator[tuple[date, date]]:
    """Yield from when to when an item counts: its own days, while a law that it cites lives."""
    first, last = _days(item)
    cited = item.cited_laws() if isinstance(item, Rule) else ()
    laws = [law for law in pack.data.laws if law.name in cited]
    for law_first, law_last in map(_days, laws):
        if law_first <= last and first <= law_last:
            yield max(first, law_first), min(last, law_last)
    if not cited:
        yield first, last


def _days(item: Any) -> tuple[date, date]:
    """Return an item's first and last day."""
    first: date | None = getattr(item, "valid_from", None)
    last: date | None = getattr(item, "valid_to", None)
    return first or date.min, last or date.max


def _unknown_laws(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield rules and packet items that cite a law which the pack does not carry."""
    names = {law.name for law in pack.data.laws}
    for table, item in rules_of(own):
        for citation in cited(item):
            if citation.split(" ", 1)[0] not in names:
                yield own.fault(
                    "P11",
                    table,
                    item,
                    _("the pack carries no law “{citation}”").format(citation=citation),
                )


def _unknown_names(pack: Pack, _own: PackData) -> Iterator[PackFault]:
    """Yield references to what does not exist."""
    return unknown_names(pack)


def _steps(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield tables whose rows another table's step would add."""
    by_step: dict[str, set[str]] = {}
    for field in pack.data.fields:
        by_step.setdefault(field.step, set()).add(field.name)
    for field in own.fields:
        if field.step and len(by_step[field.step]) > 1:
            why = _("another table has the step “{step}” too").format(step=field.step)
            yield own.fault("P10", "fields", field, why)


def _without_basis(_pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield rules that neither cite a law nor say that they are the office's own."""
    for table in _NEED_BASIS:
        for rule in getattr(own, table):
            if not rule.basis and not rule.local:
                why = _("a rule cites a law in `basis`, or says `local = true`")
                yield own.fault("P13", table, rule, why)


def _wrong_examples(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield allowed clauses whose own example would not be let through."""
    patterns = [pattern for one in pack.data.allowed_clauses for pattern in one.pattern]
    for clause in own.allowed_clauses:
        if clause.example and not Words.of(clause.example).fits(patterns):
            yield own.fault("P14", "allowed_clauses", clause, _("its example does not fit"))


def _wrong_figures(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield rates of figures that are not there, and columns by a group of types without any."""
    figures = {one.name: one for one in pack.data.figures}
    groups = {kind.group for kind in pack.data.dispute_types}
    inherited = {one.name for base in pack.line[:-1] for one in base.figures}
    for figure in own.figures:
        if figure.name in inherited:
            why = _("a pack that this one extends has a figure of this name, with its own meaning")
            yield own.fault("P10", "figures", figure, why)
        for why in wrong_parts(figures, figure):
            yield own.fault("P12", "figures", figure, why)
        if figure.split not in {"", AS_ENTERED, *groups}:
            yield own.fault(
                "P12",
                "figures",
                figure,
                _("there is no group “{split}”").format(split=figure.split),
            )
