"""What goes into a packet, and what never does: signed papers as they were signed."""

import io
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from mediatordesk.actions.cases.caucus import write_caucus_note, write_note
from mediatordesk.actions.cases.checks import Stopped
from mediatordesk.actions.cases.intake import set_field, set_party_field
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import PDF, bytes_of, keep_bytes
from mediatordesk.actions.handover.exports import (
    Exported,
    NoAgreement,
    NotReady,
    _lines,
    export_packet,
    packet_parts,
)
from mediatordesk.actions.handover.packet_papers import numbered, part_of
from mediatordesk.actions.handover.signed_papers import closed_sha256
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.core.papers import Paper
from mediatordesk.core.records import added, changed
from mediatordesk.core.signed_scans import SignedScan
from mediatordesk.documents import join_pdfs, page_count
from mediatordesk.forms import Level
from mediatordesk.forms import PacketItem as Wanted
from mediatordesk.packets import PacketItem, verify
from mediatordesk.signing import verify as verify_signatures
from mediatordesk.signing import verify_bytes
from tests.documents.pdf.judging import faults

from .played_desks import COURT, HARD_CLERK, HARD_FIRM, Played, case_of

SECRETS = ("背对背底线31000元", "调解时说的气话", "妻子患病住院", "13900001111")


def files_in(made: Exported) -> dict[str, bytes]:
    """Return the files of a packet by their names inside its folder."""
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def made(court_case: Played, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """Return the packet of the court's case."""
    desk = court_case.opened(tmp_path_factory.mktemp("made"))
    made = to_court(desk)
    desk.close()
    return made


def to_court(desk: Desk) -> Exported:
    return export_packet(desk, case_of(desk), "court", receiver=COURT)


def paper_of(desk: Desk, code: str) -> Paper:
    paper = case_of(desk).newest_paper(code)
    assert paper is not None
    return paper


def unseal(desk: Desk, code: str) -> Paper:
    """Take the seal off a paper as if it had never been put on: what a test needs and none else."""
    paper = paper_of(desk, code)
    bare = replace(paper, sealed_sha256="", id=type(paper.id)(int=paper.id.int ^ 1))
    signatures = case_of(desk).signatures_on(paper.id)
    copies = (
        replace(one, paper_id=bare.id, id=type(one.id)(int=one.id.int ^ 1)) for one in signatures
    )
    desk.commit([added(bare), *map(added, copies)])
    return bare


def test_what_the_court_asks_for_stands_first_in_its_order(made: Exported) -> None:
    assert made.papers[:4] == (
        "00_审查要素表.pdf", "01_申请书.pdf", "02_调解协议书.pdf", "03_主持调解证明.pdf",
    )  # fmt: skip
    added_by_us = ("全部材料.pdf", "裁定书要素.docx", "签署日志.pdf", "签署日志.json")
    assert made.files == (*made.papers, *added_by_us)
    assert verify(made.data).ok
    files = files_in(made)
    assert {f"data/{name}" for name in (*made.files, "case.json")} == {
        name for name in files if name.startswith("data/")
    }
    assert "核验单.pdf" in files
    told = json.loads(files["data/case.json"])
    assert [one["name"] for one in told["files"]] == list(made.files)
    pages = {one["name"]: one["pages"] for one in told["files"]}
    assert pages["02_调解协议书.pdf"] == page_count(files["data/02_调解协议书.pdf"])


def test_what_people_signed_goes_in_byte_for_byte(desk: Desk, made: Exported) -> None:
    file, files = case_of(desk), files_in(made)
    sealed = {"01_申请书": "D24", "02_调解协议书": "D17", "03_主持调解证明": "D26"}
    for name, code in sealed.items():
        paper = paper_of(desk, code)
        assert paper.sealed_sha256
        assert files[f"data/{name}.pdf"] == bytes_of(desk, file.case.id, paper.sealed_sha256)
        assert verify_signatures(files[f"data/{name}.pdf"]).intact


def test_the_same_case_at_the_same_minute_gives_the_same_bytes(desk: Desk) -> None:
    assert to_court(desk).data == to_court(desk).data


def test_every_pdf_of_ours_is_archival(made: Exported) -> None:
    pdfs = {name: data for name, data in files_in(made).items() if name.endswith(".pdf")}
    assert len(pdfs) > 8
    assert {name: told for name, data in pdfs.items() if (told := violations(data))} == {}


def violations(data: bytes) -> list[str]:
    """Return what keeps a PDF from being PDF/A-2b, or 3b where it holds data.

    Of the field of a seal the validator only says that it knows no fields.
    """
    flavour = "3b" if b"<pdfaid:part>3<" in data else "2b"
    return [one for one in faults(data, flavour) if not one.startswith("[unsupported]")]


def test_all_papers_stand_in_one_file_with_bookmarks(made: Exported) -> None:
    files = files_in(made)
    with pikepdf.open(io.BytesIO(files["data/全部材料.pdf"])) as pdf, pdf.open_outline() as outline:
        marks = [one.title for one in outline.root]
        pages = len(pdf.pages)
    assert marks == [*(one.removesuffix(".pdf") for one in made.papers), "签署日志"]
    each = [f"data/{name}" for name in (*made.papers, "签署日志.pdf")]
    assert pages == sum(page_count(files[name]) for name in each)


def test_a_matched_scan_goes_in_where_people_signed_on_paper(desk: Desk) -> None:
    bare, file = unseal(desk, "D24"), case_of(desk)
    scan = join_pdfs([bytes_of(desk, file.case.id, bare.pdf_sha256)], title="扫描件")
    blob, kept = keep_bytes(desk, file.case.id, scan, PDF)
    today = desk.clock.today()
    row = SignedScan(
        case_id=file.case.id, paper_id=bare.id, sha256=blob.sha256, pages=2, filed_on=today
    )
    desk.commit([kept, added(row)])
    assert closed_sha256(case_of(desk), bare) == blob.sha256
    files = files_in(to_court(desk))
    assert files["data/01_申请书.pdf"] == scan
    record = json.loads(files["data/签署日志.json"])["papers"][0]
    assert record["scan"]["sha256"] == record["signed_sha256"] == blob.sha256


def test_signed_in_pictures_and_not_sealed_is_named_and_how_to_seal_it(desk: Desk) -> None:
    unseal(desk, "D24")
    with pytest.raises(NotReady, match=r"司法确认申请书 .*sign seal.*第三百五十四条"):
        to_court(desk)


def test_an_unsealed_paper_of_the_signing_desk_blocks(
    unsealed_case: Played, tmp_path: Path
) -> None:
    desk = unsealed_case.opened(tmp_path)
    with pytest.raises(NotReady, match="sign seal"):
        to_court(desk)
    lacking = [one for one in packet_parts(desk, case_of(desk), "court") if one.blocks]
    assert [one.wanted.title for one in lacking] == ["司法确认申请书"]
    desk.close()


def test_an_unsigned_agreement_blocks(desk: Desk) -> None:
    paper = paper_of(desk, "D17")
    newer = replace(
        paper, id=type(paper.id)(int=paper.id.int ^ 1), version=2, locked=False, sealed_sha256=""
    )
    desk.commit([added(newer)])
    with pytest.raises(Stopped, match=f"人民调解协议书（未签：{re.escape(HARD_CLERK)}"):
        to_court(desk)


def test_a_required_paper_that_is_missing_is_named_with_its_law(desk: Desk) -> None:
    card = next(one for one in case_of(desk).attachments if one.kind == "identity")
    desk.commit([changed(card, replace(card, void_reason="拿错了"))])
    with pytest.raises(Stopped, match=r"身份证明（.*第三百五十四条"):
        to_court(desk)


def test_an_optional_paper_that_nobody_signed_is_left_out_and_named(desk: Desk) -> None:
    first = paper_of(desk, "D25")
    newer = replace(
        first, id=type(first.id)(int=first.id.int ^ 1), version=2, locked=False, sealed_sha256=""
    )
    desk.commit([added(newer)])
    made = to_court(desk)
    assert not any("承诺书" in name for name in made.papers)
    assert any("承诺书" in one for one in made.without)


def test_nothing_said_in_confidence_and_no_data_nobody_needs_is_in_it(desk: Desk) -> None:
    file, case = case_of(desk), case_of(desk).case.id
    write_caucus_note(desk, case, SECRETS[0])
    write_note(desk, case, SECRETS[2])
    set_party_field(desk, case, file.parties[0], "guardian_phone", SECRETS[3])
    do_step(
        desk, case, "session", {"text": SECRETS[1], "place": "调解室", "agreed": False},
    )  # fmt: skip
    make_paper(desk, case_of(desk), "D15", about=case_of(desk).sessions[-1].id)
    made = to_court(desk)
    texts = "\n".join(text_of(name, data) for name, data in files_in(made).items())
    assert HARD_CLERK in texts
    assert HARD_FIRM in texts
    for secret in (*SECRETS, "调解笔录", "调解记录"):
        assert secret not in texts
    assert not [name for name in made.files if "记录" in name]


def test_minutes_stay_here_whatever_a_pack_asks_for(desk: Desk) -> None:
    file = case_of(desk)
    minutes = file.newest_paper("D15")
    assert minutes is not None
    about = str(minutes.about or "")
    wanted = Wanted(1, "X01", "调解笔录", "01_调解笔录", ("paper/D15",), about, Level.BLOCK, "", ())
    part = part_of(desk, file, wanted)
    assert not part.blocks
    assert "调解笔录" in part.missing[0]
    assert numbered([part]) == ()
    assert part_of(desk, file, wanted, whole_case=True).papers == (minutes,)


def text_of(name: str, data: bytes) -> str:
    """Return all text of a file of a packet, with what is embedded in it."""
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            embedded = [one.get_file().read_bytes() for one in pdf.attachments.values()]
        shown = subprocess.run(
            ["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True
        ).stdout
        return b"\n".join([shown, *embedded]).decode()
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as word:
            parts = b"\n".join(word.read(one) for one in word.namelist() if one.endswith(".xml"))
        return re.sub(r"<[^>]+>", "", parts.decode())
    return data.decode(errors="ignore")


def test_the_log_says_who_signed_and_never_holds_what_they_signed_with(
    desk: Desk, made: Exported
) -> None:
    files, file = files_in(made), case_of(desk)
    text = files["data/签署日志.json"].decode()
    told = {one["kind"]: one for one in json.loads(text)["papers"]}
    assert told["D17"]["file"] == "02_调解协议书.pdf"
    assert told["D17"]["text_sha256"] == paper_of(desk, "D17").pdf_sha256
    names = [one["name"] for one in told["D17"]["signatures"]]
    assert HARD_CLERK in names
    assert told["D17"]["seals"][0]["signer"] == "正阳村人民调解委员会"
    for one in file.signatures:
        for sha256 in (one.image_sha256, one.fingerprint_sha256, one.strokes_sha256):
            assert not sha256 or sha256 not in text


def test_its_list_is_signed_with_the_certificate_that_is_given(
    desk: Desk, court_case: Played
) -> None:
    signer = court_case.props.signer
    made = export_packet(desk, case_of(desk), "court", receiver=COURT, signer=signer)
    files = files_in(made)
    assert verify(made.data).ok
    report = verify_bytes(
        files["manifest-sha256.txt"],
        files["manifest-sha256.txt.p7s"],
        trust=(court_case.props.authority,),
        at=desk.clock.now(),
    )
    assert report.bottom_line
    assert report.signatures[0].signer.name == "正阳村人民调解委员会"
    broken = files["manifest-sha256.txt"] + b" "
    assert not verify_bytes(broken, files["manifest-sha256.txt.p7s"]).intact


def test_the_sheet_bears_the_number_of_the_packet(made: Exported) -> None:
    words = "".join(text_of("核验单.pdf", files_in(made)["核验单.pdf"]).split())
    assert made.packet.sha256 in words
    assert "签名" in words
    assert page_count(files_in(made)["核验单.pdf"]) == 1


def test_a_way_that_is_not_open_says_why_and_by_what_law(desk: Desk) -> None:
    with pytest.raises(Stopped, match="没有一方进入破产程序（《中华人民共和国企业破产法》"):
        export_packet(desk, case_of(desk), "administrator")


def test_without_an_agreement_there_is_nothing_to_hand_over(desk: Desk) -> None:
    with pytest.raises(NoAgreement):
        export_packet(desk, replace(case_of(desk), agreements=()), "court")


def test_a_later_day_gives_another_packet(desk: Desk) -> None:
    made = to_court(desk)
    later = desk.on(desk.clock.today() + timedelta(1))
    assert export_packet(later, case_of(desk), "court", receiver=COURT).data != made.data
    set_field(desk, case_of(desk).case.id, "title", "改了标题")
    assert to_court(desk).packet.sha256 != made.packet.sha256


@pytest.mark.real
def test_a_receiver_checks_it_with_nothing_of_ours(made: Exported, tmp_path: Path) -> None:
    place = tmp_path / "收到 O'Brien"
    place.mkdir()
    (place / "p.zip").write_bytes(made.data)
    subprocess.run(["unzip", "-qq", "p.zip"], cwd=place, check=True)
    folder = next(one for one in place.iterdir() if one.is_dir())
    for lists in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(["sha256sum", "--quiet", "-c", lists], cwd=folder, check=True)
    said = subprocess.run(
        [sys.executable, "-I", "verify.py", "../p.zip", "--expect", made.packet.sha256],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    assert "通过" in said.stdout.decode()
    signers = subprocess.run(
        ["pdfsig", "data/02_调解协议书.pdf"], cwd=folder, check=False, capture_output=True
    ).stdout.decode()
    assert "Signature is Valid" in signers


def test_the_sheet_of_many_files_has_one_line_for_a_kind() -> None:
    cards = [
        PacketItem(f"{n:02}_身份证明_{n}.pdf", b"", "身份证明", "J04", 1) for n in range(1, 20)
    ]
    lines = _lines([PacketItem("00_审查要素表.pdf", b"", "审查要素表", "J00", 2), *cards])
    assert [(one.name, one.pages, one.count) for one in lines] == [
        ("00_审查要素表.pdf", 2, 1),
        ("01 至 19_身份证明（19 个文件）", 19, 19),
    ]
    assert [one.name for one in _lines(cards[:3])] == [one.name for one in cards[:3]]
