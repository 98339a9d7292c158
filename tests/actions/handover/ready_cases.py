"""Cases made ready for any way out: every paper it asks for is made, signed and sealed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mediatordesk.actions.cases.intake import add_case, set_field, set_party_field
from mediatordesk.actions.cases.steps import do_step
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import add_file
from mediatordesk.actions.papers.papers import make_paper
from mediatordesk.actions.signing.places import places_on
from mediatordesk.actions.signing.sealing import seal_paper
from mediatordesk.actions.signing.signing import sign_paper
from mediatordesk.cli.demo.props import Props
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.papers import Paper, SignerRole
from mediatordesk.forms import facts_of, packet_items
from mediatordesk.store import read_case_file


@dataclass(frozen=True)
class Ready:
    """A case of a desk that is being made ready."""

    desk: Desk
    props: Props
    case_id: UUID

    @classmethod
    def registered(
        cls,
        desk: Desk,
        props: Props,
        intake: Mapping[str, Any],
        elements: Mapping[str, str],
    ) -> "Ready":
        """Register and accept a case, with what the pack asks; all agree to fingerprints."""
        ready = cls(desk, props, add_case(desk, intake).case.id)
        do_step(desk, ready.case_id, "accept", {})
        for name, content in elements.items():
            set_field(desk, ready.case_id, name, content)
        do_step(desk, ready.case_id, "consent", {"kind": "biometrics", "reader": "黄文德"})
        session = {"place": "调解室", "text": "双方到场，同意和解。", "agreed": True}
        do_step(desk, ready.case_id, "session", session)
        return ready

    @property
    def file(self) -> CaseFile:
        return read_case_file(self.desk.store, self.case_id)

    def agreed(self, entries: Mapping[str, Any]) -> "Ready":
        """Draw up the agreement, and let everybody sign it."""
        do_step(self.desk, self.case_id, "agree", entries)
        return self.made("D17", self.file.agreements[-1].id)

    def say(self, party: str, name: str, content: str) -> "Ready":
        """Enter one of the pack's fields of a party."""
        found = next(one for one in self.file.parties if one.name == party)
        set_party_field(self.desk, self.case_id, found, name, content)
        return self

    def for_way(self, way: str) -> "Ready":
        """Make, sign and seal every paper that a way out asks for; hand in every file."""
        desk, today = self.desk, self.desk.clock.today()
        pack = desk.packs.pack(self.file.case.pack)
        exit_ = pack.exit(way, today)
        about = str(self.file.agreements[-1].id) if exit_.each == "agreement" else ""
        items = packet_items(pack, facts_of(self.file, today), exit_, agreement=about, on=today)
        for item in items:
            for source in item.sources:
                sort, _slash, kind = source.partition("/")
                if sort == "paper" and not item.overview and item.missing:
                    self.made(kind, UUID(item.about))
                elif sort == "attachment" and item.missing:
                    self._hand_in(kind, item.about)
        return self

    def made(self, code: str, about: UUID) -> "Ready":
        """Make a paper, let all sign it, and seal it."""
        kind = self.desk.packs.pack(self.file.case.pack).paper(code, self.desk.clock.today())
        whole = kind.per.value == "case"
        paper = make_paper(self.desk, self.file, code, about=None if whole else about).paper
        self._signed(paper)
        return self

    def _signed(self, paper: Paper) -> None:
        for place in places_on(self.desk, self.file, paper):
            if not place.required:
                continue
            party = next((one for one in self.file.parties if one.id == place.party_id), None)
            is_seal = place.role is SignerRole.COMMITTEE_SEAL
            image = self.props.seal(place.name) if is_seal else self.props.signature(place.name)
            stamp = None
            if party:
                is_firm = party.is_organisation
                stamp = (self.props.seal if is_firm else self.props.fingerprint)(party.name)
            who = place.role.value if is_seal else place.name
            sign_paper(self.desk, self.file, paper, who, image=image, fingerprint=stamp)
        if any(place.required for place in places_on(self.desk, self.file, paper)):
            seal_paper(self.desk, self.file, self._now(paper), self.props.signer)

    def _now(self, paper: Paper) -> Paper:
        return next(one for one in self.file.papers if one.id == paper.id)

    def _hand_in(self, kind: str, about: str) -> None:
        """Hand in a made-up scan of a kind, for the party it is about if it is about one."""
        file = self.file
        party = next((one for one in file.parties if str(one.id) == about), None)
        scan = self.props.scan(kind, party or file.parties[0])
        add_file(self.desk, file, f"{kind}.png", scan, kind, party)
