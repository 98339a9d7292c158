"""The TOML files of a pack: read, validated, and found again when something in them is wrong."""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any

from pydantic import ValidationError

from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.figures import Figure
from mediatordesk.forms.definitions.jurisdiction_rules import JurisdictionRule
from mediatordesk.forms.definitions.paper_kinds import AttachmentKind, Exit, PaperKind
from mediatordesk.forms.definitions.questions import (
    Channel,
    DisputeType,
    Field,
    PremiumBase,
    PremiumRate,
    Role,
    StageWord,
    Tier,
)
from mediatordesk.forms.definitions.rosters import Roster
from mediatordesk.forms.definitions.rules import (
    AllowedClause,
    Check,
    DeadlineRule,
    Law,
    Phrase,
    Setting,
    Strict,
)
from mediatordesk.forms.errors import BrokenPack
from mediatordesk.forms.packs.fault_words import no_toml, no_value, too_large, unreadable
from mediatordesk.forms.packs.pack_sources import MAX_TOML, PackContent, PackSource


class Header(Strict):
    """The table [pack] of pack.toml."""

    name: str
    """The folder's name."""
    title: str
    version: str
    extends: str = ""
    base: bool = False
    """It is only there to be extended: no case is registered with it."""
    default_type: str = ""
    """The dispute type of a case whose intake names none."""
    required: tuple[str, ...] = ()
    """Entries of the intake beside the elements that may not be missing: `party.id_number`."""
    required_oral: tuple[str, ...] = ()
    """The same for a case that was agreed on the spot."""


class Tables(Strict):
    """The tables that the files of a pack may have."""

    laws: tuple[Law, ...] = ()
    fields: tuple[Field, ...] = ()
    dispute_types: tuple[DisputeType, ...] = ()
    deadlines: tuple[DeadlineRule, ...] = ()
    papers: tuple[PaperKind, ...] = ()
    attachment_kinds: tuple[AttachmentKind, ...] = ()
    checks: tuple[Check, ...] = ()
    allowed_clauses: tuple[AllowedClause, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    settings: tuple[Setting, ...] = ()
    exits: tuple[Exit, ...] = ()
    jurisdictions: tuple[JurisdictionRule, ...] = ()
    stages: tuple[StageWord, ...] = ()
    roles: tuple[Role, ...] = ()
    tiers: tuple[Tier, ...] = ()
    channels: tuple[Channel, ...] = ()
    premium_rates: tuple[PremiumRate, ...] = ()
    premium_bases: tuple[PremiumBase, ...] = ()
    rosters: tuple[Roster, ...] = ()
    figures: tuple[Figure, ...] = ()


class PackFile(Tables):
    """One TOML file of a pack; any table may stand in any file, [pack] only in pack.toml."""

    pack: Header | None = None


@dataclass(frozen=True)
class PackFault:
    """What is wrong with a pack: file, place, and why, in English."""

    pack: str
    code: str
    file: str
    place: str
    why: str
    level: str = "B"

    def as_error(self) -> BrokenPack:
        """Return the fault as an error for people."""
        return BrokenPack(pack=self.pack, file=self.file, place=self.place, why=self.why)


class PackData(Header, Tables):
    """All files of one pack together, and where each of their items stands."""

    source: PackSource
    """Where its files are."""
    origins: Mapping[str, tuple[str, str]]
    """File and place of each item, by table and key."""

    @property
    def is_own(self) -> bool:
        """Tell whether it is an office's own, kept in its desk."""
        return isinstance(self.source, PackContent)

    @property
    def changes(self) -> str:
        """Return the name of the pack that it is laid over; nothing for a pack of its own."""
        return self.name if self.extends == self.name else ""

    def fault(self, code: str, table: str, item: Any, why: str, *, level: str = "B") -> PackFault:
        """Return a fault of one item, with the file and the line where it stands."""
        name = f"{table} {key_of(item)}"
        file, line = self.origins.get(name, ("pack.toml", ""))
        place = f"{line}, {name}" if line else name
        return PackFault(self.name, code, file, place, why, level)


MAX_FAULTS = 100
"""Wrong values of one file that are told; whoever mends them asks again."""
TABLES = tuple(Tables.model_fields)
"""The tables a pack consists of."""


def key_of(item: Any) -> str:
    """Return under what name an item of a table is known: its code, name, or both for exits."""
    if isinstance(item, Exit):
        return f"{item.name}/{item.profile}".removesuffix("/")
    if isinstance(item, PremiumRate):
        return item.insurance
    if isinstance(item, PremiumBase):
        return item.region
    if isinstance(item, Check):
        return f"{item.code} {item.part}".strip()
    return str(getattr(item, "code", "") or getattr(item, "name", ""))


def extended(base: PackData, own: PackData) -> PackData:
    """Return a pack with what it extends; its own items replace those of the same code or name."""
    merged: dict[str, Any] = {
        name: _merged(getattr(base, name), getattr(own, name)) for name in TABLES
    }
    inherited: dict[str, Any] = {
        name: getattr(own, name) or getattr(base, name)
        for name in ("default_type", "required", "required_oral")
    }
    if own.changes:
        inherited |= {"base": base.base, "extends": base.extends}
    return own.model_copy(update=inherited | merged)


def _merged(base: tuple[Any, ...], own: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return items of two packs; all versions of a code are replaced together."""
    replaced = {key_of(item) for item in own}
    replaced |= {code for item in own for code in getattr(item, "replaces", ())}
    return tuple(item for item in base if key_of(item) not in replaced) + own


def read_pack_data(source: PackSource) -> tuple[PackData | None, tuple[PackFault, ...]]:
    """Read the TOML files of a pack; what is wrong with them comes back as faults."""
    name = source.name
    read = [_read_file(source, file) for file in source.tables()]
    files = [one for one in read if isinstance(one, _Read)]
    faults = tuple(fault for one in read if not isinstance(one, _Read) for fault in one)
    headers = [one.file.pack for one in files if one.file.pack]
    if faults:
        return None, faults
    if len(headers) != 1 or headers[0].name != name:
        why = _("one table [pack] is needed, and its name must be the folder's")
        return None, (PackFault(name, "P01", "pack.toml", "pack.name", why),)
    tables: dict[str, Any] = {
        table: tuple(item for one in files for item in getattr(one.file, table)) for table in TABLES
    }
    header: dict[str, Any] = {key: getattr(headers[0], key) for key in Header.model_fields}
    origins = {key: place for one in files for key, place in one.origins()}
    return PackData(source=source, origins=origins, **header, **tables), ()


@dataclass(frozen=True)
class _Read:
    """One file that was read, and its text for finding lines."""

    name: str
    text: str
    file: PackFile

    def origins(self) -> Iterator[tuple[str, tuple[str, str]]]:
        """Yield where each item stands: table and key, file and line."""
        for table in TABLES:
            items = getattr(self.file, table)
            lines = lines_of_table(self.text, table) if items else ()
            for item, line in zip_longest(items, lines[: len(items)], fillvalue=""):
                yield f"{table} {key_of(item)}", (self.name, line)


def _read_file(source: PackSource, name: str) -> "_Read | tuple[PackFault, ...]":
    """Read one file, or say what is wrong with it."""
    pack = source.name
    try:
        if source.size(name) > MAX_TOML:
            return (PackFault(pack, "P02", name, "-", too_large(MAX_TOML)),)
        text = source.read(name).decode("utf-8-sig").replace("\r\n", "\n")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        return (PackFault(pack, "P02", name, "-", unreadable(error)),)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        place = f"line {line.group(1) if line else len(text.splitlines())}"
        return (PackFault(pack, "P03", name, place, no_toml(error)),)
    try:
        # Strict models take TOML's lists and days only in JSON mode.
        file = PackFile.model_validate_json(json.dumps(data, default=_as_text))
    except ValidationError as error:
        return tuple(_fault(pack, name, text, data, one) for one in error.errors()[:MAX_FAULTS])
    return _Read(name, text, file)


def _as_text(value: object) -> str:
    """Return a TOML day as ISO text; times and other kinds are left to the model to refuse."""
    return value.isoformat() if isinstance(value, date) else repr(value)


def _fault(pack: str, file: str, text: str, data: Any, error: Any) -> PackFault:
    """Return one validation error as a fault with its line."""
    code = {"extra_forbidden": "P04", "value_error": "P06"}.get(error["type"], "P05")
    return PackFault(pack, code, file, place_of(text, data, error["loc"]), no_value(error))


def place_of(text: str, data: Any, location: Iterable[Any]) -> str:
    """Return a place for people: `line 12, checks SW01, pattern`."""
    words: list[str] = []
    line = ""
    steps = list(location)
    if len(steps) >= 2 and isinstance(steps[1], int):
        line = line_of_item(text, str(steps[0]), steps[1])
        row = data[steps[0]][steps[1]]
        named = row if isinstance(row, Mapping) else {}
        name = named.get("code") or named.get("name") or named.get("insurance") or steps[1] + 1
        words.append(f"{steps[0]} {name}")
        steps = steps[2:]
    words += [
        _("item {n}").format(n=step + 1) if isinstance(step, int) else str(step) for step in steps
    ]
    return ", ".join(word for word in (line, *words) if word)


def line_of_item(text: str, table: str, index: int) -> str:
    """Return `line N` of the index-th [[table]] in a file, or nothing if it stands otherwise."""
    lines = lines_of_table(text, table)
    return lines[index] if index < len(lines) else ""


def lines_of_table(text: str, table: str) -> tuple[str, ...]:
    """Return `line N` of every [[table]] in a file."""
    heading = re.compile(rf"^\s*\[\[\s*{re.escape(table)}\s*\]\]")
    lines = enumerate(text.splitlines(), 1)
    return tuple(f"line {n}" for n, line in lines if heading.match(line))
