"""What is wrong with a pack's file, in words for people; the libraries speak to programmers."""

from collections.abc import Mapping
from typing import Any

from mediatordesk.core.texts import N_, _

_WORDS = {
    "extra_forbidden": N_("there is no such key; look for a letter that is wrong"),
    "missing": N_("this key is missing"),
    "string_type": N_("it must be a text in quotes"),
    "bool_type": N_("it must be true or false, without quotes"),
    "int_type": N_("it must be a whole number, without quotes"),
    "int_from_float": N_("it must be a whole number"),
    "tuple_type": N_('it must be a list: ["…", "…"]'),
    "dict_type": N_("it must be a table of keys and values"),
    "model_type": N_("it must be a table of keys and values"),
    "date_type": N_("it must be a day: 2025-04-07, without quotes"),
    "date_parsing": N_("it must be a day: 2025-04-07, without quotes"),
    "date_from_datetime_parsing": N_("it must be a day: 2025-04-07, without quotes"),
    "date_from_datetime_inexact": N_("it must be a day without a time: 2025-04-07"),
    "enum": N_("it must be one of: {expected}"),
    "literal_error": N_("it must be one of: {expected}"),
    "string_pattern_mismatch": N_("it does not have the form that is asked for: {pattern}"),
    "string_too_short": N_("it is too short; at least {min_length} characters are needed"),
    "string_too_long": N_("it is too long; {max_length} characters at most"),
    "too_short": N_("there are too few; at least {min_length} are needed"),
    "too_long": N_("there are too many; {max_length} at most"),
    "greater_than": N_("it must be more than {gt}"),
    "greater_than_equal": N_("it must be {ge} or more"),
    "less_than": N_("it must be less than {lt}"),
    "less_than_equal": N_("it must be {le} or less"),
}
"""By the kind of an error (pydantic's list of validation errors)."""


def no_value(error: Mapping[str, Any]) -> str:
    """Return why a value cannot be used; what pydantic says itself where there are no words."""
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    words = _WORDS.get(error["type"])
    return _(words).format_map(error.get("ctx", {})) if words else str(error["msg"])


def unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Return why a file cannot be read, without the path of this machine."""
    if isinstance(error, UnicodeDecodeError):
        return _("it is not written as UTF-8; save it again with the encoding UTF-8")
    return _("the file cannot be opened or read")


def too_large(limit: int) -> str:
    """Return that a file is larger than a limit in bytes."""
    return _("the file is too large; {kilobytes} KB at most").format(kilobytes=limit >> 10)


def no_toml(error: ValueError | RecursionError) -> str:
    """Return why a text is no TOML: what the parser met, for the place says where."""
    if isinstance(error, RecursionError):
        return _("brackets are nested too deeply")
    reason = str(error).split(" (at ")[0]
    return _("this cannot be read; a quote, a bracket or a = is wrong ({reason})").format(
        reason=reason
    )
