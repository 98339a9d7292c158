"""The OS keyring: a comfort, never a weakness and never a need."""

from uuid import uuid4

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError, PasswordDeleteError

from mediatordesk.keys.keyring import (
    NoKeyring,
    forget_secret,
    keep_secret,
    recall_secret,
    trusted_stores,
)

DESK = uuid4()


class Store(KeyringBackend):
    """Plays a password store of the operating system; it is not there on the test machine."""

    priority = 5.0

    def __init__(self, error: type[Exception] | None = None) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.error = error

    def _ready(self) -> None:
        if self.error is not None:
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        self._ready()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._ready()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._ready()
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


class Plain(Store):
    """Plays a file of readable passwords that somebody has configured."""

    __module__ = "keyrings.alt.file"
    priority = 100.0


Store.__module__ = "keyring.backends.SecretService"


def test_a_secret_is_kept_recalled_and_forgotten() -> None:
    store = Store()
    keep_secret(DESK, b"\0secret\xff", [store])
    assert recall_secret(DESK, [store]) == b"\0secret\xff"
    assert recall_secret(uuid4(), [store]) is None
    forget_secret(DESK, [store])
    assert recall_secret(DESK, [store]) is None
    forget_secret(DESK, [store])


def test_a_store_of_readable_passwords_is_never_used() -> None:
    plain = Plain()
    with pytest.raises(NoKeyring) as caught:
        keep_secret(DESK, b"secret", [plain])
    assert not plain.kept
    assert all(caught.value.lines())
    keep_secret(DESK, b"secret", [plain, Store()])
    assert not plain.kept


@pytest.mark.parametrize("error", [NoKeyringError, InitError, KeyringLocked])
def test_a_store_that_refuses_means_typing_the_passphrase(error: type[Exception]) -> None:
    store = Store(error)
    assert recall_secret(DESK, [store]) is None
    forget_secret(DESK, [store])
    with pytest.raises(NoKeyring):
        keep_secret(DESK, b"secret", [store])


def test_a_locked_store_is_passed_over_for_one_that_answers() -> None:
    good = Store()
    keep_secret(DESK, b"secret", [Store(KeyringLocked), good])
    assert recall_secret(DESK, [Store(KeyringLocked), good]) == b"secret"


def test_something_else_under_our_name_is_not_taken_for_a_secret() -> None:
    store = Store()
    store.kept["MediatorDesk", str(DESK)] = "密码 a<b"
    assert recall_secret(DESK, [store]) is None


def test_this_machine_answers_whatever_it_has() -> None:
    assert all(type(one).__module__.startswith("keyring.backends.") for one in trusted_stores())
    assert recall_secret(uuid4()) is None
