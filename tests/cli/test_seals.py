"""sign seal with a timestamp, by a second certificate and from a token; sign timestamp, verify."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from mediatordesk.core.changes import CHINA
from mediatordesk.signing import make_test_certificate
from tests.servers.timestamps import TestAuthority, TsaCertificate, timestamp_authority
from tests.servers.tokens import DRIVER, PIN, token_folder

from .commands import TypedDesk, typed
from .intakes import gutter

NOW = ("--now", "2025-03-10T15:20")
SEALED = datetime(2025, 3, 10, 15, 20, tzinfo=CHINA)


@pytest.fixture
def oral(desk: TypedDesk, signature: Path) -> str:
    """Return a case with an oral agreement that all have signed."""
    case = desk.add(gutter(), "--now", "2025-03-10T15:00")
    desk.ask("paper", "make", case, "D18", *NOW)
    for who in ("黄文德", "committee_seal"):
        desk.ask("sign", "add", case, "D18", "--who", who, "--image", signature, *NOW)
    return case


@pytest.fixture(scope="module")
def tsa() -> Iterator[TestAuthority]:
    with timestamp_authority(TsaCertificate.made(datetime(2025, 1, 1, tzinfo=CHINA))) as authority:
        authority.moment = SEALED
        yield authority


def certificate(folder: Path, name: str) -> tuple[str | Path, ...]:
    """Make a certificate; return how it is named in a command. Its authority is NAME.cer."""
    made = make_test_certificate(name, "O'Brien & Sons", now=datetime(2025, 1, 1, tzinfo=CHINA))
    path, words = folder / f"{name} a&b.p12", folder / f"{name}.txt"
    path.write_bytes(made.data)
    words.write_text(made.passphrase + "\r\n", encoding="utf-8")
    (folder / f"{name}.cer").write_bytes(made.authority)
    return ("--certificate", path, "--certificate-passphrase-file", words)


def test_mediator_then_committee_then_a_timestamp_and_what_it_is_worth(
    desk: TypedDesk, oral: str, tsa: TestAuthority, tmp_path: Path
) -> None:
    mediator = certificate(tmp_path, "黄文德")
    committee = certificate(tmp_path, "正阳村人民调解委员会")
    first, last = tmp_path / "一.pdf", tmp_path / "二.pdf"
    said = desk.ask("sign", "seal", oral, "D18", *mediator, "--to", first, *NOW)
    assert [one["level"] for one in said["signatures"]] == ["B-B"]
    stamp = ("--timestamp", tsa.url)
    said = desk.ask("sign", "seal", oral, "D18", *committee, *stamp, *NOW)
    assert [one["level"] for one in said["signatures"]] == ["B-B", "B-T"]
    assert said["no_timestamp"] is None
    desk.ask("sign", "timestamp", oral, "D18", *stamp, "--to", last, *NOW)
    assert last.read_bytes().startswith(first.read_bytes())
    tsa_root = tmp_path / "时间戳 root.cer"
    tsa_root.write_bytes(tsa.made.authority)
    roots = (tmp_path / "黄文德.cer", tmp_path / "正阳村人民调解委员会.cer", tsa_root)
    trust = [word for root in roots for word in ("--trust", root)]
    told = typed("sign", "verify", last, *trust, "--json", *NOW)
    assert told.code == 0
    assert told.data["bottom_line"] is True
    assert [one["signer"] for one in told.data["signatures"]] == ["黄文德", "正阳村人民调解委员会"]
    assert [one["level"] for one in told.data["signatures"]] == ["B-T", "B-T"]
    assert len(told.data["timestamps"]) == 1
    assert "\n" not in told.data["words"]
    shown = typed("paper", "codes", last, "--json").data
    [kept] = desk.ask("case", "show", oral)["papers"]
    assert {one["digest"] for one in shown} == {kept["content_sha256"][:16]}


def test_an_authority_that_is_silent_leaves_a_sealed_paper_and_says_so(
    desk: TypedDesk, oral: str, tmp_path: Path
) -> None:
    committee = certificate(tmp_path, "正阳村人民调解委员会")
    silent = ("--timestamp", "http://127.0.0.1:9/")
    said = desk("sign", "seal", oral, "D18", *committee, *silent, *NOW, "--json")
    assert said.code == 0
    assert "127.0.0.1" in said.data["no_timestamp"]
    assert said.data["signatures"][0]["level"] == "B-B"
    before = desk.saved()
    desk("sign", "timestamp", oral, "D18", *silent, *NOW).complaint()
    desk("sign", "seal", oral, "D18", *committee, *NOW).complaint()
    assert desk.saved() == before


@pytest.mark.parametrize(
    "opening",
    [
        ("--token", "没有.so", "--token-label", "x"),
        ("--token", "/", "--token-label", "x"),
        ("--certificate", "没有.p12"),
    ],
)
def test_what_cannot_sign_seals_nothing(
    desk: TypedDesk, oral: str, tmp_path: Path, opening: tuple[str, ...]
) -> None:
    pin = tmp_path / "pin.txt"
    pin.write_text("1234\n")
    before = desk.saved()
    secrets = ("--pin-file", pin, "--certificate-passphrase-file", pin)
    desk("sign", "seal", oral, "D18", *opening, *secrets, *NOW).complaint()
    assert desk.saved() == before


def test_a_wrong_address_is_refused_before_anything_is_signed(
    desk: TypedDesk, oral: str, tmp_path: Path
) -> None:
    committee = certificate(tmp_path, "正阳村人民调解委员会")
    before = desk.saved()
    wrong = ("--timestamp", "ftp://a/b")
    desk("sign", "seal", oral, "D18", *committee, *wrong, *NOW).complaint()
    assert desk.saved() == before


def test_an_unsealed_paper_takes_no_timestamp(
    desk: TypedDesk, oral: str, tsa: TestAuthority
) -> None:
    before = desk.saved()
    desk("sign", "timestamp", oral, "D18", "--timestamp", tsa.url, *NOW).complaint()
    assert desk.saved() == before


def test_the_offices_own_authority_is_asked_where_none_is_named(
    desk: TypedDesk, oral: str, tsa: TestAuthority, tmp_path: Path
) -> None:
    committee = certificate(tmp_path, "正阳村人民调解委员会")
    desk("sign", "timestamp", oral, "D18", *NOW).complaint()
    laid_down = ("setting", "timestamp_authority", tsa.url, "--reason", "司法局通知")
    desk.ask("desk", "set", *laid_down, *NOW)
    said = desk.ask("sign", "seal", oral, "D18", *committee, *NOW)
    assert [one["level"] for one in said["signatures"]] == ["B-T"]
    desk.ask("sign", "timestamp", oral, "D18", *NOW)


@pytest.mark.real
def test_a_token_seals_and_a_wrong_pin_does_not(desk: TypedDesk, oral: str, tmp_path: Path) -> None:
    (tmp_path / "tokens").mkdir()
    right, wrong, sealed = tmp_path / "对.txt", tmp_path / "错.txt", tmp_path / "已签封.pdf"
    right.write_text(PIN + "\n", encoding="utf-8")
    wrong.write_text("4321\n", encoding="utf-8")
    with token_folder(tmp_path / "tokens") as tokens:
        authority = tmp_path / "root.cer"
        label = tokens.make("O'Brien & Sons")
        authority.write_bytes(tokens.put(label, "正阳村人民调解委员会"))
        token = ("--token", DRIVER, "--token-label", label)
        later = ("--now", "2025-05-10T15:20")
        before = desk.saved()
        desk("sign", "seal", oral, "D18", *token, "--pin-file", wrong, *later).complaint()
        desk("sign", "seal", oral, "D18", "--token", DRIVER, "--pin-file", right).complaint()
        assert desk.saved() == before
        desk.ask("sign", "seal", oral, "D18", *token, "--pin-file", right, "--to", sealed, *later)
    told = typed("sign", "verify", sealed, "--trust", authority, "--json", *later)
    assert told.data["bottom_line"]
    assert "测试证书" in told.data["words"]
