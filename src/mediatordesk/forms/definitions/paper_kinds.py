"""The papers that a pack knows, and the ways out with the packets they need."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field as Limits
from pydantic import model_validator

from mediatordesk.core.papers import SignerRole
from mediatordesk.core.routing import HopKind
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.rules import Code, Expression, Level, Name, Rule, Strict


class Per(StrEnum):
    """What a paper is made once for."""

    CASE = "case"
    PARTY = "party"
    PERSON = "person"
    ORGANISATION = "organisation"
    AGREEMENT = "agreement"
    OBLIGATION = "obligation"
    HOP = "hop"
    SESSION = "session"
    VISIT = "visit"
    ROW = "row"
    """Each row of a table field of the pack: an investigation, a request for recusal."""
    PAPER = "paper"
    """Each paper of the file in its newest version: only for the files of a packet."""


class Origin(StrEnum):
    """Whose format a paper has (domain.md 1.1)."""

    MINISTRY = "ministry"
    CUSTOM = "custom"
    OWN = "own"


class Slot(Strict):
    """A place for a signature or seal: in what quality, under which words, and if it must be.

    In a party's place signs who may sign for it: the guardian of one who cannot act alone.
    """

    role: SignerRole
    label: str
    required: bool = True
    each_party: bool = False
    """Every party has a place of its own; else the party that the paper is about."""
    party_role: Annotated[str, Limits(pattern=r"^(applicant|respondent|third_party)?$")] = ""
    """Only parties of this role sign: those who apply."""
    guardian: bool = True
    """For a party that cannot act alone, its guardian signs (民法典 23); else itself."""
    seal: bool = False
    """An organisation puts its seal beside its representative's signature (domain.md 2, A03)."""


class Effect(Strict):
    """Whose signatures put an agreement into force on a track of its own (domain.md 2)."""

    roles: Annotated[tuple[SignerRole, ...], Limits(min_length=1)]
    when: Expression = ""
    """With `agreement`."""
    basis: tuple[str, ...] = ()


class PaperKind(Rule):
    """A paper: its template, what it is made for, who signs it, and its place in the file."""

    code: Code
    title: str
    origin: Origin = Origin.OWN
    template: Annotated[
        str, Limits(pattern=r"^([A-Z][A-Z0-9]{0,7}(-[a-z0-9-]{1,30})?\.docx)?$")
    ] = ""
    """File in the pack's folder `templates`; `<code>.docx` if nothing is said."""
    per: Per = Per.CASE
    table: Annotated[str, Limits(pattern=r"^([a-z][a-z0-9_]{0,59})?$")] = ""
    """With `per = "row"`: the table field whose rows it is made for."""
    kind: Annotated[str, Limits(pattern=r"^([a-z][a-z_]{0,39})?$")] = ""
    """With `per = "hop"`: made only for hops of this kind (routing, referral, clue, risk)."""
    number: Annotated[str, Limits(pattern=r"^(case|agreement|own)?$")] = ""
    """Whose number it carries; D17 and D18 share the series of agreements."""
    slots: tuple[Slot, ...] = ()
    effects: tuple[Effect, ...] = ()
    """Where it puts an agreement into force: the first whose `when` holds; where none does, all
    parties, the mediator and the committee's seal do (人民调解法 29 II)."""
    copies: Expression = ""
    """How many are printed: an expression, e.g. `parties|length + 1`; empty means one."""
    stages: tuple[Name, ...] = ()
    """When it is offered."""
    when: Expression = ""
    """In which cases it is offered; over the obligation too, where it is made for each of them."""
    not_offered: str = ""
    """What people are told where `when` does not hold."""
    must_when: Expression = "false"
    """When the file is not complete without it."""
    satisfied_by: tuple[Name, ...] = ()
    """Consents that stand for the paper in the file, one of every party."""
    position: int = 0
    """Its place in the file index (卷内目录)."""
    note: str = ""
    seam: bool = False
    """Its pages, if there are several, show where the seal across them goes (骑缝章)."""
    data: bool = False
    """What it was made from is embedded for machines to read (PDF/A-3)."""

    @model_validator(mode="after")
    def _names_its_table(self) -> Self:
        if self.per is Per.PAPER:
            raise ValueError(_('`per = "paper"` belongs to the files of a packet'))
        if (self.per is Per.ROW) != bool(self.table):
            raise ValueError(_('`table` belongs to `per = "row"`, and it needs one'))
        if self.kind and (self.per is not Per.HOP or self.kind not in set(HopKind)):
            raise ValueError(
                _('`kind` belongs to `per = "hop"`: {known}').format(known=", ".join(HopKind))
            )
        return self

    @property
    def file_name(self) -> str:
        """Return the name of its template file."""
        return self.template or f"{self.code}.docx"

    @property
    def numbered(self) -> bool:
        """Tell whether the paper carries a legal number."""
        return bool(self.number)

    @property
    def roles(self) -> tuple[SignerRole, ...]:
        """Return in what qualities it is signed, in the order of the places."""
        return tuple(slot.role for slot in self.slots)


class AttachmentKind(Strict):
    """What is handed in to a case: an identity paper, a licence, a voucher."""

    name: Name
    label: str
    scan: bool = False
    """A paper that was printed here, signed and scanned: the code on its pages is read again."""
    evidence: bool = False
    """Evidence by itself: of a photo of this kind the original is kept too."""
    position: int = 0
    """Its place in the file index, among those of the papers; 0 before the closing report."""


PartSource = Annotated[str, Limits(pattern=r"^((paper|attachment)/[A-Za-z0-9_]{1,40}|file/whole)$")]
"""`paper/D24`, `attachment/identity`, or `file/whole`: the file of the case as it was bound."""


class ExitItem(Strict):
    """One file of a packet, made of papers and attachments."""

    code: Code
    title: str
    name: str
    """Stem of the file's name: 申请书 becomes 01_申请书.pdf."""
    parts: tuple[PartSource, ...] = ()
    """All of them, in this order, make one file."""
    per: Per = Per.CASE
    signed: bool = False
    """The paper must be signed in all its required places."""
    overview: bool = False
    """It tells of the other files: made anew with the packet, it stands before them as 00."""
    level: Level = Level.BLOCK
    basis: tuple[str, ...] = ()
    when: Expression = ""
    """With `agreement` (and `party` where it is made per party)."""

    @model_validator(mode="after")
    def _is_made_of_something(self) -> Self:
        if (self.per is Per.PAPER) == bool(self.parts):
            raise ValueError(
                _('a file of a packet needs `parts`, and one `per = "paper"` has none')
            )
        return self


class Closed(Strict):
    """One reason for which a way out is closed to an agreement."""

    when: Expression
    """With `agreement`."""
    why: str
    basis: tuple[str, ...] = ()


class Exit(Rule):
    """A way out of mediation: where an agreement can be taken, on what conditions, with what."""

    name: Name
    """court, arbitration, notary, administrator, archive …"""
    title: str
    each: Annotated[str, Limits(pattern=r"^(agreement|case)$")] = "agreement"
    """What goes this way: each agreement by itself, or the case as a whole (the archive)."""
    deadline: str = ""
    """The code of the period within which it must be used."""
    joint: bool = False
    profile: str = ""
    """Empty for the common profile; else whose profile it is, such as a court's name."""
    open_when: Expression = ""
    """Per agreement; the checks of its stage say why not."""
    closed_why: str = ""
    closed: tuple[Closed, ...] = ()
    """Reasons for which it is closed, the first that holds is said; before `open_when`."""
    items: tuple[ExitItem, ...] = ()

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        codes = [item.code for item in self.items]
        if len(set(codes)) != len(codes):
            raise ValueError(_("two items of the packet have the same code"))
        return self
