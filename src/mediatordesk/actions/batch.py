"""One paper for each of many: notices to all parties, receipts for all who were paid.

Papers are set in child processes and saved one by one, so a batch that is broken off goes on
where it stopped: what has been made from the same data and template is not made again.
"""

import os
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from uuid import UUID

from mediatordesk.actions.desk import Desk
from mediatordesk.actions.files import bytes_of
from mediatordesk.actions.fonts import load_fonts
from mediatordesk.actions.papers import AboutWhom, PaperMaker, subjects_of
from mediatordesk.actions.setters import Setters
from mediatordesk.actions.typesetting import Manuscript, SetPaper
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.errors import DeskError
from mediatordesk.core.papers import Paper
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.texts import N_
from mediatordesk.documents import PrintedPaper, print_file
from mediatordesk.forms import PaperKind, Per

MOST_SETTERS = 4
"""More children than that are faster than the papers can be saved."""
OF_PARTIES = (Per.PARTY, Per.PERSON, Per.ORGANISATION)


class NotForEach(DeskError):
    """A paper that is not made once for each of those who were named."""

    happened = N_("{paper} is not made for each “{each}” of a case.")
    kept = N_("Nothing was made.")
    to_do = N_("Say for each of what: {known}.")


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
    return print_file(printed, two_sided=two_sided)


def each_of(file: CaseFile, kind: PaperKind, each: str) -> dict[str, UUID]:
    """Return for whom or what a paper is made, by name, in the order of the case.

    `each` is party, person, organisation or a role for papers made for parties; for others what
    the pack says they are made for: agreement, obligation … NotForEach.
    """
    subjects = subjects_of(file, kind)
    if kind.per not in OF_PARTIES:
        if kind.per is Per.CASE or each != kind.per:
            known = "" if kind.per is Per.CASE else kind.per.value
            raise NotForEach(paper=kind.title, each=each, known=known)
        return subjects
    roles = [role.value for role in PartyRole]
    kinds = [per.value for per in OF_PARTIES]
    if each not in (*kinds, *roles):
        raise NotForEach(paper=kind.title, each=each, known=", ".join((*kinds, *roles)))
    parties = {party.id: party for party in file.parties}
    return {name: one for name, one in subjects.items() if _is_meant(parties[one], each)}


def _is_meant(party: Party, each: str) -> bool:
    if each == Per.PARTY:
        return True
    if each in (Per.PERSON, Per.ORGANISATION):
        return party.kind.value == each
    return party.role.value == each


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
    failure, and the others go on. NotForEach and AboutWhom (nobody is meant) stop it all.
    """
    maker = PaperMaker.of(desk, file, code)
    subjects = each_of(file, maker.kind, each)
    if not subjects:
        raise AboutWhom(paper=maker.kind.title, known="、".join(subjects_of(file, maker.kind)))
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
        for number, (_name, about) in enumerate(self.subjects):
            try:
                manuscript = self.maker.manuscript(about, self.extra)
            except DeskError as error:
                yield self._failed(number, error)
                continue
            before = self.maker.same_as_before(about, manuscript)
            if before is None:
                self.planned[number] = manuscript
            else:
                yield self._found(number, before)
        for number, answer in self.setters.set_all(iter(self.planned.items())):
            if isinstance(answer, SetPaper):
                yield self._made(number, answer)
            else:
                yield self._failed(number, answer)

    def _made(self, number: int, made: SetPaper) -> BatchStep:
        desk, about = self.maker.desk, self.subjects[number][1]
        paper, ops = self.maker.keep(about, self.planned[number], made)
        desk.commit(ops)
        step = replace(self._step(number), docx=made.docx, pdf=made.pdf.data, made_now=True)
        return replace(step, paper=paper, copies=self._copies(number))

    def _found(self, number: int, paper: Paper) -> BatchStep:
        desk, case_id = self.maker.desk, paper.case_id
        files = [bytes_of(desk, case_id, name) for name in (paper.docx_sha256, paper.pdf_sha256)]
        step = replace(self._step(number), docx=files[0], pdf=files[1])
        return replace(step, paper=paper, copies=self._copies(number))

    def _copies(self, number: int) -> int:
        return self.maker.copies(self.subjects[number][1])

    def _failed(self, number: int, error: DeskError) -> BatchStep:
        return replace(self._step(number), failure=error)

    def _step(self, number: int) -> BatchStep:
        self.done += 1
        return BatchStep(self.subjects[number][0], number + 1, self.done, len(self.subjects))
