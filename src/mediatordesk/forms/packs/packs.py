"""Packs: what a county office can change without a programmer, read and put together."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.jurisdiction_rules import JurisdictionRule
from mediatordesk.forms.definitions.paper_kinds import Exit, PaperKind
from mediatordesk.forms.definitions.questions import DisputeType, Field
from mediatordesk.forms.definitions.rosters import Roster
from mediatordesk.forms.definitions.rules import Check, DeadlineRule, Rule, Setting
from mediatordesk.forms.errors import (
    BrokenTemplate,
    NoPack,
    NoPaperKind,
    NoRoster,
    NoSuchRule,
)
from mediatordesk.forms.packs.elements import read_elements
from mediatordesk.forms.packs.expressions import expression_faults
from mediatordesk.forms.packs.pack_files import PackData, PackFault, extended, read_pack_data
from mediatordesk.forms.packs.pack_sources import HEAD, TEMPLATES, PackFolder

R = TypeVar("R", bound=Rule)
C = TypeVar("C", DeadlineRule, DisputeType)


@dataclass(frozen=True)
class Pack:
    """One pack with what it extends: later packs of the line replace rules of the same code."""

    name: str
    line: tuple[PackData, ...]
    """The packs it is made of, the one it extends first."""
    data: PackData
    """All of them in one."""

    @property
    def title(self) -> str:
        """Return the pack's Chinese title."""
        return self.data.title

    @property
    def version(self) -> str:
        """Return the pack's version, and that of what is laid over it: 2026.1 + 长洲区 3."""
        return " + ".join(one.version for one in self.line if one.name == self.name)

    @property
    def is_own(self) -> bool:
        """Tell whether the office has added it, or changes something of it."""
        return any(one.is_own for one in self.line if one.name == self.name)

    def basis(self, rule: Rule, on: date) -> str:
        """Return the law that a rule rests on, as it is printed on a day."""
        return rule.basis_on(on, self.data.laws)

    def in_force(self, rules: Iterable[R], on: date) -> tuple[R, ...]:
        """Return the rules that apply on a day."""
        return tuple(rule for rule in rules if rule.in_force(on, self.data.laws))

    def papers(self, on: date | None = None) -> tuple[PaperKind, ...]:
        """Return its papers (those in force on a day), in the order of the file index."""
        kinds = self.data.papers if on is None else self.in_force(self.data.papers, on)
        return tuple(sorted(kinds, key=lambda kind: kind.position))

    def paper(self, code: str, on: date | None = None) -> PaperKind:
        """Return a paper by code, D33 or social-insurance/D33; NoPaperKind if there is none."""
        owner, _, bare = code.rpartition("/")
        for kind in reversed(self.papers(on)):
            if kind.code == bare and (not owner or self.owner(kind).name == owner):
                return kind
        known = "、".join(kind.code for kind in self.papers(on))
        raise NoPaperKind(pack=self.name, paper=code, papers=known)

    def owner(self, kind: PaperKind) -> PackData:
        """Return the pack of the line that a paper comes from."""
        return next(one for one in reversed(self.line) if kind in one.papers)

    def template(self, code: str, on: date | None = None) -> bytes:
        """Return the bytes of a paper's Word template; BrokenTemplate if there is none to use."""
        kind = self.paper(code, on)
        owner = self.owner(kind)
        try:
            data = owner.source.read(TEMPLATES + kind.file_name)
            with zipfile.ZipFile(io.BytesIO(data)) as word:
                word.getinfo("word/document.xml")
        except (OSError, zipfile.BadZipFile, KeyError) as error:
            raise BrokenTemplate(file=kind.file_name, pack=owner.name) from error
        return data

    def deadlines(self, on: date) -> tuple[DeadlineRule, ...]:
        """Return the periods in force on a day."""
        return self.in_force(self.data.deadlines, on)

    def deadline(self, code: str, on: date) -> DeadlineRule:
        """Return a period by code; NoSuchRule if none is in force on the day."""
        return _only(self, self.deadlines(on), code, on)

    def checks(self, on: date) -> tuple[Check, ...]:
        """Return the checks in force on a day."""
        return self.in_force(self.data.checks, on)

    def exit(self, name: str, on: date, profile: str = "") -> Exit:
        """Return a way out, in a court's own profile if there is one; NoSuchRule if none."""
        ways = [way for way in self.in_force(self.data.exits, on) if way.name == name]
        for way in ways:
            if profile and way.profile == profile:
                return way
        common = tuple(way for way in ways if not way.profile)
        if not common:
            raise NoSuchRule(pack=self.name, code=name, day=on.isoformat())
        return common[-1]

    def exits(self, on: date) -> tuple[Exit, ...]:
        """Return the common ways out in force on a day."""
        ways = self.in_force(self.data.exits, on)
        return tuple(way for way in ways if not way.profile)

    def jurisdictions(self, on: date) -> tuple[JurisdictionRule, ...]:
        """Return the rules on which court may confirm, those in force on a day, in their order."""
        return self.in_force(self.data.jurisdictions, on)

    def stages(self) -> dict[str, str]:
        """Return what checks may be asked for, with its label: stages, and ways out by name."""
        stages = {one.name: one.label for one in self.data.stages}
        return stages | {way.name: way.title for way in self.data.exits}

    def fields(self) -> tuple[Field, ...]:
        """Return the elements that the pack asks of a case."""
        return tuple(one for one in self.data.fields if one.each == "case")

    def party_fields(self) -> tuple[Field, ...]:
        """Return the elements that the pack asks of every party."""
        return tuple(one for one in self.data.fields if one.each == "party")

    def table(self, name: str, on: date) -> Field:
        """Return a field that holds rows; NoSuchRule if the pack has none of that name."""
        for one in self.fields():
            if one.name == name and one.columns:
                return one
        raise NoSuchRule(pack=self.name, code=name, day=on.isoformat())

    def dispute_types(self, on: date) -> tuple[DisputeType, ...]:
        """Return the types of dispute in force on a day."""
        return self.in_force(self.data.dispute_types, on)

    def dispute_type(self, code: str, on: date) -> DisputeType:
        """Return a type of dispute by code; NoSuchRule if there is none on the day."""
        return _only(self, self.dispute_types(on), code, on)

    def roster(self, name: str) -> Roster:
        """Return a roster by name (buyers, creditors …); NoRoster if the pack has none of it."""
        for one in self.data.rosters:
            if one.name == name:
                return one
        known = "、".join(one.name for one in self.data.rosters)
        raise NoRoster(pack=self.name, roster=name, rosters=known)

    def phrases(self, on: date) -> dict[str, str]:
        """Return the words of law that papers print on a day, by their Chinese label."""
        return {one.label: one.text for one in self.in_force(self.data.phrases, on)}

    def settings(self, on: date, office: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the settings on a day; what the office has set itself counts before the pack.

        Amounts are in fen, as everywhere in expressions.
        """
        told = office or {}
        return {
            one.name: one.read(told.get(one.name, one.value))
            for one in self.in_force(self.data.settings, on)
        }

    def setting(self, name: str, on: date) -> Setting:
        """Return a setting with its label and note; NoSuchRule if there is none on the day."""
        for one in self.in_force(self.data.settings, on):
            if one.name == name:
                return one
        raise NoSuchRule(pack=self.name, code=name, day=on.isoformat())

    def read_elements(self, contents: Mapping[str, str]) -> dict[str, Any]:
        """Return the values of a case's fields from how they are kept; absent ones are None."""
        return read_elements(self.fields(), contents)

    def read_party_elements(self, contents: Mapping[str, str]) -> dict[str, Any]:
        """Return the values of a party's fields from how they are kept; absent ones are None."""
        return read_elements(self.party_fields(), contents)

    def with_elements(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return facts whose elements are values, with the pack's settings beside them."""
        elements = self.read_elements(facts["elements"])
        parties = tuple(
            {**one, "elements": self.read_party_elements(one["elements"])}
            for one in facts["parties"]
        )
        settings = self.settings(facts["today"], facts.get("settings"))
        return {**facts, "elements": elements, "parties": parties, "settings": settings}


@dataclass(frozen=True)
class Packs:
    """The packs of a folder. One that cannot be used does not keep the others from working."""

    folder: Path
    usable: Mapping[str, Pack]
    broken: Mapping[str, DeskError] = field(default_factory=dict)
    """What is said of those that cannot be used."""

    @classmethod
    def read(cls, folder: Path) -> "Packs":
        """Read every pack of a folder; those that cannot be used are kept by with their fault."""
        return cls(folder, *_all(folder))

    def names(self) -> tuple[str, ...]:
        """Return the names of the packs that can be used."""
        return tuple(sorted(self.usable))

    def offered(self) -> tuple[str, ...]:
        """Return the names of the packs that a case can be registered with."""
        return tuple(name for name in self.names() if not self.usable[name].data.base)

    def pack(self, name: str) -> Pack:
        """Return a pack; NoPack if it is not installed, its own error if it cannot be used."""
        if name in self.usable:
            return self.usable[name]
        if name in self.broken:
            raise copy(self.broken[name])
        raise NoPack(pack=name, packs="、".join(self.offered()))


def _all(folder: Path) -> tuple[dict[str, Pack], dict[str, DeskError]]:
    """Read all packs of a folder: those that can be used, and the first fault of the others."""
    read = {path.name: read_pack_data(PackFolder(path)) for path in pack_folders(folder)}
    data = {name: one for name, (one, _) in read.items() if one is not None}
    broken: dict[str, DeskError] = {
        name: faults[0].as_error() for name, (_, faults) in read.items() if faults
    }
    usable: dict[str, Pack] = {}
    for name in data:
        pack = put_together(name, data)
        faults = (
            (pack,) if isinstance(pack, PackFault) else expression_faults(pack.line[-1], pack.data)
        )
        if isinstance(pack, Pack) and not faults:
            usable[name] = pack
        else:
            broken[name] = faults[0].as_error()
    return usable, broken


def pack_folders(folder: Path) -> tuple[Path, ...]:
    """Return the folders in a folder that are packs: those that have a pack.toml."""
    return tuple(path.parent for path in sorted(folder.glob(f"*/{HEAD}")))


def put_together(
    name: str, data: Mapping[str, PackData], over: Mapping[str, PackData] | None = None
) -> Pack | PackFault:
    """Return a pack with all that it extends, or what stands in the way.

    What is laid `over` a pack stands right behind it, so whatever extends the pack has both.
    """
    line = list(_layers(name, data, over or {}))
    while line[0].extends:
        base = line[0].extends
        if base not in data or any(one.name == base for one in line):
            why = _("it extends “{name}”, which is missing, broken, or itself in a circle").format(
                name=base
            )
            return PackFault(name, "P07", "pack.toml", "pack.extends", why)
        line[:0] = _layers(base, data, over or {})
    whole = line[0]
    for one in line[1:]:
        whole = extended(whole, one)
    return Pack(name, tuple(line), whole)


def _layers(
    name: str, data: Mapping[str, PackData], over: Mapping[str, PackData]
) -> tuple[PackData, ...]:
    """Return a pack, and behind it what is laid over it."""
    return (data[name], over[name]) if name in over else (data[name],)


def _only(pack: Pack, rules: Iterable[C], code: str, on: date) -> C:
    """Return the rule of a code, the last one if there are several; NoSuchRule if there is none."""
    found = [rule for rule in rules if rule.code == code]
    if not found:
        raise NoSuchRule(pack=pack.name, code=code, day=on.isoformat())
    return found[-1]
