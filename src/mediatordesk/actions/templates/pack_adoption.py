"""Adding a pack of the office's own: looked through, kept in the desk, and taken back again."""

from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.own_packs import content_of_edition, own_editions, packs_of
from mediatordesk.actions.files.examinations import examined
from mediatordesk.actions.files.files import keep_bytes
from mediatordesk.actions.templates.foreign_files import LIMITS
from mediatordesk.actions.templates.pack_uses import still_used
from mediatordesk.actions.templates.templates import (
    BROKEN,
    TEMPLATE,
    fields_for,
    steps_of_the_desk,
    template_findings,
    told_once,
)
from mediatordesk.core.changes import Change
from mediatordesk.core.disk_reasons import reason_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.pack_editions import PackEdition
from mediatordesk.core.records import added
from mediatordesk.core.texts import N_, _
from mediatordesk.documents import Template
from mediatordesk.documents.errors import WordFileRefused
from mediatordesk.documents.incoming import FileRefused, HandedIn, Wishes
from mediatordesk.forms import Pack, Packs
from mediatordesk.forms.errors import BrokenTemplate
from mediatordesk.forms.packs.layers import Layers, disturbed, with_own_packs
from mediatordesk.forms.packs.pack_findings import PackFinding, check_source
from mediatordesk.forms.packs.pack_sources import HEAD, PackContent, PackFolder, content_of, packed

PACK_TYPE = "application/zip"
HEADER = "P01"
RESTS = "P07"
IN_USE = "P16"
"""Something that cases here hold, and that the new edition does not know any more."""
CASES_NAMED = 5


class PackUnreadable(DeskError):
    """The folder of a pack cannot be read."""

    happened = N_("The pack in {folder} cannot be read: {reason}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Check the folder, and try again.")


class PackFaulty(DeskError):
    """A pack that cannot be used as it is; its findings say all of why."""

    happened = N_("The pack “{pack}” was not added: {count} things in it will not work.")
    kept = N_("Nothing was changed; cases go on with the packs that are there.")
    to_do = N_("Mend what is named, and add it again.")

    @property
    def findings(self) -> tuple[PackFinding, ...]:
        """Return all that was found."""
        looked = self.fields["looked"]
        return looked.findings if isinstance(looked, LookedThrough) else ()


class SamePack(DeskError):
    """The pack is there already as it is."""

    happened = N_("The pack “{pack}” is here already in this very edition ({version}).")
    kept = N_("Nothing was changed.")
    to_do = N_("Nothing needs to be done.")


class NotOwnPack(DeskError):
    """There is no pack of that name that the office has added."""

    happened = N_("The office has added no pack “{pack}”.")
    kept = N_("Nothing was changed.")
    to_do = N_("“mediatordesk forms list” says which packs are the office's own.")


class PackInUse(DeskError):
    """A pack that cases or other packs need."""

    happened = N_("The pack “{pack}” was not taken back: it is used by {users}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Add a new edition of it instead; cases keep what they were registered with.")


@dataclass(frozen=True)
class LookedThrough:
    """A pack as it would be added, the desk's packs with it, and all that is to be said of it."""

    content: PackContent
    packs: Packs
    findings: tuple[PackFinding, ...]

    @property
    def faults(self) -> tuple[PackFinding, ...]:
        """Return what stands in the way of adding it."""
        return tuple(one for one in self.findings if one.level == "B")


@dataclass(frozen=True)
class AddedPack:
    """An edition that was just saved, and the desk with its packs as they are now."""

    edition: PackEdition
    change: Change
    desk: Desk
    findings: tuple[PackFinding, ...] = ()


def look_through_pack(desk: Desk, folder: Path) -> LookedThrough:
    """Return a pack in a folder as it would be added to the desk, with everything wrong with it.

    Its Word files are examined as those that are handed in to a case, in a child process.
    PackUnreadable, PackTooLarge; TookTooLong and its like for a Word file that is a trap.
    """
    try:
        content = content_of(PackFolder(folder.resolve()))
    except OSError as error:
        raise PackUnreadable(folder=folder.name, reason=reason_of(error)) from error
    installed = Packs.read(desk.places.forms)
    others = packs_of(desk.store, desk.blobs, installed, without=content.name)
    packs = with_own_packs(others, [content])
    findings = [*check_source(content, Layers.of(others)), *_head_findings(desk, content, packs)]
    if content.name in packs.usable:
        findings += _use_findings(desk, content, (installed, others, packs))
    return LookedThrough(content, packs, told_once(findings))


def add_pack(desk: Desk, folder: Path) -> AddedPack:
    """Add the pack in a folder to the desk: from then on the office's computers all have it.

    PackFaulty with all findings, SamePack; nothing is saved then. What `look_through_pack` raises.
    """
    desk.store.require_writable()
    looked = look_through_pack(desk, folder)
    content = looked.content
    if looked.faults:
        raise PackFaulty(pack=content.name, count=len(looked.faults), looked=looked)
    pack, data = looked.packs.pack(content.name), packed(content)
    before = _in_force(desk, content.name)
    version, sha256 = pack.line[-1].version, desk.blobs.name_of(data)
    if before is not None and before.sha256 == sha256 and content.name in desk.packs.usable:
        raise SamePack(pack=content.name, version=version)
    blob, op = keep_bytes(desk, desk.office.id, data, PACK_TYPE)
    edition = PackEdition(
        pack=content.name,
        number=_next_number(desk, content.name),
        version=version,
        title=pack.title,
        added_at=desk.clock.now(),
        operator_id=desk.operator.id,
        sha256=sha256,
        blob_id=blob.id,
    )
    change = desk.commit([op, added(edition)])
    return AddedPack(edition, change, replace(desk, packs=looked.packs), looked.findings)


def withdraw_pack(desk: Desk, name: str) -> AddedPack:
    """Take an office's own pack back; what it was laid over is as the program brings it again.

    NotOwnPack; PackInUse while a case holds what only this pack knows, or another pack needs it.
    """
    before = _in_force(desk, name)
    if before is None:
        raise NotOwnPack(pack=name)
    installed = Packs.read(desk.places.forms)
    packs = packs_of(desk.store, desk.blobs, installed, without=name)
    users = [f"“{other}”" for other, _error in disturbed(desk.packs, packs, name)]
    users += dict.fromkeys(one.called for _what, cases in still_used(desk, packs) for one in cases)
    if users:
        raise PackInUse(pack=name, users="、".join(users[:CASES_NAMED]))
    edition = PackEdition(
        pack=name,
        number=_next_number(desk, name),
        version=before.version,
        title=before.title,
        added_at=desk.clock.now(),
        operator_id=desk.operator.id,
    )
    return AddedPack(edition, desk.commit([added(edition)]), replace(desk, packs=packs))


def files_of_pack(desk: Desk, name: str, number: int = 0) -> Mapping[str, bytes]:
    """Return the files of an office's own pack as they were added, of one edition or the newest.

    NotOwnPack, PackOnItsWay, DamagedPack.
    """
    editions = [one for one in editions_of_pack(desk, name) if not one.withdraws]
    chosen = [one for one in editions if number in {0, one.number}]
    if not chosen:
        raise NotOwnPack(pack=name)
    return content_of_edition(desk.store, desk.blobs, chosen[-1]).files


def editions_of_pack(desk: Desk, name: str) -> tuple[PackEdition, ...]:
    """Return all editions of a pack, oldest first, those that take it back among them."""
    condition = "pack = ? AND void_reason = '' ORDER BY number, rowid"
    return desk.store.where(PackEdition, condition, (name,))


def _in_force(desk: Desk, name: str) -> PackEdition | None:
    return next((one for one in own_editions(desk.store) if one.pack == name), None)


def _next_number(desk: Desk, name: str) -> int:
    return max((one.number for one in editions_of_pack(desk, name)), default=0) + 1


def _use_findings(
    desk: Desk, content: PackContent, packs: tuple[Packs, Packs, Packs]
) -> Iterator[PackFinding]:
    """Yield what is wrong with using a pack here: beside what is installed, others, and itself."""
    installed, others, after = packs
    pack = after.pack(content.name)
    if content.name in installed.usable and not pack.line[-1].changes:
        why = _("the program brings “{name}”; to change it, say that yours extends it").format(
            name=pack.name
        )
        yield PackFinding(RESTS, "B", HEAD, "pack.extends", why)
    yield from steps_of_the_desk(pack)
    if content.templates():
        yield from _word_findings(content, fields_for(after, content.name))
    yield from _lost_words(others, after)
    for what, cases in still_used(desk, after):
        named = "、".join(one.called for one in cases[:CASES_NAMED])
        why = _("{count} cases have “{what}”, which is no longer there: {named}").format(
            count=len(cases), what=what, named=named
        )
        yield PackFinding(IN_USE, "W", HEAD, what, why)
    for name, broken in disturbed(others, after, content.name):
        why = _("“{name}” rests on it, and could no longer be used: {why}").format(
            name=name, why=broken
        )
        yield PackFinding(RESTS, "B", HEAD, "pack", why)


def _head_findings(desk: Desk, content: PackContent, packs: Packs) -> Iterator[PackFinding]:
    """Yield that a version was used before for other files: nobody could tell them apart."""
    if content.name not in packs.usable:
        return
    version = packs.pack(content.name).line[-1].version
    sha256 = desk.blobs.name_of(packed(content))
    for one in editions_of_pack(desk, content.name):
        if one.version == version and not one.withdraws and one.sha256 != sha256:
            why = _(
                "version “{version}” was added before with other files: give it a new version"
            ).format(version=version)
            yield PackFinding(HEADER, "B", HEAD, "pack.version", why)


def _word_findings(content: PackContent, fields: frozenset[str]) -> list[PackFinding]:
    """Return what is wrong with a pack's Word files, looked into by child processes."""
    names = content.templates()
    files = [HandedIn(name, content.read(name), len(content.read(name))) for name in names]
    with closing(examined(files, Wishes())) as answers:
        for name in names:
            try:
                next(answers)
            except FileRefused as error:
                return [PackFinding(BROKEN, "B", name, "", error.lines()[0])]
    return LIMITS.run(_template_findings, content, fields) if fields else []


def _template_findings(content: PackContent, fields: frozenset[str]) -> list[PackFinding]:
    names = content.templates()
    return [one for name in names for one in template_findings(name, content.read(name), fields)]


def _lost_words(before: Packs, after: Packs) -> Iterator[PackFinding]:
    """Yield forms that came with the packs and print a question which is no longer asked."""
    for name in after.names():
        pack = after.pack(name)
        if name in before.usable and before.pack(name) is not pack:
            lost = _words(before.pack(name)) - _words(pack)
            for file, printed in _printed(before.pack(name)) if lost else ():
                if gone := sorted(printed & lost):
                    why = _("it prints what is no longer asked: {gone}").format(
                        gone="、".join(gone)
                    )
                    yield PackFinding(TEMPLATE, "B", f"{name}/{file}", "", why)


def _words(pack: Pack) -> set[str]:
    """Return the words of a pack's own that its forms may print: its questions and phrases."""
    words = {one.label for one in pack.data.phrases}
    for field in pack.data.fields:
        names = {field.label, field.name}
        words |= names
        columns = [word for one in field.columns for word in (one.label, one.name)]
        words |= {f"{name}.{column}" for name in names for column in columns}
    return words


def _printed(pack: Pack) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the forms of a pack that can be read, and what each prints."""
    for kind in pack.papers():
        with suppress(WordFileRefused, BrokenTemplate):
            yield kind.file_name, Template.read(pack.template(kind.code)).fields
