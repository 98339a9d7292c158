"""Files handed in, a roster imported, and a desk of an older version opened."""

import io
import random
import zipfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import add_files, bytes_of
from mediatordesk.actions.tables.imports import apply_import, plan_import, read_table
from mediatordesk.core.cases import Case
from mediatordesk.core.papers import Attachment
from mediatordesk.core.parties import Party
from mediatordesk.store import read_case_file

from .desks import SEED, make_desk, once, opened
from .tracing import Teller

OLD_DESK = Path(__file__).parents[1] / "data" / "desks" / "1-first-12c9d57.zip"
BUYERS = 12
HEADING = "类别,姓名,证件类型,证件号码,性别,联系电话,房号,建筑面积,合同总价,已付房款,是否付清"
BUYER = "购房户,覃𬭎{0},居民身份证,{1},女,138000000{0:02},北区{0}号,80,1000,1,否"
SIDE = 500
"""Pixels; a picture of noise of this size takes two parts."""


def desk_and_scan(place: Path) -> None:
    """Make a desk, and beside it a scan."""
    make_desk(place)
    noise = random.Random(SEED).randbytes(3 * SIDE * SIDE)  # noqa: S311 - a picture
    scan = io.BytesIO()
    Image.frombytes("RGB", (SIDE, SIDE), noise).save(scan, "PNG")
    (place / "覃𬭎的身份证.png").write_bytes(scan.getvalue())


def attach(place: Path, tell: Teller) -> None:
    """Hand the scan in."""
    with opened(place) as desk:
        file = read_case_file(desk.store, desk.store.all(Case)[0].id)
        [scan] = place.glob("*.png")
        added = add_files(desk, file, [scan], "evidence", evidence=True)
        tell(f"{added.attachments[0].id}")


def files_are_there(desk: Desk, told: Sequence[str]) -> None:
    """Assert that every file told is there and can be read."""
    attachments = desk.store.all(Attachment)
    assert set(told) <= {str(one.id) for one in attachments}
    for one in attachments:
        assert len(bytes_of(desk, one.case_id, one.sha256)) == one.size


def desk_and_roster(place: Path) -> None:
    """Make a desk, and beside it a roster of buyers."""
    make_desk(place)
    lines = [HEADING, *(BUYER.format(number, id_number(number)) for number in range(1, BUYERS + 1))]
    (place / "购房户.csv").write_text("\n".join(lines), encoding="utf-8")


def id_number(number: int) -> str:
    """Return an identity number of a woman, with its check digit (GB 11643)."""
    digits = f"45040519900101{number:02}2"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(digits))
    return digits + "10X98765432"[total % 11]


def import_roster(place: Path, tell: Teller) -> None:
    """Import the roster as a new mass case."""
    with opened(place) as desk:
        sheet = read_table((place / "购房户.csv").read_bytes(), "购房户.csv")
        plan = plan_import(desk, sheet, "buyers")
        apply_import(desk, plan)
        assert plan.case is not None
        tell(f"{plan.case.id}")


def all_or_none_imported(desk: Desk, told: Sequence[str]) -> None:
    """Assert that each mass case has all its buyers, and that those told are there."""
    cases = desk.store.all(Case)[1:]
    assert set(told) <= {str(one.id) for one in cases}
    for case in cases:
        names = [one.name for one in desk.store.of_case(Party, case.id)]
        assert len([name for name in names if name.startswith("覃𬭎")]) == BUYERS
        once(names)


def old_desk(place: Path) -> None:
    """Put a desk of the first version there."""
    with zipfile.ZipFile(OLD_DESK) as packed:
        packed.extractall(place / "desk")


def migrate(place: Path, tell: Teller) -> None:
    """Open the desk: it becomes one of this version."""
    with opened(place) as desk:
        tell(desk.store.all(Case)[0].number)


def old_case_is_there(desk: Desk, told: Sequence[str]) -> None:
    """Assert that its case is there."""
    [case] = desk.store.all(Case)
    assert set(told) <= {case.number}
    assert len(desk.store.changes_of(case.id)) > 5
