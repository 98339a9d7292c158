"""What a centre holds, in figures: by office, without the name of any person."""

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
    """An office: its devices, changes taken over, bundles that wait, cases by kind and status.

    `lost` counts the bundles that the archive was last found to have lost.
    """

    code: str
    name: str
    devices: tuple[DeviceReport, ...]
    changes: int
    parked: int
    quarantined: int
    parts_missing: int
    lost: int
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
            *([_("  lost from the archive: {count}").format(count=self.lost)] if self.lost else []),
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
    office, figures = ledger.office, ledger.store.figures()
    contacts = ledger.contacts()
    devices = tuple(
        DeviceReport(one.key.fingerprint, one.enrolled_at, _moment(contacts.get(one.key.device_id)))
        for one in ledger.register.of_office(office.id)
    )
    return OfficeReport(
        code=office.code,
        name=office.name,
        devices=devices,
        changes=figures.changes,
        parked=len(ledger.parked()),
        quarantined=figures.quarantined,
        parts_missing=len(ledger.missing_parts()),
        lost=len(ledger.losses.names()),
        cases=sum(figures.by_status.values()),
        by_status=tuple(sorted(figures.by_status.items())),
        by_dispute_type=tuple(sorted(figures.by_dispute_type.items())),
    )


def _moment(milliseconds: int | None) -> datetime | None:
    """Return a time in China, if there is one."""
    return None if milliseconds is None else datetime.fromtimestamp(milliseconds / 1000, CHINA)


def _table(figures: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Return figures as lines, one a kind."""
    return tuple(f"    {name or '-'}: {count}" for name, count in figures)
