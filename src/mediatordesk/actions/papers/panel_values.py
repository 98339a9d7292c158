"""Who mediates, who is invited, and who has to withdraw: D09, D10."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from mediatordesk.actions.papers.row_values import (
    NONE_HERE,
    Elements,
    Row,
    choices_of,
    row_about,
    ticked_lines,
    words_of,
)
from mediatordesk.core.case_files import CaseFile
from mediatordesk.forms.definitions.questions import Choice
from mediatordesk.forms.packs.packs import Pack

REPLACED = "因回避更换"
"""How somebody came into a panel who was not chosen for it."""
INVITED = ("expert", "invitee")
"""The parts of those who are asked to join, and do not mediate (人民调解法 20)."""


def panel_values(
    pack: Pack, file: CaseFile, elements: Elements, about: UUID | None
) -> dict[str, object]:
    """Return the panel, and the request or decision on recusal that a paper is about."""
    told = _panel(pack, file, elements) | _recusal(pack, elements, about)
    mediators = "、".join(mediators_with_posts(file, elements))
    told["调解人员"] = f"人民调解员{mediators}" if mediators else None
    return told | _decision(pack, elements, about)


def mediators_of(file: CaseFile, elements: Elements) -> str | None:
    """Return the names of those who mediate, in one line."""
    members = [row["name"] for row in _sitting(elements) if row["role"] not in INVITED]
    return "、".join(filter(None, members)) or file.case.mediator or None


def _panel(pack: Pack, file: CaseFile, elements: Elements) -> dict[str, object]:
    """Return who mediates and who is invited to take part (D09)."""
    roles, sitting = choices_of(pack, "panel", "role"), _sitting(elements)
    members = [row for row in sitting if row["role"] not in INVITED]
    invited = [row for row in sitting if row["role"] in INVITED]
    chosen = words_of(_modes(pack), elements.get("panel_mode"))
    lead = [row["name"] for row in members if row["role"] == "lead"]
    names = [*lead, *(row["name"] for row in members), file.case.mediator]
    return {
        "主持调解员": names[0] or None,
        "调解组成员": tuple(
            {
                "职责": words_of(roles, row["role"]),
                "姓名": row["name"],
                "单位和职务": row["post"] or NONE_HERE,
                "选定人": row["chosen_by"] or chosen or NONE_HERE,
            }
            for row in members
        ),
        "有邀请参加人": bool(invited),
        "邀请参加人": tuple({"说明": _invited(row, roles)} for row in invited),
    }


def _sitting(elements: Elements) -> tuple[Row, ...]:
    """Return the panel as it sits: who had to withdraw is gone, or somebody else is in the place.

    A replacement that has a row of its own stands in that row only.
    """
    decisions = elements.get("recusal_decisions") or ()
    granted = (row for row in decisions if row["result"] == "granted" and row["mediator"])
    gone = {row["mediator"]: row["replaced_by"] for row in granted}
    rows = elements.get("panel") or ()
    named = {row["name"] for row in rows}
    sitting = []
    for row in rows:
        if row["name"] not in gone:
            sitting.append(row)
        elif (other := gone[row["name"]]) and other not in named:
            sitting.append({**row, "name": other, "post": None, "chosen_by": REPLACED})
    return tuple(sitting)


def _invited(row: Row, roles: Iterable[Choice]) -> str:
    """Return who is invited, in what quality, and from where."""
    return "，".join(filter(None, (row["name"], words_of(roles, row["role"]), row["post"])))


def _modes(pack: Pack) -> tuple[Choice, ...]:
    """Return the ways in which mediators are named."""
    return next((one.choices for one in pack.fields() if one.name == "panel_mode"), ())


def _recusal(pack: Pack, elements: Elements, about: UUID | None) -> dict[str, object]:
    """Return why a mediator should withdraw, on the request that is about it (D10)."""
    row = row_about(elements.get("recusals"), about)
    if row is None:
        return {}
    reasons = choices_of(pack, "recusals", "reason")
    facts = (row["facts"] or "").splitlines()
    return {
        "回避理由": tuple(ticked_lines(reasons, (row["reason"],))),
        "回避事实": tuple(line.strip() for line in facts if line.strip()),
    }


def _decision(pack: Pack, elements: Elements, about: UUID | None) -> dict[str, object]:
    """Return what was asked and decided, on the decision that is about it (D10D)."""
    row = row_about(elements.get("recusal_decisions"), about)
    if row is None:
        return {}
    mediator, result = row["mediator"], row["result"]
    requests = [one for one in elements.get("recusals") or () if one["mediator"] == mediator]
    asked: Row = requests[-1] if requests else {}
    reasons = choices_of(pack, "recusals", "reason")
    granted, refused = result == "granted", result == "refused"
    replaced = f"，更换为{row['replaced_by']}" if row["replaced_by"] else ""
    why = f"，理由：{row['why'].rstrip('。')}" if row["why"] else ""
    return {
        "所涉回避": {
            "申请人": asked.get("applicant"),
            "自行": bool(asked) and asked["applicant"] == mediator,
            "申请日期": asked.get("requested_on"),
            "理由": words_of(reasons, asked.get("reason")),
        },
        "回避结果": {
            "准许": granted,
            "准许说明": replaced + why if granted else None,
            "不准许": refused,
            "不准许说明": why if refused else None,
            "知情同意": result == "waived",
        },
    }


def mediators_with_posts(file: CaseFile, elements: Elements) -> Iterator[str]:
    """Yield who mediates, with the post if it is known: the panel, or the case's mediator."""
    members = [row for row in _sitting(elements) if row["role"] not in INVITED]
    for row in members:
        yield f"{row['name']}（{row['post']}）" if row["post"] else row["name"] or ""
    if not members and file.case.mediator:
        yield file.case.mediator
