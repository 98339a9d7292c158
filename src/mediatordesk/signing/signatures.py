"""One signature of a PDF and all of them together: what they are worth, and in which words."""

from dataclasses import dataclass
from datetime import datetime

from mediatordesk.core.texts import _
from mediatordesk.signing.certificates import CertificateFacts


@dataclass(frozen=True)
class Signature:
    """One signature of a paper.

    `intact`: what was signed is unchanged, and nothing but further signatures follows it.
    `trusted`: its certificate leads to an authority the reader trusts.
    `bottom_line`: pyHanko's judgement of both together, its timestamp included.
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

    @property
    def words(self) -> str:
        """Say in one sentence what this signature is worth."""
        name = self.signer.name
        if self.signer.is_test:
            name = _("{name} (TEST certificate 测试证书)").format(name=name)
        if not self.intact:
            text = _("The signature of {name} is broken: {problem}.")
        elif not self.trusted:
            text = _("The signature of {name} is unbroken, but not trusted: {problem}.")
        else:
            text = _("The signature of {name} is unbroken and trusted.")
        return text.format(name=name, problem=self.problem)


@dataclass(frozen=True)
class SignatureReport:
    """What a PDF's signatures are worth together."""

    signatures: tuple[Signature, ...]
    problem: str = ""  # what is wrong with the file as a whole; empty if nothing is

    @property
    def intact(self) -> bool:
        """Say whether the file is signed and unchanged since, whoever the signers are."""
        return (
            bool(self.signatures)
            and not self.problem
            and all(one.intact for one in self.signatures)
        )

    @property
    def bottom_line(self) -> bool:
        """Say whether every signature is unbroken and trusted, and nothing follows the last."""
        return self.intact and all(one.bottom_line for one in self.signatures)

    @property
    def words(self) -> str:
        """Say in one line what the file's signatures are worth, and why."""
        sentences = [self.problem] if self.problem else []
        sentences += [one.words for one in self.signatures]
        return " ".join(sentences) or _("This PDF holds no signature.")
