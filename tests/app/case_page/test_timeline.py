"""What happened, in the order of time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from mediatordesk.app.case_page.timeline import timeline
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.routing import Hop
from mediatordesk.core.sessions import Note


def titles(file: CaseFile) -> list[str]:
    return [entry.title for entry in timeline(file)]


def test_everything_stands_in_the_order_of_time(labour_file: CaseFile) -> None:
    entries = timeline(labour_file)
    days = [entry.when[:10] for entry in entries]
    assert days == sorted(days)
    assert entries[0].title == "The case was registered"
    assert entries[-1].title == "司法确认申请书"


def test_signatures_of_one_day_stand_together(labour_file: CaseFile) -> None:
    signed = [entry for entry in timeline(labour_file) if entry.word == "signature"]
    assert [entry.when for entry in signed] == ["2025-04-30", "2025-05-01"]
    assert signed[0].detail == "苏美玲"
    assert signed[1].detail == "梁志强, 黄文德, 李秀兰, 正阳村人民调解委员会"


def test_an_agreement_shows_when_it_was_made_and_when_it_took_effect(
    labour_file: CaseFile,
) -> None:
    made = [entry for entry in timeline(labour_file) if entry.word == "agreement"]
    assert [entry.when for entry in made] == ["2025-04-30", "2025-05-01"]
    assert "36,500.00元" in made[0].detail


def test_a_payment_says_who_paid_whom(
    labour_file: CaseFile, paid: Callable[[CaseFile, int], CaseFile]
) -> None:
    entry = timeline(paid(labour_file, 2000000))[-1]
    assert entry.title == "梧州市某塑料制品有限公司 → 苏美玲 · 20,000.00 yuan"


def test_a_hop_shows_its_receipt_and_its_reply(oral_file: CaseFile) -> None:
    hop = Hop(
        case_id=oral_file.case.id,
        position=1,
        from_office="正阳村窗口",
        to_office="长洲区社保经办",
        sent_on=date(2025, 4, 3),
        receiver="O'Brien & Sons",
        received_on=date(2025, 4, 4),
        receipt_no="a<b-7",
        reply="已登记",
        replied_on=date(2025, 4, 8),
    )
    entries = timeline(replace(oral_file, hops=(hop,)))[-3:]
    assert [entry.when for entry in entries] == ["2025-04-03", "2025-04-04", "2025-04-08"]
    assert entries[1].detail == "O'Brien & Sons · a<b-7"
    assert entries[2].detail == "已登记"


def test_notes_of_one_day_stand_by_the_clock(oral_file: CaseFile) -> None:
    notes = tuple(
        Note(
            case_id=oral_file.case.id,
            written_at=datetime(2025, 4, 9, hour, tzinfo=CHINA),
            text=f"覃𬭎来电 {hour}",
        )
        for hour in (16, 9)
    )
    assert titles(replace(oral_file, notes=notes))[-2:] == ["覃𬭎来电 9", "覃𬭎来电 16"]
