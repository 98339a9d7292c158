"""Packs in layers: those that come with the program, and over them an office's own.

A pack that extends its own name is laid over the pack of that name: it says what is different, and
the rest follows the program's updates. Any other one stands beside them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import _
from mediatordesk.forms.language.shapes import Shape
from mediatordesk.forms.packs.expressions import expression_faults, shape_of
from mediatordesk.forms.packs.pack_files import PackData, PackFault, read_pack_data
from mediatordesk.forms.packs.pack_sources import PackFolder, PackSource
from mediatordesk.forms.packs.packs import Pack, Packs, pack_folders, put_together

Lost = Mapping[str, DeskError]
"""Packs whose files are not to be had, and what is said of them."""


@dataclass(frozen=True)
class Layers:
    """Packs before they are put together: each by its name, and what is laid over some of them."""

    ground: Mapping[str, PackData]
    over: Mapping[str, PackData]

    @classmethod
    def of(cls, packs: Packs) -> "Layers":
        """Return the layers of packs that can be used."""
        every = {
            (one.name, one.changes): one for pack in packs.usable.values() for one in pack.line
        }
        ground = {name: one for (name, changed), one in every.items() if not changed}
        return cls(ground, {name: one for (name, changed), one in every.items() if changed})

    def plus(self, data: PackData) -> "Layers":
        """Return the layers with one more pack; it replaces one that was in its place."""
        if data.changes:
            return replace(self, over={**self.over, data.name: data})
        over = {name: one for name, one in self.over.items() if name != data.name}
        return Layers({**self.ground, data.name: data}, over)

    def plus_all(self, sources: Iterable[PackSource]) -> "Layers":
        """Return the layers with some more packs, as far as they can be read."""
        layers = self
        for source in sources:
            data, _faults = read_pack_data(source)
            layers = layers.plus(data) if data else layers
        return layers

    def put_together(self, name: str) -> Pack | PackFault:
        """Return a pack with all its layers, or what stands in the way."""
        if name in self.ground:
            return put_together(name, self.ground, self.over)
        why = _("it extends “{name}”, which is missing, broken, or itself in a circle").format(
            name=name
        )
        return PackFault(name, "P07", "pack.toml", "pack.extends", why)

    def line_of(self, name: str) -> tuple[str, ...]:
        """Return the names of the packs that a pack stands on, its own first."""
        line = [name]
        while name in self.ground and self.ground[name].extends not in {"", *line}:
            name = self.ground[name].extends
            line.append(name)
        return tuple(line)


def with_own_packs(installed: Packs, own: Iterable[PackSource], lost: Lost | None = None) -> Packs:
    """Return packs with an office's own among them; what they do not touch stays as it is.

    One whose files are not to be had counts as broken, and so does what rests on it: a deadline
    that a county has changed must not quietly be the standard one again.
    """
    layers, broken = Layers.of(installed), {**installed.broken, **(lost or {})}
    touched = set(lost or {})
    for source in own:
        data, faults = read_pack_data(source)
        touched.add(source.name)
        if data is None:
            broken[source.name] = faults[0].as_error()
        else:
            layers = layers.plus(data)
            if not data.changes:
                broken.pop(source.name, None)
    usable = {name: pack for name, pack in installed.usable.items() if name not in broken}
    for name in sorted({*layers.ground, *layers.over} - set(broken)):
        line = layers.line_of(name)
        if not touched.isdisjoint(line):
            usable.pop(name, None)
            before = installed.usable.get(name)
            made = _made(layers, name, before) if broken.keys().isdisjoint(line) else None
            if isinstance(made, Pack):
                usable[name] = made
            elif made is None:
                broken[name] = next(broken[one] for one in line if one in broken)
            else:
                broken[name] = made.as_error()
    return Packs(installed.folder, usable, broken)


def _made(layers: Layers, name: str, before: Pack | None) -> Pack | PackFault:
    """Return a pack of several layers; the fault if its expressions name what is not there.

    A layer that worked before is looked at again only if something it may name is another thing.
    """
    made = layers.put_together(name)
    if isinstance(made, PackFault):
        return made
    new = [made.line[-1]]
    if before is not None:
        same = _holds(shape_of(before.data), shape_of(made.data))
        known = before.line if same else ()
        new = [one for one in made.line if not any(one is other for other in known)]
    return next((fault for one in new for fault in expression_faults(one, made.data)), made)


def _holds(before: Shape, after: Shape) -> bool:
    """Tell whether all that could be named before can be named still, as the same kind."""
    if isinstance(before, Mapping):
        return isinstance(after, Mapping) and all(
            name in after and _holds(kind, after[name]) for name, kind in before.items()
        )
    if isinstance(before, list):
        return isinstance(after, list) and _holds(before[0], after[0])
    return before == after


def neighbours(folder: Path, installed: Packs | None = None) -> tuple[PackFolder, ...]:
    """Return the packs that lie beside a folder, if it does not lie among those installed."""
    if installed is not None and installed.folder == folder.parent:
        return ()
    beside = (one for one in pack_folders(folder.parent) if one.name != folder.name)
    return tuple(map(PackFolder, beside))


def disturbed(before: Packs, after: Packs, own: str) -> Iterator[tuple[str, DeskError]]:
    """Yield the packs that can no longer be used after one was added or taken back, and why."""
    for name in before.names():
        if name != own and name in after.broken:
            yield name, after.broken[name]
