"""Office settings as the window sees them: the actions, behind the questions of their place."""

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.office_settings import ShownSetting, set_setting, shown_settings
from mediatordesk.app.asked.element_desk import Ask
from mediatordesk.app.asked.setting_desk import SettingLine
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.changes import Change


class OpenedSettings:
    """Answers the place for office settings. It is used in the database thread only."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def settings(self) -> tuple[SettingLine, ...]:
        """Return every setting of the packs in use; what is still open comes first."""
        lines = map(self._line, shown_settings(self._desk))
        return tuple(sorted(lines, key=lambda one: (not one.is_open, one.packs, one.ask.label)))

    def lay_down(self, name: str, text: str, reason: str) -> Change:
        """Lay a setting down for this office. BadEntry; FieldMissing without a reason."""
        return set_setting(self._desk, name, text, reason)

    def _line(self, shown: ShownSetting) -> SettingLine:
        """Return a setting as it is shown."""
        titles = (self._desk.packs.pack(one).title for one in shown.packs)
        return SettingLine(
            Ask(shown.name, shown.label, _kind(shown), required=True, help=shown.note),
            tuple(titles),
            _typed(shown.value),
            _typed(shown.default),
            shown.is_own,
            shown.is_open,
            shown.reason,
        )


def _kind(shown: ShownSetting) -> AnswerKind:
    """Return into what a value of this kind is typed."""
    match shown.default:
        case bool():
            return AnswerKind.YES_NO
        case int():
            return AnswerKind.NUMBER
        case str():
            return AnswerKind.TEXT
    return AnswerKind.LONG_TEXT


def _typed(value: object) -> str:
    """Return a value as it is typed: true or false, a number, a text, a list one item a line."""
    match value:
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return "\n".join(map(str, value))
    return str(value)
