"""The director's word: a held case, or words that need it, go on; the file says who and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from mediatordesk.actions.cases.checks import about_words, check_case, clause_words
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.entries import FieldMissing
from mediatordesk.core.errors import DeskError
from mediatordesk.core.records import added, tidy
from mediatordesk.core.releases import Release
from mediatordesk.core.texts import N_, _
from mediatordesk.forms import Finding, Stage
from mediatordesk.forms.facts.screening import is_sign


class NothingHeld(DeskError):
    """There is nothing that the director could release."""

    happened = N_("Nothing holds this case back, so there is nothing to release.")
    kept = N_("Nothing was changed.")
    to_do = N_("“case check” says what stands in the way; other findings have to be corrected.")


class NotReleasable(DeskError):
    """What the law itself stops, or what is missing, is nothing for the director to let go."""

    happened = N_("{code} cannot be released: {why}.")
    kept = N_("Nothing was released.")
    to_do = N_("Correct what is named; only findings about words and sums can be released singly.")


class NoLongerSo(DeskError):
    """What the director read is not what waits for a word now."""

    happened = N_("The case was changed meanwhile: “{words}” is not what waits for the director.")
    kept = N_("Nothing was released.")
    to_do = N_("Read what waits now, and decide about that.")


@dataclass(frozen=True)
class Waiting:
    """What waits for the director: the signs that hold a case, or the words of one clause."""

    codes: tuple[str, ...]
    heading: str
    """Which clause, or that the mediation is suspended."""
    about: UUID | None = None
    """The clause; None where it is the case that is held."""
    words: str = ""
    """The whole clause; for a held case, what the signs are."""


def waiting_for_director(desk: Desk, file: CaseFile) -> tuple[Waiting, ...]:
    """Return what the director can let go now, before signing and before the court."""
    found = _found(desk, file)
    return (*_held(found), *_unread(file, found))


def open_to_director(desk: Desk, file: CaseFile) -> tuple[Waiting, ...]:
    """Return all that the director may let go: what waits, and what is released singly."""
    found = _found(desk, file)
    return (*_held(found), *_unread(file, found), *_singly(file, found))


def releasable_singly(desk: Desk, file: CaseFile) -> tuple[Waiting, ...]:
    """Return what stops the signing or the court and the director may let go, each by itself.

    None of it is released with the others: somebody has to name it.
    """
    return _singly(file, _found(desk, file))


def chosen_by_code(desk: Desk, file: CaseFile, codes: Iterable[str]) -> tuple[Waiting, ...]:
    """Return what codes that somebody typed mean: what waits, or can be released singly.

    NotReleasable for what has to be corrected, NothingHeld for a code that nothing was found by.
    """
    open_now = open_to_director(desk, file)
    chosen: dict[Waiting, None] = {}
    for code in codes:
        meant = [one for one in open_now if code in one.codes]
        if not meant:
            raise _not_releasable(desk, file, code)
        chosen |= dict.fromkeys(meant)
    return tuple(chosen)


def release_case(
    desk: Desk,
    file: CaseFile,
    reason: str,
    director: str = "",
    read: Iterable[Waiting] | None = None,
) -> Change:
    """Let go what waits for the director now, or what of it was `read`, and note who and why.

    Of `releasable_singly` only goes what was read. Another sign holds the case again, and other
    words need the director again. The director is the office's unless one is named. NothingHeld,
    NoLongerSo, FieldMissing for no reason.
    """
    if not tidy(reason):
        raise FieldMissing(field="reason")
    who = tidy(director) or desk.office.director
    if not who:
        raise FieldMissing(field="director")
    now = waiting_for_director(desk, file)
    wanted = now if read is None else tuple(read)
    allowed = {*now, *(releasable_singly(desk, file) if read is not None else ())}
    if not (wanted and allowed):
        raise NothingHeld
    for one in wanted:
        if one not in allowed:
            raise NoLongerSo(words=one.words)
    moment = desk.clock.now()
    releases = (
        Release(
            case_id=file.case.id,
            released_at=moment,
            director=who,
            reason=tidy(reason),
            codes=one.codes,
            about=one.about,
            words=one.words if one.about else "",
        )
        for one in wanted
    )
    return desk.commit([added(one) for one in releases])


def _found(desk: Desk, file: CaseFile) -> list[Finding]:
    """Return what the checks find before signing and before the court."""
    return [one for stage in (Stage.SIGN, Stage.COURT) for one in check_case(desk, file, stage)]


def _singly(file: CaseFile, found: Iterable[Finding]) -> tuple[Waiting, ...]:
    """Return the findings that the director may let go by themselves, each once."""
    stops = [one for one in found if one.releasable and one.blocks and one.subject[0]]
    told = {(one.code, one.subject): _single(file, one) for one in stops}
    return tuple(told.values())


def _single(file: CaseFile, finding: Finding) -> Waiting:
    """Return one finding that the director may let go by itself."""
    about, words = finding.subject
    heading = clause_words(file, finding) or about_words(file, finding)
    return Waiting((finding.code,), heading, UUID(about), words)


def _not_releasable(desk: Desk, file: CaseFile, code: str) -> DeskError:
    """Return why a code cannot be released: it has to be corrected, or found nothing."""
    for one in _found(desk, file):
        if one.code == code and one.blocks:
            return NotReleasable(code=code, why=one.why.rstrip("。"))
    return NothingHeld()


def _held(found: Iterable[Finding]) -> tuple[Waiting, ...]:
    """Return the signs that hold a case, which are released together; nothing if none holds it."""
    signs = [one for one in found if is_sign(one)]
    if not any(one.blocks for one in signs):
        return ()
    codes = tuple(dict.fromkeys(one.code for one in signs))
    words = "；".join(dict.fromkeys(f"{one.code} {one.why}" for one in signs))
    return (Waiting(codes, _("the mediation is suspended"), words=words),)


def _unread(file: CaseFile, found: Iterable[Finding]) -> tuple[Waiting, ...]:
    """Return the clauses whose words the director has not let stand yet, each once."""
    clauses: dict[tuple[str, str], list[Finding]] = {}
    for one in found:
        if one.awaits_director and one.clause:
            clauses.setdefault((one.clause.id, one.clause.text), []).append(one)
    return tuple(
        Waiting(
            tuple(dict.fromkeys(one.code for one in several)),
            clause_words(file, several[0]),
            UUID(about),
            words,
        )
        for (about, words), several in clauses.items()
    )
