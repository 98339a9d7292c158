"""Scenario 8: a labour settlement, and the packet for the court."""

import json
import shutil
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mediatordesk.core.changes import CHINA
from mediatordesk.signing import make_test_certificate

from .journeys import COURT, WAGES, Desk, Played, scan_of, signature_of, steps_of, typed, words_of

EIGHT = [
    "01_申请书.pdf",
    "02_调解协议书.pdf",
    "03_主持调解证明.pdf",
    "04_身份证明_苏美玲.pdf",
    "05_营业执照和法定代表人身份证明书_梧州市某塑料制品有限公司.pdf",
    "06_送达地址确认书_苏美玲.pdf",
    "07_送达地址确认书_梧州市某塑料制品有限公司.pdf",
    "08_承诺书.pdf",
]
ADDED = ["全部材料.pdf", "裁定书要素.docx", "签署日志.pdf", "签署日志.json"]
"""What the desk adds to the court's eight papers."""
FIRM = "梧州市某塑料制品有限公司"
EXPORT = ("packet", "export", WAGES, "--for", "court", "--receiver", COURT)


def contents(packet: Path) -> dict[str, bytes]:
    """Return the files under data/ of a packet."""
    with zipfile.ZipFile(packet) as opened:
        return {
            name.partition("/data/")[2]: opened.read(name)
            for name in opened.namelist()
            if "/data/" in name
        }


def test_the_agreement_takes_effect_with_its_last_signature_on_a_holiday(seen: Desk) -> None:
    shown = seen("case", "show", WAGES).data
    assert shown["agreement"]["agreed_on"] == "2025-04-29"
    assert shown["agreement"]["effective_on"] == "2025-05-01"
    periods = {one["code"]: one for one in shown["deadlines"]}
    assert (periods["T10"]["due_on"], periods["T10"]["safe_on"]) == ("2025-06-03", "2025-05-30")
    assert periods["T10"]["rolled_from"] == "2025-05-31"
    assert periods["T09"]["due_on"] == "2025-05-16"
    assert periods["T08"]["due_on"] == "2025-04-22"
    amounts = [(one["amount"], one["due_on"]) for one in shown["obligations"]]
    assert amounts == [("20000.00", "2025-05-20"), ("16500.00", "2025-06-20")]


def test_both_consent_to_go_on_and_are_told_of_arbitration(seen: Desk) -> None:
    consents = seen("case", "show", WAGES).data["consents"]
    going_on = [one for one in consents if one["kind"] == "continue_mediation"]
    assert len(going_on) == 2
    assert all("仲裁" in one["remark"] for one in going_on)
    assert all(one["given_at"].startswith("2025-04-22") for one in going_on)


def test_the_effective_day_is_counted_when_the_last_one_signs_and_not_before(desk: Desk) -> None:
    case = desk.add(steps_of("8")[0]["with"], "2025-04-07T09:00")
    desk.do(case, "accept", {}, "2025-04-07T09:10")
    [entries] = [one["with"] for one in steps_of("8") if one.get("action") == "agree"]
    desk.do(case, "agree", entries, "2025-04-29T09:00")
    desk("paper", "make", case, "D17", "--now", "2025-04-29T09:10").done()
    image = signature_of(desk.folder.parent)
    signing = ("苏美玲", "黄文德", "李秀兰", FIRM, "committee_seal")
    for day, who in enumerate(signing, 26):
        now = "2025-05-01T10:00" if day == 30 else f"2025-04-{day}T10:00"
        words = ("--who", who, "--image", image, "--now", now)
        state = desk("sign", "add", case, "D17", *words).data
        complete = who == "committee_seal"
        assert state["effective_date"] == ("2025-05-01" if complete else None)
        assert bool(state["missing"]) is not complete


def test_the_packet_holds_eight_files_in_order_and_no_minutes_or_notes(demo: Played) -> None:
    files = contents(demo.packet)
    wanted = ["00_审查要素表.pdf", *EIGHT, *ADDED]
    assert files.keys() == {*wanted, "case.json"}
    told = json.loads(files["case.json"])
    assert [one["name"] for one in told["files"]] == wanted
    text = json.dumps(told, ensure_ascii=False)
    for secret in ("核对身份", "请求分期支付", "minutes", "notes", "session"):
        assert secret not in text
    assert not any("调解记录" in words_of(files[name]) for name in EIGHT)


def test_the_packet_tells_the_receiver_days_sums_and_what_was_entered_later(
    demo: Played,
) -> None:
    told = json.loads(contents(demo.packet)["case.json"])["case"]
    assert told["agreement"]["effective_on"] == "2025-05-01"
    assert [one["amount"] for one in told["agreement"]["obligations"]] == ["20000.00", "16500.00"]
    last_days = {one["code"]: one["due_on"] for one in told["last_day"]}
    assert last_days == {"T10": "2025-06-03", "T09": "2025-05-16"}
    assert {one["remark"] for one in told["entered_later"]} == {"补录"}


def test_the_agreement_goes_in_as_it_was_signed(demo: Played) -> None:
    [sealed] = demo.folder.glob("8-*/已签封/D17_*.pdf")
    assert contents(demo.packet)["02_调解协议书.pdf"] == sealed.read_bytes()


def test_the_packet_verifies_and_every_flipped_byte_is_found(demo: Played, tmp_path: Path) -> None:
    told = typed("packet", "verify", demo.packet, "--json").data
    assert (told["ok"], told["findings"]) == (True, [])
    whole = demo.packet.read_bytes()
    for place in range(0, len(whole), len(whole) // 40):
        broken = bytearray(whole)
        broken[place] ^= 0x20
        path = tmp_path / "broken.zip"
        path.write_bytes(broken)
        said = typed("packet", "verify", path, "--json")
        found = json.loads(said.out)
        assert (said.code, found["ok"]) == (1, False), place
        assert found["findings"][0]["why"]


def test_the_sealed_agreement_is_signed_and_whole(demo: Played, tmp_path: Path) -> None:
    sealed = [*demo.folder.glob("*/已签封/D17_*.pdf")]
    assert len(sealed) >= 2
    for paper in sealed:
        said = typed("sign", "verify", paper, "--json")
        report = json.loads(said.out)
        assert "bottom_line" in report
        assert report["intact"], report["words"]
        # The demo's certificate is a test one, so nobody's computer trusts it.
        assert not report["signatures"][0]["trusted"]
        broken = bytearray(paper.read_bytes())
        broken[len(broken) // 3] ^= 1
        path = tmp_path / "broken.pdf"
        path.write_bytes(broken)
        changed = json.loads(typed("sign", "verify", path, "--json").out)
        assert not changed["bottom_line"]
        assert not changed["intact"]


@pytest.fixture
def almost_ready(desk: Desk) -> tuple[Desk, str]:
    """Return the case agreed and signed, with none of the court's other papers made."""
    case = desk.add(steps_of("8")[0]["with"], "2025-04-07T09:00")
    for step in steps_of("8"):
        if step["step"] == "do":
            desk.do(case, step["action"], step.get("with", {}), step["at"])
    image = signature_of(desk.folder.parent)
    desk("paper", "make", case, "D17", "--now", "2025-04-29T09:10").done()
    for who in ("苏美玲", "黄文德", "李秀兰", FIRM, "committee_seal"):
        words = ("--who", who, "--image", image, "--now", "2025-05-01T10:00")
        stamp = ("--fingerprint", image) if who == FIRM else ()
        desk("sign", "add", case, "D17", *words, *stamp).done()
    return desk, case


COURT_PAPERS: dict[str, tuple[str, ...]] = {
    "D24": ("苏美玲", FIRM),
    "D26": ("黄文德", "committee_seal"),
}
SCANS = {
    "identity": "苏美玲",
    "business_licence": FIRM,
    "representative_certificate": FIRM,
}
MISSING = {
    "D24": "申请书",
    "D26": "调解情况证明",
    "identity": "身份证明",
    "business_licence": "营业执照",
    "representative_certificate": "法定代表人身份证明书",
}


def certificate(folder: Path) -> tuple[object, ...]:
    """Return what seals with a test certificate, made in a folder."""
    made = make_test_certificate(
        "正阳村人民调解委员会", "a<b", now=datetime(2025, 1, 1, tzinfo=CHINA)
    )
    (folder / "c.p12").write_bytes(made.data)
    (folder / "words.txt").write_text(made.passphrase + "\n")
    words = folder / "words.txt"
    return ("--certificate", folder / "c.p12", "--certificate-passphrase-file", words)


def test_taking_any_required_paper_away_stops_the_export_and_names_it(
    almost_ready: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, case = almost_ready
    now = ("--now", "2025-05-12T09:00")
    packet = tmp_path / "给 法院.zip"
    export = ("packet", "export", case, "--for", "court", "--receiver", COURT, "--to", packet)
    image = signature_of(desk.folder.parent)
    without = dict.fromkeys(MISSING)
    for thing in [*COURT_PAPERS, *SCANS]:
        happened = desk(*export, *now).happened
        assert all(MISSING[one] in happened for one in without), happened
        assert not packet.exists()
        if thing in COURT_PAPERS:
            desk("paper", "make", case, thing, *now).done()
            assert MISSING[thing] in desk(*export, *now).happened, "made, but not signed"
            for who in COURT_PAPERS[thing]:
                desk("sign", "add", case, thing, "--who", who, "--image", image, *now).done()
        else:
            scan = scan_of(tmp_path, thing)
            desk("file", "add", case, scan, "--as", thing, "--party", SCANS[thing], *now).done()
        del without[thing]
    assert "sign seal" in desk(*export, *now).happened, "signed in pictures, and not sealed"
    for paper in ("D17", *COURT_PAPERS):
        desk("sign", "seal", case, paper, *certificate(tmp_path), *now).done()
    made = desk(*export, *now).data
    assert made.keys() >= {"file", "papers", "sha256"}
    assert len(made["papers"]) == 6
    checked = desk("case", "check", case, "--for", "court", *now).data
    assert not checked["blocked"]
    warned = {one["why"] for one in checked["findings"] if one["level"] == "W"}
    assert any("送达地址确认书" in why for why in warned)
    assert any("承诺书" in why for why in warned)


def export_late(desk: Desk, packet: Path) -> Any:
    """Export after the first instalment was due."""
    return desk(*EXPORT, "--to", packet, "--now", "2025-05-26T09:00")


def test_exported_after_the_first_instalment_the_packet_says_that_it_is_unpaid(
    desk: Desk, tmp_path: Path
) -> None:
    packet = tmp_path / "late.zip"
    made = export_late(desk, packet).data
    files = contents(packet)
    text = json.dumps(json.loads(files["case.json"]), ensure_ascii=False)
    pages = "".join(words_of(files[name]) for name in made["papers"])
    assert "未付" in text + pages


def test_exported_after_the_first_instalment_it_carries_the_voucher_if_there_is_one(
    desk: Desk, tmp_path: Path
) -> None:
    paid = {"obligation": 1, "performed_on": "2025-05-19", "amount": "20000.00", "proof": "转账"}
    desk.do(WAGES, "perform", paid, "2025-05-20T09:00")
    now = ("--now", "2025-05-20T09:10")
    desk("paper", "make", WAGES, "D21", "--about", "1", *now).done()
    packet = tmp_path / "late.zip"
    unsigned = export_late(desk, packet).data
    assert not any("履行凭证" in name for name in unsigned["papers"])
    assert any("未签" in one for one in unsigned["without"]), unsigned["without"]
    image = signature_of(desk.folder.parent)
    desk(
        "sign", "add", WAGES, "D21", "--about", "1", "--who", "苏美玲", "--image", image, *now
    ).done()
    desk("sign", "seal", WAGES, "D21", "--about", "1", *certificate(tmp_path), *now).done()
    made = export_late(desk, packet).data
    [voucher] = [name for name in made["papers"] if "履行凭证" in name]
    words = words_of(contents(packet)[voucher])
    assert "20,000.00" in words
    assert "贰万元整" in words


def test_after_the_last_day_the_packet_is_stopped(seen: Desk, tmp_path: Path) -> None:
    packet = tmp_path / "too late.zip"
    said = seen(*EXPORT, "--to", packet, "--now", "2025-06-04T09:00")
    assert "T10" in said.happened
    assert not packet.exists()


@pytest.mark.parametrize("number", ["0", "2", "99"])
def test_an_agreement_that_is_not_there_is_not_handed_over(
    seen: Desk, tmp_path: Path, number: str
) -> None:
    packet = tmp_path / "none.zip"
    said = seen(*EXPORT, "--agreement", number, "--to", packet, "--now", "2025-05-12T09:00")
    assert number in said.happened
    assert not packet.exists()


def test_a_packet_that_cannot_be_written_leaves_nothing_beside_it(
    desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "folder.zip").mkdir()
    said = desk(*EXPORT, "--to", tmp_path / "folder.zip", "--now", "2025-05-12T09:00")
    assert "folder.zip" in said.happened
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]
    shutil.rmtree(tmp_path / "folder.zip")
