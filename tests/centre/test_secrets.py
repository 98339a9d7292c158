"""The centre's key file, and the county's recovery key that does not stand in it."""

from pathlib import Path

import pytest

from mediatordesk.centre.inbox import RECOVERY_KEY, Centre
from mediatordesk.centre.secrets import FILE, CentreExists, NoCentre, Secrets
from mediatordesk.core.encoding import decode, encode
from mediatordesk.keys.durable import NotWritten
from mediatordesk.keys.identities import Identity

from .desks import CLOCK


def test_the_recovery_key_is_written_out_for_the_officers_only(tmp_path: Path) -> None:
    key = tmp_path / "保险柜" / "county.key"
    made = Centre.new(tmp_path / "centre", "450405", "a<b", clock=CLOCK, recovery_key=key)
    identity = Identity.from_bytes(key.read_bytes().strip())
    assert key.stat().st_mode & 0o777 == 0o600
    assert made.secrets.recovery == identity.recipient
    assert Secrets.read(tmp_path / "centre") == made.secrets
    files = [path for path in (tmp_path / "centre").rglob("*") if path.is_file()]
    assert files
    assert not any(identity.to_bytes() in path.read_bytes() for path in files)


def test_without_a_place_for_it_the_key_lies_in_the_folder_to_be_taken_away(
    tmp_path: Path,
) -> None:
    made = Centre.new(tmp_path / "centre", "450405", "a<b", clock=CLOCK)
    (tmp_path / "centre" / RECOVERY_KEY).unlink()
    assert Centre.open(tmp_path / "centre", clock=CLOCK).secrets == made.secrets


def test_a_recovery_key_that_cannot_be_written_makes_no_centre(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"in the way")
    with pytest.raises(NotWritten):
        Centre.new(
            tmp_path / "centre", "1", "a", clock=CLOCK, recovery_key=tmp_path / "file" / "key"
        )
    with pytest.raises(NoCentre):
        Centre.open(tmp_path / "centre", clock=CLOCK)
    Centre.new(tmp_path / "centre", "1", "a", clock=CLOCK)


def test_no_second_recovery_key_is_made_for_a_centre(tmp_path: Path) -> None:
    Centre.new(tmp_path / "centre", "450405", "a<b", clock=CLOCK)
    before = (tmp_path / "centre" / RECOVERY_KEY).read_bytes()
    with pytest.raises(CentreExists):
        Centre.new(tmp_path / "centre", "450405", "a<b", clock=CLOCK)
    assert (tmp_path / "centre" / RECOVERY_KEY).read_bytes() == before


def test_a_centre_made_before_there_was_a_recovery_key_opens(tmp_path: Path) -> None:
    made = Centre.new(tmp_path / "centre", "450405", "a<b", clock=CLOCK)
    file = tmp_path / "centre" / FILE
    items = decode(file.read_bytes())
    assert isinstance(items, list)
    file.write_bytes(encode(items[:6]))
    opened = Secrets.read(tmp_path / "centre")
    assert opened.recovery is None
    assert opened.master == made.secrets.master
    file.write_bytes(encode([*items[:6], "age1nobody"]))
    with pytest.raises(NoCentre):
        Secrets.read(tmp_path / "centre")
