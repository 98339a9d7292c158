"""Bundles as a laptop makes them, and requests as it signs them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from mediatordesk.keys.identities import SigningKey
from mediatordesk.sync.bundles.bundle import Bundle
from mediatordesk.sync.bundles.names import folder_of
from mediatordesk.sync.delivery.outbox import send
from mediatordesk.sync.mailbox.callers import Caller
from mediatordesk.sync.mailbox.folder import FolderMailbox
from mediatordesk.sync.mailbox.signed_requests import Asked, new_nonce, signature_of
from tests.centre.desks import Laptop


def bundles_of(
    laptop: Laptop, folder: Path, title: str = "覃𬭎与 O'Brien & Sons 的纠纷 a<b"
) -> list[Bundle]:
    """Return what a laptop sends after its clerk has registered a case."""
    folder.mkdir(exist_ok=True)
    laptop.add_case(title)
    box = FolderMailbox(folder)
    send(laptop.line, box)
    return [Bundle(name, box.get(name) or b"") for name in box.names()]


def path_of(bundle: Bundle) -> str:
    """Return where a bundle is put."""
    return f"/v1/b/{bundle.name.removeprefix('v1/')}"


def head_of_office(caller: Caller, after: str = "") -> str:
    """Return where is asked what is new."""
    return f"/v1/f/{folder_of(caller.office).removeprefix('v1/')}/head?after={after}"


def signed(
    caller: Caller,
    path: str,
    body: bytes = b"",
    *,
    at: datetime | None = None,
    nonce: str = "",
    key: SigningKey | None = None,
) -> Mapping[str, str]:
    """Return the headers by which a laptop proves itself."""
    asked = Asked("POST" if body else "GET", f"{caller.front.address}{path}", {}, body)
    by = replace(caller, signing=key) if key else caller
    return signature_of(asked, by.signing, at or datetime.now(UTC), nonce or new_nonce())
