"""One secret in the operating system's keyring, for a desk that opens without typing.

Only stores that encrypt are used; a file with readable passwords is refused, whoever configured
it. A machine without any store is ordinary (a bare Linux): then the passphrase is asked for.
"""

import base64
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")
SERVICE = "MediatorDesk"
TRUSTED = (
    "keyring.backends.Windows",
    "keyring.backends.macOS",
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
)
"""The modules of the stores that encrypt what they keep and ask the system who is logged in."""


class NoKeyring(DeskError):
    """The computer has no password store that can be trusted, or it refused."""

    happened = N_("This computer's password store cannot keep the desk's key.")
    kept = N_("The desk still opens with the passphrase.")
    to_do = N_(
        "Go on typing the passphrase, or unlock the computer's password store and try again."
    )


def trusted_stores(stores: "Iterable[KeyringBackend] | None" = None) -> "list[KeyringBackend]":
    """Return the password stores of this computer that encrypt, the preferred one first."""
    # keyring looks for its back-ends when it is imported, and that takes 0.3 s.
    from keyring.backend import get_all_keyring  # noqa: PLC0415

    every = get_all_keyring() if stores is None else stores
    trusted = [store for store in every if type(store).__module__ in TRUSTED]
    return sorted(trusted, key=lambda store: -store.priority)


def keep_secret(
    desk: UUID, secret: bytes, stores: "Iterable[KeyringBackend] | None" = None
) -> None:
    """Keep a desk's secret in the first store that gives it back. NoKeyring if there is none."""
    name, text = str(desk), base64.b64encode(secret).decode()
    for store in trusted_stores(stores):
        _asked(store.set_password, SERVICE, name, text)
        if _asked(store.get_password, SERVICE, name) == text:
            return
    raise NoKeyring


def recall_secret(desk: UUID, stores: "Iterable[KeyringBackend] | None" = None) -> bytes | None:
    """Return a desk's secret; None (not kept, store locked or absent) means: ask for the words."""
    for store in trusted_stores(stores):
        text = _asked(store.get_password, SERVICE, str(desk))
        if text is not None:
            return _decoded(text)
    return None


def forget_secret(desk: UUID, stores: "Iterable[KeyringBackend] | None" = None) -> None:
    """Delete a desk's secret from every store; one that is locked or has none is passed over."""
    for store in trusted_stores(stores):
        _asked(store.delete_password, SERVICE, str(desk))


def _asked(ask: Callable[..., T], *words: str) -> T | None:
    """Return a store's answer, or None if it is locked, not running, or has nothing."""
    from keyring.errors import KeyringError  # noqa: PLC0415 - as above

    try:
        return ask(*words)
    except KeyringError:
        return None


def _decoded(text: str) -> bytes | None:
    """Return the secret, or None if someone else has written under our name."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return None
