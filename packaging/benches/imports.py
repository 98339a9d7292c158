"""A roster of buyers comes in as one mass case."""

import shutil
from pathlib import Path

from benches.tables import Section, Timing, milliseconds
from benches.whole_desks import whole_desk
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.tables.imports import apply_import, plan_import, read_table

BUYERS = 375
ROUNDS = 7
HEADING = "类别,姓名,证件类型,证件号码,性别,联系电话,房号,建筑面积,合同总价,已付房款,是否付清"
BUYER = "购房户,{0},居民身份证,{1},女,138{2:08},{3}区{4}号,{5}.27,473987.07,236993.54,否"
GIVEN = ("国", "勇", "桂英", "𬭎", "小明", "文德", "海燕")
WORDS = f"""A roster of {BUYERS} buyers as a .csv is read, each row planned and its errors and
warnings found, and all of them saved as the parties of one new case, in one transaction. Demanded:
2 s at most."""


def imports(folder: Path) -> Section:
    """Measure how long a roster takes from the file to the desk."""
    sheet = "\n".join([HEADING, *map(_buyer, range(BUYERS))]).encode()
    plan, save = Timing(), Timing()
    for turn in range(ROUNDS):
        place = folder / f"{turn}"
        place.mkdir()
        desk = whole_desk(place)
        _import(desk, sheet, plan, save)
        desk.close()
        shutil.rmtree(place)
    both = Timing(_sums(plan.wall, save.wall), _sums(plan.cpu, save.cpu))
    rows = (_row("read and planned", plan), _row("saved", save), _row("both", both))
    return Section("Import a roster", WORDS, ("what", "median", "slowest", "processor"), rows)


def _sums(one: list[float], other: list[float]) -> list[float]:
    return [*map(sum, zip(one, other, strict=True))]


def _import(desk: Desk, sheet: bytes, plan: Timing, save: Timing) -> None:
    plans = []
    plan.take(lambda: plans.append(plan_import(desk, read_table(sheet, "购房户.csv"), "buyers")))
    if plans[0].bad or plans[0].rows != BUYERS:
        raise ValueError(plans[0].bad)
    save.take(lambda: apply_import(desk, plans[0]))


def _buyer(number: int) -> str:
    name = "覃韦黄梁李陈莫"[number % 7] + GIVEN[number // 7 % 7] + GIVEN[number // 49 % 7]
    digits = f"4504051990{number % 12 + 1:02}{number % 28 + 1:02}{number % 50 * 2:03}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    identity = digits + "10X98765432"[total % 11]
    return BUYER.format(name, identity, number * 7919, "北南"[number % 2], number, 80 + number % 60)


def _row(name: str, timing: Timing) -> tuple[str, ...]:
    slowest, cpu = milliseconds(max(timing.wall)), milliseconds(timing.mean_cpu)
    return (name, milliseconds(timing.median), slowest, cpu)
