"""One signature of a PDF and all of them together: what they are worth, and in which words."""

from dataclasses import dataclass
from datetime import datetime

from mediatordesk.core.changes import CHINA
from mediatordesk.core.texts import _
from mediatordesk.signing.certificates import CertificateFacts


@dataclass(frozen=True)
class Timestamp:
    """An authority's word for when something existed at the latest (RFC 3161).

    `intact` and `trusted` are as for a signature; of one over the whole paper `problem` says why
    it is worth nothing.
    """

    at: datetime
    authority: CertificateFacts
    intact: bool
    trusted: bool
    problem: str = ""


@dataclass(frozen=True)
class Signature:
    """One signature of a paper.

    `intact`: what was signed is unchanged, and nothing but further signatures follows it.
    `trusted`: its certificate leads to an authority the reader trusts: `trusted_by`.
    `bottom_line`: pyHanko's judgement of both together, its timestamp included.
    `level`: how long it can be proved (ETSI EN 319 142-1, 6): B-B while the certificate is in
    force, B-T since a timestamp, B-LT with all that is needed to judge it, B-LTA with a timestamp
    over that; empty for what is not of these.
    """

    field: str
    signer: CertificateFacts
    at: datetime | None  # as the signer's own clock said
    reason: str
    location: str
    intact: bool
    trusted: bool
    bottom_line: bool
    problem: str  # why it is not intact or not trusted, for people; empty if nothing is wrong
    level: str = ""
    timestamp: Timestamp | None = None
    trusted_by: str = ""

    @property
    def verdict(self) -> str:
        """Say in one sentence what this signature is worth, and why."""
        name = self.signer.name
        if self.signer.is_test:
            name = _("{name} (TEST certificate 测试证书)").format(name=name)
        if not self.intact:
            text = _("The signature of {name} is broken: {problem}.")
        elif not self.bottom_line:
            text = _("The signature of {name} is unbroken, but not trusted: {problem}.")
        else:
            text = _("The signature of {name} is unbroken and trusted.")
        return text.format(name=name, problem=self.problem)

    @property
    def words(self) -> str:
        """Say the same, and how it was made."""
        said = self.verdict
        return f"{said} {self._details}" if self.intact and self._details else said

    @property
    def _details(self) -> str:
        """Say when it was made, by which level, and who vouches for it."""
        parts = []
        if self.at is not None:
            parts.append(_("signed {when}").format(when=_when(self.at)))
        if self.timestamp is not None and self.timestamp.intact:
            words = _("timestamp {when} by {authority}")
            told = words.format(
                when=_when(self.timestamp.at), authority=self.timestamp.authority.name
            )
            parts.append(told)
        if self.level:
            parts.append(_("level {level}").format(level=f"PAdES {self.level}"))
        if self.trusted_by:
            parts.append(_("vouched for by {authority}").format(authority=self.trusted_by))
        return "(" + "; ".join(parts) + ")" if parts else ""


@dataclass(frozen=True)
class SignatureReport:
    """What a PDF's signatures are worth together.

    `timestamps` are those over the whole paper, in the order they were added. `acting` says what
    the PDF does by itself (a script, a program it starts); then it can show what nobody signed.
    """

    signatures: tuple[Signature, ...]
    problem: str = ""  # what is wrong with the file as a whole; empty if nothing is
    timestamps: tuple[Timestamp, ...] = ()
    acting: str = ""

    @property
    def intact(self) -> bool:
        """Say whether the file is signed and unchanged since, whoever the signers are."""
        whole = bool(self.signatures) and not self.problem
        unbroken = all(one.intact for one in self.signatures)
        return whole and unbroken and all(one.intact for one in self.timestamps)

    @property
    def bottom_line(self) -> bool:
        """Say whether all signatures and timestamps are unbroken and trusted, and are the last."""
        sound = all(one.bottom_line for one in self.signatures)
        proved = all(one.trusted for one in self.timestamps)
        return self.intact and sound and proved and not self.acting

    @property
    def words(self) -> str:
        """Say in one line what the file's signatures are worth, and why."""
        sentences = [self.problem] if self.problem else []
        if self.acting:
            words = _("This PDF does something by itself ({what}): what it shows can change.")
            sentences.append(words.format(what=self.acting))
        sentences += [one.words for one in self.signatures]
        for one in self.timestamps:
            if one.problem:
                words = _("The timestamp of {name} over the paper does not count: {problem}.")
                sentences.append(words.format(name=one.authority.name, problem=one.problem))
        return " ".join(sentences) or _("This PDF holds no signature.")


def _when(moment: datetime) -> str:
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")
