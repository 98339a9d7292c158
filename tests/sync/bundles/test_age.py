"""Debian's age opens what is in every kind of bundle, with the right key and with no other."""

import shutil
import subprocess
from pathlib import Path

import pytest

from mediatordesk.keys.identities import Identity

from .specimens import Specimen, specimens

ALL = specimens()


@pytest.mark.real
@pytest.mark.parametrize("specimen", ALL, ids=[one.name for one in ALL])
def test_age_opens_it_with_the_right_key_only(specimen: Specimen, tmp_path: Path) -> None:
    age = shutil.which("age")
    assert age, "the Debian package age is missing"
    (tmp_path / "bundle.age").write_bytes(specimen.ciphertext)
    for identity, opens in ((specimen.reader, True), (Identity.new(), False)):
        (tmp_path / "key").write_text(identity.text)
        done = subprocess.run(
            [age, "-d", "-i", "key", "bundle.age"], cwd=tmp_path, capture_output=True, check=False
        )
        assert (done.returncode == 0) is opens
        assert done.stdout == (specimen.reader.decrypt(specimen.ciphertext) if opens else b"")
