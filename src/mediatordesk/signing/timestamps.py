"""Where timestamps come from, and why there is none (RFC 3161)."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_


class NoTimestamp(DeskError):
    """A timestamp authority gave no timestamp that is worth anything. Fields: host, why."""

    happened = N_("{host} gave no timestamp: {why}.")
    kept = N_("The paper and its signatures are unchanged.")
    to_do = N_("Try again when the line is up, or name another timestamp authority.")


class NotATimestampAddress(DeskError):
    """What was given is no web address. Field: url."""

    happened = N_("“{url}” is not the address of a timestamp authority.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Give the whole address that it told you, beginning with http:// or https://.")


class NothingToTimestamp(DeskError):
    """The PDF bears no signature."""

    happened = N_("No timestamp was added: this PDF holds no signature.")
    kept = N_("The paper is unchanged.")
    to_do = N_("Seal the paper first.")


@dataclass(frozen=True)
class TimestampAuthority:
    """A server that says when something existed: its address, and how long it may take to answer.

    Raises NotATimestampAddress. `seconds` is for one answer; one signature asks twice at most.
    """

    url: str
    seconds: float = 8.0

    def __post_init__(self) -> None:
        """Refuse what cannot be asked."""
        try:
            parts = urlsplit(self.url)
            fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:
            fits = False
        if not fits:
            raise NotATimestampAddress(url=self.url)

    @property
    def host(self) -> str:
        """Return the server's name, for sentences."""
        return urlsplit(self.url).hostname or self.url
