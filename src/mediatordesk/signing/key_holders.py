"""Hands the signer's key to pyHanko (which costs 0.2 s to import), from a file or on a token."""

from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.sign.signers import Signer as KeyHolder
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

import mediatordesk.signing.rare_names  # noqa: F401 - for all that pyHanko reads
from mediatordesk.signing.certificates import Signer
from mediatordesk.signing.signing_keys import KeyInFile, KeyOnToken
from mediatordesk.signing.tokens import token_session


@contextmanager
def key_holder(signer: Signer) -> Iterator[KeyHolder]:
    """Lend pyHanko the key for as long as one signature takes; a token is open no longer.

    Raises what `open_token` raises if the token has gone meanwhile.
    """
    certificate = next(iter(load_certs_from_pemder_data(signer.certificate)))
    chain = [one for der in signer.chain for one in load_certs_from_pemder_data(der)]
    match signer.key:
        case KeyInFile() as key:
            registry = SimpleCertificateStore()  # type: ignore[no-untyped-call] # no types here
            registry.register_multiple(chain)
            private = load_private_key_from_pemder_data(key.der, passphrase=None)
            yield SimpleSigner(certificate, private, registry)
        case KeyOnToken() as key:
            from pyhanko.sign.pkcs11 import PKCS11Signer  # noqa: PLC0415  needs a driver only then

            with token_session(key.module, key.token_label, key.pin) as (session, _token):
                yield PKCS11Signer(
                    session,
                    signing_cert=certificate,
                    ca_chain=chain,
                    key_id=key.key_id,
                    use_raw_mechanism=key.raw,
                )
