"""Commands on the people who share a desk: add, list, retire, passphrase, label, keyring."""

import argparse
from collections.abc import Mapping
from typing import Any

from mediatordesk.actions.desks.operators import (
    add_operator,
    change_label,
    change_passphrase,
    keep_in_keyring,
    operator_named,
    operators_of_folder,
    retire_operator,
)
from mediatordesk.cli.answers import Answer
from mediatordesk.cli.arguments import Given, chosen_passphrase, filled
from mediatordesk.core.offices import Operator
from mediatordesk.core.texts import _
from mediatordesk.keys.passphrases import is_weak


def register(commands: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands on operators."""
    people = commands.add_parser("operator", help=_("who works here"))
    operator = people.add_subparsers(required=True)
    one = operator.add_parser("list", parents=[shared], help=_("all who work or worked here"))
    one.set_defaults(command=_list)
    one = operator.add_parser("labels", parents=[shared], help=_("who can open the desk"))
    one.set_defaults(command=_labels)
    one = operator.add_parser("add", parents=[shared], help=_("let somebody open the desk"))
    one.add_argument("name", type=filled, help=_("the person's name"))
    one.add_argument("--post", default="", help=_("the post, as on papers"))
    one.add_argument("--label", default="", help=_("shown before the desk is open"))
    one.add_argument(
        "--new-passphrase-file", metavar="F", help=_("its first line is the new passphrase")
    )
    one.set_defaults(command=_add)
    one = operator.add_parser("retire", parents=[shared], help=_("somebody works here no more"))
    one.add_argument("operator", type=filled, help=_("a label or an id"))
    one.set_defaults(command=_retire)
    one = operator.add_parser("passphrase", parents=[shared], help=_("choose a new passphrase"))
    one.add_argument(
        "--new-passphrase-file", metavar="F", help=_("its first line is the new passphrase")
    )
    one.set_defaults(command=_passphrase)
    one = operator.add_parser(
        "label", parents=[shared], help=_("what is shown before the desk is open")
    )
    one.add_argument("label", type=filled, help=_("the new label"))
    one.set_defaults(command=_label)
    one = operator.add_parser("keyring", parents=[shared], help=_("open without typing"))
    one.add_argument("state", choices=("on", "off"), help=_("on or off"))
    one.set_defaults(command=_keyring)


def weakness(passphrase: str) -> tuple[str, ...]:
    """Return a warning for people if a passphrase is easily guessed."""
    words = _("This passphrase is easily guessed. Five or more words that do not belong together "
              "are better.")  # fmt: skip
    return (words,) if is_weak(passphrase) else ()


def _list(given: Given) -> Answer:
    desk = given.desk()
    here = {one.operator: one for one in operators_of_folder(given.home)}
    data = [
        {
            "operator": one.id,
            "name": one.name,
            "post": one.post,
            "retired": one.retired,
            "label": here[one.id].label if one.id in here else "",
            "opens": one.id in here,
            "keyring": one.id in here and here[one.id].keyring,
        }
        for one in desk.store.all(Operator)
    ]
    return Answer(data, tuple(map(_line, data)))


def _line(one: Mapping[str, Any]) -> str:
    """Return an operator as a line for people; who is retired is marked."""
    words = [one["label"], one["name"], one["post"], *([_("retired")] if one["retired"] else [])]
    return "\t".join(words)


def _labels(given: Given) -> Answer:
    names = operators_of_folder(given.home)
    return Answer(names, tuple(name.label for name in names))


def _add(given: Given) -> Answer:
    desk = given.desk()
    passphrase = chosen_passphrase(given.new_passphrase_file)
    operator = add_operator(desk, given.name, given.post, passphrase, label=given.label)
    [label] = [one.label for one in operators_of_folder(given.home) if one.operator == operator.id]
    words = _("{name} can open the desk, as {label}.").format(name=operator.name, label=label)
    warnings = weakness(passphrase)
    data = {"operator": operator.id, "label": label, "warnings": warnings}
    return Answer(data, (words, *warnings))


def _retire(given: Given) -> Answer:
    desk = given.desk()
    operator = operator_named(given.home, given.operator)
    retire_operator(desk, operator)
    words = _("{name} cannot open this desk any more; who has an old copy of it still can.")
    name = desk.store.get(Operator, operator).name
    return Answer({"operator": operator}, (words.format(name=name),))


def _passphrase(given: Given) -> Answer:
    desk, old = given.desk_and_passphrase()
    new = chosen_passphrase(given.new_passphrase_file)
    change_passphrase(desk, old, new)
    warnings = weakness(new)
    return Answer({"operator": desk.operator.id, "warnings": warnings}, (_("Saved."), *warnings))


def _label(given: Given) -> Answer:
    desk = given.desk()
    change_label(desk, desk.operator.id, given.label)
    [label] = [
        one.label for one in operators_of_folder(given.home) if one.operator == desk.operator.id
    ]
    return Answer({"operator": desk.operator.id, "label": label}, (label,))


def _keyring(given: Given) -> Answer:
    desk, on = given.desk(), given.state == "on"
    keep_in_keyring(desk, on=on)
    words = _("The desk opens for {name} without typing, for who is logged in at this computer.")
    done = words.format(name=desk.operator.name) if on else _("The desk asks for the passphrase.")
    return Answer({"operator": desk.operator.id, "keyring": on}, (done,))
