"""Keys: what is encrypted opens for its recipients and for nobody else."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediatordesk.keys.identities import (
    MAX_CIPHERTEXT,
    BadKey,
    Device,
    Identity,
    NotForUs,
    Recipient,
    SigningKey,
    VerifyKey,
    decrypt_with,
    encrypt_to,
    replica_of,
)

TEXT = "覃𬭎与 O'Brien & Sons 的纠纷 a<b".encode()


def test_every_recipient_can_read_and_a_stranger_cannot() -> None:
    centre, office, stranger = Identity.new(), Identity.new(), Identity.new()
    data = encrypt_to((centre.recipient, office.recipient), TEXT)
    assert centre.decrypt(data) == TEXT
    assert decrypt_with((stranger, office), data) == TEXT
    with pytest.raises(NotForUs):
        stranger.decrypt(data)


def test_a_truncated_or_altered_file_gives_nothing_at_all() -> None:
    identity = Identity.new()
    data = encrypt_to((identity.recipient,), TEXT * 4000)
    for damaged in (data[:-1], data[: len(data) // 2], data[:-1] + bytes([data[-1] ^ 1]), b""):
        with pytest.raises(NotForUs):
            identity.decrypt(damaged)


def test_what_is_larger_than_the_limit_is_not_even_tried() -> None:
    identity = Identity.new()
    with pytest.raises(NotForUs):
        identity.decrypt(encrypt_to((identity.recipient,), TEXT), limit=100)
    with pytest.raises(NotForUs):
        identity.decrypt(bytes(MAX_CIPHERTEXT + 1))


@given(st.binary(max_size=400))
def test_random_bytes_are_never_more_than_refused(data: bytes) -> None:
    with pytest.raises(NotForUs):
        IDENTITY.decrypt(data)


@given(st.data())
def test_a_hostile_age_header_is_never_more_than_refused(data: st.DataObject) -> None:
    good = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, 250))] = data.draw(st.integers(0, 255))
    if bytes(good) != SMALL:
        with pytest.raises(NotForUs):
            IDENTITY.decrypt(bytes(good))


IDENTITY = Identity.new()
SMALL = encrypt_to((IDENTITY.recipient, Identity.new().recipient), TEXT)


def test_keys_come_back_from_their_bytes() -> None:
    device = Device.new()
    assert Device.from_bytes(device.to_bytes()) == device
    assert Identity.from_bytes(device.identity.to_bytes()) == device.identity


@pytest.mark.parametrize("text", ["", "age1", "AGE-SECRET-KEY-1", "age1覃𬭎", "a<b"])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        Recipient(text)
    with pytest.raises(BadKey):
        Identity(text)
    with pytest.raises(BadKey):
        Device.from_bytes(text.encode())
    with pytest.raises(BadKey):
        Identity.from_bytes(text.encode())


def test_no_key_stands_in_a_repr() -> None:
    device = Device.new()
    for shown in (repr(device), repr(device.signing), str(device.identity), f"{device.identity}"):
        assert "AGE-SECRET" not in shown
        assert device.signing.raw.hex() not in shown
        assert repr(device.signing.raw)[2:-1] not in shown


def test_a_signature_is_good_for_one_text_and_one_key() -> None:
    key, other = SigningKey.new(), SigningKey.new()
    signature = key.sign(TEXT)
    assert key.verify_key.verifies(signature, TEXT)
    assert not key.verify_key.verifies(signature, TEXT + b" ")
    assert not other.verify_key.verifies(signature, TEXT)
    assert not key.verify_key.verifies(b"", TEXT)


def test_keys_of_a_wrong_length_are_refused() -> None:
    for raw in (b"", b"x" * 31, b"x" * 33):
        with pytest.raises(BadKey):
            SigningKey(raw)
        with pytest.raises(BadKey):
            VerifyKey(raw)


def test_names_of_devices_and_replicas_are_the_formats() -> None:
    """Known answers: the names must never change, every log is chained to them."""
    key = SigningKey(bytes(range(32))).verify_key
    assert key.device_id.hex() == "56475aa75463474c0285df5dbf2bcab7"
    assert replica_of(key.device_id, bytes(8)).hex() == "80da248d0bab1361"
    assert replica_of(key.device_id, bytes(7) + b"\1") != replica_of(key.device_id, bytes(8))


def test_a_fingerprint_can_be_read_aloud() -> None:
    key = SigningKey(bytes(range(32))).verify_key
    assert len(key.fingerprint) == 29
    assert not set(key.fingerprint) & set("lo01")


@pytest.mark.real
def test_the_age_command_opens_what_we_encrypt_and_we_open_what_it_encrypts(tmp_path: Path) -> None:
    age = shutil.which("age")
    assert age, "the Debian package age is missing"
    identity = Identity.new()
    (tmp_path / "key").write_text(identity.text)
    (tmp_path / "ours.age").write_bytes(encrypt_to((identity.recipient,), TEXT))
    opened = subprocess.run(
        [age, "-d", "-i", "key", "ours.age"], cwd=tmp_path, capture_output=True, check=True
    )
    assert opened.stdout == TEXT
    theirs = subprocess.run(
        [age, "-r", identity.recipient.text], input=TEXT, capture_output=True, check=True
    )
    assert identity.decrypt(theirs.stdout) == TEXT
