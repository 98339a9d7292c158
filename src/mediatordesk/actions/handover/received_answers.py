"""The receiver's answer comes back: a ruling, a deed, a demand for more (docs/formats/answer.md).

It is noted beside the packet that it answers. What the law makes of it follows by the pack's own
deadlines: the days of a court's answer are fields of the pack, and fields are events.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mediatordesk.actions.cases.intake import element_written
from mediatordesk.actions.cases.periods import begun_periods, met_periods, recounted_periods
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.handover.exports import COURT
from mediatordesk.actions.handover.handovers import APPLIED, receipt_met
from mediatordesk.actions.handover.received_files import keep_received
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change, Op
from mediatordesk.core.entries import BadEntry, FieldMissing, UnknownField, entry
from mediatordesk.core.errors import DeskError
from mediatordesk.core.field_words import typed_names
from mediatordesk.core.handovers import AnswerOutcome, Handover, ReceiverAnswer
from mediatordesk.core.periods import Period
from mediatordesk.core.records import added, changed
from mediatordesk.core.texts import N_

MATERIAL = "R02"
"""The period for more material where the pack has no rule for it; the receiver set its end."""
DECISIONS = frozenset({AnswerOutcome.CONFIRMED, AnswerOutcome.REJECTED, AnswerOutcome.NOT_ACCEPTED})
"""What bears a number of its own: a ruling, a deed."""
FINAL = DECISIONS | {AnswerOutcome.WITHDRAWN}
NAMES: Mapping[str, Any] = {
    "packet": str,
    "outcome": AnswerOutcome,
    "number": str,
    "decided_on": date,
    "received_on": date,
    "reason": str,
    "due_on": date,
    "document": str,
}
"""The fields of an answer file, with what each holds."""
COURT_NUMBER = re.compile(
    r"（(?P<year>(19|20)\d{2})）[\u4e00-\u9fff]{1,3}\d{0,4}[\u4e00-\u9fff]{2,8}[1-9]\d{0,6}号"
    r"(之[一二三四五六七八九十]{1,3})?"
)
"""（2025）桂0405诉前调确12号: year, court, kind, number (最高法 案号规定 2016)."""
OTHER_NUMBER = re.compile(r"（(?P<year>(19|20)\d{2})）\S{1,40}号")
"""（2025）桂梧长证字第12号."""


class NotOurPacket(DeskError):
    """An answer to a packet that the case has never handed over. Field: packet."""

    happened = N_("The answer is to a packet that was never handed over from this case: {packet}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check that it is this case's answer; “packet list” shows its packets.")


class WrongNumber(DeskError):
    """A ruling's or deed's number that is not written as such numbers are. Field: number."""

    happened = N_("“{number}” is not the number of a ruling or deed.")
    kept = N_("Nothing was changed.")
    to_do = N_("Enter it as it is printed, such as （2025）桂0405诉前调确12号.")


class ImpossibleDay(DeskError):
    """An answer of a day that cannot be. Fields: day, made."""

    happened = N_("The answer cannot be of {day}: the packet was handed over on {made}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check the day on the answer; it lies between the hand-over and today.")


class TooEarlyEnd(DeskError):
    """More material would be due before it was asked for. Fields: day, asked."""

    happened = N_("More material cannot be due on {day}: it was asked for on {asked}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check both days on the receiver's letter.")


@dataclass(frozen=True)
class Noted:
    """An answer that is in the case, and the change that wrote it; None if it was there."""

    answer: ReceiverAnswer
    change: Change | None


def note_answer(
    desk: Desk, file: CaseFile, data: Mapping[str, Any], *, beside: Path | None = None
) -> Noted:
    """Note a receiver's answer, and begin and end the periods that follow from it.

    `beside` is the folder in which the file named as `document` lies. The same answer a second
    time changes nothing. UnknownField, FieldMissing, BadEntry, NotOurPacket, WrongNumber,
    ImpossibleDay, TooEarlyEnd; FileRefused for the document.
    """
    told = _read(data)
    handed = _answered(file, told["packet"])
    answer = _answer(desk, file, handed, told)
    document = told.get("document")
    sha256, kept = keep_received(desk, file.case.id, _path(document, beside))
    answer = replace(answer, document_sha256=sha256)
    for one in file.answers:
        if replace(one, id=answer.id, received_on=answer.received_on) == answer:
            return Noted(one, None)
    follows = _follows(desk, file, handed, answer)
    return Noted(answer, desk.commit([*kept, added(answer), *follows]))


def _read(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of an answer file as what they hold; empty ones are left out."""
    for name in data:
        if name not in NAMES:
            raise UnknownField(field=name, known=typed_names(NAMES))
    told = {
        name: entry(name, NAMES[name], content)
        for name, content in data.items()
        if content not in (None, "")
    }
    needed = ["packet", "outcome", "decided_on"]
    if told.get("outcome") in DECISIONS:
        needed.append("number")
    if told.get("outcome") is AnswerOutcome.MORE_MATERIAL:
        needed.append("due_on")
    for name in needed:
        if name not in told:
            raise FieldMissing(field=name)
    return told


def _answered(file: CaseFile, packet: str) -> Handover:
    """Return the hand-over that an answer is to, by the number of its packet. NotOurPacket."""
    wanted = "".join(packet.split()).lower()
    for one in file.handovers:
        if one.sha256 == wanted:
            return one
    raise NotOurPacket(packet=packet)


def _answer(
    desk: Desk, file: CaseFile, handed: Handover, told: Mapping[str, Any]
) -> ReceiverAnswer:
    """Return the answer as it is kept, if its number and its days can be."""
    today, decided = desk.clock.today(), told["decided_on"]
    received = told.get("received_on", today)
    for day in (decided, received):
        if not handed.made_at.date() <= day <= today:
            raise ImpossibleDay(day=day, made=handed.made_at.date())
    if received < decided:
        raise BadEntry(field="received_on", text=received)
    due = told.get("due_on")
    if due is not None and due < decided:
        raise TooEarlyEnd(day=due, asked=decided)
    return ReceiverAnswer(
        case_id=file.case.id,
        handover_id=handed.id,
        agreement_id=handed.agreement_id,
        outcome=told["outcome"],
        number=_number(told.get("number", ""), handed.way, decided),
        decided_on=decided,
        received_on=received,
        reason=told.get("reason", ""),
        due_on=due,
    )


def _number(text: str, way: str, decided: date) -> str:
    """Return a ruling's or deed's number as it is printed; WrongNumber for what is none."""
    number = "".join(text.split()).replace("(", "（").replace(")", "）").replace("〔", "（")
    number = number.replace("〕", "）")
    found = (COURT_NUMBER if way == COURT else OTHER_NUMBER).fullmatch(number)
    if text and (not found or int(found["year"]) > decided.year):
        raise WrongNumber(number=text)
    return number


def _path(document: str | None, beside: Path | None) -> Path | None:
    """Return where the document lies: beside the answer file and nowhere else. BadEntry."""
    if document is None:
        return None
    if beside is None or Path(document).name != document:
        raise BadEntry(field="document", text=document)
    return beside / document


def _follows(desk: Desk, file: CaseFile, handed: Handover, answer: ReceiverAnswer) -> list[Op]:
    """Return what follows from an answer: who answers has received the packet, and by law more."""
    ops = receipt_met(file, handed, answer.received_on)
    days = _days_of_court(file, handed, answer) if handed.way == COURT else {}
    asked = {one.name for one in desk.packs.pack(file.case.pack).fields()}
    days = {name: content for name, content in days.items() if name in asked and content}
    ops += _written(desk, file, days)
    if answer.outcome is AnswerOutcome.MORE_MATERIAL:
        ops += [] if "material_due" in days else [added(_material_due(handed, answer))]
    elif answer.outcome in FINAL:
        ops += _no_more_awaited(file, handed, answer)
    return ops


def _days_of_court(file: CaseFile, handed: Handover, answer: ReceiverAnswer) -> dict[str, str]:
    """Return the pack's fields that a court's answer fills: days, which are events, and words."""
    decided, received = answer.decided_on.isoformat(), answer.received_on.isoformat()
    applied = file.elements.get(APPLIED) or handed.made_at.date().isoformat()
    match answer.outcome:
        case AnswerOutcome.ACCEPTED:
            return {APPLIED: applied, "confirmation_accepted": decided}
        case AnswerOutcome.MORE_MATERIAL:
            due = answer.due_on.isoformat() if answer.due_on else ""
            return {APPLIED: applied, "material_asked": decided, "material_due": due}
    return {
        APPLIED: applied,
        "confirmation_result": answer.outcome.value,
        "ruling_no": answer.number,
        "ruling_received": received,
    }


def _written(desk: Desk, file: CaseFile, days: Mapping[str, str]) -> list[Op]:
    """Return the operations that write fields, and begin, end and count anew what they say."""
    after = replace(file, elements={**file.elements, **days})
    new = [name for name, content in days.items() if file.elements.get(name) != content]
    ops = [op for name in new for op in element_written(file, name, days[name])]
    for name in new:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", days[name]):
            ops += met_periods(desk, file, name, date.fromisoformat(days[name]))
            ops += recounted_periods(desk, after, name)
    return [*ops, *begun_periods(desk, after)]


def _material_due(handed: Handover, answer: ReceiverAnswer) -> Period:
    """Return the period in which more material is to be handed in; the receiver set its end."""
    assert answer.due_on is not None  # noqa: S101 - it was asked for
    return Period(
        case_id=handed.case_id,
        code=MATERIAL,
        title=f"补交材料（{handed.receiver}）",
        day0=answer.decided_on,
        due_on=answer.due_on,
        safe_on=answer.due_on,
        about=handed.id,
    )


def _no_more_awaited(file: CaseFile, handed: Handover, answer: ReceiverAnswer) -> list[Op]:
    """Return the operations that end the waiting for more material: it is decided."""
    return [
        changed(period, replace(period, met_on=answer.received_on))
        for period in file.periods
        if (period.code, period.about, period.met_on) == (MATERIAL, handed.id, None)
    ]
