"""Papers: filled from the case, kept as Word and PDF, one version after another."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from typing import Any
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import DOCX, PDF, bytes_of, keep_bytes
from mediatordesk.actions.files.paper_files import newest_sha256
from mediatordesk.actions.papers.manuscripts import manuscript
from mediatordesk.actions.papers.pack_values import party_words
from mediatordesk.actions.papers.replaced_papers import voided_by
from mediatordesk.actions.papers.template_editions import keep_form, template_in_force
from mediatordesk.actions.papers.typesetting import Manuscript, PaperTemplate, SetPaper, set_paper
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Op
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Blob, Paper
from mediatordesk.core.parties import Party
from mediatordesk.core.records import added
from mediatordesk.core.texts import N_
from mediatordesk.forms import PaperKind, Per, facts_of
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.elements import ROW


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


class PaperNotWanted(PaperNotForCase):
    """A paper that there is no reason for yet; the pack says why."""

    happened = N_("{paper} was not made: {why}.")
    to_do = N_("Make it when there is a reason for it.")


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
    """A paper that was made, now or earlier: its record and its two files."""

    paper: Paper
    docx: bytes
    pdf: bytes
    earlier: bool = False


@dataclass(frozen=True)
class PaperMaker:
    """Makes the papers of one kind in a case: one of them, or one for each of many parties.

    What is the same for all is read once: the template, the facts that decide about it, and what
    the pack asked of the parties.
    """

    desk: Desk
    file: CaseFile
    kind: PaperKind
    template: PaperTemplate
    facts: Mapping[str, Any]
    parties: Mapping[str, object]

    @classmethod
    def of(cls, desk: Desk, file: CaseFile, code: str) -> "PaperMaker":
        """Return what makes papers of a code, by the rules and the template of the desk's day."""
        pack, today = desk.packs.pack(file.case.pack), desk.clock.today()
        facts = language.readable(pack.with_elements(facts_of(file, today)))
        template = PaperTemplate.read(template_in_force(desk, pack, code, today).data)
        parties = party_words(pack, file, today)
        return cls(desk, file, pack.paper(code, today), template, facts, parties)

    def manuscript(self, about: UUID | None, extra: Mapping[str, object]) -> Manuscript:
        """Return what the paper about one of them is set from, if nothing forbids it.

        PaperNotForCase where the pack does not offer it, AgreementInForce where all have signed.
        """
        self._require_offered(about)
        _require_not_in_force(self.file, self.kind, about)
        before = self.file.newest_paper(self.kind.code, about)
        return manuscript(
            self.desk,
            self.file,
            self.kind,
            self.template,
            about=about,
            extra={**self.parties, **extra},
            version=before.version + 1 if before else 1,
        )

    def same_as_before(self, about: UUID | None, wanted: Manuscript) -> Paper | None:
        """Return the newest version of a paper if it was made from the very same.

        One whose files are still on the way from another computer does not count.
        """
        before = self.file.newest_paper(self.kind.code, about)
        if before is None or before.content_sha256 != wanted.content_sha256:
            return None
        return before if _is_here(self.desk, before) else None

    def signed(self, about: UUID | None) -> Paper | None:
        """Return the newest version of a paper that somebody has signed."""
        versions = [one for one in self.file.papers if one.kind == self.kind.code]
        signed = [one for one in versions if one.about == about and one.locked]
        return signed[-1] if signed else None

    def keep(
        self, about: UUID | None, planned: Manuscript, made: SetPaper
    ) -> tuple[Paper, list[Op]]:
        """Keep a paper's files; return its record, the next version, and what logs all of it."""
        desk, file, kind = self.desk, self.file, self.kind
        docx, docx_op = keep_bytes(desk, file.case.id, made.docx, DOCX)
        pdf, pdf_op = keep_bytes(desk, file.case.id, made.pdf.data, PDF)
        paper = Paper(
            case_id=file.case.id,
            kind=kind.code,
            title=kind.title,
            number=planned.number,
            version=planned.code.version,
            made_on=planned.made_on,
            about=about,
            template_sha256=self.template.sha256,
            content_sha256=planned.content_sha256,
            docx_sha256=docx.sha256,
            pdf_sha256=pdf.sha256,
            pages=made.pdf.pages,
            newest_change=desk.store.head().seq,
        )
        form, voided = keep_form(desk, self.template.data), voided_by(file, paper, desk.clock.now())
        return paper, [*form, docx_op, pdf_op, added(paper), *voided]

    def copies(self, about: UUID | None) -> int:
        """Return how many copies of the paper are printed."""
        if not self.kind.copies:
            return 1
        return int(language.evaluate(self.kind.copies, self._facts_with(about)))

    def _require_offered(self, about: UUID | None) -> None:
        """Raise PaperNotForCase if the pack does not offer it for this case or agreement."""
        if not language.holds(self.kind.when, self._facts_with(about)):
            if self.kind.not_offered:
                raise PaperNotWanted(paper=self.kind.title, why=self.kind.not_offered)
            raise PaperNotForCase(paper=self.kind.title)

    def _facts_with(self, about: UUID | None) -> Mapping[str, Any]:
        return facts_about(self.kind, self.facts, about)


def facts_about(kind: PaperKind, facts: Mapping[str, Any], about: UUID | None) -> Mapping[str, Any]:
    """Return the facts that decide about one paper: its agreement or obligation has a name."""
    named = {"agreement": facts["agreements"]}
    if kind.per is Per.OBLIGATION:
        named["obligation"] = facts["obligations"]
    found = {
        name: next((one for one in records if one["id"] == str(about)), language.UNKNOWN)
        for name, records in named.items()
    }
    return {**facts, **found}


def make_paper(
    desk: Desk,
    file: CaseFile,
    code: str,
    *,
    about: UUID | None = None,
    extra: Mapping[str, object] | None = None,
) -> MadePaper:
    """Fill a paper of a case, keep it as Word and PDF, and log it as its next version.

    If nothing has changed since it was made, and nobody has signed it, that version is given
    again. PaperIncomplete or UnknownCharacters stop it: what goes out says everything it should.
    PaperNotForCase where the pack does not offer it, AgreementInForce where all have signed it.
    """
    maker = PaperMaker.of(desk, file, code)
    about = about or only_subject(file, maker.kind)
    planned = maker.manuscript(about, extra or {})
    before = maker.same_as_before(about, planned)
    if before and not before.locked:
        return paper_as_kept(desk, before)
    made = set_paper(planned, maker.template.compiled, desk.fonts)
    paper, ops = maker.keep(about, planned, made)
    desk.commit(ops)
    return MadePaper(paper, made.docx, made.pdf.data)


def paper_as_kept(desk: Desk, paper: Paper) -> MadePaper:
    """Return a paper that was made earlier with its files; sealed, if it is. FileNotHere."""
    names = (paper.docx_sha256, newest_sha256(desk, paper))
    docx, pdf = (bytes_of(desk, paper.case_id, name) for name in names)
    return MadePaper(paper, docx, pdf, earlier=True)


def _is_here(desk: Desk, paper: Paper) -> bool:
    """Tell whether the files of a paper are on this computer."""
    condition = "case_id = ? AND sha256 IN (?, ?)"
    names = (paper.docx_sha256, newest_sha256(desk, paper))
    blobs = desk.store.where(Blob, condition, (paper.case_id.bytes, *names))
    return {*names} == {blob.sha256 for blob in blobs if not desk.blobs.missing(blob)}


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
    return _numbered(_subjects(file, kind))


def _subjects(file: CaseFile, kind: PaperKind) -> Iterable[tuple[str, UUID]]:
    """Return what a paper is made for, each by what people call it."""
    subjects: dict[Per, Iterable[tuple[str, UUID]]] = {
        Per.PARTY: _by_name(file.parties),
        Per.PERSON: _by_name(one for one in file.parties if not one.is_organisation),
        Per.ORGANISATION: _by_name(one for one in file.parties if one.is_organisation),
        Per.AGREEMENT: ((one.number or str(one.position), one.id) for one in file.agreements),
        Per.OBLIGATION: ((str(n), one.id) for n, one in enumerate(file.obligations, 1)),
        Per.HOP: ((hop.to_office, hop.id) for hop in file.hops if kind.kind in {"", hop.kind}),
        Per.SESSION: ((f"{one.held_at:%Y-%m-%d %H:%M}", one.id) for one in file.sessions),
        Per.VISIT: ((visit.visited_on.isoformat(), visit.id) for visit in file.visits),
        Per.ROW: _rows(file, kind.table),
    }
    return subjects.get(kind.per, ())


def _by_name(parties: Iterable[Party]) -> Iterable[tuple[str, UUID]]:
    """Return parties by name."""
    return ((party.name, party.id) for party in parties)


def _rows(file: CaseFile, table: str) -> Iterator[tuple[str, UUID]]:
    """Yield the rows of a pack's table, by the first thing that was entered in each."""
    for row in json.loads(file.elements.get(table) or "[]"):
        told = [text for name, text in row.items() if name != ROW and text]
        yield told[0] if told else table, UUID(row[ROW])


def _numbered(things: Iterable[tuple[str, UUID]]) -> dict[str, UUID]:
    """Return things by name, none left out; the second of one name is 李雪（2）."""
    named: dict[str, UUID] = {}
    for name, thing in things:
        again = (f"{name}（{number}）" for number in count(2))
        named[next(one for one in chain([name], again) if one not in named)] = thing
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
