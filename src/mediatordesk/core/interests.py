"""What joins a mediator with a party, so that recusal is thought of (回避, domain.md 4).

Only what stands in the roster and in the case is compared: names, numbers, addresses, employers,
and the relatives, posts and interests that a mediator has disclosed for the roster. Rosters of
earlier years have them in the remark, which is looked through too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mediatordesk.core.pinyin import COMPOUND_SURNAMES
from mediatordesk.core.rosters import RosterKind, RosterMember

_AREA = re.compile(r"[省市区县镇乡]|街道|自治区|自治县")
_GROUP = re.compile(r"^[家现]?住?(\w{1,8}?村)第?(\w{1,4}?)(?:村民小|小)?[组屯队]")
_ORDINALS = str.maketrans(
    "0123456789０１２３４５６７８９", "〇一二三四五六七八九〇一二三四五六七八九"
)
_SHORTEST = 2
"""Characters of a word that is looked for in what a mediator declared; one alone says nothing."""


class InterestKind(StrEnum):
    """How a mediator and a party hang together."""

    SAME_PERSON = "same_person"
    """The mediator is a party, or acts for one."""
    RELATIVE = "relative"
    """The party stands among the close relatives that the mediator has disclosed."""
    INTERESTED = "interested"
    """The party stands among the posts and interests that the mediator has disclosed."""
    DECLARED = "declared"
    """The party stands in the remark of the mediator's roster row."""
    SAME_PHONE = "same_phone"
    SAME_EMPLOYER = "same_employer"
    SAME_GROUP = "same_group"
    """The same surname in the same group of a village: only a reason to ask."""


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """A party or its agent, as far as mediators are compared with them."""

    name: str
    id_number: str = ""
    phone: str = ""
    address: str = ""
    employer: str = ""

    def told(self) -> tuple[str, ...]:
        """Return the words by which a mediator may have declared them."""
        words = (self.name, self.id_number, self.phone, self.address, self.employer)
        return tuple(word for word in words if len(word) >= _SHORTEST)


@dataclass(frozen=True)
class Interest:
    """Something that joins a mediator with a party; `words` say it for people, in Chinese."""

    mediator: str
    party: str
    kind: InterestKind
    words: str


def interests_between(
    mediator: str, member: RosterMember | None, concerned: Iterable[Concerned]
) -> Iterator[Interest]:
    """Yield what joins a mediator with parties and agents; `member` is the mediator's roster row.

    Two people of one name whose identity numbers are known and differ are not the same.
    """
    own = member or RosterMember(kind=RosterKind.MEDIATOR, name=mediator)
    for one in concerned:
        for kind, words in _found(own, one):
            yield Interest(mediator, one.name, kind, words)


def _found(own: RosterMember, one: Concerned) -> Iterator[tuple[InterestKind, str]]:
    """Yield each kind of interest with its words; the heavier ones first."""
    if _same_person(own, one):
        yield InterestKind.SAME_PERSON, f"{own.name}就是当事人或者代理人{one.name}"
        return
    yield from _disclosed(own, one)
    if own.phone and own.phone == one.phone:
        yield InterestKind.SAME_PHONE, f"{own.name}与{one.name}的联系电话相同"
    if own.organisation and own.organisation in {one.name, one.employer}:
        yield InterestKind.SAME_EMPLOYER, f"{own.name}与{one.name}的单位相同（{own.organisation}）"
    if surname_of(own.name) == surname_of(one.name):
        for village, group in sorted(village_groups(own.remark) & village_groups(one.address)):
            yield InterestKind.SAME_GROUP, f"{own.name}与{one.name}同姓，同在{village}{group}组"


def _disclosed(own: RosterMember, one: Concerned) -> Iterator[tuple[InterestKind, str]]:
    """Yield what a mediator has disclosed of somebody, with the words in which it was."""
    for kind, texts, words in (
        (InterestKind.RELATIVE, own.relatives, "近亲属"),
        (InterestKind.INTERESTED, own.interests, "任职和利害关系"),
        (InterestKind.DECLARED, (own.remark,), "备注"),
    ):
        hits = ((word, text) for text in texts for word in one.told() if word in text)
        for word, text in hits:
            said = word if kind is InterestKind.DECLARED else text
            yield kind, f"{own.name}登记的{words}中有“{said}”（{one.name}）"
            break


def _same_person(own: RosterMember, one: Concerned) -> bool:
    """Tell whether a mediator is somebody: by number, or by name where a number is missing."""
    if own.id_number and one.id_number:
        return own.id_number == one.id_number
    return own.name == one.name


def surname_of(name: str) -> str:
    """Return the surname: 欧阳 of 欧阳兰, 覃 of 覃𬭎, Nguyễn of Nguyễn Văn Đức."""
    if name[:1].isascii() or " " in name:
        return name.split(" ", maxsplit=1)[0]
    return name[:2] if name[:2] in COMPOUND_SURNAMES else name[:1]


def village_groups(text: str) -> frozenset[tuple[str, str]]:
    """Return the groups of villages that a text names: 长洲镇正阳村3组 is (正阳村, 三)."""
    plain = unicodedata.normalize("NFKC", text)
    parts = re.split(r"[，。；、：:;,\s]", plain)
    hits = (_GROUP.match(_AREA.split(part)[-1]) for part in parts)
    return frozenset((hit[1], hit[2].translate(_ORDINALS)) for hit in hits if hit)
