"""A mailbox in a bucket of an object store that speaks S3: Ceph, Garage, a cloud's.

Bundles are written under names that hold their hash, so writing one twice changes nothing, and a
key that may create and read, but not delete, is all that a desk needs.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import BaseError, PermissionDeniedError, UnauthenticatedError
from obstore.store import S3Store

from mediatordesk.sync.bundles.bundle import MAX_BUNDLE, Bundle, is_complete
from mediatordesk.sync.bundles.names import ROOT, in_order, is_name
from mediatordesk.sync.mailbox import NOTHING, MailboxAway, MailboxRefused
from mediatordesk.sync.mailbox.requests import CONNECTING, WAITING

REGION = "us-east-1"
"""What a store without regions is called by everybody."""
FORBIDDEN = "status code: 403"
"""What obstore says when a listing is refused; it has no kind of error for that."""


@dataclass(slots=True)
class S3Mailbox:
    """Bundles as objects of a bucket, which exists already. It lives for one exchange."""

    place: str
    store: S3Store = field(repr=False)
    _listed: dict[str, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def at(cls, address: str, scheme: str) -> "S3Mailbox":
        """Return the mailbox of `…://key:secret@host:port/bucket/folder`. ValueError."""
        parts = urlsplit(address)
        bucket, _, prefix = parts.path.strip("/").partition("/")
        if not (parts.hostname and bucket):
            raise ValueError(address)
        port = f":{parts.port}" if parts.port else ""
        store = S3Store(
            bucket,
            prefix=prefix or None,
            endpoint=f"{scheme}://{parts.hostname}{port}",
            access_key_id=unquote(parts.username or ""),
            secret_access_key=unquote(parts.password or ""),
            region=REGION,
            virtual_hosted_style_request=False,
            client_options={
                "allow_http": scheme == "http",
                "connect_timeout": f"{CONNECTING:.0f}s",
                "timeout": f"{WAITING:.0f}s",
            },
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=WAITING)},
        )
        return cls(f"s3://{parts.hostname}{port}{parts.path.rstrip('/')}", store)

    def close(self) -> None:
        """Do nothing: connections end by themselves."""

    def put(self, bundle: Bundle) -> None:
        """Put a bundle under its name, unless it lies there whole. MailboxAway and its kinds."""
        if self.has(bundle):
            return
        with self._asking():
            obstore.put(self.store, bundle.name, bundle.data)
        self._entries(_folder(bundle.name))[bundle.name] = len(bundle.data)

    def has(self, bundle: Bundle) -> bool:
        """Tell whether a bundle seems to lie there whole: under its name, with its length."""
        return self._entries(_folder(bundle.name)).get(bundle.name) == len(bundle.data)

    def names(self, under: str = ROOT) -> tuple[str, ...]:
        """Return the names of the bundles under a folder, as `in_order` puts them."""
        with self._asking():
            pages = list(obstore.list(self.store, prefix=under))
        found = {one["path"] for page in pages for one in page}
        return tuple(in_order(name for name in found if is_name(name)))

    def get(self, name: str) -> bytes | None:
        """Return a bundle's bytes; a wrong length or hash means that it is not there yet."""
        with self._asking():
            try:
                found = obstore.get(self.store, name)
            except FileNotFoundError:  # how obstore says that an object is not there
                return None
            if found.meta["size"] > MAX_BUNDLE:
                return None
            data = found.bytes().to_bytes()
        return data if is_complete(Bundle(name, data)) else None

    def marks(self, under: str, before: Mapping[str, str] = NOTHING) -> Mapping[str, str]:  # noqa: ARG002 - a listing is asked for whole
        """Return the ETag of each object directly in a folder: one request up to 1,000 objects."""
        with self._asking():
            listing = obstore.list_with_delimiter(self.store, prefix=under)
        return {one["path"]: one["e_tag"] or "" for one in listing["objects"]}

    def point(self, notes: Mapping[str, bytes]) -> None:
        """Put notes under names, over what was there."""
        with self._asking():
            for name, data in notes.items():
                obstore.put(self.store, name, data)

    def _entries(self, folder: str) -> dict[str, int]:
        """Return names and sizes of what lies in a folder, asked once in an exchange."""
        if folder not in self._listed:
            with self._asking():
                listing = obstore.list_with_delimiter(self.store, prefix=folder)
            self._listed[folder] = {one["path"]: one["size"] for one in listing["objects"]}
        return self._listed[folder]

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """Say in words why a store does not answer."""
        try:
            yield
        except (PermissionDeniedError, UnauthenticatedError) as error:
            raise MailboxRefused(place=self.place) from error
        except BaseError as error:
            if FORBIDDEN in str(error):
                raise MailboxRefused(place=self.place) from error
            raise MailboxAway(place=self.place) from error


def _folder(name: str) -> str:
    return name.rpartition("/")[0]
