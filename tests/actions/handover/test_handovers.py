"""What left the desk, its receipt, and whom the desk waits for."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from mediatordesk.actions.cases.intake import set_field
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import bytes_of
from mediatordesk.actions.handover.exports import Exported, export_packet
from mediatordesk.actions.handover.handovers import (
    RECEIPT,
    ReceiptThere,
    ReceivedBefore,
    note_handed_over,
    note_receipt,
)
from mediatordesk.actions.handover.packet_checks import EncryptedPacket, check_packet
from mediatordesk.core.entries import BadEntry, FieldMissing
from mediatordesk.core.periods import Period
from mediatordesk.documents.incoming import FileRefused
from mediatordesk.keys.identities import Identity, encrypt_to
from mediatordesk.packets.receiver.verify import sha256, zipped
from mediatordesk.store import list_cases

from .played_desks import COURT, Played, case_of

DAY = date(2025, 5, 12)


@pytest.fixture(scope="module")
def handed(court_case: Played, tmp_path_factory: pytest.TempPathFactory) -> tuple[Played, Exported]:
    """Return a desk that has handed a packet to the court, and the packet."""
    place = tmp_path_factory.mktemp("handed")
    desk = court_case.opened(place)
    made = export_packet(
        desk, case_of(desk), "court", receiver=COURT, signer=court_case.props.signer
    )
    note_handed_over(desk, case_of(desk), "court", made)
    desk.close()
    return Played(place / "desk", court_case.props), made


@pytest.fixture
def desk(handed: tuple[Played, Exported], tmp_path: Path) -> Iterator[Desk]:
    desk = handed[0].opened(tmp_path)
    yield desk
    desk.close()


@pytest.fixture
def made(handed: tuple[Played, Exported]) -> Exported:
    return handed[1]


def period(desk: Desk, code: str) -> Period:
    return next(one for one in case_of(desk).periods if one.code == code)


def test_a_hand_over_is_kept_with_its_number_and_the_period_to_apply_is_met(
    desk: Desk, made: Exported
) -> None:
    (one,) = case_of(desk).handovers
    assert (one.receiver, one.way, one.sha256) == (COURT, "court", made.packet.sha256)
    assert one.files == made.files
    assert period(desk, "T10").met_on == DAY
    assert case_of(desk).elements["confirmation_applied"] == DAY.isoformat()
    assert period(desk, "T11").met_on is None


def test_the_very_same_packet_is_noted_once(desk: Desk, made: Exported) -> None:
    note_handed_over(desk, case_of(desk), "court", made)
    assert len(case_of(desk).handovers) == 1


def test_a_receipt_that_does_not_come_is_remembered(desk: Desk) -> None:
    assert period(desk, RECEIPT).due_on == DAY + timedelta(7)
    set_field(desk, case_of(desk).case.id, "confirmation_accepted", "2025-05-13")  # T11 is met
    lines = list_cases(desk.store, due_before=DAY + timedelta(8))
    assert [one.next_due for one in lines] == [DAY + timedelta(7)]


def test_a_receipt_is_noted_with_its_scan_and_ends_the_waiting(desk: Desk, tmp_path: Path) -> None:
    scan, later = tmp_path / "回执 a<b.txt", desk.on(DAY + timedelta(3))
    scan.write_text("今收到", encoding="utf-8")
    on = DAY + timedelta(2)
    note_receipt(later, case_of(desk), 1, by=" 覃𬭎 ", on=on, means="当面", scan=scan)
    (one,) = case_of(desk).handovers
    assert (one.received_by, one.received_on, one.means) == ("覃𬭎", on, "当面")
    assert bytes_of(desk, one.case_id, one.receipt_sha256) == scan.read_bytes()
    assert period(desk, RECEIPT).met_on == on
    again = note_receipt(later, case_of(desk), 1, by="覃𬭎", on=on, means="当面", scan=scan)
    assert again is None
    with pytest.raises(ReceiptThere):
        note_receipt(later, case_of(desk), 1, by="黄文德", on=on)


def test_an_impossible_receipt_is_refused(desk: Desk, tmp_path: Path) -> None:
    file, day = case_of(desk), desk.clock.today()
    for wrong in (DAY - timedelta(1), day + timedelta(1)):
        with pytest.raises(ReceivedBefore):
            note_receipt(desk, file, 1, by="覃𬭎", on=wrong)
    with pytest.raises(FieldMissing):
        note_receipt(desk, file, 1, by=" ", on=day)
    with pytest.raises(BadEntry):
        note_receipt(desk, file, 2, by="覃𬭎", on=day)
    empty = tmp_path / "空.png"
    empty.touch()
    with pytest.raises(FileRefused):
        note_receipt(desk, file, 1, by="覃𬭎", on=day, scan=empty)
    assert case_of(desk) == file


def test_the_desk_knows_its_own_packet_again(
    desk: Desk, made: Exported, court_case: Played
) -> None:
    trust = (court_case.props.authority,)
    checked = check_packet(made.data, trust=trust, at=desk.clock.now(), desk=desk)
    assert checked.ok
    assert checked.handed == case_of(desk).handovers[0]
    assert checked.signature
    assert checked.signature.bottom_line


def edited(made: Exported) -> bytes:
    """Return the packet with a paper changed and all hashes computed anew, as a forger would."""
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    folder = next(iter(files)).partition("/")[0]
    name = f"{folder}/data/case.json"
    files[name] = files[name].replace(b"20000.00", b"90000.00")
    for listing, others in (("manifest", True), ("tagmanifest", False)):
        path = f"{folder}/{listing}-sha256.txt"
        wanted = sorted(
            (
                one.removeprefix(f"{folder}/")
                for one in files
                if one.startswith(f"{folder}/data/") is others
                and not one.endswith("tagmanifest-sha256.txt")
            ),
            key=str.encode,
        )
        lines = [f"{sha256(files[f'{folder}/{one}'])}  {one}\n" for one in wanted]
        files[path] = "".join(lines).encode()
    return zipped(files)


def test_a_paper_edited_with_all_hashes_anew_is_not_the_packet_that_was_handed_over(
    desk: Desk, made: Exported
) -> None:
    forged = edited(made)
    assert check_packet(forged).report.ok  # sound in itself
    assert not check_packet(forged).ok  # its list was signed
    told = check_packet(forged, desk=desk)
    assert [one.code for one in told.report.findings] == ["another packet"]
    assert told.handed is None
    by_sheet = check_packet(forged, expected=made.packet.sha256)
    assert [one.code for one in by_sheet.report.findings] == ["another packet"]


def test_an_encrypted_packet_says_how_to_open_it(made: Exported) -> None:
    mine = Identity.new()
    closed = encrypt_to([mine.recipient], made.data)
    with pytest.raises(EncryptedPacket):
        check_packet(closed)
    assert mine.decrypt(closed) == made.data
