"""A year of a border county's mediation (domain.md 10, case 11): 5,448 cases on a real desk.

4,167 of them were settled, 1,649 mediated online. Nothing is left to chance: what the n-th case is
follows from n. The records are those that the actions write, saved many at once.
"""

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from uuid import NAMESPACE_OID, uuid5

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.agreements import (
    AgreementForm,
    Clause,
    ClauseKind,
    MediationAgreement,
    Obligation,
    Performance,
)
from mediatordesk.core.cases import Case, CaseStatus, Element, Source
from mediatordesk.core.changes import Op
from mediatordesk.core.clock import Clock
from mediatordesk.core.numbers import NumberUse, number_text
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import Record, added
from mediatordesk.core.sessions import SessionRecord
from mediatordesk.keys.slot_file import Cost

MEDIATED, SETTLED, ONLINE = 5448, 4167, 1649
YEAR = 2024
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
COMMITTEES = ("浦寨互市点联合调解室", "弄怀互市点联合调解室", "O'Brien & Sons 调解室")
TYPES = ("01", "02", "04", "05", "06", "07", "10", "13", "17", "99", "L3", "L4")
COUNTRIES = ("越南", "马来西亚", "中国香港")
SOURCES = tuple(Source)
_BATCH = 400


class BorderCase(NamedTuple):
    """What the n-th case is."""

    n: int

    @property
    def day(self) -> date:
        """Return the day on which it was accepted; they are spread over the year."""
        return FIRST + timedelta(days=self.n * 366 // MEDIATED)

    @property
    def is_settled(self) -> bool:
        """Tell whether it was settled; so many of all are, here and there."""
        return self.n * 2501 % MEDIATED < SETTLED

    @property
    def is_online(self) -> bool:
        """Tell whether it was mediated online."""
        return self.n * 3203 % MEDIATED < ONLINE

    @property
    def amount(self) -> int:
        """Return what is to be paid under its agreement, in fen; every tenth pays nothing."""
        return 0 if self.n % 10 == 0 else (self.n * 7919 % 900_000) + 1

    @property
    def country(self) -> str:
        """Return where its respondent comes from; of every other one nothing is said."""
        return "" if self.n % 2 else COUNTRIES[self.n % len(COUNTRIES)]

    @property
    def type(self) -> str:
        """Return its dispute type; some are local tags that count as a ministry's type."""
        return TYPES[self.n % len(TYPES)]


def some_cases(count: int = MEDIATED) -> list[BorderCase]:
    """Return so many of the cases, of every sort; all of them unless told otherwise."""
    return [BorderCase(n) for n in sorted(n * 37 % MEDIATED for n in range(count))]


def border_desk(folder: Path, places: Places) -> Desk:
    """Return a desk without cases."""
    return new_desk(
        folder,
        Office(code="451481", name="凭祥市人民调解委员会", number_prefix="凭祥"),
        Operator(name="农美华"),
        "一二三四五六七八",
        places=places,
        clock=Clock.typed(datetime.fromisoformat("2025-01-06T09:00")),
        cost=Cost(8, 1),
    ).desk


def enter_cases(desk: Desk, count: int = MEDIATED) -> None:
    """Register so many cases of the year, spread over it, with all that belongs to them."""
    batches = (list(_ops(desk, one)) for one in some_cases(count))
    while part := list(islice(batches, _BATCH)):
        desk.commit_all(part)


def _ops(desk: Desk, border: BorderCase) -> Iterator[Op]:
    yield from map(added, _records(desk, border))


def _records(desk: Desk, border: BorderCase) -> Iterator[Record]:
    """Yield the records of one case, as the actions would have written them."""
    ordinal, day = border.n + 1, border.day
    case = Case(
        id=uuid5(NAMESPACE_OID, f"border/{border.n}"),
        pack="people",
        title=f"覃𬭎与 Nguyễn Văn Đức 的纠纷之{ordinal}",
        number=number_text(desk.office.number_prefix, day, ordinal),
        status=CaseStatus.AGREED if border.is_settled else CaseStatus.FAILED,
        source=SOURCES[border.n % 3],
        dispute_type=border.type,
        facts="互市点货款纠纷",
        registered_on=day,
        accepted_on=day,
        committee=COMMITTEES[border.n % len(COMMITTEES)],
        mediator="农美华",
    )
    yield case
    yield NumberUse.of(desk.office.id, case.id, "人调字", YEAR, ordinal)
    one = Party(case_id=case.id, role=PartyRole.APPLICANT, position=1, name="覃𬭎")
    other = Party(case_id=case.id, role=PartyRole.RESPONDENT, position=2, name="Nguyễn Văn Đức")
    yield from (one, other)
    if country := border.country:
        yield Element.of(case.id, "nationality", country, other.id)
    held = datetime.combine(day, datetime.min.time()).replace(hour=9)
    session = SessionRecord(case_id=case.id, held_at=held, agreed=border.is_settled)
    yield session
    mode = {"row": f"{border.n:032x}", "session": str(session.id), "mode": "joint_session"}
    mode["setting"] = "online" if border.is_online else "on_site"
    if border.n % 5:
        mode["attendance"] = "collective"
    yield Element.of(case.id, "session_modes", json.dumps([mode], ensure_ascii=False))
    if border.is_settled:
        yield from _settlement(case, one, other, border)


def _settlement(case: Case, one: Party, other: Party, border: BorderCase) -> Iterator[Record]:
    """Yield the agreement of a settled case; what is to be paid is paid on the same day."""
    oral = border.n % 4 == 0
    agreement = MediationAgreement(
        case_id=case.id,
        form=AgreementForm.ORAL if oral else AgreementForm.WRITTEN,
        number=case.number,
        agreed_on=border.day,
        effective_on=border.day,
    )
    yield agreement
    text = "被申请人当场付清货款。" if border.amount else "双方各自收回货物，互不付款。"
    kind = ClauseKind.PAYMENT if border.amount else ClauseKind.ACTION
    yield Clause(case_id=case.id, agreement_id=agreement.id, position=1, text=text, kind=kind)
    if border.amount:
        owed = Obligation(
            case_id=case.id,
            agreement_id=agreement.id,
            position=1,
            obligor_id=other.id,
            obligee_id=one.id,
            amount=border.amount,
            due_on=border.day,
        )
        yield owed
        yield Performance(
            case_id=case.id,
            obligation_id=owed.id,
            performed_on=border.day,
            amount=border.amount,
        )
