"""A key on a token (PKCS 11): a real driver, SoftHSM, that keeps its tokens in files."""

import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mediatordesk.signing.certificates import (
    CertificateNotInForce,
    KeyCannotSign,
    Signer,
)
from mediatordesk.signing.detached import sign_bytes, verify_bytes
from mediatordesk.signing.report import verify
from mediatordesk.signing.seal import seal
from mediatordesk.signing.statements import Statement
from mediatordesk.signing.tokens import (
    NoCertificateOnToken,
    NoTokenModule,
    SeveralOnToken,
    TokenAbsent,
    WrongPin,
    open_token,
)
from tests.servers.tokens import DRIVER, PIN, Tokens, driver_again, token_folder

pytestmark = pytest.mark.real
SIGNED = datetime(2025, 5, 1, 2, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def tokens(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tokens]:
    with token_folder(tmp_path_factory.mktemp("tokens")) as made:
        yield made


def opened(label: str, **more: str) -> Signer:
    return open_token(DRIVER, label, PIN, at=SIGNED, **more)


@pytest.mark.parametrize("rsa_key", [False, True], ids=["elliptic", "rsa"])
def test_a_key_on_a_token_seals_a_paper_and_signs_bytes(
    tokens: Tokens, agreement: bytes, rsa_key: bool
) -> None:
    label = tokens.make(f"正阳 {rsa_key}")
    authority = tokens.put(label, "覃𬭎", rsa_key=rsa_key)
    signer = opened(label)
    assert signer.facts.name == "覃𬭎"
    sealed = seal(agreement, signer, Statement(SIGNED, reason="调解协议"))
    report = verify(sealed, trust=[authority], at=SIGNED)
    assert report.bottom_line, report.words
    beside = sign_bytes(b"a<b", signer, at=SIGNED)
    assert verify_bytes(b"a<b", beside, trust=[authority], at=SIGNED).bottom_line


def test_neither_pin_nor_key_is_shown_in_a_log(tokens: Tokens) -> None:
    tokens.put(tokens.make("log"), "黄文德")
    assert PIN not in repr(opened("log"))


def test_a_wrong_pin_is_tried_once_and_named(tokens: Tokens) -> None:
    tokens.put(tokens.make("pin"), "黄文德")
    for wrong in ("9999", "", "x" * 300):
        with pytest.raises(WrongPin, match="pin") as refused:
            open_token(DRIVER, "pin", wrong, at=SIGNED)
        assert "Nothing was signed" in refused.value.lines()[1]
    assert opened("pin").facts.name == "黄文德"


def test_a_token_that_is_not_there_is_named_with_those_that_are(tokens: Tokens) -> None:
    tokens.make("O'Brien & Sons")
    with pytest.raises(TokenAbsent, match="O'Brien & Sons"):
        opened("没有")


def test_a_missing_driver_or_another_file_is_no_driver(tokens: Tokens, tmp_path: Path) -> None:
    other = tmp_path / "驱动.so"
    other.write_bytes(b"\x7fELF no library")
    for module in (
        tmp_path / "missing.so",
        tmp_path,
        other,
        Path("/lib/x86_64-linux-gnu/libz.so.1"),
    ):
        with pytest.raises(NoTokenModule, match=str(module.name)):
            open_token(module, "x", PIN, at=SIGNED)


def test_an_empty_token_holds_no_certificate(tokens: Tokens) -> None:
    tokens.make("empty")
    with pytest.raises(NoCertificateOnToken):
        opened("empty")


def test_of_two_certificates_one_must_be_meant(tokens: Tokens) -> None:
    label = tokens.make("two")
    tokens.put(label, "黄文德")
    tokens.put(label, "正阳村人民调解委员会")
    with pytest.raises(SeveralOnToken, match="黄文德"):
        opened(label)
    assert opened(label, whose="正阳村人民调解委员会").facts.name == "正阳村人民调解委员会"
    with pytest.raises(NoCertificateOnToken):
        opened(label, whose="路人")


def test_a_key_that_may_not_sign_is_named(tokens: Tokens) -> None:
    label = tokens.make("no signing")
    tokens.put(label, "黎桂英", sign=False)
    with pytest.raises(KeyCannotSign, match="黎桂英"):
        opened(label)


def test_a_certificate_that_is_not_in_force_is_named(tokens: Tokens) -> None:
    label = tokens.make("old")
    tokens.put(label, "黎桂英")
    with pytest.raises(CertificateNotInForce, match="黎桂英"):
        open_token(DRIVER, label, PIN, at=SIGNED + timedelta(days=4000))


def test_a_token_that_went_away_before_the_signature_leaves_the_paper_as_it_was(
    tokens: Tokens, agreement: bytes
) -> None:
    label = tokens.make("gone")
    tokens.put(label, "黄文德")
    signer = opened(label)
    asked = ["softhsm2-util", "--delete-token", "--token", label]
    subprocess.run(asked, check=True, capture_output=True)
    driver_again()
    with pytest.raises(TokenAbsent, match="gone"):
        seal(agreement, signer, Statement(SIGNED))
