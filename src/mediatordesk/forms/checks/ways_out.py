"""Ways out of mediation, agreement by agreement, and the files that each of them asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mediatordesk.core.papers import SignerRole
from mediatordesk.forms.definitions.paper_kinds import Exit, ExitItem, PaperKind, Per
from mediatordesk.forms.definitions.rules import Level, Rule
from mediatordesk.forms.language import language
from mediatordesk.forms.packs.packs import Pack


@dataclass(frozen=True)
class WayOut:
    """A way out for one agreement: open, or closed and why."""

    name: str
    title: str
    agreement: str
    """The agreement's id, as text."""
    is_open: bool
    why: str
    basis: str
    deadline: str


@dataclass(frozen=True)
class PacketItem:
    """One file of a packet: what it is made of, and whether everything for it is there."""

    position: int
    code: str
    title: str
    file_stem: str
    """`01_申请书`, with the party's name where there is one for each."""
    sources: tuple[str, ...]
    """What it is made of, in order: `paper/D24`, `attachment/identity`, `file/whole`."""
    about: str
    """The id of the agreement, party or obligation that it is about, as text; empty: the case."""
    level: Level
    basis: str
    missing: tuple[str, ...]
    """What is not there yet, in Chinese; empty if the file can be made."""
    overview: bool = False
    """It tells of the other files: whoever makes the packet makes it anew, as number 00."""


def ways_out(pack: Pack, facts: Mapping[str, Any], *, on: date) -> tuple[WayOut, ...]:
    """Return every way out for every agreement of a case, with the reason where it is closed."""
    readable = language.readable(pack.with_elements(facts))
    return tuple(
        _way_out(pack, way, agreement, readable, on)
        for agreement in readable["agreements"]
        for way in pack.exits(on)
        if way.each == "agreement"
    )


def _way_out(
    pack: Pack, way: Exit, agreement: Mapping[str, Any], facts: Mapping[str, Any], on: date
) -> WayOut:
    """Return one way out for one agreement."""
    scope = {**facts, "agreement": agreement}
    reason = next((one for one in way.closed if language.holds(one.when, scope)), None)
    is_open = reason is None and language.holds(way.open_when, scope)
    why = "" if is_open else (reason.why if reason else way.closed_why)
    basis = Rule(basis=reason.basis).basis_on(on, pack.data.laws) if reason else ""
    told = basis or pack.basis(way, on)
    return WayOut(way.name, way.title, agreement["id"], is_open, why, told, way.deadline)


def packet_items(
    pack: Pack, facts: Mapping[str, Any], way: Exit, *, agreement: str = "", on: date
) -> tuple[PacketItem, ...]:
    """Return the files of one agreement's packet in their order, each with what is missing.

    `way` is `pack.exit("court", on, court)`; `agreement` is an id as text, empty where the way is
    that of the whole case. The overview comes first, as number 00; the others count from 01.
    """
    readable = language.readable(pack.with_elements(facts))
    chosen = next((one for one in readable["agreements"] if one["id"] == agreement), _NO_AGREEMENT)
    # Looked up once: a case may have hundreds of parties, and a file for each.
    packing = _Packing(pack, readable, on, {kind.code: kind for kind in pack.papers(on)})
    wanted = tuple(_wanted(pack, way, readable, chosen))
    first = [one for one in wanted if one[0].overview]
    rest = [one for one in wanted if not one[0].overview]
    return (
        *(packing.item(item, names, 0) for item, names in first),
        *(packing.item(item, names, n) for n, (item, names) in enumerate(rest, 1)),
    )


_NO_AGREEMENT: Mapping[str, Any] = language.readable({"id": "", "obligations": ()})


def _wanted(
    pack: Pack, way: Exit, facts: Mapping[str, Any], agreement: Mapping[str, Any]
) -> Iterator[tuple[ExitItem, dict[str, Any]]]:
    """Yield the items that this packet has, one for each thing they are made for."""
    for item in way.items:
        for names in _made_for(pack, item.per, facts, agreement):
            if language.holds(item.when, {**facts, **names}):
                yield item, names


def _made_for(
    pack: Pack, per: Per, facts: Mapping[str, Any], agreement: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Return the things that one file each is made for, by their names in expressions."""
    match per:
        case Per.PARTY | Per.PERSON | Per.ORGANISATION:
            kinds = {Per.PERSON: (True,), Per.ORGANISATION: (False,)}.get(per, (True, False))
            return [
                {"agreement": agreement, "party": party}
                for party in facts["parties"]
                if party["is_person"] in kinds
            ]
        case Per.OBLIGATION:
            return [
                {"agreement": agreement, "obligation": owed} for owed in agreement["obligations"]
            ]
        case Per.PAPER:
            papers = papers_in_file(pack, facts)
            return [{"agreement": agreement, "paper": paper} for paper in papers]
    return [{"agreement": agreement}]


@dataclass(frozen=True)
class _Packing:
    """What the files of a packet are looked up in."""

    pack: Pack
    facts: Mapping[str, Any]
    on: date
    kinds: Mapping[str, PaperKind]

    def item(self, item: ExitItem, names: Mapping[str, Any], position: int) -> PacketItem:
        """Return one file of a packet with what it is made of and what is missing."""
        if paper := names.get("paper"):
            return self._paper(item, paper, position)
        thing = names.get("party") or names.get("obligation") or names["agreement"]
        whose = f"_{names['party']['name']}" if "party" in names else ""
        lacking = [self._lack(part, str(thing["id"]), item) for part in item.parts]
        return PacketItem(
            position,
            item.code,
            item.title,
            f"{position:02d}_{item.name}{whose}",
            item.parts,
            str(thing["id"]),
            item.level,
            Rule(basis=item.basis).basis_on(self.on, self.pack.data.laws),
            tuple(one for one in lacking if one),
            item.overview,
        )

    def _paper(self, item: ExitItem, paper: Mapping[str, Any], position: int) -> PacketItem:
        """Return one paper of the file of a case as a file of a packet."""
        return PacketItem(
            position,
            item.code,
            paper["title"],
            f"{position:02d}_{paper['title']}",
            (f"paper/{paper['kind']}",),
            paper["about"] or "",
            item.level,
            Rule(basis=item.basis).basis_on(self.on, self.pack.data.laws),
            (),
        )

    def _lack(self, source: str, about: str, item: ExitItem) -> str:
        """Return what is missing of a source, in Chinese, or nothing."""
        kind, code = source.split("/")
        if kind == "file":
            return "" if self.facts["bound_files"] else "装订好的卷宗"
        if kind == "attachment":
            handed_in = [one for one in self.facts["attachments"] if one["kind"] == code]
            there = any(one["party_id"] in (about, None) for one in handed_in)
            labels = {kind.name: kind.label for kind in self.pack.data.attachment_kinds}
            return "" if there else labels.get(code, item.title)
        if item.overview:
            return ""
        rule = self.kinds.get(code) or self.pack.paper(code, self.on)
        paper = newest_paper(self.facts, code, about)
        if paper is None:
            return rule.title
        return unsigned_places(rule, paper, self.facts) if item.signed else ""


def papers_in_file(pack: Pack, facts: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the papers of a case that have a place in its file, in their newest versions."""
    places = {kind.code: kind.position for kind in pack.papers() if kind.position}
    own = [one for one in facts["papers"] if one["kind"] in places]
    newest = {(one["kind"], one["about"] or ""): one for one in own}
    return sorted(newest.values(), key=lambda one: places[str(one["kind"])])


def newest_paper(facts: Mapping[str, Any], code: str, about: str) -> Mapping[str, Any] | None:
    """Return the newest paper of a kind about a thing, or about the case as a whole."""
    made = [one for one in facts["papers"] if one["kind"] == code and one["about"] in (about, None)]
    return made[-1] if made else None


def unsigned_places(kind: PaperKind, paper: Mapping[str, Any], facts: Mapping[str, Any]) -> str:
    """Return the places on a paper that still have to be signed or stamped, in Chinese."""
    signed = [one for one in facts["signatures"] if one["paper_id"] == paper["id"]]
    roles = {one["role"] for one in signed}
    given = {(one["party_id"], one["name"]) for one in signed if one["role"] == SignerRole.PARTY}
    lacking: list[str] = []
    for slot in kind.slots:
        if slot.required and slot.each_party:
            lacking += [
                one["signer"] or one["name"]
                for one in facts["parties"]
                if slot.party_role in {"", one["role"]} and not _signed_for(one, given)
            ]
        elif slot.required and slot.role not in roles:
            lacking.append(slot.label)
    return f"{kind.title}（未签：{'、'.join(lacking)}）" if lacking else ""


def _signed_for(party: Mapping[str, Any], given: set[tuple[str, str]]) -> bool:
    """Tell whether somebody signed for a party; for one who cannot act alone, the guardian."""
    if party["needs_guardian"]:
        return (party["id"], party["signer"]) in given
    return any(party_id == party["id"] for party_id, _name in given)
