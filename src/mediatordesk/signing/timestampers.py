"""Asks a timestamp authority for pyHanko (which costs 0.2 s to import), and judges its answer."""

from typing import ClassVar

import aiohttp
from asn1crypto import cms, core, tsp
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from mediatordesk.core.texts import _
from mediatordesk.signing.certificates import certificate_facts
from mediatordesk.signing.containers import frame_agrees
from mediatordesk.signing.timestamps import NoTimestamp, TimestampAuthority
from mediatordesk.signing.unreadable import UNREADABLE

LONGEST = 200_000
"""Bytes of an answer; one with a chain of certificates has under 20,000."""
HEADERS = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}


class _Answer(core.Sequence):  # type: ignore[misc] # asn1crypto has no types
    """An answer of RFC 3161, 2.4.2, in which a refusal has no timestamp."""

    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


class AskingTimeStamper(TimeStamper):
    """Asks one authority, and takes only a timestamp that is what it says. Raises NoTimestamp."""

    def __init__(self, authority: TimestampAuthority) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # pyhanko has no types here
        self.authority = authority

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a timestamp of the digest, judged."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            await self._judge(token["content"], message_digest)
        except (TimestampRequestError, *UNREADABLE) as error:
            raise self._none(_("its answer is not a timestamp")) from error
        return token

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Send the question and read the answer, which may be neither late nor long."""
        timeout = aiohttp.ClientTimeout(total=self.authority.seconds)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(self.authority.url, headers=HEADERS, data=req.dump()) as response,
            ):
                if response.status != 200:
                    why = _("it answered with error {number}").format(number=response.status)
                    raise self._none(why)
                answer = await _at_most(response, LONGEST)
        except TimeoutError as error:
            raise self._none(_("it did not answer in time")) from error
        except (aiohttp.ClientError, OSError) as error:
            raise self._none(_("it cannot be reached")) from error
        status = _Answer.load(answer, strict=True)["status"]
        if status["status"].native not in {"granted", "granted_with_mods"}:
            told = status["status_string"].native or [str(status["status"].native)]
            raise self._none(_("it refused ({why})").format(why="; ".join(told)))
        return tsp.TimeStampResp.load(answer, strict=True)

    async def _judge(self, signed: cms.SignedData, digest: bytes) -> None:
        """See that a timestamp is of this digest, unbroken, and its certificate made for it."""
        certificate = extract_certificate_info(signed).signer_cert
        context = ValidationContext(trust_roots=[], allow_fetching=False)
        found = await validate_tst_signed_data(signed, context, lambda _algorithm: digest)
        if not (found["intact"] and found["valid"] and frame_agrees(signed)):
            raise self._none(_("its timestamp is broken or not of this paper"))
        facts = certificate_facts(certificate.dump())
        if not facts.begins <= found["timestamp"] <= facts.ends:
            words = _("its certificate is only valid from {begins} to {ends}")
            raise self._none(words.format(begins=facts.begins.date(), ends=facts.ends.date()))
        purposes = certificate.extended_key_usage_value
        if purposes is None or "time_stamping" not in purposes.native:
            raise self._none(_("its certificate is not one for timestamps"))

    def _none(self, why: str) -> NoTimestamp:
        return NoTimestamp(host=self.authority.host, why=why)


async def _at_most(response: aiohttp.ClientResponse, longest: int) -> bytes:
    """Read an answer; what is longer than any timestamp is cut, and then is none."""
    answer = bytearray()
    async for part in response.content.iter_chunked(16_384):
        answer += part
        if len(answer) > longest:
            break
    return bytes(answer)
