"""What an office sets itself where no national rule fixes anything (本地规则待核)."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.setting_words import setting_words
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import BadEntry, FieldMissing, UnknownField
from mediatordesk.core.field_words import named
from mediatordesk.core.money import fen_of, yuan
from mediatordesk.core.office_settings import OfficeSetting
from mediatordesk.core.records import added, changed, tidy
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.rules import Setting
from mediatordesk.store import Store

_YES = {"true", "yes", "是", "1"}
_NO = {"false", "no", "否", "0"}
_BETWEEN = re.compile(r"[、，,；;\n]")


@dataclass(frozen=True)
class ShownSetting:
    """A setting of the packs as it stands here, and whether the office has laid it down."""

    name: str
    label: str
    packs: tuple[str, ...]
    """The packs that ask for it."""
    value: Any
    default: Any
    is_own: bool
    """The office has set it; until then it is shown with 本地规则待核, if it is local."""
    local: bool
    reason: str
    note: str
    words: str
    """The value as people read it: with its unit, codes in words; it says where nothing is set."""

    @property
    def is_open(self) -> bool:
        """Tell whether somebody must still say what holds here."""
        return self.local and not self.is_own


def settings_of(store: Store) -> Mapping[str, Any]:
    """Return what the office has set, by name: goes before the packs' own values."""
    return {one.name: json.loads(one.content) for one in store.all(OfficeSetting)}


def shown_settings(desk: Desk) -> tuple[ShownSetting, ...]:
    """Return every setting of the packs in use, by name, with what the office has set."""
    own = {one.name: one for one in desk.store.all(OfficeSetting)}
    return tuple(
        _shown(one, packs, own.get(name)) for name, (one, packs) in sorted(_known(desk).items())
    )


def set_setting(desk: Desk, name: str, text: str, reason: str) -> Change:
    """Lay down a setting for this office; papers and periods made before stay as they are.

    `text` is an amount in yuan, a number, yes or no (是、否), words, or a list: words between
    commas, or in JSON.
    UnknownField for a name that no pack has, BadEntry or NotAnAmount for what does not fit,
    FieldMissing without a reason: who laid it down, and in which paper.
    """
    known = _known(desk)
    if name not in known:
        raise UnknownField(field=name, known=_(", ").join(sorted(known)))
    if not tidy(reason):
        raise FieldMissing(field="reason")
    value = read_setting(known[name][0], text)
    content = json.dumps(value, ensure_ascii=False)
    after = OfficeSetting.of(name, content, tidy(reason))
    before = next((one for one in desk.store.all(OfficeSetting) if one.name == name), None)
    return desk.commit([changed(before, after) if before else added(after)])


def read_setting(setting: Setting, text: str) -> bool | int | str | list[str]:
    """Return what was typed as the kind of value that a setting has; BadEntry if it is none."""
    if setting.kind:
        return yuan(fen_of(text))
    match setting.value:
        case bool():
            value: Any = _yes_or_no(setting, tidy(text))
        case int():
            value = _whole(setting, tidy(text))
        case str():
            value = tidy(text)
        case _:
            value = _listed(setting, text)
    for one in value if isinstance(value, list) else [value]:
        if setting.pattern and not re.fullmatch(setting.pattern, str(one)):
            raise BadEntry(field=named(setting.label, setting.name), text=one)
    return value  # type: ignore[no-any-return]  # one of the four kinds


def _as_shown(setting: Setting, value: Any) -> Any:
    """Return a value as an office reads and types it: amounts in yuan with two decimals."""
    return yuan(setting.read(value)) if setting.kind else value


def _yes_or_no(setting: Setting, text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise BadEntry(field=named(setting.label, setting.name), text=text)
    return text.lower() in _YES


def _whole(setting: Setting, text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 15):
        raise BadEntry(field=named(setting.label, setting.name), text=text)
    return int(text)


def _listed(setting: Setting, text: str) -> list[str]:
    """Return a list as it was typed: in JSON, or between commas; nothing typed is no item."""
    if not text.lstrip().startswith("["):
        return [tidy(one) for one in _BETWEEN.split(text) if tidy(one)]
    try:
        items = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadEntry(field=named(setting.label, setting.name), text=text) from error
    if not isinstance(items, list) or not all(isinstance(one, str) for one in items):
        raise BadEntry(field=named(setting.label, setting.name), text=text)
    return [tidy(one) for one in items]


def _known(desk: Desk) -> dict[str, tuple[Setting, tuple[str, ...]]]:
    """Return the settings in force by name, each with the packs that ask for it."""
    today, found = desk.clock.today(), dict[str, tuple[Setting, tuple[str, ...]]]()
    for name in desk.packs.names():
        pack = desk.packs.pack(name)
        for one in pack.in_force(pack.data.settings, today):
            packs = found[one.name][1] if one.name in found else ()
            found[one.name] = (one, (*packs, name))
    return found


def _shown(setting: Setting, packs: tuple[str, ...], own: OfficeSetting | None) -> ShownSetting:
    return ShownSetting(
        name=setting.name,
        label=setting.label,
        packs=packs,
        value=_as_shown(setting, json.loads(own.content) if own else setting.value),
        default=_as_shown(setting, setting.value),
        is_own=own is not None,
        local=setting.local,
        reason=own.reason if own else "",
        note=setting.note,
        words=setting_words(
            setting, json.loads(own.content) if own else setting.value, is_own=own is not None
        ),
    )
