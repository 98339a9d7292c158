"""Encrypted stores full of made-up cases, for measuring; the same every time."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.clock import Clock
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.periods import Period
from mediatordesk.core.records import Record, added
from mediatordesk.store import Store

KEY = bytes(range(32))
OPERATOR = UUID(int=1)
AT_ONCE = 100
SURNAMES = "覃韦黄梁李陈莫农陆卢"
GIVEN = ("桂英", "志强", "秀兰", "𬭎", "小明", "建国")
KINDS = ("土地承包纠纷", "相邻关系纠纷", "社会保险费争议", "货款纠纷", "婚姻家庭纠纷")
STATUSES = (CaseStatus.ACCEPTED, CaseStatus.AGREED, CaseStatus.CLOSED)
FACTS = "双方因排水沟走向发生争执，经村民委员会两次协调未果，申请人请求恢复原状并赔偿损失。" * 4


def filled(folder: Path, cases: int) -> Store:
    """Make a store with so many cases, each with two parties and a period."""
    store = Store.create(folder, KEY, replica=b"benchdsk", clock=Clock.computer())
    for start in range(0, cases, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, cases))
        records = [record for number in numbers for record in case_with_parties(number)]
        store.commit(OPERATOR, [added(record) for record in records])
    return store


def case_with_parties(number: int) -> list[Record]:
    """Return a case, its two parties and a period that runs."""
    day = date(2024, 1, 1) + timedelta(number % 700)
    one, other = name_of(number), name_of(number * 7 + 3)
    case = Case(
        id=UUID(int=number + 10**9),
        pack="people",
        title=f"{one}与{other}{KINDS[number % len(KINDS)]}",
        number=f"（{day.year}）正阳人调字第{number + 1}号",
        status=STATUSES[number % len(STATUSES)],
        dispute_type=KINDS[number % len(KINDS)],
        facts=FACTS,
        registered_on=day,
        mediator="莫志强",
    )
    parties = [
        Party(
            id=UUID(int=number * 2 + place + 2 * 10**9),
            case_id=case.id,
            role=role,
            position=place,
            name=name,
            sex="女",
            ethnicity="壮族",
            birth_date=date(1985, 3, 15),
            phone="13800000000",
            id_kind="居民身份证",
            id_number="450405198503150021",
            address="广西壮族自治区梧州市长洲区倒水镇正阳村一组 12 号",
        )
        for place, (role, name) in enumerate(
            [(PartyRole.APPLICANT, one), (PartyRole.RESPONDENT, other)]
        )
    ]
    due = Period(
        case_id=case.id, code="T02", title="调解期限", day0=day, due_on=day + timedelta(30)
    )
    return [case, *parties, due]


def name_of(number: int) -> str:
    """Return a name; a few are hard to write."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number // 3 % len(GIVEN)]
