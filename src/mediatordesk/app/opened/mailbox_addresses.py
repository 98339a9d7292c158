"""The address of a mailbox, put together from what was typed into a form."""

from pathlib import Path
from urllib.parse import quote

from mediatordesk.app.asked.exchange_desk import MailboxKind, NewMailbox

_SCHEMES = {
    MailboxKind.WEBDAV: ("webdavs", "webdav"),
    MailboxKind.S3: ("s3", "s3+http"),
    MailboxKind.FRONT: ("https", "https"),
}
"""Of each kind of server: the scheme with and without encryption on the way."""


def address_of(new: NewMailbox) -> str:
    """Return the address of a mailbox; name and password may hold any letters.

    A server's place may begin with https:// as a browser shows it; only http:// or an own
    unencrypted scheme leaves the way unencrypted.
    """
    if new.kind not in _SCHEMES:
        return Path(new.place).absolute().as_uri()
    scheme, _, rest = new.place.strip().rpartition("://")
    encrypted, plain = _SCHEMES[new.kind]
    chosen = plain if scheme in {"http", plain} else encrypted
    who = ":".join(quote(one, safe="") for one in (new.name, new.passphrase) if one)
    return f"{chosen}://{who}{'@' if who else ''}{rest}"
