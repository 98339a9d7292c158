"""Certificates whose key stays on a token: a card or a stick that is spoken with by PKCS 11."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.signing.certificates import (
    CertificateNotInForce,
    KeyCannotSign,
    Signer,
    certificate_facts,
)
from mediatordesk.signing.signing_keys import KeyOnToken

if TYPE_CHECKING:
    from pkcs11 import Session, Token


class NoTokenModule(DeskError):
    """The driver that speaks with the token is missing or is none. Field: module."""

    happened = N_("The driver of the token was not found, or is none: {module}.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_(
        "Install the driver that came with the token, and name its PKCS 11 file (.so, .dll)."
    )


class TokenAbsent(DeskError):
    """No token of that label is plugged in. Fields: label, present."""

    happened = N_("The token “{label}” is not plugged in (found: {present}).")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Plug the token in, and see that its label is the one given.")


class WrongPin(DeskError):
    """The token refused the PIN; it counts such attempts. Field: label."""

    happened = N_("The token “{label}” refused the PIN.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Check the PIN before you try again: after a few wrong ones a token locks itself.")


class PinLocked(DeskError):
    """The token was locked after too many wrong PINs. Field: label."""

    happened = N_("The token “{label}” is locked after too many wrong PINs.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Let the certification authority that gave you the token unlock it.")


class NoCertificateOnToken(DeskError):
    """No certificate with its key lies on the token. Field: label."""

    happened = N_("The token “{label}” holds no certificate with its key.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Use the token that the certification authority put your certificate on.")


class SeveralOnToken(DeskError):
    """Several certificates on the token could sign. Fields: label, names."""

    happened = N_("The token “{label}” holds several certificates: {names}.")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Say whose certificate is meant.")


class TokenFailed(DeskError):
    """The token answered with an error, or was pulled out. Fields: label, why."""

    happened = N_("The token “{label}” did not sign ({why}).")
    kept = N_("Nothing was signed. The paper is unchanged.")
    to_do = N_("Plug the token in again, close other programs that use it, and try once more.")


@dataclass(frozen=True)
class _Found:
    """A certificate on a token with its key's name, and whether that key is let sign."""

    der: bytes
    key_id: bytes
    signs: bool
    raw: bool

    @property
    def name(self) -> str:
        return certificate_facts(self.der).name


def open_token(module: Path, label: str, pin: str, *, at: datetime, whose: str = "") -> Signer:
    """Find the certificate on a token that is plugged in, to sign with at the time `at`.

    `whose` is the holder's name, where several certificates lie on the token. The PIN is tried
    once only. Raises NoTokenModule, TokenAbsent, WrongPin, PinLocked, NoCertificateOnToken,
    SeveralOnToken, KeyCannotSign, CertificateNotInForce, TokenFailed.
    """
    with token_session(str(module), label, pin) as (session, token):
        certificates, found = _certificates(session), list(_pairs(session, token))
    chosen = _chosen(found, label, whose, at)
    facts = certificate_facts(chosen.der)
    if not facts.begins <= at <= facts.ends:
        raise CertificateNotInForce(
            name=facts.name, begins=facts.begins.date(), ends=facts.ends.date()
        )
    if not chosen.signs:
        raise KeyCannotSign(name=facts.name)
    others = {pair.der for pair in found} | {one for one in certificates if _is_root(one)}
    chain = tuple(one for one in certificates if one not in others)
    key = KeyOnToken(str(module), label, chosen.key_id, pin, raw=chosen.raw)
    return Signer(chosen.der, chain, key)


@contextmanager
def token_session(module: str, label: str, pin: str) -> Iterator[tuple["Session", "Token"]]:
    """Open a token with its PIN for as long as the block runs; its errors become ours."""
    # the driver is native code of a foreign maker: loaded only when a token is asked for
    import pkcs11  # noqa: PLC0415

    if not Path(module).is_file():
        raise NoTokenModule(module=module)
    try:
        driver = pkcs11.lib(module)
    except (pkcs11.PKCS11Error, RuntimeError, OSError) as error:
        raise NoTokenModule(module=module) from error
    try:
        token = _token_called(list(driver.get_tokens()), label)
        with token.open(user_pin=pin) as session:
            yield session, token
    except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange) as error:
        raise WrongPin(label=label) from error
    except (pkcs11.PinLocked, pkcs11.UserPinNotInitialized) as error:
        raise PinLocked(label=label) from error
    except pkcs11.PKCS11Error as error:
        raise TokenFailed(label=label, why=type(error).__name__) from error


def _token_called(tokens: Sequence["Token"], label: str) -> "Token":
    for token in tokens:
        if token.label.strip() == label.strip():
            return token
    present = "、".join(token.label.strip() for token in tokens if token.label.strip())
    raise TokenAbsent(label=label, present=present or "—")


def _certificates(session: "Session") -> list[bytes]:
    """Return all certificates on a token."""
    from pkcs11 import Attribute, ObjectClass  # noqa: PLC0415  as above

    wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE}
    return [bytes(one[Attribute.VALUE]) for one in session.get_objects(wanted)]


def _pairs(session: "Session", token: "Token") -> Iterator[_Found]:
    """Yield the certificates whose key lies beside them, under the same name (CKA_ID)."""
    from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass  # noqa: PLC0415  as above

    able = token.slot.get_mechanisms()
    hashing = {KeyType.RSA: Mechanism.SHA256_RSA_PKCS, KeyType.EC: Mechanism.ECDSA_SHA256}
    private = {Attribute.CLASS: ObjectClass.PRIVATE_KEY}
    keys = {bytes(one[Attribute.ID]): one for one in session.get_objects(private)}
    for one in list(session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE})):
        key_id = bytes(one[Attribute.ID])
        if key_id in keys:
            key = keys[key_id]
            kind = key[Attribute.KEY_TYPE]
            signs = bool(key[Attribute.SIGN]) and kind in hashing
            raw = hashing.get(kind) not in able
            yield _Found(bytes(one[Attribute.VALUE]), key_id, signs, raw)


def _chosen(found: Sequence[_Found], label: str, whose: str, at: datetime) -> _Found:
    """Return the one certificate that is meant: of several the one that is in force."""
    meant = [one for one in found if whose in {"", one.name}]
    if not meant:
        raise NoCertificateOnToken(label=label)
    usable = [one for one in meant if one.signs and _is_in_force(one.der, at)] or meant
    if len(usable) > 1:
        raise SeveralOnToken(label=label, names="、".join(one.name for one in usable))
    return usable[0]


def _is_in_force(der: bytes, at: datetime) -> bool:
    facts = certificate_facts(der)
    return facts.begins <= at <= facts.ends


def _is_root(der: bytes) -> bool:
    """Tell a root, which a receiver trusts because he has it, not because we sent it."""
    facts = certificate_facts(der)
    return facts.name == facts.issuer
