"""What papers of the ways out print: claims in a bankruptcy (D35, D40), a settlement abroad (D38).

A name in Latin letters is printed as it was entered; nothing is transliterated here.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from mediatordesk.actions.papers.agreement_values import agreement_of
from mediatordesk.actions.papers.closing_values import lines_of
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.money import capitals, yuan
from mediatordesk.core.parties import Party
from mediatordesk.forms.packs.packs import Pack

PARTS: Mapping[str, str] = {
    "principal": "本金",
    "interest": "利息",
    "penalty": "违约金",
    "other": "其他",
}
"""What a claim is made of: the columns of the pack, and the words for them."""
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
UNCHECKED = ("公约适用情况待核。", "Whether the Convention applies remains to be verified.")


def exit_values(
    pack: Pack, file: CaseFile, day: date, about: UUID | None, told: Mapping[str, object]
) -> dict[str, object]:
    """Return what the papers of ways out say beside what was `told` of the pack's elements."""
    elements = pack.read_elements(file.elements)
    settings = pack.settings(day, file.settings)
    rows = told.get("债权")
    claims = elements.get("claims") or ()
    printed = rows if isinstance(rows, tuple) else ()
    return {
        "债权": tuple(
            {**row, **_claim(claim)} for row, claim in zip(printed, claims, strict=False)
        ),
        "英文": _in_english(file, about, settings),
        "公约说明": _convention(settings),
    }


def _claim(claim: Mapping[str, Any]) -> dict[str, object]:
    """Return one claim's sums: what was filed, and what the mediation came to."""
    filed = {word: claim.get(name) for name, word in PARTS.items()}
    agreed = {word: claim.get(f"confirmed_{name}") for name, word in PARTS.items()}
    reviewed = claim.get("reviewed")
    total = _total(agreed)
    return {
        "申报额": _sum(filed),
        "申报构成": _made_of(filed),
        "审查额": None if reviewed is None else f"￥{yuan(reviewed)}",
        "确认额": None if total is None else f"￥{yuan(total)}（{capitals(total)}）",
        "确认构成": _made_of(agreed),
        "审查说明": lines_of(claim.get("review_reason")) or None,
        "焦点": lines_of(claim.get("issue")) or None,
        "证据说明": lines_of(claim.get("evidence")),
    }


def _total(parts: Mapping[str, int | None]) -> int | None:
    """Return the sum of what is known in fen; None where nothing is."""
    known = [one for one in parts.values() if one is not None]
    return sum(known) if known else None


def _sum(parts: Mapping[str, int | None]) -> str | None:
    total = _total(parts)
    return None if total is None else f"￥{yuan(total)}"


def _made_of(parts: Mapping[str, int | None]) -> str:
    """Return what an amount is made of: 本金￥1,500,000.00，利息￥132,000.00."""
    return "，".join(f"{word}￥{yuan(one)}" for word, one in parts.items() if one is not None)


def _in_english(
    file: CaseFile, about: UUID | None, settings: Mapping[str, Any]
) -> dict[str, object]:
    """Return the words of a Chinese–English paper: days, names, the institution."""
    agreement = agreement_of(file, about)
    agreed = agreement.agreed_on if agreement else None
    names = [_latin(file, party) for party in file.parties]
    return {
        "机构": settings.get("organisation_english") or None,
        "调解员": _mediator(file.case.mediator, settings.get("mediator_english") or ()),
        "协议日期": _day(agreed) if agreed else None,
        "各方": " and ".join(names) if all(names) else None,
        "当事人": tuple(
            {
                "中文": party.name,
                "拉丁": name or None,
                "证件": party.id_number,
                "国籍": file.told_of(party.id, "nationality"),
            }
            for party, name in zip(file.parties, names, strict=True)
        ),
    }


def _latin(file: CaseFile, party: Party) -> str:
    """Return a name in Latin letters: as entered, or the name itself if it is written in them."""
    entered = file.told_of(party.id, "name_latin")
    return entered or ("" if _is_chinese(party.name) else party.name)


def _is_chinese(name: str) -> bool:
    """Tell whether a name has letters that are not Latin."""
    return any(letter.isalpha() and ord(letter) >= 0x2E80 for letter in name)


def _mediator(name: str, spellings: Iterable[str]) -> str | None:
    """Return how the office writes a mediator's name in Latin letters: “HUANG Wende 黄文德”."""
    for line in spellings:
        latin, _space, chinese = line.strip().rpartition(" ")
        if chinese == name and latin:
            return latin
    return name if name and not _is_chinese(name) else None


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _convention(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return in both languages whether the Convention applies, as the office has checked it."""
    checked = str(settings.get("convention_checked_on") or "")
    if not checked:
        chinese, english = UNCHECKED
        return {"中文": chinese, "英文": english}
    day = date.fromisoformat(checked)
    chinese = f"截至{day.year}年{day.month}月{day.day}日核对，中华人民共和国"
    english = f"As verified on {_day(day)}, the People's Republic of China"
    if settings.get("convention_in_force"):
        return {
            "中文": f"{chinese}已经批准该公约。",
            "英文": f"{english} has ratified the Convention.",
        }
    return {
        "中文": f"{chinese}已经签署、尚未批准该公约；在执行地能否适用，以当地法律为准。",
        "英文": f"{english} has signed but not ratified the Convention; whether it applies is a "
        "matter for the law of the place of enforcement.",
    }
