"""Days and months as people type them: 2025-5-12, 2025.5.12, 2025年5月12日, 20250512, 今天."""

import re
import unicodedata
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})[^\d]{1,2}(\d{1,2})[^\d]{1,2}(\d{1,2})日?")
_MONTH = re.compile(r"(\d{4})[^\d]{1,2}(\d{1,2})月?")
_CLOSE = {8: re.compile(r"(\d{4})(\d\d)(\d\d)"), 6: re.compile(r"(\d{4})(\d\d)")}
_FROM_TODAY = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2}


def day_typed(text: str, today: date | None = None) -> str:
    """Return a day as YYYY-MM-DD where it can be read as one; else the text, to be refused.

    今天 and its neighbours are days only where it is said which day today is.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if today and plain in _FROM_TODAY:
        return (today + timedelta(days=_FROM_TODAY[plain])).isoformat()
    found = _DAY.fullmatch(plain) or _CLOSE[8].fullmatch(plain)
    return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else plain


def month_typed(text: str) -> str:
    """Return a month as YYYY-MM where it can be read as one; else the text, to be refused."""
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _MONTH.fullmatch(plain) or _CLOSE[6].fullmatch(plain)
    return "{}-{:0>2}".format(*found.groups()) if found else plain
