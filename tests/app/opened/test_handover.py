"""Hand-overs of a real, encrypted desk behind the window's questions."""

from datetime import date
from pathlib import Path

import pytest

from mediatordesk.app.asked.handover_desk import AnswerTold, Receipt
from mediatordesk.app.opened.handover import OpenedHandover
from mediatordesk.app.opened.typed_days import NoSuchDay
from mediatordesk.core.handovers import AnswerOutcome
from mediatordesk.packets import verify
from mediatordesk.store import list_cases
from tests.actions.handover.played_desks import COURT, HARD_CLERK, HARD_FIRM, played

CLERK, FIRM = "苏美玲", "梧州市某塑料制品有限公司"


def test_a_packet_goes_to_the_court_and_its_receipt_and_ruling_come_back(tmp_path: Path) -> None:
    words = {CLERK: HARD_CLERK, FIRM: HARD_FIRM}
    desk = played(tmp_path / "played", "8", words=words).opened(tmp_path)
    case_id, opened = list_cases(desk.store)[0].id, OpenedHandover(desk)
    court = next(one for one in opened.stand(case_id).targets if one.way == "court")
    seen = opened.preflight(case_id, court, "")
    assert (seen.stops, seen.receiver) == (0, COURT)
    assert seen.periods
    made = opened.export(case_id, court, seen.receiver, tmp_path / "移交 a&b.zip")
    assert verify(made.file.read_bytes(), expected=made.sha256).ok
    (handed,) = opened.stand(case_id).handed
    with pytest.raises(NoSuchDay):
        opened.note_receipt(case_id, Receipt(handed.id, "陆a<b", "前年"))
    opened.note_receipt(case_id, Receipt(handed.id, "陆a<b", "2025.5.12", "当面"))
    (handed,) = opened.stand(case_id).handed
    assert (handed.received_by, handed.received_on) == ("陆a<b", date(2025, 5, 12))
    answer = AnswerTold(
        handed.id,
        AnswerOutcome.MORE_MATERIAL,
        decided_on="20250512",
        received_on="今天",
        reason="补交 a<b",
        due_on="2025年5月19日",
    )
    assert opened.note_answer(case_id, answer)
    (noted,) = opened.stand(case_id).answers
    assert (noted.outcome, noted.due_on) == (AnswerOutcome.MORE_MATERIAL, date(2025, 5, 19))
    assert opened.note_answer(case_id, answer) is None
    desk.close()
