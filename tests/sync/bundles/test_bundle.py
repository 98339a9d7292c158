"""The outer form of a bundle, checked without a key to read; any damage is a word, no crash."""

import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.core.encoding import encode
from mediatordesk.keys.identities import Identity, SigningKey, VerifyKey, encrypt_to
from mediatordesk.sync.bundles.bundle import (
    MAX_BUNDLE,
    MAX_CIPHERTEXT,
    Bundle,
    Envelope,
    Header,
    Kind,
    checked,
    header_of,
    is_complete,
    opened,
    packed,
    wrapped,
)
from mediatordesk.sync.bundles.frames import BadBundle, framed
from mediatordesk.sync.bundles.names import hash_in_name

KEY = SigningKey.new()
CENTRE, OFFICE = Identity.new(), Identity.new()
TO = (CENTRE.recipient, OFFICE.recipient)
ENVELOPE = Envelope(Kind.LOG, b"replica1", 7)
CONTENT = [1, "覃𬭎与 O'Brien & Sons a<b", b"\0"]
GOOD = packed(ENVELOPE, CONTENT, KEY, TO)


def roster(header: Header) -> VerifyKey | None:
    """Know one device."""
    return KEY.verify_key if header.device == KEY.verify_key.device_id else None


def reason_of(data: bytes) -> str:
    with pytest.raises(BadBundle) as caught:
        checked(data, roster)
    return caught.value.reason


def signed(header: list[object], ciphertext: bytes, key: SigningKey = KEY) -> bytes:
    """Return a bundle with any header, truly signed."""
    clear = encode(header)
    text = b"MDB1\1" + len(clear).to_bytes(2, "big") + clear
    return text + key.sign(text) + ciphertext


def fields_of(data: bytes, key: SigningKey = KEY) -> list[object]:
    """Return the header's fields as they are encoded."""
    one = header_of(data)
    return [
        int(one.kind), key.verify_key.device_id, one.replica, one.number, one.previous,
        one.length, one.digest, list(one.hints), one.roster, one.min_reader,
    ]  # fmt: skip


def test_centre_and_office_can_read_it_and_the_header_says_who_wrote() -> None:
    header, ciphertext, _ = checked(GOOD, roster)
    assert opened(ciphertext, (CENTRE,)) == opened(ciphertext, (OFFICE,)) == CONTENT
    assert (header.kind, header.replica, header.number) == (Kind.LOG, b"replica1", 7)
    assert header.hints == (CENTRE.recipient.hint, OFFICE.recipient.hint)
    assert header.length == len(ciphertext)
    with pytest.raises(BadBundle, match="recipient"):
        opened(ciphertext, (Identity.new(),))


def test_the_layout_is_the_formats() -> None:
    """Cut by hand after docs/formats/bundle.md, not by the code under test."""
    length = int.from_bytes(GOOD[5:7], "big")
    clear, rest = GOOD[7 : 7 + length], GOOD[7 + length :]
    signature, ciphertext = rest[:64], rest[64:]
    assert GOOD[:5] == b"MDB1\x01"
    assert clear[0] == 0x8A
    assert KEY.verify_key.verifies(signature, GOOD[: 7 + length])
    assert ciphertext.startswith(b"age-encryption.org/v1\n")
    assert hashlib.sha256(ciphertext).digest() in clear


def test_a_stranger_cannot_write() -> None:
    assert reason_of(packed(ENVELOPE, CONTENT, SigningKey.new(), TO)) == "sender"


def test_a_stranger_cannot_write_in_anothers_name() -> None:
    thief = SigningKey.new()
    header, ciphertext, _ = checked(GOOD, roster)
    forged = signed(fields_of(GOOD), ciphertext, thief)
    assert header.device == KEY.verify_key.device_id
    assert reason_of(forged) == "signature"


def test_headers_cannot_be_exchanged_between_bundles() -> None:
    other = packed(ENVELOPE, [2], KEY, TO)
    head = len(GOOD) - header_of(GOOD).length
    _, ciphertext, _ = checked(other, roster)
    mixed = GOOD[:head] + ciphertext
    assert reason_of(mixed) in {"digest", "length"}


def test_a_cipher_text_for_other_recipients_breaks_the_hash() -> None:
    stranger = encrypt_to((Identity.new().recipient,), framed(CONTENT))
    head = len(GOOD) - header_of(GOOD).length
    assert reason_of(GOOD[:head] + stranger) in {"digest", "length"}


@given(st.binary(max_size=700))
def test_random_bytes_are_refused(data: bytes) -> None:
    for text in (data, b"MDB1\1" + data, GOOD[:7] + data):
        assert reason_of(text)


@given(st.integers(0, 9), st.none() | st.integers(-9, 2**40) | st.text() | st.binary(max_size=40))
def test_a_truly_signed_but_senseless_header_is_refused(place: int, value: object) -> None:
    fields = fields_of(GOOD)
    if fields[place] == value:
        return
    fields[place] = value
    _, ciphertext, _ = checked(GOOD, roster)
    data = signed(fields, ciphertext)
    try:
        header, _, _ = checked(data, roster)
    except BadBundle:
        return
    assert place in {0, 2, 3, 4, 8, 9}
    assert len(header.replica) == 8


def test_a_bundle_for_a_newer_reader_says_so() -> None:
    _, ciphertext, _ = checked(GOOD, roster)
    assert reason_of(signed([*fields_of(GOOD)[:-1], 3], ciphertext)) == "newer"


def test_what_is_too_large_is_refused_unread_and_unwritten() -> None:
    assert reason_of(bytes(MAX_BUNDLE + 1)) == "magic"
    with pytest.raises(BadBundle, match="size"):
        wrapped(ENVELOPE, bytes(MAX_CIPHERTEXT + 1), KEY, TO)


def test_half_a_file_is_not_complete() -> None:
    name = f"v1/aaaaaaaa/bbbbbbbbbbbbbbbb/202611/00000007-{hash_in_name(GOOD)}.mdb"
    assert is_complete(Bundle(name, GOOD))
    assert not is_complete(Bundle(name, GOOD[:-1]))
    assert not is_complete(Bundle(name, b""))


@pytest.mark.real
def test_the_age_command_opens_the_cipher_text_with_the_right_key(tmp_path: Path) -> None:
    age = shutil.which("age")
    assert age, "the Debian package age is missing"
    (tmp_path / "bundle.age").write_bytes(checked(GOOD, roster)[1])
    for identity in (CENTRE, OFFICE):
        (tmp_path / "key").write_text(identity.text)
        done = subprocess.run(
            [age, "-d", "-i", "key", "bundle.age"], cwd=tmp_path, capture_output=True, check=True
        )
        assert len(done.stdout) % 256 == 0
        assert done.stdout == framed(CONTENT)
    (tmp_path / "key").write_text(Identity.new().text)
    done = subprocess.run(
        [age, "-d", "-i", "key", "bundle.age"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode != 0
    assert done.stdout == b""
