"""A paper that a base brings now: what an office adopted of it under the old pack still counts."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from mediatordesk.actions.desks.desk import Desk, new_desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.actions.papers.template_editions import editions_of, template_lines
from mediatordesk.core.changes import CHINA
from mediatordesk.core.clock import Clock
from mediatordesk.core.offices import Office, Operator
from mediatordesk.core.records import added
from mediatordesk.core.template_editions import TemplateEdition
from mediatordesk.keys.slot_file import Cost

DAY = date(2026, 11, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(
        tmp_path / "desk",
        Office(code="450405101", name="正阳村人民调解委员会", number_prefix="正阳"),
        Operator(name="黄文德"),
        "moved papers of a base",
        places=Places.installed().without_marks(),
        clock=Clock.typed(datetime.fromisoformat("2026-11-22T09:00")),
        cost=Cost(8, 1),
    ).desk
    yield made
    made.store.close()


def adopted(pack: str) -> TemplateEdition:
    return TemplateEdition(
        pack=pack,
        code="D24",
        number=1,
        valid_from=DAY,
        adopted_at=datetime(2026, 11, 22, 9, tzinfo=CHINA),
        sha256="0" * 64,
        blob_id=uuid4(),
        name="司法确认申请书 a<b.docx",
    )


@pytest.mark.parametrize("pack", ["court", "people"])
def test_an_edition_counts_under_the_old_pack_and_the_new(desk: Desk, pack: str) -> None:
    edition = adopted(pack)
    desk.commit([added(edition)])
    for name in ("people", "court", "social-insurance"):
        assert editions_of(desk, desk.packs.pack(name), "D24") == (edition,)


def test_the_paper_is_listed_once_under_the_pack_that_brings_it(desk: Desk) -> None:
    lines = [one.pack for one in template_lines(desk, DAY) if one.code == "D24"]
    assert lines == ["court"]
