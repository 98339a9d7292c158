"""Sessions, visits and the way from office to office, as the papers tell of them."""

import json
from datetime import date
from uuid import UUID

from mediatordesk.actions.papers.party_values import minute_text, title
from mediatordesk.actions.papers.row_values import moment_text
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.parties import Party
from mediatordesk.core.routing import HopKind
from mediatordesk.core.sessions import FollowUpVisit, SessionRecord
from mediatordesk.core.signers import signer_of

OPEN_HOPS = 4
"""So many rows a routing slip has, filled or open."""


def session_values(file: CaseFile, about: UUID | None, day: date) -> dict[str, object]:
    """Return the session that a record is for (the newest if none is named), and all of them."""
    meetings = tuple({"时间": minute_text(one.held_at), "地点": one.place} for one in file.sessions)
    told: dict[str, object] = {"会议": meetings, "有会议": bool(meetings)}
    if not file.sessions:
        return told
    named = [one for one in file.sessions if one.id == about]
    session = (named or file.sessions)[-1]
    return told | {
        "调解时间": minute_text(session.held_at),
        "调解地点": session.place,
        "事由": session.cause or file.case.title,
        "到场当事人": "、".join(_present(file, one, day) for one in file.parties),
        "参加人": "、".join(session.guests) or "无",
        "参加人员": tuple({"姓名": name, "签名图": None} for name in session.guests),
        "记录": tuple(line.strip() for line in session.text.splitlines() if line.strip()),
        "结果": _outcome(session) | {"另定时间": _next_time(file, session)},
    }


def _present(file: CaseFile, party: Party, day: date) -> str:
    """Return a party with the one who speaks for it: its representative, or its guardian."""
    signer = signer_of(file, party, day)
    speaks = f"法定代理人{signer.name}" if signer.is_guardian and signer.name else ""
    speaks = speaks or party.legal_representative
    speaker = f"（{speaks}）" if speaks else ""
    return f"{title(party)}{party.name}{speaker}"


def _outcome(session: SessionRecord) -> dict[str, object]:
    """Return how a session ended: agreed, not agreed, or nothing said yet."""
    return {
        "达成协议": session.agreed,
        "要点": _after(session.outcome, "达成协议") if session.agreed else None,
        "要点说明": _told(session.outcome.removeprefix("达成协议").strip("：:，,。 ")),
        "未达成": not session.agreed and bool(session.outcome),
        "原因": _after(session.outcome, "未达成协议"),
    }


def _told(outcome: str) -> str | None:
    """Return the outcome in brackets; nothing where only the words of the form were entered."""
    return f"（要点：{outcome}）" if outcome else None


def _next_time(file: CaseFile, session: SessionRecord) -> str | None:
    """Return the next time that was fixed, where this session ended without an agreement.

    It is on a later day; a time that was typed in words cannot be compared with the session's.
    """
    rows = json.loads(file.elements.get("appointments") or "[]")
    held = session.held_at.date().isoformat()
    later = sorted(row["time"] for row in rows if _day_of(row.get("time", "")) > held)
    return None if session.agreed or not later else moment_text(later[0])


def _day_of(time: str) -> str:
    """Return the day of a time, "" of one in words."""
    return time[: len("2025-04-10")] if time[:4].isdigit() and "-" in time else ""


def _after(outcome: str, words: str) -> str:
    """Return an outcome without the words that the form prints before it."""
    return outcome.removeprefix(words).lstrip("：:，,。 ") or outcome


def visit_values(file: CaseFile, about: UUID | None) -> dict[str, object]:
    """Return the visit that a record is for, or the newest one."""
    if not file.visits:
        return {}
    named = [one for one in file.visits if one.id == about]
    visit: FollowUpVisit = (named or file.visits)[-1]
    return {
        "回访": {
            "事由": visit.reason or "了解调解协议的履行情况",
            "时间": visit.visited_on,
            "方式": visit.method,
            "情况": visit.findings,
            "已履行": visit.performed,
            "未履行": not visit.performed,
            "回访人": visit.visitor,
            "备注": None,
        }
    }


def routing_values(file: CaseFile) -> dict[str, object]:
    """Return where a case was passed on to, with open rows below for the next ones."""
    passed_on = file.hops_of(HopKind.ROUTING)
    hops: list[dict[str, object]] = [
        {
            "转出单位": hop.from_office,
            "转出时间": hop.sent_on,
            "接收单位": hop.to_office,
            "事由": hop.matter,
            "时限": hop.due_on,
            "签收人": hop.receiver,
            "签收时间": hop.received_on,
            "回执号": hop.receipt_no,
            "回复": hop.reply,
        }
        for hop in passed_on
    ]
    answered = [hop for hop in passed_on if hop.reply]
    return {
        "流转": hops + [{} for _ in range(OPEN_HOPS - len(hops))],
        "办理单位": "、".join(dict.fromkeys(hop.to_office for hop in answered)) or None,
    }
