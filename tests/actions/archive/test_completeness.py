"""What an inspector would send back is named, each with its reason; a complete file passes."""

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from mediatordesk.actions.archive.binding import bind_file
from mediatordesk.actions.archive.completeness import archive_findings
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import CHINA
from mediatordesk.core.papers import SignerRole
from mediatordesk.core.records import Record, added, changed
from mediatordesk.core.sessions import Consent, ConsentKind
from mediatordesk.forms import Finding

from .bound_cases import (
    again,
    closed_case,
    complete_file,
    file_scan,
    hand_in,
    hand_in_sound,
    make,
    sheets,
    sign_by_hand,
    slip_in,
)

Case = tuple[Desk, CaseFile]
PAPERS = ("D04", "D15", "D17", "D23", "D28", "D41")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return a desk with a closed case whose file lacks nothing."""
    return complete_file(tmp_path / "desk")


def found(desk: Desk, file: CaseFile) -> list[Finding]:
    return list(archive_findings(desk, again(desk, file)))


def codes(desk: Desk, file: CaseFile) -> set[str]:
    return {one.code for one in found(desk, file)}


def named(desk: Desk, file: CaseFile, code: str) -> list[str]:
    return [one.quote for one in found(desk, file) if one.code == code]


def edit(desk: Desk, before: Record, **values: object) -> None:
    """Write other values over a record, as another computer may have."""
    desk.commit([changed(before, replace(before, **values))])  # type: ignore[arg-type]  # by name


def test_a_complete_file_passes(case: Case) -> None:
    assert found(*case) == []


def test_papers_that_must_be_there_are_missed(tmp_path: Path) -> None:
    desk, file = closed_case(tmp_path / "desk")
    missing = {one.code for one in found(desk, file) if one.blocks}
    assert missing >= {"D04", "D15", "D17", "D41"}
    assert not missing & {"D01", "D02", "D30"}  # binding makes them


def test_who_has_not_signed_is_named_and_stops_where_the_paper_must_be(tmp_path: Path) -> None:
    desk, file = closed_case(tmp_path / "desk")
    file = make(desk, file, *PAPERS, "D12")
    file = sign_by_hand(desk, file, but="O'Brien & Sons <a<b>")
    told = [one for one in found(desk, file) if one.code == "K01"]
    stopping = {one.quote for one in told if one.blocks}
    assert stopping == {
        "人民调解受理登记表：O'Brien & Sons <a<b>",
        "人民调解记录：O'Brien & Sons <a<b>",
    }
    [warned] = [one.quote for one in told if not one.blocks]
    assert warned.startswith("送达地址确认书（O'Brien & Sons <a<b>）")
    # What the pack's own check says of the agreement is not said again.
    assert [one.quote for one in found(desk, file) if one.code == "A03"] == ["O'Brien & Sons <a<b>"]


def test_pages_missing_of_a_scan_stop_the_archive(case: Case) -> None:
    desk, file = case
    paper = file.newest_paper("D17")
    assert paper
    assert paper.pages > 1
    file_scan(desk, file, paper, sheets(paper.pages - 1), paper.pages - 1)
    [scan] = [one for one in found(desk, file) if one.code == "K03"]
    assert scan.blocks
    assert scan.quote == "人民调解协议书"
    file_scan(desk, file, paper, sheets(paper.pages), paper.pages)
    assert "K03" not in codes(desk, file)


def test_a_paper_older_than_the_case_is_named(case: Case) -> None:
    desk, file = case
    edit(desk, file.parties[0], address="梧州市长洲区倒水镇正阳村一组1号")
    told = named(desk, file, "K04")
    assert "人民调解受理登记表" in told
    assert "人民调解协议书" in told


@pytest.mark.parametrize(
    ("what", "field", "day", "words"),
    [
        ("case", "accepted_on", date(2025, 4, 30), ("2025-04-22 < 2025-04-30",)),
        ("case", "accepted_on", date(2025, 4, 6), ("2025-04-06 < 2025-04-07",)),
        ("case", "closed_on", date(2025, 4, 1), ("2025-04-01 < 2025-04-22",)),
        ("agreement", "effective_on", date(2025, 4, 1), ("2025-04-01 < 2025-04-22",)),
        ("visit", "visited_on", date(2025, 4, 2), ("2025-04-02 < 2025-04-22",)),
    ],
)
def test_days_out_of_order_are_named_with_both_days(
    case: Case, what: str, field: str, day: date, words: tuple[str, ...]
) -> None:
    desk, file = case
    records: dict[str, Record] = {
        "case": file.case,
        "agreement": file.agreements[0],
        "visit": file.visits[0],
    }
    edit(desk, records[what], **{field: day})
    told = "；".join(named(desk, file, "K05"))
    assert all(word in told for word in words)


def test_a_seal_before_a_partys_signature_is_named(case: Case) -> None:
    desk, file = case
    paper = file.newest_paper("D17")
    assert paper
    [seal] = [one for one in file.signatures_on(paper.id) if one.role is SignerRole.COMMITTEE_SEAL]
    edit(desk, seal, signed_on=seal.signed_on - timedelta(days=1))
    assert named(desk, file, "K05") == ["2025-04-21 < 2025-04-22"]


def test_rights_told_after_the_first_session_are_named(case: Case) -> None:
    desk, file = case
    party = file.parties[0]
    late = Consent(
        case_id=file.case.id,
        party_id=party.id,
        kind=ConsentKind.RIGHTS_NOTICE,
        given_at=datetime(2025, 4, 23, 9, tzinfo=CHINA),
    )
    desk.commit([added(late)])
    assert named(desk, file, "K05") == [party.name]


def test_a_session_and_a_service_without_a_record_are_named(case: Case) -> None:
    desk, file = case
    second = replace(file.sessions[0], held_at=datetime(2025, 4, 24, 15, tzinfo=CHINA))
    desk.commit([added(replace(second, id=file.case.id))])
    row = {"recipient": "覃𬭎", "paper": "协议书", "method": "mail", "server": "李秀兰"}
    do_step(desk, file.case.id, "serve", row)
    assert {"2025-04-24 15:00", "覃𬭎"} <= set(named(desk, file, "K07"))
    assert named(desk, file, "K08") == ["覃𬭎：协议书"]


def test_a_visit_that_was_due_and_not_made_is_named(tmp_path: Path) -> None:
    desk, file = complete_file(tmp_path / "desk")
    edit(desk, file.visits[0], void_reason="误登记")
    assert named(desk, file, "K09") == [file.agreements[0].number]


def test_files_that_are_no_pages_or_act_or_cannot_be_read(case: Case, tmp_path: Path) -> None:
    desk, file = case
    file = hand_in_sound(desk, file, tmp_path)
    file = slip_in(desk, file, "坏.pdf", b"%PDF-1.7 nonsense", "application/pdf")
    told = {one.quote: one for one in found(desk, file) if one.code == "K11"}
    assert told.keys() == {"证据材料：录音 Nguyễn Văn Đức.wav", "证据材料：坏"}
    assert not told["证据材料：录音 Nguyễn Văn Đức.wav"].blocks
    assert told["证据材料：坏"].blocks


def test_a_pdf_that_runs_a_script_is_named(case: Case) -> None:
    desk, file = case
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(sheets())) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.save(written)
    file = hand_in(desk, file, "合同 O'Brien.pdf", written.getvalue(), "voucher")
    assert named(desk, file, "K12") == ["履行凭证：合同 O'Brien"]
    assert b"JavaScript" not in bind_file(desk, file).pdf.data


def test_evidence_without_a_list_or_with_other_pages_is_named(case: Case) -> None:
    desk, file = case
    file = hand_in(desk, file, "合同 a<b.pdf", sheets(3))
    assert "K13" in codes(desk, file)
    row = {"name": "劳动合同", "kind": "document", "pages": 2, "file": "合同 a<b.pdf"}
    do_step(desk, file.case.id, "evidence", row)
    make(desk, file, "D14")
    assert named(desk, file, "K13") == ["劳动合同"]


def test_an_entry_that_was_emptied_is_named(case: Case) -> None:
    desk, file = case
    edit(desk, file.parties[1], legal_representative="")
    assert "O'Brien & Sons <a<b>" in named(desk, file, "K14")


def test_what_changed_after_binding_is_told_until_it_is_bound_again(case: Case) -> None:
    desk, file = case
    bind_file(desk, file)
    assert "K15" not in codes(desk, file)
    file = hand_in(desk, again(desk, file), "回执.pdf", sheets(), "voucher")
    assert "K15" in codes(desk, file)
    bind_file(desk, file)
    assert "K15" not in codes(desk, file)
