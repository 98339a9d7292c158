"""Lets certificates bear names with rare characters, such as 覃𬭎."""

import unicodedata
from typing import Any

from asn1crypto.x509 import NameTypeAndValue

strictly = NameTypeAndValue._ldap_string_prep  # noqa: SLF001 - there is no public one


def comparable(part: Any, string: str) -> str:
    """Return a part of a name, made ready to be compared with another (RFC 4518, 2).

    asn1crypto asks Python's stringprep, which knows the characters of Unicode 3.2 (2002), and
    refuses all that came later: whoever is called 𬭎 could not be verified.
    """
    try:
        return str(strictly(part, string))
    except ValueError:
        words = unicodedata.normalize("NFKC", string).casefold().split()
        return f" {'  '.join(words)} "


# pyHanko builds its paths with these; there is no other place to tell it.
NameTypeAndValue._ldap_string_prep = comparable  # noqa: SLF001 - as above
