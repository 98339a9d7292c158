"""Which widget an answer is typed into."""

from mediatordesk.app.asked.element_desk import Ask
from mediatordesk.app.elements.clicked_edits import ChoiceEdit, ChoicesEdit, YesNoEdit
from mediatordesk.app.elements.day_edit import DayEdit, MonthEdit
from mediatordesk.app.elements.edits import AnswerEdit, LineEdit, LongEdit, fit_with
from mediatordesk.app.looks.appearance import Appearance
from mediatordesk.core.answers import AnswerKind
from mediatordesk.core.texts import _

_SHORT = 7
"""Letters of an amount or a number."""


def edit_for(appearance: Appearance, ask: Ask) -> AnswerEdit:
    """Return what an answer of this kind is typed into."""
    match ask.kind:
        case AnswerKind.YES_NO:
            return YesNoEdit(appearance, ask.label)
        case AnswerKind.CHOICE:
            return ChoiceEdit(ask.label, ask.choices)
        case AnswerKind.CHOICES:
            return ChoicesEdit(appearance, ask.label, ask.choices)
    edit = _typed(appearance, ask)
    fit_with(appearance, edit)
    return edit


def _typed(appearance: Appearance, ask: Ask) -> LineEdit | LongEdit:
    """Return what a typed answer is typed into."""
    match ask.kind:
        case AnswerKind.LONG_TEXT:
            return LongEdit(ask.label)
        case AnswerKind.DAY:
            return DayEdit(appearance, ask.label)
        case AnswerKind.MONTH:
            return MonthEdit(ask.label)
        case AnswerKind.AMOUNT:
            return LineEdit(ask.label, unit=_("yuan"), letters=_SHORT)
        case AnswerKind.RATE:
            return LineEdit(ask.label, unit="%", letters=_SHORT)
        case AnswerKind.NUMBER:
            return LineEdit(ask.label, letters=_SHORT)
    return LineEdit(ask.label)


def answer_words(ask: Ask, text: str) -> str:
    """Return an answer as it is read: choices by their labels, yes and no in words."""
    match ask.kind:
        case AnswerKind.YES_NO:
            return {"true": _("yes"), "false": _("no")}.get(text, "")
        case AnswerKind.CHOICE | AnswerKind.CHOICES:
            labels = dict(ask.choices)
            return _(", ").join(labels.get(one, one) for one in text.splitlines())
        case AnswerKind.AMOUNT:
            return _("{amount} yuan").format(amount=text) if text else ""
    return text
