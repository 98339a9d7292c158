"""Plays a scenario on a desk: each step is an action, at the hour it happened."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from mediatordesk.actions.archive.archiving import take_step
from mediatordesk.actions.cases.checks import check_case, routing_advice, screening_before
from mediatordesk.actions.cases.clues import clue_register
from mediatordesk.actions.cases.eligibility import ways_of
from mediatordesk.actions.cases.intake import add_case, set_field
from mediatordesk.actions.cases.people import named_party
from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.files.files import add_file
from mediatordesk.actions.handover.exports import export_packet
from mediatordesk.actions.handover.handovers import note_handed_over
from mediatordesk.actions.papers.late_fee_values import late_fees_of
from mediatordesk.actions.papers.papers import make_paper, newest_paper, subjects_of
from mediatordesk.actions.signing.sealing import seal_paper
from mediatordesk.actions.signing.signing import sign_paper
from mediatordesk.cli.answers import amount
from mediatordesk.cli.demo.props import Props
from mediatordesk.cli.demo.shelf import Shelf
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.clock import Clock
from mediatordesk.core.errors import DeskError
from mediatordesk.core.late_fees import LateFees
from mediatordesk.core.papers import Paper, SignerRole
from mediatordesk.core.records import value_of
from mediatordesk.packets import verify as verify_packet
from mediatordesk.signing import verify as verify_signatures
from mediatordesk.store import read_case_file

Step = Mapping[str, Any]
UNKNOWN_AMOUNT = "待核定"
NO_CASE = UUID(int=0)
LINE = 160
"""So much of what a refusal says is told on the way; Chinese has no blanks to break at."""


class WentWrong(AssertionError):
    """A scenario did not come out as it says: our mistake, never the user's."""


@dataclass
class Player:
    """Plays the steps of one scenario; `case_id` is known after its first step."""

    desk: Desk
    props: Props
    shelf: Shelf
    case_id: UUID = NO_CASE

    def play(self, scenario: Mapping[str, Any]) -> Iterator[str]:
        """Play every step and yield a line for each one that has something to say."""
        steps: dict[str, Callable[[Step], str]] = {
            "case": self._case,
            "do": self._do,
            "set": self._set,
            "paper": self._paper,
            "check": self._check,
            "screening": self._screening,
            "closed": self._closed,
            "clues": self._clues,
            "advice": self._advice,
            "sign": self._sign,
            "seal": self._seal,
            "file": self._file,
            "late-fee": self._late_fee,
            "expect": self._expect,
            "refused": self._refused,
            "packet": self._packet,
        }
        home = self.desk
        for step in scenario["steps"]:
            moment = datetime.fromisoformat(step["at"])
            self.desk = home.at(Clock.typed(moment))
            said = steps[step["step"]](step)
            if step.get("say") or said:
                yield f"{moment:%Y-%m-%d}  {'：'.join(filter(None, (step.get('say'), said)))}"
        self.desk = home

    @property
    def file(self) -> CaseFile:
        """Return the case as it stands now."""
        return read_case_file(self.desk.store, self.case_id)

    def _case(self, step: Step) -> str:
        registered = add_case(self.desk, step["with"])
        self.case_id = registered.case.id
        return registered.case.title

    def _do(self, step: Step) -> str:
        take_step(self.desk, self.case_id, step["action"], step.get("with", {}))
        return self.file.case.number if step["action"] == "accept" else ""

    def _set(self, step: Step) -> str:
        set_field(self.desk, self.case_id, step["field"], step["value"])
        return ""

    def _paper(self, step: Step) -> str:
        for about in self._subjects(step):
            made = make_paper(self.desk, self.file, step["paper"], about=about)
            self.shelf.add_paper(made, self._subject_name(made.paper))
        return ""

    def _subjects(self, step: Step) -> list[UUID | None]:
        """Return for whom a paper is made; None where there is only one."""
        file = self.file
        if "agreement" in step:
            return [file.agreements[step["agreement"] - 1].id]
        names = step.get("about", [])
        kind = self.desk.packs.pack(file.case.pack).paper(step["paper"], self.desk.clock.today())
        subjects = subjects_of(file, kind)
        wanted = [names] if isinstance(names, str) else names
        return [subjects[name] for name in wanted] or [None]

    def _made(self, step: Step) -> Paper:
        """Return the newest version of the paper that a step is about."""
        (about,) = self._subjects(step)
        found = self.file.newest_paper(step["paper"], about) if about else None
        return found or newest_paper(self.desk, self.file, step["paper"])

    def _subject_name(self, paper: Paper) -> str:
        file = self.file
        names = {party.id: party.name for party in file.parties}
        names |= {one.id: f"协议{one.position}" for one in file.agreements}
        return names.get(paper.about, "") if paper.about else ""

    def _check(self, step: Step) -> str:
        findings = check_case(self.desk, self.file, step["for"])
        stopped = [one for one in findings if one.blocks]
        require({one.code for one in stopped} == set(step["expect"]), step, findings)
        return "；".join(f"{one.code}「{one.quote}」{one.why}" for one in stopped)

    def _screening(self, step: Step) -> str:
        findings = check_case(self.desk, self.file, step["for"])
        points = {one.code: one.points for one in findings if one.points}
        require(points == step["points"], step, points)
        told = screening_before(self.desk, self.file, findings)
        require((told.score, told.held) == (step["score"], step["held"]), step, told)
        state = "暂停" if told.held else "继续"
        return f"{'、'.join(sorted(points))}，{told.score}分，{state}"

    def _closed(self, step: Step) -> str:
        ways = [way for one in ways_of(self.desk, self.file) for way in one.ways]
        require(not any(way.is_open for way in ways), step, ways)
        why = next((way.why for way in ways if step["expect"] in way.why), "")
        require(why, step, ways)
        return why

    def _clues(self, step: Step) -> str:
        hops = [line.hop for line in clue_register(self.desk) if line.case.id == self.case_id]
        words = "；".join(f"{hop.to_office}：{hop.matter}——{hop.reply}" for hop in hops)
        require(all(word in words for word in step["expect"]), step, words)
        return words

    def _advice(self, step: Step) -> str:
        findings = routing_advice(self.desk, self.file)
        require(set(step["expect"]) <= {one.code for one in findings}, step, findings)
        wanted = [one for one in findings if one.code in step["expect"]]
        return "；".join(f"「{one.quote}」{one.why}" for one in wanted)

    def _sign(self, step: Step) -> str:
        paper = self._made(step)
        for name in step["who"]:
            party = next((one for one in self.file.parties if one.name == name), None)
            person = party.legal_representative if party and party.is_organisation else name
            is_seal = name == self.file.case.committee
            image = self.props.seal(name) if is_seal else self.props.signature(person or name)
            stamp = None if is_seal or party is None else self._stamp(party.is_organisation, name)
            who = SignerRole.COMMITTEE_SEAL.value if is_seal else name
            sign_paper(self.desk, self.file, paper, who, image=image, fingerprint=stamp)
        return ""

    def _stamp(self, organisation: bool, name: str) -> bytes:  # noqa: FBT001 - a fact of the party
        """Return what a party puts beside the signature: its seal, or a fingerprint."""
        return self.props.seal(name) if organisation else self.props.fingerprint(name)

    def _seal(self, step: Step) -> str:
        paper = self._made(step)
        sealed = seal_paper(self.desk, self.file, paper, self.props.signer).pdf
        self.shelf.add_sealed(paper, self._subject_name(paper), sealed)
        self.shelf.add_authority(self.props.authority)
        report = verify_signatures(sealed, trust=(self.props.authority,))
        require(report.bottom_line, step, report.words)
        return report.words if step.get("say") else ""

    def _file(self, step: Step) -> str:
        party = named_party(self.file, step["party"])
        scan = self.props.scan(step["picture"], party)
        add_file(self.desk, self.file, f"{step['picture']}.png", scan, step["as"], party)
        return ""

    def _late_fee(self, step: Step) -> str:
        pack, today = self.desk.packs.pack(self.file.case.pack), self.desk.clock.today()
        fees = late_fees_of(pack, self.file, today, self.desk.calendar)
        assert fees is not None  # noqa: S101 - the scenario has entered the months
        words = []
        for insurance, expected in step["expect"].items():
            counted = _amounts(fees.of_insurance(insurance))
            require(counted == expected, step, counted)
            words.append(
                f"{insurance} 滞纳金 {counted[-1]}"
                if len(counted) > 1
                else f"{insurance} {counted[0]}"
            )
        return "，".join(words)

    def _expect(self, step: Step) -> str:
        agreement = self.file.agreements[-1]
        periods = {one.code: one for one in self.file.periods if one.about == agreement.id}
        require(value_of(agreement.effective_on) == step["effective"], step, agreement.effective_on)
        for code, day in step["deadlines"].items():
            require(value_of(periods[code].due_on) == day, step, periods.get(code))
        for code, day in step.get("safe", {}).items():
            require(value_of(periods[code].safe_on) == day, step, periods.get(code))
        words = [f"{periods[code].title} 最迟 {day}" for code, day in step["deadlines"].items()]
        return "，".join([f"{step['effective']} 生效", *words])

    def _refused(self, step: Step) -> str:
        expected = step["expect"]
        try:
            self._try(step)
        except DeskError as error:
            happened = error.lines()[0]
            words = [expected] if isinstance(expected, str) else expected
            require(all(word in happened for word in words), step, happened)
            return happened if len(happened) <= LINE else f"{happened[:LINE]}…"
        raise WentWrong(step)

    def _try(self, step: Step) -> None:
        """Sign a paper, or make a packet for a way out."""
        if "sign" in step:
            paper = self._made({**step, "paper": step["sign"]})
            image = self.props.signature(step["who"])
            sign_paper(self.desk, self.file, paper, step["who"], image=image)
            return
        export_packet(self.desk, self.file, step["for"], receiver=step.get("receiver", ""))

    def _packet(self, step: Step) -> str:
        made = export_packet(self.desk, self.file, step["for"], receiver=step["receiver"])
        require(len(made.papers) == step["files"], step, made.papers)
        report = verify_packet(made.data)
        require(report.ok, step, report.findings)
        path = self.shelf.add_packet(step["receiver"], made)
        note_handed_over(self.desk, self.file, step["for"], made)
        return f"{path.name}  {len(made.papers)} 份材料，SHA-256 {made.packet.sha256[:16]}…"


def read_scenario(path: Path) -> dict[str, Any]:
    """Read a scenario: its title and its steps in order."""
    scenario: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return scenario


def require(fact: object, step: Step, found: object) -> None:
    """Raise WentWrong with the step and what was found instead, if a fact does not hold."""
    if not fact:
        raise WentWrong(f"{step['step']} {step['at']}: {found}")


def _amounts(fees: LateFees) -> list[str]:
    """Return principal, employer's and employee's share and late fee, or that it is not known."""
    if any(line.late_fee is None for line in fees.lines):
        return [UNKNOWN_AMOUNT]
    return [amount(one) for one in (fees.principal, fees.employer, fees.employee, fees.late_fee)]
