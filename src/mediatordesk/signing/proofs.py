"""What a signed PDF carries to be judged later: certificates, lists of revoked ones (its DSS)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto import crl, ocsp, x509
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko_certvalidator import ValidationContext


@dataclass(frozen=True)
class Proofs:
    """The certificates, revocation lists and answers on revocation that a PDF carries.

    They stand in its document security store (ETSI EN 319 142-1, 5.4).
    """

    certificates: tuple[x509.Certificate, ...] = ()
    lists: tuple[crl.CertificateList, ...] = ()
    answers: tuple[ocsp.OCSPResponse, ...] = ()

    @classmethod
    def of(cls, reader: PdfFileReader) -> "Proofs":
        """Read what a PDF carries; nothing if it carries nothing."""
        if "/DSS" not in reader.root:
            return cls()
        store = reader.root["/DSS"]
        return cls(
            tuple(map(x509.Certificate.load, _streams(store, "/Certs"))),
            tuple(map(crl.CertificateList.load, _streams(store, "/CRLs"))),
            tuple(map(ocsp.OCSPResponse.load, _streams(store, "/OCSPs"))),
        )

    def trusting(self, trust: Sequence[bytes], moment: datetime | None) -> ValidationContext:
        """Trust these authorities only, at that moment; ask nobody (the desk works offline).

        A list of revoked certificates that was fetched later tells of that moment too: it names
        the day of each revocation. One that had run out by then tells only whom it names.
        """
        then = moment or datetime.now(UTC)
        return ValidationContext(
            trust_roots=[root for der in trust for root in load_certs_from_pemder_data(der)],
            other_certs=self.certificates,
            crls=[one for one in self.lists if self._tells(one, then)],
            ocsps=[one for one in self.answers if _answers(one, then)],
            allow_fetching=False,
            moment=moment,
            retroactive_revinfo=True,
        )

    def _tells(self, one: crl.CertificateList, moment: datetime) -> bool:
        """Say whether a list is in force at a moment, or names a certificate carried here."""
        ends = one["tbs_cert_list"]["next_update"].native
        if ends is None or ends >= moment:
            return True
        carried = {it.serial_number for it in self.certificates if it.issuer == one.issuer}
        named = one["tbs_cert_list"]["revoked_certificates"]
        return any(it["user_certificate"].native in carried for it in named)

    def tell_of(self, path: Sequence[x509.Certificate]) -> bool:
        """Say whether they tell of every certificate below the root whether it was revoked."""
        return bool(path) and all(self._tell_of_one(one) for one in path)

    def _tell_of_one(self, certificate: x509.Certificate) -> bool:
        if any(one.issuer.dump() == certificate.issuer.dump() for one in self.lists):
            return True
        return any(
            told["cert_id"]["serial_number"].native == certificate.serial_number
            for answer in self.answers
            for told in answer.response_data["responses"]
        )


def _answers(one: ocsp.OCSPResponse, moment: datetime) -> bool:
    """Say whether an answer is in force at a moment, or says that a certificate was revoked."""
    for told in one.response_data["responses"]:
        ends = told["next_update"].native
        if told["cert_status"].name == "revoked" or ends is None or ends >= moment:
            return True
    return False


def _streams(store: generic.DictionaryObject, key: str) -> list[bytes]:
    if key not in store:
        return []
    streams = store[key]
    return [bytes(streams[place].data) for place in range(len(streams))]
