"""Erasure of one person: at the end of retention, or earlier by lawful request (个人信息保护法 47).

The person's rows stay as empty places, so that sums and lists of a case still add up. Whatever the
log holds about them is purged; words of others in the same changes are written again without them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mediatordesk.actions.backups.backups import held_until
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.office_settings import settings_of
from mediatordesk.actions.persons.erased_records import (
    ERASED,
    CaseErasure,
    KeptFile,
    LostFile,
    case_erasure,
)
from mediatordesk.actions.persons.person_records import Person, person_of, records_of, without_words
from mediatordesk.actions.persons.person_rows import (
    PersonRow,
    not_joined,
    person_rows,
    same_number_rows,
)
from mediatordesk.actions.persons.rewriting import rewritten
from mediatordesk.actions.sending.enrolment import grant_of, line_of
from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import Change, Dot
from mediatordesk.core.desk_events import DeskEvent, DeskEventKind
from mediatordesk.core.errors import DeskError
from mediatordesk.core.open_signings import open_signings
from mediatordesk.core.papers import Blob
from mediatordesk.core.parties import Party
from mediatordesk.core.party_joins import PartyJoin
from mediatordesk.core.purges import Purge, dot_text
from mediatordesk.core.records import Record, added, tidy
from mediatordesk.core.texts import N_, _
from mediatordesk.sync.delivery.kept_bundles import forget_purged

RETENTION = "retention_years"
"""The setting that says how long the file of a case is kept."""
RETENTION_YEARS = 10
"""Where the pack says nothing; no law fixes it (domain.md 9.8)."""
RETENTION_OVER = "个人信息保护法 第四十七条第一款（保存期限届满）"


class StillKept(DeskError):
    """A person whose cases are open, or must still be kept."""

    happened = N_("The data of this person must still be kept: {cases}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Wait until then, or name the article of a lawful request: --lawful-request BASIS.")


class SigningUnderWay(DeskError):
    """A person in a case whose paper is signed and not sealed yet."""

    happened = N_("A paper of “{case}” is signed and not sealed yet.")
    kept = N_("Nothing was changed.")
    to_do = N_("Seal it first, or void it; then erase.")


@dataclass(frozen=True)
class Erased:
    """What was erased, what stays and why, and until when old backups may hold it.

    `same_number` are rows with the same identity number that nobody has joined with the person:
    they stay. Unless `applied` nothing was done yet.
    """

    rows: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    changes: int
    files: int
    kept: tuple[KeptFile, ...]
    backups_until: datetime
    people: tuple[PersonRow, ...]
    lost: tuple[LostFile, ...]
    same_number: tuple[PersonRow, ...]
    applied: bool

    def words(self) -> tuple[str, ...]:
        """Return it in lines for people: who it is about first, then what goes and what stays."""
        done = _("Erased: {rows} rows, {cases} cases, {changes} changes of the log, {files} files.")
        planned = _("This would be erased: {rows} rows, {cases} cases, {changes} changes of the "
                    "log, {files} files.")  # fmt: skip
        gone, stays = _("File: “{title}”"), _("Kept: “{title}”: {why}")
        counts = (done if self.applied else planned).format(
            rows=len(self.rows), cases=len(self.cases), changes=self.changes, files=self.files
        )
        return (
            counts,
            *(one.words() for one in self.people),
            *(gone.format(title=one.title) for one in self.lost),
            *(stays.format(title=one.title, why=one.reason) for one in self.kept),
            *(not_joined(one) for one in self.same_number),
            *self._last_words(),
        )

    def _last_words(self) -> tuple[str, ...]:
        """Return what is still to be known, or to be done."""
        if not self.applied:
            return (_("Nothing was erased yet. To erase it for good, add --apply."),)
        until = self.backups_until.date().isoformat()
        return (_("Backups made before may hold it until {day}.").format(day=until),)


@dataclass(frozen=True)
class _Plan:
    """What is to be done for one person, in all cases."""

    person: Person
    cases: tuple[CaseErasure, ...]
    joins: tuple[tuple[Record, Record], ...]
    purged: Mapping[Dot, Change]
    """The changes of these cases in which the person stands."""
    dots: tuple[Dot, ...]
    """All places in the log whose content goes."""

    @property
    def shredded(self) -> tuple[Blob, ...]:
        """Return the files that go."""
        return tuple(blob for one in self.cases for blob in one.shredded)


def erase_person(desk: Desk, party: Party, reason: str, *, basis: str = "") -> Erased:
    """Erase what is held about the person of a row, in all rows joined with it, for good.

    Without a `basis` (the article of a lawful request) every case must be archived and its
    retention over. With one, what is evidence stays until then and is named. StillKept,
    SigningUnderWay. Afterwards the search index, own bundles and parts of files hold nothing of
    it either; other replicas erase it when the purge reaches them.
    """
    plan = _plan(desk, party, basis)
    erased = _told(desk, plan, applied=True)
    pairs = [*plan.joins, *(pair for one in plan.cases for pair in one.pairs)]
    now, told = desk.clock.now(), plan.person.without_words(tidy(reason), ERASED)
    purge = Purge(
        changes=tuple(map(dot_text, plan.dots)),
        purged_at=now,
        reason=told,
        basis=tidy(basis) or RETENTION_OVER,
    )
    kind = DeskEventKind.PERSON_ERASED
    event = DeskEvent(kind=kind, happened_at=now, about=party.id, remark=told)
    ops = [*rewritten(desk.store, tuple(plan.purged.values()), plan.dots, pairs), added(event)]
    desk.purge(plan.dots, ops, purge)
    desk.blobs.discard(part for blob in plan.shredded for part in blob.parts)
    if grant_of(desk) is not None:
        forget_purged(line_of(desk))
    return erased


def planned_erasure(desk: Desk, party: Party, *, basis: str = "") -> Erased:
    """Return what `erase_person` would do; nothing is done. StillKept, SigningUnderWay."""
    return _told(desk, _plan(desk, party, basis), applied=False)


def _plan(desk: Desk, party: Party, basis: str) -> _Plan:
    """Return what is to be done. StillKept, SigningUnderWay."""
    person = person_of(desk.store, party)
    _require_time(desk, person, basis)
    cases = tuple(_planned(desk, person, case_id) for case_id in person.cases)
    purged = {change.dot: change for one in cases for change in one.changes}
    joins = tuple(_cleaned_joins(desk, person))
    joined = desk.store.changes_touching([one.id for one, _after in joins])
    return _Plan(person, cases, joins, purged, tuple(sorted({*purged, *joined})))


def _told(desk: Desk, plan: _Plan, *, applied: bool) -> Erased:
    """Return what is done by a plan, while the rows still have their names."""
    person = plan.person
    return Erased(
        rows=tuple(one.id for one in person.parties),
        cases=person.cases,
        changes=len(plan.dots),
        files=len(plan.shredded),
        kept=tuple(kept for one in plan.cases for kept in one.kept),
        backups_until=held_until(desk.clock.now()),
        people=person_rows(desk.store, person.parties),
        lost=tuple(lost for one in plan.cases for lost in one.lost),
        same_number=same_number_rows(desk.store, person),
        applied=applied,
    )


def _cleaned_joins(desk: Desk, person: Person) -> list[tuple[Record, Record]]:
    """Return the joins in whose reasons the person is named, as they are and as they are to be."""
    joins = {
        one.id: one
        for row in person.rows
        for one in desk.store.where(PartyJoin, "kept_id = ?1 OR joined_id = ?1", (row.bytes,))
    }
    return [
        (one, after)
        for one in joins.values()
        if (after := without_words(one, person, ERASED)) != one
    ]


def retention_ends(desk: Desk, case: Case) -> date | None:
    """Return the day after which the file of a case need not be kept; None while it is open."""
    if case.status is not CaseStatus.ARCHIVED or case.closed_on is None:
        return None
    own = settings_of(desk.store)
    settings = desk.packs.pack(case.pack).settings(desk.clock.today(), own)
    return _years_after(case.closed_on, int(settings.get(RETENTION, RETENTION_YEARS)))


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return date(day.year + years, 3, 1)


def _is_over(desk: Desk, case: Case) -> bool:
    ends = retention_ends(desk, case)
    return ends is not None and ends < desk.clock.today()


def _require_time(desk: Desk, person: Person, basis: str) -> None:
    """Raise StillKept while a case must be kept, unless somebody asks lawfully."""
    cases = [desk.store.get(Case, case_id) for case_id in person.cases]
    if not tidy(basis) and (kept := [one for one in cases if not _is_over(desk, one)]):
        raise StillKept(cases="；".join(_until(desk, one) for one in kept))


def _until(desk: Desk, case: Case) -> str:
    """Return until when a case is kept, in words."""
    ends, name = retention_ends(desk, case), case.called
    if ends is None:
        return _("{case} is not in the archive yet").format(case=name)
    words = _("{case} until {day} (length of retention: an office setting, 待核)")
    return words.format(case=name, day=ends.isoformat())


def _planned(desk: Desk, person: Person, case_id: UUID) -> CaseErasure:
    """Return what is to be done in one case. SigningUnderWay."""
    case, records = desk.store.get(Case, case_id), tuple(records_of(desk.store, case_id))
    if open_signings(records):
        raise SigningUnderWay(case=case.called)
    return case_erasure(person, records, desk.store.changes_of(case_id), over=_is_over(desk, case))
