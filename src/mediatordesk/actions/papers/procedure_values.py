"""The way to an agreement, and duties that are overdue: D03, D06, D08, D16, D22."""

from datetime import date, timedelta
from uuid import UUID

from mediatordesk.actions.papers.agreement_values import obligation_value
from mediatordesk.actions.papers.panel_values import mediators_with_posts, panel_values
from mediatordesk.actions.papers.row_values import Elements, Row, moment_text, ticked_lines
from mediatordesk.core.agreements import Obligation
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.money import capitals, yuan
from mediatordesk.forms.packs.elements import ROW
from mediatordesk.forms.packs.packs import Pack

IDENTITY_PAPERS = "身份证件和与纠纷有关的材料"
"""What a party is asked to bring when nothing else was said."""


def procedure_values(
    pack: Pack, file: CaseFile, day: date, about: UUID | None = None
) -> dict[str, object]:
    """Return what papers say of the procedure of a case; goes into `extra`.

    `about` is the party, the row of a table or the duty that a paper is for.
    """
    elements = pack.read_elements(file.elements)
    told: dict[str, object] = {
        "申请日期": elements.get("application_received") or file.case.registered_on,
        "不予受理事由": _refusal(pack, elements),
        "调解安排": _appointment(file, elements, _to_come(elements, day)[0]),
        "各次安排": _appointments(file, elements, day),
        "分号": _letter_numbers(file, elements, about),
        "回避申请人签名图": None,
    }
    told |= panel_values(pack, file, elements, about)
    owed = next((one for one in file.obligations if one.id == about), None)
    return told | (_reminder(pack, file, owed, day) if owed else {})


def _refusal(pack: Pack, elements: Elements) -> tuple[dict[str, object], ...]:
    """Return the reasons for which a case can be refused, with a tick for those that were given."""
    fields = (one for one in pack.fields() if one.name == "non_acceptance_reasons")
    choices = next((one.choices for one in fields), ())
    lines = tuple(ticked_lines(choices, elements.get("non_acceptance_reasons") or ()))
    other = elements.get("non_acceptance_other")
    if lines and other:
        lines[-1]["内容"] = f"{lines[-1]['内容']}：{other}"
    return lines


def _to_come(elements: Elements, day: date) -> tuple[Row, ...]:
    """Return the sessions that were fixed and are still to come; else the last one, or nothing."""
    fixed: tuple[Row, ...] = elements.get("appointments") or ()
    standing = tuple(row for row in fixed if not row.get("cancelled"))
    ahead = tuple(row for row in standing if not _is_over(row, day))
    return ahead or standing[-1:] or ({},)


def _is_over(row: Row, day: date) -> bool:
    """Tell whether the day of an appointment has passed; one that is no date has not."""
    try:
        return date.fromisoformat(str(row["time"])[:10]) < day
    except ValueError:
        return False


def _appointments(file: CaseFile, elements: Elements, day: date) -> tuple[dict[str, object], ...]:
    """Return all sessions that a notice tells of (D08), in the order of their time."""
    ahead = sorted(_to_come(elements, day), key=lambda row: str(row.get("time", "")))
    several = len(ahead) > 1
    return tuple(_appointment(file, elements, row) | {"多次": several} for row in ahead)


def _appointment(file: CaseFile, elements: Elements, fixed: Row) -> dict[str, object]:
    """Return a session that was fixed, as a notice tells of it."""
    case, office = file.case, file.office
    online = "线上调解" if fixed.get("link") else None
    phone = fixed.get("phone") or office.phone
    return {
        "时间": moment_text(fixed["time"]) if fixed.get("time") else None,
        "地点": fixed.get("place") or online or office.address or None,
        "线上入口": fixed.get("link"),
        "人民调解员": "、".join(mediators_with_posts(file, elements)) or None,
        "邀请人员": fixed.get("guests"),
        "携带材料": fixed.get("bring") or IDENTITY_PAPERS,
        "联系人": fixed.get("contact") or case.recorder or case.mediator or None,
        "联系电话说明": f"，联系电话：{phone}" if phone else None,
    }


def _letter_numbers(
    file: CaseFile, elements: Elements, about: UUID | None
) -> dict[str, str | None]:
    """Return the numbers of letters of the case: its own and what the letter is (domain.md 9.6)."""
    parties = [party.id for party in file.parties]
    decisions = elements.get("recusal_decisions") or ()
    earlier = max(len(elements.get("appointments") or ()) - 1, 0) * len(parties)
    places = {
        "通知": ("通", _place(parties, about, earlier)),
        "调解组": ("组", _place(parties, about)),
        "回避": ("避", _place([UUID(row[ROW]) for row in decisions], about)),
        "督促": ("督", _place([one.id for one in file.obligations], about)),
    }
    number = file.case.number
    return {
        name: f"{number}-{word}{place}" if number and place else None
        for name, (word, place) in places.items()
    }


def _place(known: list[UUID], about: UUID | None, earlier: int = 0) -> int:
    """Return which one a letter is about, counted from 1; 0 if it is about none of them."""
    return known.index(about) + 1 + earlier if about in known else 0


def _reminder(pack: Pack, file: CaseFile, owed: Obligation, day: date) -> dict[str, object]:
    """Return what a reminder says of a duty (D22); the days are missing if it is not overdue."""
    told = obligation_value(file, owed)
    paid = sum(one.amount or 0 for one in file.performances_of(owed.id))
    rest = (owed.amount or 0) - paid
    settled = bool(file.performances_of(owed.id)) and rest <= 0
    late = (day - owed.due_on).days if owed.due_on and not settled else 0
    given = pack.settings(day, file.settings)["performance_reminder_days"]
    phone = file.office.phone
    return {
        "督促": {
            "义务人": told["义务人"],
            "权利人": told["权利人"],
            "协议编号": file.agreement(owed.agreement_id).number,
            "义务": told["说明"],
            "期限": owed.due_on,
            "逾期天数": late if late > 0 else None,
            "限期": day + timedelta(days=given),
            "联系电话说明": f"，联系电话：{phone}" if phone else None,
            "尚欠": f"{capitals(rest)}（￥{yuan(rest)}）" if paid and rest > 0 else None,
        }
    }
