"""What a centre holds, in figures: by office, without the name of any person."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from mediatordesk.centre.ledger import Ledger
from mediatordesk.core.cases import STATUS_WORDS, CaseStatus
from mediatordesk.core.changes import CHINA
from mediatordesk.core.texts import _


def _status(name: str) -> str:
    """Return a status in words; one of a newer version stays as it was written."""
    return _(STATUS_WORDS[CaseStatus(name)]) if name in set(CaseStatus) else name


@dataclass(frozen=True, slots=True)
class DeviceReport:
    """A device of an office, and when it was last heard of."""

    fingerprint: str
    enrolled: datetime
    last_contact: datetime | None


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """An office: its devices, changes taken over, bundles that wait, cases by kind and status."""

    code: str
    name: str
    devices: tuple[DeviceReport, ...]
    changes: int
    parked: int
    quarantined: int
    parts_missing: int
    cases: int
    by_status: tuple[tuple[str, int], ...]
    by_dispute_type: tuple[tuple[str, int], ...]

    def lines(self) -> tuple[str, ...]:
        """Return the figures as lines for people."""
        last = max((one.last_contact for one in self.devices if one.last_contact), default=None)
        heard = f"{last:%Y-%m-%d %H:%M}" if last else _("never")
        return (
            f"{self.name} ({self.code})",
            _("  devices: {count}, last heard of: {moment}").format(
                count=len(self.devices), moment=heard
            ),
            _("  changes: {changes}, waiting: {parked}, set aside: {aside}").format(
                changes=self.changes, parked=self.parked, aside=self.quarantined
            ),
            _("  cases: {count}").format(count=self.cases),
            *_table(tuple((_status(name), count) for name, count in self.by_status)),
            *_table(self.by_dispute_type),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of all offices of a centre."""

    centre: str
    offices: tuple[OfficeReport, ...]

    def text(self) -> str:
        """Return the report for people."""
        return "\n".join([self.centre, *(line for one in self.offices for line in one.lines())])


def office_report(ledger: Ledger) -> OfficeReport:
    """Return the figures of an office."""
    store, office = ledger.store, ledger.office
    statuses, types = _cases(ledger)
    ((changes,),) = store.rows("SELECT count(*) FROM change")
    ((aside,),) = store.rows("SELECT count(*) FROM quarantine")
    contacts = ledger.contacts()
    devices = tuple(
        DeviceReport(one.key.fingerprint, one.enrolled_at, _moment(contacts.get(one.key.device_id)))
        for one in ledger.register.of_office(office.id)
    )
    return OfficeReport(
        code=office.code,
        name=office.name,
        devices=devices,
        changes=changes,
        parked=len(ledger.parked()),
        quarantined=aside,
        parts_missing=len(ledger.missing_parts()),
        cases=statuses.total(),
        by_status=tuple(sorted(statuses.items())),
        by_dispute_type=tuple(sorted(types.items())),
    )


def _cases(ledger: Ledger) -> tuple[Counter[str], Counter[str]]:
    """Count the cases that are not void, by status and by dispute type."""
    statuses: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for status, dispute_type, count in ledger.store.rows(
        "SELECT status, coalesce(dispute_type, ''), count(*) FROM \"case\" "
        "WHERE void_reason = '' GROUP BY 1, 2"
    ):
        statuses[status] += count
        types[dispute_type] += count
    return statuses, types


def _moment(milliseconds: int | None) -> datetime | None:
    """Return a time in China, if there is one."""
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, CHINA)


def _table(figures: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Return figures as lines, one a kind."""
    return tuple(f"    {name or '-'}: {count}" for name, count in figures)
