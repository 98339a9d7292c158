"""The office's own rosters: mediators and experts."""

from mediatordesk.actions.cases.intake import DEFAULT_PACK
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.tables.exports import roster_table
from mediatordesk.actions.tables.imports import ImportPlan, plan_import
from mediatordesk.core.errors import DeskError
from mediatordesk.core.rosters import RosterKind, RosterMember
from mediatordesk.core.texts import N_, _
from mediatordesk.forms.definitions.rosters import Roster, Subject
from mediatordesk.forms.rosters.people import shown_rows, values_of_member
from mediatordesk.forms.sheets.sheet import Sheet, Table
from mediatordesk.forms.sheets.writing import write_xlsx
from mediatordesk.store import Store


class NoMembers(DeskError):
    """A roster that is none of the office's own."""

    happened = N_("“{roster}” is none of the office's own rosters.")
    kept = N_("Nothing was changed.")
    to_do = N_("Choose one of: {rosters}. People of a case go in with “case import”.")


def plan_members(desk: Desk, sheet: Sheet, roster_name: str, *, pack_name: str = "") -> ImportPlan:
    """Say what an import into the office's rosters would do. NoRoster, NoMembers."""
    pack = desk.packs.pack(pack_name or DEFAULT_PACK)
    if pack.roster(roster_name).subject is not Subject.MEMBERS:
        own = [one.name for one in pack.data.rosters if one.subject is Subject.MEMBERS]
        raise NoMembers(roster=roster_name, rosters=_(", ").join(own))
    return plan_import(desk, sheet, roster_name, pack_name=pack_name)


def members(store: Store, kind: RosterKind | None = None) -> tuple[RosterMember, ...]:
    """Return the members of one roster or of all, in the order in which they were added."""
    if kind is None:
        return store.all(RosterMember)
    return store.where(RosterMember, "kind = ? AND void_reason = '' ORDER BY rowid", (kind.value,))


def members_workbook(desk: Desk, kind: RosterKind | None = None) -> bytes:
    """Return one roster, or each on a sheet of its own, as a workbook to be imported again."""
    kinds = (kind,) if kind else tuple(RosterKind)
    return write_xlsx([_table(desk, one) for one in kinds])


def _table(desk: Desk, kind: RosterKind) -> Table:
    roster = roster_of(desk, kind)
    words = _("{office}: {roster} on {day}")
    day = desk.clock.today().isoformat()
    title = words.format(office=desk.office.name, roster=roster.title, day=day)
    rows = [values_of_member(roster, one) for one in members(desk.store, kind)]
    return roster_table(roster, shown_rows(roster, rows), title)


def roster_of(desk: Desk, kind: RosterKind) -> Roster:
    """Return the pack data of one of the office's rosters."""
    rosters = desk.packs.pack(DEFAULT_PACK).data.rosters
    return next(one for one in rosters if one.member is kind)
