"""The rapid report of a risk (隐患快报): to all its recipients at once, against the clock.

人民调解法 25 says 及时; the hours and the recipients are the office's settings (domain.md 4, 6.6).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from mediatordesk.actions.cases.entered_parts import Data, names_of, numbered_part, required
from mediatordesk.actions.cases.periods import met_periods
from mediatordesk.actions.cases.routing import element_typed
from mediatordesk.actions.cases.rows import added_row
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA, Change, Op
from mediatordesk.core.entries import BadEntry
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added
from mediatordesk.core.routing import Hop, HopKind
from mediatordesk.core.texts import N_
from mediatordesk.forms import Pack
from mediatordesk.forms.packs.elements import ROW

REPORTS, CLOCKS = "risk_reports", "risk_clocks"
"""The tables of a case: the reports, and when each was found, told and sent."""
MINUTES = "%Y-%m-%dT%H:%M"


class NotToAll(DeskError):
    """A report that would not go to everybody who must have it at the same time."""

    happened = N_("The risk report goes to all its recipients at once; missing: {lacking}.")
    kept = N_("Nothing was noted as sent.")
    to_do = N_("Name all recipients of the report, and send it again.")


@dataclass(frozen=True)
class RiskClock:
    """Until when a risk must be told by mouth and in writing, and when that was done (T27)."""

    found_at: datetime
    tell_by: datetime
    write_by: datetime
    told_at: datetime | None
    sent_at: datetime

    @property
    def is_late(self) -> bool:
        """Tell whether one of the two came too late; what was sent in time needs no telling."""
        spoken = self.told_at or self.sent_at
        return spoken > self.tell_by or self.sent_at > self.write_by


def send_risk_report(desk: Desk, file: CaseFile, data: Data) -> Change:
    """Note that a report went out: one hop for each recipient, in one change, and the clock.

    `report` is its number among the case's reports (the last one if none is named), `found_at`
    and `told_at` are moments such as 2024-06-03T09:40. NotToAll if a recipient is left out.
    """
    pack, now = desk.packs.pack(file.case.pack), desk.clock.now()
    settings = pack.settings(now.date(), file.settings)
    report = _report(file, data)
    recipients = _recipients(pack, report, settings, names_of(data, "to"))
    clock = _clock(settings, data, now)
    hops = [
        Hop(
            case_id=file.case.id,
            position=len(file.hops) + place,
            from_office=file.office.name,
            to_office=name,
            matter=str(report["demands"]),
            sent_on=now.date(),
            due_on=now.date(),
            kind=HopKind.RISK,
            letter_no=str(report["number"]),
        )
        for place, name in enumerate(recipients, 1)
    ]
    noted = [
        *map(added, hops),
        *added_row(file, pack.table(CLOCKS, now.date()), _clock_row(report, clock)),
        *_event(desk, file, pack, now),
    ]
    return desk.commit([*noted, *met_periods(desk, file, "risk_reported", now.date())])


def _report(file: CaseFile, data: Data) -> Mapping[str, Any]:
    """Return the row of the report that goes out; BadEntry if there is none such."""
    rows = json.loads(file.elements.get(REPORTS) or "[]")
    row: Mapping[str, Any] = numbered_part("report", rows, data.get("report", len(rows)))
    return row


def _recipients(
    pack: Pack, report: Mapping[str, Any], settings: Mapping[str, Any], named: tuple[str, ...]
) -> tuple[str, ...]:
    """Return to which offices a report goes, in the order of the form; NotToAll."""
    labels = _labels(pack)
    kept = report["recipients"]
    chosen = json.loads(kept) if isinstance(kept, str) else kept
    lacking = [one for one in settings.get("risk_recipients", ()) if one not in chosen]
    if lacking:
        raise NotToAll(lacking="、".join(labels[one] for one in lacking))
    if named and len(named) < len(chosen):
        raise NotToAll(lacking="、".join(labels[one] for one in chosen[len(named) :]))
    return named or tuple(labels[one] for one in chosen)


def _labels(pack: Pack) -> dict[str, str]:
    """Return what the recipients of a report are called."""
    table = next(one for one in pack.fields() if one.name == REPORTS)
    column = next(one for one in table.columns if one.name == "recipients")
    return {choice.name: choice.label for choice in column.choices}


def _clock(settings: Mapping[str, Any], data: Data, now: datetime) -> RiskClock:
    """Return the clock of a report: hours from the moment when the risk was found."""
    found = _moment("found_at", required(data, "found_at"))
    told = _moment("told_at", data["told_at"]) if data.get("told_at") else None
    if not found <= (told or found) <= now:
        raise BadEntry(field="found_at", text=data["found_at"])
    spoken, written = (
        found + timedelta(hours=settings[name])
        for name in ("risk_oral_hours", "risk_written_hours")
    )
    return RiskClock(found, spoken, written, told, now)


def _moment(name: str, text: object) -> datetime:
    """Return a typed moment as China's; BadEntry if it is none."""
    try:
        typed = datetime.fromisoformat(str(text))
    except ValueError as error:
        raise BadEntry(field=name, text=text) from error
    return typed if typed.tzinfo else typed.replace(tzinfo=CHINA)


def _clock_row(report: Mapping[str, Any], clock: RiskClock) -> dict[str, Any]:
    """Return the row that keeps the clock of a report, under the report's own id."""
    moments = {
        "found_at": clock.found_at,
        "told_at": clock.told_at,
        "sent_at": clock.sent_at,
        "tell_by": clock.tell_by,
        "write_by": clock.write_by,
    }
    words = {name: one.strftime(MINUTES) if one else "" for name, one in moments.items()}
    return {ROW: report[ROW], "number": report["number"], "late": clock.is_late, **words}


def _event(desk: Desk, file: CaseFile, pack: Pack, now: datetime) -> list[Op]:
    """Return the operations that note the day of the report, where the pack asks for it."""
    if any(one.name == "risk_reported" for one in pack.fields()):
        return element_typed(desk, file, "risk_reported", now.date().isoformat())
    return []
