"""Papers: filled from the case, kept as Word and PDF, one version after another."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.actions.desk import Desk
from mediatordesk.actions.files import DOCX, PDF, keep_bytes
from mediatordesk.actions.typesetting import Manuscript, SetPaper, manuscript, set_paper
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Op
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added
from mediatordesk.core.texts import N_
from mediatordesk.documents import Template
from mediatordesk.forms import PaperKind, Per, facts_of, language


class AboutWhom(DeskError):
    """A paper of which there are several in the case."""

    happened = N_("{paper} is made for each one; this case has several: {known}.")
    kept = N_("Nothing was made.")
    to_do = N_("Say for which one.")


class NothingForPaper(DeskError):
    """A paper about an agreement, a session or a visit that the case does not have yet."""

    happened = N_("{paper} was not made: the case has nothing yet that it could be about.")
    kept = N_("Everything entered is saved.")
    to_do = N_("Enter the agreement, session or visit it is for, and make the paper then.")


class PaperNotForCase(DeskError):
    """A paper that the pack does not offer for such a case or agreement (SW11, domain.md 6.5)."""

    happened = N_("{paper} was not made: it is not for a case or an agreement of this kind.")
    kept = N_("Nothing was made, and nothing was changed.")
    to_do = N_("Choose another paper, or look at what the check of the case says.")


class NotMadeYet(DeskError):
    """A paper that has not been made in this case."""

    happened = N_("{paper} has not been made yet.")
    kept = N_("Nothing was changed.")
    to_do = N_("Make it first, then sign it.")


class AgreementInForce(DeskError):
    """An agreement that everybody has signed is not written anew."""

    happened = N_("{paper} was not made anew: the agreement has been in force since {day}.")
    kept = N_("The signed agreement is as it was.")
    to_do = N_("Draw up a further agreement for what has to change.")


@dataclass(frozen=True)
class MadePaper:
    """A paper that was just made: its record and its two files."""

    paper: Paper
    docx: bytes
    pdf: bytes


@dataclass(frozen=True)
class PlannedPaper:
    """A paper that may be made: its kind, what it is about, and what it will be set from."""

    kind: PaperKind
    about: UUID | None
    manuscript: Manuscript


def make_paper(
    desk: Desk,
    file: CaseFile,
    code: str,
    *,
    about: UUID | None = None,
    extra: Mapping[str, object] | None = None,
) -> MadePaper:
    """Fill a paper of a case, keep it as Word and PDF, and log it as its next version.

    PaperIncomplete or UnknownCharacters stop it: what goes out says everything it should.
    PaperNotForCase where the pack does not offer it, AgreementInForce where all have signed it.
    """
    planned = plan_paper(desk, file, code, about=about, extra=extra or {})
    template = Template.read(planned.manuscript.template)
    made = set_paper(planned.manuscript, template, desk.fonts)
    paper, ops = kept_paper(desk, file, planned, made)
    desk.commit(ops)
    return MadePaper(paper, made.docx, made.pdf.data)


def plan_paper(
    desk: Desk, file: CaseFile, code: str, *, about: UUID | None, extra: Mapping[str, object]
) -> PlannedPaper:
    """Return what a paper will be set from, if the pack offers it and nothing forbids it."""
    pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
    kind = pack.paper(code, today)
    about = about or only_subject(file, kind)
    _require_offered(desk, file, kind, about)
    _require_not_in_force(file, kind, about)
    template = pack.template(code, today)
    return PlannedPaper(
        kind, about, manuscript(desk, file, kind, template, about=about, extra=extra)
    )


def kept_paper(
    desk: Desk, file: CaseFile, planned: PlannedPaper, made: SetPaper
) -> tuple[Paper, list[Op]]:
    """Keep a paper's files and return its record as the next version, with what logs it."""
    kind, about = planned.kind, planned.about
    docx, docx_op = keep_bytes(desk, file.case.id, made.docx, DOCX)
    pdf, pdf_op = keep_bytes(desk, file.case.id, made.pdf.data, PDF)
    before = file.newest_paper(kind.code, about)
    paper = Paper(
        case_id=file.case.id,
        kind=kind.code,
        title=kind.title,
        number=number_of(file, kind, about),
        version=before.version + 1 if before else 1,
        made_on=desk.clock.today(),
        about=about,
        template_sha256=desk.blobs.name_of(planned.manuscript.template),
        docx_sha256=docx.sha256,
        pdf_sha256=pdf.sha256,
        pages=made.pdf.pages,
        newest_change=desk.store.head().seq,
    )
    return paper, [docx_op, pdf_op, added(paper)]


def _require_offered(desk: Desk, file: CaseFile, kind: PaperKind, about: UUID | None) -> None:
    """Raise PaperNotForCase if the pack does not offer a paper for this case or agreement."""
    pack = desk.packs.pack(file.case.pack)
    facts = language.readable(pack.with_elements(facts_of(file, desk.clock.today())))
    chosen = next((one for one in facts["agreements"] if one["id"] == str(about)), None)
    if not language.holds(kind.when, facts | {"agreement": chosen or language.UNKNOWN}):
        raise PaperNotForCase(paper=kind.title)


def _require_not_in_force(file: CaseFile, kind: PaperKind, about: UUID | None) -> None:
    """Raise AgreementInForce for the text of an agreement that everybody has signed."""
    signed = [paper for paper in file.papers if (paper.kind, paper.about) == (kind.code, about)]
    for agreement in file.agreements:
        locked = agreement.id == about and any(paper.locked for paper in signed)
        if locked and kind.number == "agreement" and agreement.effective_on:
            raise AgreementInForce(paper=kind.title, day=agreement.effective_on.isoformat())


def only_subject(file: CaseFile, kind: PaperKind) -> UUID | None:
    """Return what a paper is about when there is only one; AboutWhom if there are several.

    NothingForPaper if there is none.
    """
    subjects = subjects_of(file, kind)
    if kind.per is Per.CASE:
        return None
    if not subjects:
        raise NothingForPaper(paper=kind.title)
    if len(subjects) != 1:
        raise AboutWhom(paper=kind.title, known="、".join(subjects))
    return next(iter(subjects.values()))


def subjects_of(file: CaseFile, kind: PaperKind) -> dict[str, UUID]:
    """Return for what a paper is made once each: names for people, with the record they mean."""
    match kind.per:
        case Per.PARTY:
            return _by_name(file.parties)
        case Per.PERSON:
            return _by_name(party for party in file.parties if not party.is_organisation)
        case Per.ORGANISATION:
            return _by_name(party for party in file.parties if party.is_organisation)
        case Per.AGREEMENT:
            return {one.number or str(one.position): one.id for one in file.agreements}
        case Per.OBLIGATION:
            return {str(n): one.id for n, one in enumerate(file.obligations, 1)}
        case Per.HOP:
            return {hop.to_office: hop.id for hop in file.hops}
        case Per.SESSION:
            return {one.held_at.isoformat(" ", "minutes"): one.id for one in file.sessions}
        case Per.VISIT:
            return {visit.visited_on.isoformat(): visit.id for visit in file.visits}
        case _:
            return {}


def _by_name(parties: Iterable[Party]) -> dict[str, UUID]:
    """Return parties by name; of those with the same name the second is 李雪（2）."""
    named: dict[str, UUID] = {}
    met: Counter[str] = Counter()
    for party in parties:
        met[party.name] += 1
        label = party.name if met[party.name] == 1 else f"{party.name}（{met[party.name]}）"
        named[label] = party.id
    return named


def newest_paper(desk: Desk, file: CaseFile, code: str, name: str = "") -> Paper:
    """Return the newest version of a paper that was made, for the party or agreement named.

    AboutWhom if nothing has that name, NotMadeYet if the paper has not been made.
    """
    kind = desk.packs.pack(file.case.pack).paper(code, desk.clock.today())
    subjects = subjects_of(file, kind)
    if name and name not in subjects:
        raise AboutWhom(paper=kind.title, known="、".join(subjects))
    about = subjects[name] if name else only_subject(file, kind)
    paper = file.newest_paper(kind.code, about)
    if paper is None:
        raise NotMadeYet(paper=kind.title)
    return paper


def number_of(file: CaseFile, kind: PaperKind, about: UUID | None) -> str:
    """Return the legal number that a paper carries: its agreement's, the case's, or none."""
    if kind.number == "agreement" and about:
        return file.agreement(about).number
    return file.case.number if kind.number else ""
