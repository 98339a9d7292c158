"""Whether a signature's container (CMS, RFC 5652) is written as its signer wrote it.

A signature covers what was signed and its own attributes, not the frame around them. What stands
there is held to what the signature itself says, so that no changed bit passes unseen.
"""

from asn1crypto import cms
from pyhanko.sign.general import extract_certificate_info, extract_signer_info


def der_length(data: bytes) -> int:
    """Return how many bytes the first DER value takes (X.690, 8.1.3)."""
    if data[1] < 0x80:
        return 2 + data[1]
    octets = data[1] & 0x7F
    return 2 + octets + int.from_bytes(data[2 : 2 + octets], "big")


def is_canonical(message: bytes) -> bool:
    """Say whether the bytes are one signed message in DER, and nothing more.

    Raises what asn1crypto raises for other bytes (ValueError and its kin).
    """
    content = cms.ContentInfo.load(message, strict=True)
    return bool(
        content["content_type"].native == "signed_data"
        and is_der(message)
        and frame_agrees(content["content"])
    )


def is_der(data: bytes, levels: int = 99) -> bool:
    """Say whether lengths are written in the shortest way and filled (X.690, 10.1).

    Looks so many levels deep; signers of other makes do not keep to it in all depths.
    """
    while data:
        if data[0] == 0 or data[0] & 0x1F == 0x1F:  # CMS has no such tags
            return False
        head = 2 if data[1] < 0x80 else 2 + (data[1] & 0x7F)
        octets = data[2:head]
        if data[1] == 0x80 or octets[:1] == b"\0" or (len(octets) == 1 and octets[0] < 0x80):
            return False
        end = der_length(data)
        if end > len(data):
            return False
        if levels > 1 and data[0] & 0x20 and not is_der(data[head:end], levels - 1):
            return False
        data = data[end:]
    return True


def frame_agrees(signed: cms.SignedData) -> bool:
    """Say whether the frame around a signature says what the signature itself says.

    No signature covers the versions, the list of digests and the name of the issuer (RFC 5652,
    5.1 and 5.3), so they are held to the one signer and his certificate.
    """
    signer = extract_signer_info(signed)
    certificate = extract_certificate_info(signed).signer_cert
    by_issuer = signer["sid"].name == "issuer_and_serial_number"
    if signer["version"].native != ("v1" if by_issuer else "v3"):
        return False
    if by_issuer and signer["sid"].chosen["issuer"].dump() != certificate.issuer.dump():
        return False
    named = [*signed["digest_algorithms"], signer["digest_algorithm"]]
    if len(named) != 2 or named[0]["algorithm"].native != named[1]["algorithm"].native:
        return False
    if not all(map(_is_plain, (*named, signer["signature_algorithm"]))):
        return False
    plain = by_issuer and all(one.name == "certificate" for one in signed["certificates"])
    enclosed = signed["encap_content_info"]["content_type"].native != "data"
    return not plain or signed["version"].native == ("v3" if enclosed else "v1")


def _is_plain(algorithm: cms.DigestAlgorithm) -> bool:
    """Say whether an algorithm has no parameters, or NULL for them; those of RSA-PSS are judged."""
    parameters = algorithm.contents[len(algorithm["algorithm"].dump()) :]
    return parameters in (b"", b"\x05\x00") or algorithm["algorithm"].native == "rsassa_pss"
