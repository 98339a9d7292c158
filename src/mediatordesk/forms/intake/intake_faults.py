"""What is wrong with an intake file, said with the Chinese names of its fields."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from mediatordesk.core.records import tidy
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.intake_models import IntakeEntry, PartyEntry
from mediatordesk.forms.packs.packs import Pack


def faults_of_validation(error: ValidationError) -> tuple[str, ...]:
    """Return pydantic's errors as sentences that name the field as the form does."""
    return tuple(
        f"{label_of(one['loc'])}: {_reason(one['type'], one['msg'])}" for one in error.errors()
    )


def _reason(kind: str, message: str) -> str:
    """Return why an entry cannot be used."""
    reasons = {
        "missing": _("it is missing"),
        "extra_forbidden": _("there is no such entry"),
        "string_type": _("it must be text"),
        "string_too_short": _("it is empty"),
        "too_short": _("it is empty"),
        "string_pattern_mismatch": _("it is not written as it must be"),
        "enum": _("it is none of the possible choices"),
        "bool_type": _("it must be true or false"),
        "date_from_datetime_parsing": _("it is not a date written YYYY-MM-DD"),
        "date_parsing": _("it is not a date written YYYY-MM-DD"),
        "datetime_from_date_parsing": _("it is not a time written YYYY-MM-DDTHH:MM"),
        "datetime_parsing": _("it is not a time written YYYY-MM-DDTHH:MM"),
    }
    return reasons.get(kind, message)


def label_of(location: tuple[Any, ...]) -> str:
    """Return a place in an intake file in the words of the form: 当事人2·姓名（名称）."""
    model: Any = IntakeEntry
    words: list[str] = []
    for step in location:
        if isinstance(step, int):
            words[-1:] = [f"{words[-1] if words else ''}{step + 1}"]
            continue
        field = model.model_fields.get(step) if _is_model(model) else None
        words.append(field.title if field is not None and field.title else str(step))
        model = _model_in(field.annotation) if field is not None else None
    return "·".join(words)


def _is_model(kind: Any) -> bool:
    """Tell whether a type is a pydantic model."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _model_in(annotation: Any) -> Any:
    """Return the model within `X | None`, tuple[X, ...] or Annotated; None if there is none."""
    if _is_model(annotation):
        return annotation
    inner = (_model_in(one) for one in getattr(annotation, "__args__", ()))
    return next((one for one in inner if one is not None), None)


def missing_entries(pack: Pack, entry: IntakeEntry) -> Iterator[str]:
    """Yield the entries that the pack does not let be missing.

    A name under `party` counts for the parties it can concern: a nationality is a person's, a
    legal representative an organisation's.
    """
    oral = entry.oral_agreement is not None
    for name in pack.data.required_oral if oral else pack.data.required:
        owner, _dot, field = name.rpartition(".")
        if owner == "party":
            yield from _missing_of_parties(entry, field)
        elif _is_empty(getattr(entry, field, None)):
            yield f"{label_of((field,))}: " + _("it is missing")


def _missing_of_parties(entry: IntakeEntry, field: str) -> Iterator[str]:
    """Yield the parties that lack an entry."""
    for position, party in enumerate(entry.parties):
        if _is_empty(getattr(party, field)) and _concerns(party, field):
            yield f"{label_of(('parties', position, field))}: " + _("it is missing")


def _is_empty(content: object) -> bool:
    """Tell whether nothing was entered; blanks are nothing."""
    return not (tidy(content) if isinstance(content, str) else content)


_OF_PERSONS = {"sex", "ethnicity", "birth_date", "occupation"}
_OF_ORGANISATIONS = {"legal_representative", "representative_post"}


def _concerns(party: PartyEntry, field: str) -> bool:
    """Tell whether an entry is asked of this kind of party."""
    is_person = party.kind.value == "person"
    return field not in (_OF_ORGANISATIONS if is_person else _OF_PERSONS)
