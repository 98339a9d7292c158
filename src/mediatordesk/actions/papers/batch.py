"""One paper for each of many: notices to all parties, receipts for all who were paid.

Papers are set in child processes and saved one by one, so a batch that is broken off goes on
where it stopped: what has been made from the same data and template is not made again.
"""

import os
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.fonts import load_fonts
from mediatordesk.actions.papers.papers import (
    AgreementInForce,
    NothingForPaper,
    PaperMaker,
    paper_as_kept,
    subjects_of,
)
from mediatordesk.actions.papers.setters import Setters
from mediatordesk.actions.papers.typesetting import Manuscript, SetPaper
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import PrintedPaper, print_file
from mediatordesk.forms import PaperKind, Per

MOST_SETTERS = 4
"""More children than that are faster than the papers can be saved."""
OF_PARTIES = (Per.PARTY, Per.PERSON, Per.ORGANISATION)
WORDS = {
    Per.PARTY: N_("party"),
    Per.PERSON: N_("person"),
    Per.ORGANISATION: N_("organisation"),
    PartyRole.APPLICANT: N_("applicant"),
    PartyRole.RESPONDENT: N_("respondent"),
    PartyRole.THIRD_PARTY: N_("third party"),
    PartyRole.CREDITOR: N_("creditor"),
    PartyRole.BUYER: N_("buyer"),
    PartyRole.RELOCATED: N_("relocated household"),
    PartyRole.WORKER: N_("worker"),
    Per.AGREEMENT: N_("agreement"),
    Per.OBLIGATION: N_("obligation"),
    Per.HOP: N_("referral"),
    Per.SESSION: N_("session"),
    Per.VISIT: N_("visit"),
}
"""For each of what a paper can be made, as people say it."""


class NotForEach(DeskError):
    """A paper that is not made once for each of those who were named."""

    happened = N_("{paper} is not made for each “{each}” of a case.")
    kept = N_("Nothing was made.")
    to_do = N_("Say for each of what: {known}.")


class MadeOnce(DeskError):
    """A paper of which a case has only one."""

    happened = N_("{paper} is made once for the whole case, not for each of several.")
    kept = N_("Nothing was made.")
    to_do = N_("Make it as a single paper: mediatordesk paper make")


class NobodyMeant(NotForEach):
    """A paper for each of a kind of which the case has none."""

    happened = N_("{paper} was not made: the case has no “{each}”.")
    to_do = N_("Say for each of whom; the case has: {known}.")


@dataclass(frozen=True)
class BatchStep:
    """One paper of a batch is done: for whom, made now or earlier, or why it was not made.

    `position` is its place in print order, from 1 to `total`; `done` counts those finished,
    `copies` is how many of it are to be printed.
    """

    name: str
    position: int
    done: int
    total: int
    paper: Paper | None = None
    docx: bytes = b""
    pdf: bytes = b""
    copies: int = 1
    made_now: bool = False
    failure: DeskError | None = None


def print_in_order(
    steps: Iterable[BatchStep], *, copies: int | None = None, two_sided: bool = False
) -> bytes:
    """Return the papers of a batch as one PDF in print order, each with its copies."""
    in_order = sorted(steps, key=lambda step: step.position)
    printed = [PrintedPaper(step.pdf, copies or step.copies) for step in in_order]
    titles = [step.paper.title for step in in_order if step.paper]
    return print_file(printed, title=titles[0] if titles else "", two_sided=two_sided)


def each_of(file: CaseFile, kind: PaperKind, each: str) -> dict[str, UUID]:
    """Return for whom or what a paper is made, by name, in the order of the case.

    `each` is party, person, organisation or a role for papers made for parties; for others what
    the pack says they are made for: agreement, obligation … MadeOnce, NotForEach, NobodyMeant,
    and NothingForPaper where there is none at all.
    """
    if kind.per is Per.CASE:
        raise MadeOnce(paper=kind.title)
    known = (*OF_PARTIES, *PartyRole) if kind.per in OF_PARTIES else (kind.per,)
    wanted = next((one for one in known if one == each), None)
    if wanted is None:
        raise NotForEach(paper=kind.title, each=each, known=_listed(known))
    subjects = subjects_of(file, kind)
    if not subjects:
        raise NothingForPaper(paper=kind.title)
    if kind.per not in OF_PARTIES:
        return subjects
    parties = [party for party in file.parties if party.id in subjects.values()]
    meant = {party.id for party in parties if _is_meant(party, wanted)}
    if not meant:
        there = [one for one in known if any(_is_meant(party, one) for party in parties)]
        raise NobodyMeant(paper=kind.title, each=_worded(wanted), known=_listed(there))
    return {name: one for name, one in subjects.items() if one in meant}


def _is_meant(party: Party, each: Per | PartyRole) -> bool:
    return each is Per.PARTY or each in (party.role, party.kind.value)


def _listed(known: Iterable[Per | PartyRole]) -> str:
    return _(", ").join(map(_worded, known))


def _worded(one: Per | PartyRole) -> str:
    """Return what is typed for “each”, with the word that people know it by: party（当事人）."""
    word = _(WORDS[one])
    return one.value if word == one.value else f"{one.value}（{word}）"


def make_batch(
    desk: Desk,
    file: CaseFile,
    code: str,
    each: str,
    *,
    extra: Mapping[str, object] | None = None,
    processes: int | None = None,
) -> Generator[BatchStep]:
    """Make a paper for each, and yield every one as it is finished, saved already.

    Whoever stops iterating cancels the rest. A paper that cannot be made is a step with its
    failure, and the others go on. One that is locked because its agreement is in force is given
    as it was signed. What `each_of` raises stops it all before anything is made.
    """
    maker = PaperMaker.of(desk, file, code)
    subjects = each_of(file, maker.kind, each)
    count = processes or min(os.cpu_count() or 1, MOST_SETTERS, len(subjects))
    setters = Setters(maker.template.data, partial(load_fonts, desk.places, desk.folder), count)
    return _Batch(maker, tuple(subjects.items()), extra or {}, setters).steps()


@dataclass
class _Batch:
    """A batch under way."""

    maker: PaperMaker
    subjects: tuple[tuple[str, UUID], ...]
    extra: Mapping[str, object]
    setters: Setters
    planned: dict[int, Manuscript] = field(default_factory=dict)
    done: int = 0

    def steps(self) -> Generator[BatchStep]:
        """Yield what was made before, what cannot be made, and then what is made."""
        for number in range(len(self.subjects)):
            before = self._before(number)
            if before is not None:
                yield before
        for number, answer in self.setters.set_all(iter(self.planned.items())):
            if isinstance(answer, SetPaper):
                yield self._made(number, answer)
            else:
                yield self._failed(number, answer)

    def _before(self, number: int) -> BatchStep | None:
        """Return what needs no setting: made before, or not to be made; else plan it."""
        about = self.subjects[number][1]
        try:
            manuscript = self.maker.manuscript(about, self.extra)
            before = self.maker.same_as_before(about, manuscript)
            if before is not None:
                return self._found(number, before)
        except AgreementInForce as error:
            signed = self.maker.signed(about)
            return self._found(number, signed) if signed else self._failed(number, error)
        except DeskError as error:
            return self._failed(number, error)
        self.planned[number] = manuscript
        return None

    def _made(self, number: int, made: SetPaper) -> BatchStep:
        """Save a paper; what the disk refuses is the failure of this one."""
        about = self.subjects[number][1]
        try:
            paper, ops = self.maker.keep(about, self.planned[number], made)
            self.maker.desk.commit(ops)
        except DeskError as error:
            return self._failed(number, error)
        step = replace(self._step(number), docx=made.docx, pdf=made.pdf.data, made_now=True)
        return replace(step, paper=paper, copies=self._copies(number))

    def _found(self, number: int, paper: Paper) -> BatchStep:
        try:
            kept = paper_as_kept(self.maker.desk, paper)
        except DeskError as error:
            return self._failed(number, error)
        step = replace(self._step(number), docx=kept.docx, pdf=kept.pdf)
        return replace(step, paper=paper, copies=self._copies(number))

    def _copies(self, number: int) -> int:
        return self.maker.copies(self.subjects[number][1])

    def _failed(self, number: int, error: DeskError) -> BatchStep:
        return replace(self._step(number), failure=error)

    def _step(self, number: int) -> BatchStep:
        self.done += 1
        return BatchStep(self.subjects[number][0], number + 1, self.done, len(self.subjects))
