"""Headings of rosters, as far as they tell columns apart."""

import re
import unicodedata

_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
TEN_THOUSAND = "万元"


def bare_heading(text: str) -> str:
    """Return a heading without blanks, marks of what is required, and what stands in brackets.

    合同总价（元）, ＊合同 总价 and 合同总价 are one heading.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split()).strip("*:：")
    return _BRACKETED.sub("", plain).strip("*:：") or plain
