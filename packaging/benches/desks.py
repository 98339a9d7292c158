"""Encrypted stores full of made-up cases, for measuring; the same every time."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from mediatordesk.core.cases import Case, CaseStatus
from mediatordesk.core.changes import Dot, LoggedChange, Value, Verb, nonce_of, tick
from mediatordesk.core.clock import Clock
from mediatordesk.core.encoding import encode
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.periods import Period
from mediatordesk.core.records import Record, added
from mediatordesk.store import Store
from mediatordesk.store.codec import KIND_EDIT
from mediatordesk.store.dots import with_dots
from mediatordesk.store.register import SCHEMA, Register, Table
from mediatordesk.store.search_index import index_pending
from mediatordesk.store.statements import insertion

KEY = bytes(range(32))
OPERATOR = UUID(int=1)
COUNTY_CASES, COUNTY_PARTIES = 100_000, 3
"""A county's desk: so many cases, with so many parties each."""
AT_ONCE = 100
REPLICA = b"benchdsk"
SURNAMES = "覃韦黄梁李陈莫农陆卢单解仇曾区"
GIVEN = ("桂英", "志强", "秀兰", "𬭎", "小明", "建国", "海燕", "振华", "丽", "文德")
KINDS = ("土地承包纠纷", "相邻关系纠纷", "社会保险费争议", "货款纠纷", "婚姻家庭纠纷")
STATUSES = (CaseStatus.ACCEPTED, CaseStatus.AGREED, CaseStatus.CLOSED)
ROLES = (PartyRole.APPLICANT, PartyRole.RESPONDENT)
FACTS = (
    "申请人称双方二〇一九年签订书面承包合同",
    "被申请人未按约支付尾款",
    "因排水沟走向发生争执",
    "雨季积水淹没稻田约三亩",
    "经村民委员会两次协调未果",
    "申请人请求恢复原状并赔偿损失",
    "被申请人认为界址以老龙眼树为准",
    "双方对丈量结果均不认可",
    "货物已于当月验收入库",
    "工资拖欠五个月有欠条为证",
    "车辆在县道转弯处相撞致右臂骨折",
    "医疗费由新农合报销一部分",
    "房屋漏水损坏楼下吊顶和家具",
    "物业公司称管道属公共部位",
    "围墙越界半米影响采光通风",
    "离婚后抚养费自去年起未再给付",
    "老人由三个儿子轮流赡养",
    "宅基地证面积与现状不符",
    "猪场污水流入鱼塘造成鱼苗死亡",
    "施工扬尘使邻近果园减产",
    "保险公司以未如实告知为由拒赔",
    "劳动者未签书面合同要求双倍工资",
    "水库移民安置款分配名单有异议",
    "林地边界以山脊分水为界",
    "商品房逾期交付已满一百八十日",
    "定金收据载明不予退还",
    "电动车充电引发火灾烧毁摊位",
    "祖坟迁移补偿尚未谈妥",
    "甘蔗收购价低于约定",
    "现请求人民调解委员会依法调解",
)
"""What people say; a case says some of it."""
FIRST_DAY = date(2024, 1, 1)
CASE = Case(
    pack="people",
    title="-",
    number="-",
    status=CaseStatus.ACCEPTED,
    dispute_type="-",
    facts="-",
    registered_on=FIRST_DAY,
    mediator="莫志强",
)
PARTY = Party(
    case_id=CASE.id,
    role=PartyRole.APPLICANT,
    position=1,
    name="-",
    sex="女",
    ethnicity="壮族",
    birth_date=date(1985, 3, 15),
    phone="-",
    id_kind="居民身份证",
    id_number="-",
    address="-",
)
PERIOD = Period(case_id=CASE.id, code="T02", title="调解期限", day0=FIRST_DAY, due_on=FIRST_DAY)


class Made(NamedTuple):
    """A made-up record: which kind, its row, and what it says otherwise than the example."""

    table: str
    row: bytes
    own: Mapping[str, Value]


@dataclass(frozen=True)
class Kind:
    """A kind of record as it is written: its columns, and what an example says in them."""

    table: Table
    columns: tuple[str, ...]
    numbers: tuple[int, ...]
    usual: tuple[Value, ...]

    @classmethod
    def of(cls, record: Record) -> "Kind":
        """Return the kind of an example."""
        op, table = added(record), Register.current().of(type(record))
        columns = tuple(cell.column for cell in op.cells)
        numbers = tuple(map(table.column_number, columns))
        return cls(table, columns, numbers, tuple(cell.value for cell in op.cells))

    def values(self, own: Mapping[str, Value]) -> tuple[Value, ...]:
        """Return the values of a record that says something of its own in some columns."""
        return tuple(map(own.get, self.columns, self.usual))


def filled(folder: Path, cases: int, parties: int = 2) -> Store:
    """Make a store with so many cases, each with its parties and a period."""
    store = Store.create(folder, KEY, replica=REPLICA, clock=Clock.computer())
    fill(store, cases, parties)
    return store


def fill(store: Store, cases: int, parties: int = 2) -> None:
    """Write so many cases into a store, each with its parties and a period.

    It holds then the log and the rows that saves of a hundred cases leave, but rows are written
    many at a time, which takes a third of the time.
    """
    kinds = {one.TABLE: Kind.of(one) for one in (CASE, PARTY, PERIOD)}
    for start in range(0, cases, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, cases))
        made = [one for number in numbers for one in made_up(number, parties)]
        _write(store, kinds, made)


def county(folder: Path) -> Store:
    """Return an open copy, in a folder, of a county's store.

    It is made once for all sections of a run, in the folder above, with its cases indexed.
    """
    kept = folder.parent / "county"
    if not kept.exists():
        kept.mkdir()
        with closing(filled(kept, COUNTY_CASES, COUNTY_PARTIES)) as store:
            index_pending(store, COUNTY_CASES)
    for path in kept.iterdir():
        shutil.copy(path, folder)
    return Store.open(folder, KEY, clock=Clock.computer())


def case_id(number: int) -> UUID:
    """Return the id of a made-up case."""
    return UUID(int=(1 << 64) + number)


def party_id(number: int, place: int) -> UUID:
    """Return the id of the so manieth party of a made-up case."""
    return UUID(int=(2 << 64) + number * 100 + place)


def dot_of(number: int) -> Dot:
    """Return the change that made a case and what belongs to it."""
    return Dot(REPLICA, number // AT_ONCE + 1)


def name_of(number: int) -> str:
    """Return a name; a few are hard to write."""
    family, given, other = number % len(SURNAMES), number // 3 % len(GIVEN), number // 29
    return SURNAMES[family] + GIVEN[given] + GIVEN[other % len(GIVEN)][: number % 2]


def facts_of(number: int) -> str:
    """Return what a case is about, in 80 to 200 characters, with a day and an amount."""
    said = [FACTS[(number * step + step * step) % len(FACTS)] for step in range(1, 8 + number % 7)]
    day = FIRST_DAY + timedelta(number * 31 % 1000)
    return f"{day:%Y年%m月%d日}，{'，'.join(said)}，涉及{number * 97 % 100_000 + 500}元。"


def made_up(number: int, parties: int) -> Iterator[Made]:
    """Yield a case, its parties and a period that runs."""
    day, kind = FIRST_DAY + timedelta(number % 700), KINDS[number % len(KINDS)]
    names = [name_of(number * 7 + place * 3) for place in range(parties)]
    yield Made(
        "case",
        case_id(number).bytes,
        {
            "title": f"{names[0]}与{names[1]}{kind}",
            "number": f"（{day.year}）正阳人调字第{number + 1}号",
            "status": STATUSES[number % len(STATUSES)].value,
            "dispute_type": kind,
            "facts": facts_of(number),
            "registered_on": day.isoformat(),
        },
    )
    for place, name in enumerate(names):
        yield Made("party", party_id(number, place).bytes, _party(number, place, name))
    run = {"day0": day.isoformat(), "due_on": (day + timedelta(30)).isoformat()}
    period = UUID(int=(3 << 64) + number).bytes
    yield Made("period", period, {"case_id": case_id(number).bytes, **run})


def _party(number: int, place: int, name: str) -> Mapping[str, Value]:
    person = number * 3 + place
    born = date(1950, 1, 1) + timedelta(person % 20_000)
    return {
        "case_id": case_id(number).bytes,
        "role": ROLES[min(place, 1)].value,
        "position": place + 1,
        "name": name,
        "birth_date": born.isoformat(),
        "phone": f"138{person * 7919 % 10**8:08}",
        "id_number": f"450405{born:%Y%m%d}{person % 1000:03}{person % 10}",
        "address": f"广西壮族自治区梧州市长洲区倒水镇正阳村{person % 12 + 1}组{person % 90 + 1}号",
    }


def _write(store: Store, kinds: Mapping[str, Kind], made: Sequence[Made]) -> None:
    """Write what was made up, in one change."""
    log, connection = store._log, store._connection  # noqa: SLF001 - past the door, see `fill`
    connection.execute("BEGIN IMMEDIATE")
    tip = log.tip()
    values = [kinds[one.table].values(one.own) for one in made]
    ops = [
        [
            kinds[one.table].table.number,
            one.row,
            Verb.INSERT.value,
            [*zip(kinds[one.table].numbers, said, strict=True)],
        ]
        for one, said in zip(made, values, strict=True)
    ]
    at = tick(tip.at, Clock.computer().now())
    header = encode([tip.seq + 1, at, 0, OPERATOR.bytes, KIND_EDIT, SCHEMA])
    change = LoggedChange(header, encode(ops), nonce_of(tip.seed, tip.seq + 1))
    cases: set[bytes | None] = {one.row for one in made if one.table == "case"}
    number = log.append_own(tip, change, at, cases)
    for name, kind in kinds.items():
        dots = with_dots(b"", kind.numbers, number)
        rows = [
            (*said, dots, one.row)
            for one, said in zip(made, values, strict=True)
            if one.table == name
        ]
        connection.executemany(insertion(kind.table, kind.columns), rows)
    connection.execute("COMMIT")
