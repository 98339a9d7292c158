"""The schema of an intake file as lines for people: each key, what it means, and what it takes."""

from collections.abc import Iterator, Mapping
from typing import Any

from mediatordesk.core.texts import N_, _

Schema = Mapping[str, Any]
_DEFINED = "#/$defs/"
_TYPES = {
    "boolean": N_("true or false"),
    "integer": N_("a whole number"),
    "array": N_("a list"),
    "object": N_("a group of keys"),
}
_FORMATS = {"date": N_("a day: 2025-04-07"), "date-time": N_("a time: 2025-04-07T09:30")}


def schema_lines(schema: Schema) -> tuple[str, ...]:
    """Return a line for each key: its path (`parties[].name`), title, content, and if it must be.

    `schema` is a JSON Schema (2020-12) of an object; its keys are followed as deep as they go.
    """
    return tuple(_keys(schema, schema, ""))


def _keys(schema: Schema, whole: Schema, path: str) -> Iterator[str]:
    """Yield the lines of an object's keys, and of the keys within them."""
    required = schema.get("required", ())
    for name, told in schema.get("properties", {}).items():
        one, here = _meant(told, whole), f"{path}{name}"
        must = (_("required"),) if name in required else ()
        title = told.get("title") or one.get("title", "")
        yield "\t".join((here, title, _content(one), *must))
        inner, within = (one, f"{here}.") if one.get("type") != "array" else (
            _meant(one.get("items", {}), whole), f"{here}[]."
        )  # fmt: skip
        yield from _keys(inner, whole, within)


def _meant(schema: Schema, whole: Schema) -> Schema:
    """Return what a schema stands for: a definition of its own, or the one that is not null."""
    if "anyOf" in schema:
        return _meant(next(one for one in schema["anyOf"] if one.get("type") != "null"), whole)
    named = str(schema.get("$ref", "")).removeprefix(_DEFINED)
    definition: Schema = whole["$defs"][named] if named else schema
    return definition


def _content(schema: Schema) -> str:
    """Return what may stand under a key."""
    choices = _choices(schema) or _choices(schema.get("items", {}))
    if choices:
        listed = _("one of: {choices}") if "items" not in schema else _("some of: {choices}")
        return listed.format(choices="、".join(choices))
    if "const" in schema:
        return str(schema["const"])
    words = _FORMATS.get(schema.get("format", "")) or _TYPES.get(schema.get("type", ""))
    return _(words) if words else _("text")


def _choices(schema: Schema) -> list[str]:
    """Return the words that may be chosen from, each with its label where it has one."""
    labelled = [f"{one['const']}（{one['title']}）" for one in schema.get("oneOf", ())]
    return labelled or [str(one) for one in schema.get("enum", ())]
