"""The front of a centre as a desk knows it: what stands in the net for it."""

from dataclasses import dataclass, field

from mediatordesk.core.encoding import NotCanonical, Plain
from mediatordesk.keys.identities import BadKey, VerifyKey


@dataclass(frozen=True, slots=True)
class Front:
    """Where a centre is reached: its address, the authority to pin (PEM), whose receipts count."""

    address: str
    """`https://host:port`"""
    authority: bytes = field(repr=False)
    receipts: VerifyKey

    def to_list(self) -> list[object]:
        """Return it as it stands in a grant."""
        return [self.address, self.authority, self.receipts.raw]

    @classmethod
    def from_list(cls, content: Plain) -> "Front":
        """Read it back from `to_list`. NotCanonical if it is none."""
        match content:
            case [str(address), bytes(authority), bytes(raw)]:
                try:
                    return cls(address, authority, VerifyKey(raw))
                except BadKey as error:
                    raise NotCanonical from error
        raise NotCanonical
