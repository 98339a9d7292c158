"""The slot that opens without typing, with a real Secret Service (gnome-keyring)."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from mediatordesk.core.desk_events import DeskEventKind
from mediatordesk.keys import keyring_slot
from mediatordesk.keys.identities import Identity
from mediatordesk.keys.keyring import NoKeyring
from mediatordesk.keys.keyring_slot import (
    add_secret,
    keyring_owner,
    open_with_keyring,
    open_with_secret,
    turn_off,
    turn_on,
)
from mediatordesk.keys.slot_file import FILE, Cost, SlotKind, read_slots
from mediatordesk.keys.slots import (
    Entrant,
    Opened,
    WrongPassphrase,
    add_operator,
    new_slots,
    open_with_passphrase,
    remove,
)

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "tests" / "servers" / "secret-service.sh"
CHEAP = Cost(8, 1)
LI, QIN = uuid4(), uuid4()
SHEET = Identity.new()


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Return a desk in the test's folder, opened by its operator 李."""
    return new_slots(tmp_path, Entrant(LI), "龙圩 & a<b", SHEET.recipient, CHEAP)


def test_a_secret_opens_for_its_operator_until_its_slot_is_removed(
    tmp_path: Path, opened: Opened
) -> None:
    secret = os.urandom(32)
    add_secret(tmp_path, opened.key, LI, secret, opened.identity)
    assert open_with_secret(tmp_path, secret) == opened
    assert keyring_owner(tmp_path) == LI
    assert open_with_secret(tmp_path, bytes(32)) is None
    assert open_with_secret(tmp_path, b"not a secret") is None
    turn_off(tmp_path)
    assert open_with_secret(tmp_path, secret) is None
    assert keyring_owner(tmp_path) is None


def test_there_is_one_such_slot_and_it_never_stands_alone(tmp_path: Path, opened: Opened) -> None:
    add_operator(tmp_path, opened.key, Entrant(QIN), "覃𬭎的口令", CHEAP)
    for operator in (LI, QIN):
        add_secret(tmp_path, opened.key, operator, os.urandom(32))
    [slot] = read_slots(tmp_path).of_kind(SlotKind.KEYRING)
    assert (slot.owner, slot.event) == (QIN, DeskEventKind.KEYRING_SLOT_ADDED)
    remove(tmp_path, QIN)
    assert not read_slots(tmp_path).of_kind(SlotKind.KEYRING)
    with pytest.raises(WrongPassphrase):
        add_secret(tmp_path, opened.key, QIN, os.urandom(32))


def test_a_computer_without_a_store_that_encrypts_keeps_no_slot(
    tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mediatordesk.keys.keyring.trusted_stores", lambda _stores: [])
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(NoKeyring):
        turn_on(tmp_path, opened.key, LI, opened.identity)
    assert (tmp_path / FILE).read_bytes() == before
    assert open_with_keyring(tmp_path) is None


def test_another_users_or_a_lost_secret_means_typing(
    tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_secret(tmp_path, opened.key, LI, os.urandom(32))
    for told in (None, os.urandom(32)):
        monkeypatch.setattr(keyring_slot, "recall_secret", lambda _desk, told=told: told)
        assert open_with_keyring(tmp_path) is None
    assert open_with_passphrase(tmp_path, "龙圩 & a<b").key == opened.key


IN_SERVICE = """
import sys
from pathlib import Path
from uuid import UUID
from mediatordesk.keys.keyring import trusted_stores
from mediatordesk.keys.keyring_slot import open_with_keyring, turn_off, turn_on
from mediatordesk.keys.slot_file import read_slots
from mediatordesk.keys.slots import open_with_passphrase

folder, words, outcome = Path(sys.argv[1]), sys.argv[2], []
assert [type(one).__module__ for one in trusted_stores()] == ["keyring.backends.SecretService"]
assert open_with_keyring(folder) is None
opened = open_with_passphrase(folder, words)
turn_on(folder, opened.key, opened.operator, opened.identity)
assert open_with_keyring(folder) == opened
before = (folder / "keys.json").read_bytes()
turn_off(folder)
assert open_with_keyring(folder) is None
# An old copy of the key file is worth nothing: the secret is gone from the keyring too.
(folder / "keys.json").write_bytes(before)
assert open_with_keyring(folder) is None
assert open_with_passphrase(folder, words) == opened
print("done")
"""


@pytest.mark.real
def test_a_real_secret_service_keeps_the_secret_and_forgets_it(
    tmp_path: Path, opened: Opened
) -> None:
    done = subprocess.run(
        [SERVER, sys.executable, "-c", IN_SERVICE, tmp_path, "龙圩 & a<b"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "done", done.stderr


@pytest.mark.real
def test_a_locked_secret_service_means_typing(tmp_path: Path, opened: Opened) -> None:
    """Nobody is there to unlock it, so it must not be waited for."""
    script = (
        "import sys; from pathlib import Path;"
        "from mediatordesk.keys.keyring_slot import add_secret, open_with_keyring;"
        "print(open_with_keyring(Path(sys.argv[1])))"
    )
    add_secret(tmp_path, opened.key, LI, os.urandom(32))
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "SECRET_SERVICE": "locked"}
    done = subprocess.run(
        [SERVER, sys.executable, "-c", script, tmp_path],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == "None", done.stderr
