"""Papers and places for signatures in words."""

from mediatordesk.app.asked.signing_desk import SignedPaper, Signer
from mediatordesk.app.entries.entry import Entry
from mediatordesk.app.looks.theme import Tone
from mediatordesk.app.parts.dates import day_text
from mediatordesk.core.papers import SigningWay
from mediatordesk.core.texts import N_, _

_WAYS = {
    SigningWay.PICTURE: N_("picture of the signature"),
    SigningWay.DRAWN: N_("drawn at this desk"),
    SigningWay.ON_PAPER: N_("signed on paper, scanned"),
}
_NAMED = 3
"""So many of those who are missing are named in a list; the others are counted."""


def paper_entry(signed: SignedPaper) -> Entry:
    """Return a paper for the list: whether it is closed, all have signed, or who is missing."""
    paper = signed.paper
    version = _("version {n}").format(n=paper.version) if paper.version > 1 else ""
    whom = "" if signed.whom == paper.number else signed.whom
    parts = (whom, paper.number, version, _missing_words(signed))
    word, tone = stand_word(signed)
    return Entry(paper.id, paper.title, " · ".join(filter(None, parts)), "", word, tone)


def stand_word(signed: SignedPaper) -> tuple[str, Tone]:
    """Return in a word how far the signing of a paper is."""
    if signed.paper.sealed_sha256:
        return _("sealed"), Tone.GREEN
    if signed.missing:
        given = sum(one.signed_on is not None for one in signed.signers)
        return (_("begun"), Tone.AMBER) if given else (_("to sign"), Tone.PLAIN)
    return _("all signed"), Tone.GREEN


def signer_entry(at: int, signer: Signer) -> Entry:
    """Return a place for the list: who signed when and how, or who is missing."""
    ward = _("for {name}").format(name=signer.stands_for) if signer.stands_for else ""
    given = signer.signed_by if signer.signed_by != signer.name else ""
    way = N_("picture of the seal") if signer.is_committee else _WAYS[signer.way]
    signed = (day_text(signer.signed_on), given, _(way)) if signer.signed_on else ()
    detail = " · ".join(filter(None, (ward, *signed)))
    return Entry(at, signer.name, detail, "", *_signer_word(signer))


def effect_words(signed: SignedPaper) -> str:
    """Return since when an agreement is in force, or when it will be."""
    if not signed.takes_effect:
        return ""
    if signed.effective_on:
        words = _("In force since {day}, the day of the last signature.")
        return words.format(day=day_text(signed.effective_on))
    return _("It comes into force on the day of the last signature; the day is worked out.")


def _missing_words(signed: SignedPaper) -> str:
    """Return who is missing, the first few by name."""
    lacking = signed.missing
    if not lacking or signed.paper.sealed_sha256:
        return ""
    names = "、".join(lacking[:_NAMED])
    if len(lacking) > _NAMED:
        words = _("missing: {names} and {n} more")
        return words.format(names=names, n=len(lacking) - _NAMED)
    return _("missing: {names}").format(names=names)


def _signer_word(signer: Signer) -> tuple[str, Tone]:
    """Return in a word whether somebody has signed."""
    if signer.lacks_seal:
        return _("seal missing"), Tone.AMBER
    if signer.signed_on:
        return _("signed"), Tone.GREEN
    if signer.refused:
        return _("would not sign"), Tone.AMBER
    return (_("missing"), Tone.RED) if signer.required else (_("may sign"), Tone.PLAIN)
