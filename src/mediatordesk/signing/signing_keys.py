"""Where the key that signs is kept: read from a file, or on a token that never lets it out."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class KeyInFile:
    """A private key that a certificate file held (DER, RFC 5208)."""

    der: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyOnToken:
    """A private key on a token (PKCS 11): the module that speaks with it, the token, and its PIN.

    `key_id` is the name that certificate and key share on the token (CKA_ID).
    """

    module: str
    token_label: str
    key_id: bytes
    pin: str = field(repr=False)
    raw: bool = False
    """The token signs a digest only, and cannot make one itself."""
