"""The way of a case from tier to tier: who should lead it, when it goes up, what is not answered.

Tiers, their days and triggers are data of the pack; no national rule fixes them (domain.md 6.6).
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mediatordesk.forms.definitions.questions import DisputeType, Tier
from mediatordesk.forms.definitions.rules import Level
from mediatordesk.forms.findings import Finding
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.packs import Pack

LEAD, UP, NO_RECEIPT, LATE = "R01", "R02", "R03", "R04"
"""Codes of the findings: lead department, passed up, no receipt yet, no answer in time."""
ROUTING = "routing"
_OPEN = {"registered", "accepted", "in_session", "failed"}
_LOCAL = "本地规则待核"


def routing_findings(pack: Pack, facts: Mapping[str, Any], on: date) -> Iterator[Finding]:
    """Yield who should lead a case, whether it must go up, and which hops wait for an answer.

    `facts` are readable facts with elements and settings (`Pack.with_elements`). A pack without
    tiers, and a case that is agreed or closed, has none but the lead.
    """
    yield from (_lead(pack, kind, on) for kind in led_types(pack, facts, on) if kind.department)
    if facts["case"]["status"] not in _OPEN:
        return
    yield from _upwards(pack, facts, on)
    yield from _unanswered(facts, on)


def led_types(pack: Pack, facts: Mapping[str, Any], on: date) -> tuple[DisputeType, ...]:
    """Return the types of dispute that a case was registered under, the pack's own first."""
    codes = {facts["case"]["dispute_type"]}
    for field in pack.fields():
        if field.multiple_of:
            codes |= set(facts["elements"][field.name] or ())
    return tuple(kind for kind in pack.dispute_types(on) if kind.code in codes)


def handling_tier(pack: Pack, facts: Mapping[str, Any]) -> Tier | None:
    """Return the tier where a case is handled now, or that of the office that took it."""
    elements, tiers = facts["elements"], pack.data.tiers
    entered = elements.get("tier") or elements.get("window_tier")
    digits = _significant(str(elements.get("window_code") or facts["office"]["code"]))
    for tier in tiers:
        if tier.name == entered or (not entered and tier.code_digits == digits):
            return tier
    return None


def next_tier(pack: Pack, tier: Tier) -> Tier | None:
    """Return the tier above one; None above the last."""
    above = pack.data.tiers[pack.data.tiers.index(tier) + 1 :]
    return above[0] if above else None


def _significant(code: str) -> int:
    """Return how many digits of an area code say something (GB/T 2260 and its 12-digit form)."""
    ends = ((9, 12), (6, 9), (4, 6))
    return next((end for start, end in ends if code[start:end].strip("0")), 4)


def _lead(pack: Pack, kind: DisputeType, on: date) -> Finding:
    """Return which department should lead (主办部门), and what mediation may settle."""
    may = {
        "yes": "可以调解",
        "partly": "部分可以调解",
        "facilitation": "只能协助，不能调解结案",
        "no": "不能调解",
    }[kind.mediable]
    note = f"：{kind.note}" if kind.note else ""
    why = f"建议主办部门：{kind.department}；{may}{note}"
    quote = f"{kind.code} {kind.title}"
    basis = pack.basis(kind, on)
    return Finding(LEAD, Level.WARN, why, basis or _LOCAL, quote, local=kind.local or not basis)


def _upwards(pack: Pack, facts: Mapping[str, Any], on: date) -> Iterator[Finding]:
    """Yield the reasons for passing the case on to the tier above."""
    tier = handling_tier(pack, facts)
    above = next_tier(pack, tier) if tier else None
    if tier is None or above is None:
        return
    reasons = [one.why for one in tier.triggers if language.holds(one.when, facts)]
    days = (on - _arrived(facts, on)).days
    if tier.max_days is not None and days > tier.max_days:
        reasons.append(f"在本级已经{days}日，超过{tier.max_days}日")
    for reason in reasons:
        why = f"该移交上一级（{above.label}）：{reason}"
        yield Finding(UP, Level.WARN, why, _LOCAL, tier.label, local=True)


def _arrived(facts: Mapping[str, Any], on: date) -> date:
    """Return the day on which the case came to the tier where it is."""
    passed = [one for one in facts["hops"] if one["kind"] == ROUTING]
    if passed and facts["elements"].get("tier"):
        day = passed[-1]["received_on"] or passed[-1]["sent_on"]
    else:
        day = facts["case"]["registered_on"]
    return day if isinstance(day, date) else on


def _unanswered(facts: Mapping[str, Any], on: date) -> Iterator[Finding]:
    """Yield the offices that have not signed for what they were sent, or not answered in time."""
    for hop in facts["hops"]:
        if hop["kind"] != ROUTING:
            continue
        if not hop["received_on"] and hop["sent_on"] < on:
            why = f"{hop['sent_on'].isoformat()}流转，接收单位还没有签收"
            yield Finding(NO_RECEIPT, Level.WARN, why, _LOCAL, hop["to_office"], local=True)
        if hop["due_on"] < on and not hop["replied_on"]:
            why = f"办理时限{hop['due_on'].isoformat()}已过，还没有回复"
            yield Finding(LATE, Level.WARN, why, _LOCAL, hop["to_office"], local=True)
