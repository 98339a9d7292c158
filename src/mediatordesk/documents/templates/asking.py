"""Which of many values a template asks for, inside lists and records too."""

from collections.abc import Iterable, Mapping


def asked_values(values: Mapping[str, object], fields: Iterable[str]) -> dict[str, object]:
    """Return of all values only those that fields name: what a paper says, and nothing else.

    Filling with them gives the same paper. It is what is hashed and embedded, so neither tells
    a telephone number that is not printed.
    """
    whole = {name: values[name] for name in fields if "." in name and name in values}
    dotted = {name for name in fields if name not in whole}
    return whole | _part(values, _tree(dotted))


def _tree(names: Iterable[str]) -> dict[str, set[str]]:
    """Return by first word the rests of the names; an empty rest is the value itself."""
    tree: dict[str, set[str]] = {}
    for name in names:
        head, _, rest = name.partition(".")
        tree.setdefault(head, set()).add(rest)
    return tree


def _part(content: Mapping[str, object], tree: Mapping[str, set[str]]) -> dict[str, object]:
    return {name: _kept(content[name], rests) for name, rests in tree.items() if name in content}


def _kept(content: object, rests: set[str]) -> object:
    """Return a value as far as it is asked for; one that is asked for itself stays whole."""
    if isinstance(content, list | tuple):
        deeper = rests - {""}
        return [_kept(one, deeper or {""}) for one in content]
    if isinstance(content, Mapping) and "" not in rests:
        return _part(content, _tree(rests))
    return content
