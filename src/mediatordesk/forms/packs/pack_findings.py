"""Checks a pack before it is used: everything that is wrong with it, with file and place."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from mediatordesk.forms.clauses.patterns import Words
from mediatordesk.forms.definitions.rules import Law, Rule
from mediatordesk.forms.packs.expressions import expression_faults
from mediatordesk.forms.packs.figure_shapes import wrong_parts
from mediatordesk.forms.packs.pack_files import TABLES, PackData, PackFault, key_of, read_pack_data
from mediatordesk.forms.packs.pack_names import unknown_names
from mediatordesk.forms.packs.packs import Pack, put_together

_NEED_BASIS = ("deadlines", "checks", "exits", "allowed_clauses")


@dataclass(frozen=True)
class PackFinding:
    """What is wrong with a pack: a code, B or W, the file, the place in it, and why in English."""

    code: str
    level: str
    file: str
    place: str
    why: str


def check_pack(folder: Path) -> tuple[PackFinding, ...]:
    """Return everything that is wrong with the pack in a folder; its siblings are what it extends.

    P01 header · P02 unreadable · P03 not TOML · P04 unknown key · P05 wrong value · P06 broken
    rule, pattern or expression · P07 extends nothing · P08 expression names what is not there ·
    P09 template · P10 overlapping validity · P11 unknown law · P12 unknown name · P13 no basis ·
    P14 example that its own pattern refuses.
    """
    return tuple(
        PackFinding(one.code, one.level, one.file, one.place, one.why) for one in _faults(folder)
    )


def _faults(folder: Path) -> Iterable[PackFault]:
    """Return the faults of a pack; what cannot be read hides what comes after it."""
    read = {path.name: read_pack_data(path) for path in _family(folder)}
    _, faults = read[folder.name]
    if faults:
        return faults
    known = {name: data for name, (data, _) in read.items() if data is not None}
    pack = put_together(folder.name, known)
    if isinstance(pack, PackFault):
        return (pack,)
    return [*expression_faults(pack.line[-1], pack.data), *_other_faults(pack)]


def _family(folder: Path) -> list[Path]:
    """Return the folder and the packs beside it."""
    beside = (path.parent for path in folder.resolve().parent.glob("*/pack.toml"))
    return [folder, *(one for one in beside if one.name != folder.name)]


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
    )
    for look in looks:
        yield from look(pack, pack.line[-1])


def _templates(_pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield papers whose Word template is missing or is no Word file."""
    for kind in own.papers:
        path = own.folder / "templates" / kind.file_name
        if not path.is_file():
            yield own.fault("P09", "papers", kind, f"templates/{kind.file_name} is missing")
        elif not _is_word_file(path.read_bytes()):
            yield own.fault("P09", "papers", kind, f"templates/{kind.file_name} is no Word file")


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
            for one, other in combinations(items, 2):
                if _overlap(pack, one, other):
                    why = "another one of this name or code is valid on the same days"
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
    for table, item in _rules(own):
        parts = (*getattr(item, "items", ()), *getattr(item, "closed", ()))
        cited = [*item.basis, *(one for part in parts for one in part.basis)]
        for citation in cited:
            if citation.split(" ", 1)[0] not in names:
                yield own.fault("P11", table, item, f"the pack carries no law “{citation}”")


def _rules(own: PackData) -> Iterator[tuple[str, Rule]]:
    """Yield all items that rest on law."""
    for table in TABLES:
        for item in getattr(own, table):
            if isinstance(item, Rule) and not isinstance(item, Law):
                yield table, item


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
            why = f"another table has the step “{field.step}” too"
            yield own.fault("P10", "fields", field, why)


def _without_basis(_pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield rules that neither cite a law nor say that they are the office's own."""
    for table in _NEED_BASIS:
        for rule in getattr(own, table):
            if not rule.basis and not rule.local:
                why = "a rule cites a law in `basis`, or says `local = true`"
                yield own.fault("P13", table, rule, why)


def _wrong_examples(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield allowed clauses whose own example would not be let through."""
    patterns = [pattern for one in pack.data.allowed_clauses for pattern in one.pattern]
    for clause in own.allowed_clauses:
        if clause.example and not Words.of(clause.example).fits(patterns):
            yield own.fault("P14", "allowed_clauses", clause, "its example does not fit")


def _wrong_figures(pack: Pack, own: PackData) -> Iterator[PackFault]:
    """Yield rates of figures that are not there, and columns by a group of types without any."""
    figures = {one.name: one for one in pack.data.figures}
    groups = {kind.group for kind in pack.data.dispute_types}
    inherited = {one.name for base in pack.line[:-1] for one in base.figures}
    for figure in own.figures:
        if figure.name in inherited:
            why = "a pack that this one extends has a figure of this name, with its own meaning"
            yield own.fault("P10", "figures", figure, why)
        for why in wrong_parts(figures, figure):
            yield own.fault("P12", "figures", figure, why)
        if figure.split and figure.split not in groups:
            yield own.fault("P12", "figures", figure, f"there is no group “{figure.split}”")
