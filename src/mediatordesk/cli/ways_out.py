"""Where a case can go: its ways out, the courts that may confirm, the director's release."""

import argparse
from typing import Any

from mediatordesk.actions.cases.courts import choose_court, courts_for, invitation_gaps
from mediatordesk.actions.cases.eligibility import ways_of
from mediatordesk.actions.cases.entered_parts import numbered_part
from mediatordesk.actions.cases.releases import (
    chosen_by_code,
    release_case,
    waiting_for_director,
)
from mediatordesk.cli.answers import Answer, changed_answer
from mediatordesk.cli.arguments import Given, filled
from mediatordesk.core.agreements import MediationAgreement
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.texts import _
from mediatordesk.forms.checks.eligibility import Eligibility
from mediatordesk.store import find_case, read_case_file


def add_commands(case: Any, shared: argparse.ArgumentParser) -> None:
    """Add the commands to those on cases."""
    one = case.add_parser("exits", parents=[shared], help=_("where each agreement can go"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.set_defaults(command=_exits)
    one = case.add_parser("courts", parents=[shared], help=_("which courts may confirm"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--agreement", type=int, help=_("which agreement, by its number in the case"))
    one.add_argument("--take", metavar="COURT", help=_("choose one of them for the application"))
    one.set_defaults(command=_courts)
    one = case.add_parser("release", parents=[shared], help=_("the director lets it go on"))
    one.add_argument("case", type=filled, help=_("its number or id"))
    one.add_argument("--reason", required=True, help=_("why: it stays in the file"))
    one.add_argument("--director", default="", help=_("who released it, if not the director"))
    one.add_argument(
        "--code",
        action="append",
        default=[],
        help=_("only this finding, such as A05; may be given more than once"),
    )
    one.set_defaults(command=_release)


def _exits(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    told = ways_of(desk, file)
    lines = [line for one in told for line in _lines(file, one)]
    if not told:
        lines = [_("There is no agreement yet; ways out are shown for each agreement.")]
    return Answer([_data(file, one) for one in told], tuple(lines))


def _data(file: CaseFile, one: Eligibility) -> dict[str, Any]:
    """Return the ways out of an agreement as scripts read them."""
    ways = [
        {
            "name": way.name,
            "title": way.title,
            "open": way.is_open,
            "why": way.why,
            "basis": way.basis,
            "deadline": way.deadline,
        }
        for way in one.ways
    ]
    split = one.split and {
        "confirmable": one.split.confirmable,
        "apart": one.split.apart,
        "words": one.split.words,
    }
    number = next(two.number for two in file.agreements if str(two.id) == one.agreement)
    data = {"agreement": one.agreement, "number": number, "ways": ways, "split": split}
    return data | {"none": one.why_none}


def _lines(file: CaseFile, one: Eligibility) -> list[str]:
    """Return the ways out of an agreement as lines for people."""
    number = next(two.number for two in file.agreements if str(two.id) == one.agreement)
    lines = [number]
    for way in one.ways:
        basis = f"（{way.basis}）" if way.basis else ""
        mark, why = ("✓", "") if way.is_open else ("×", f"：{way.why}")
        lines.append(f"  {mark} {way.title}{why}{basis}")
    if one.split:
        lines.append("  " + _("Split it: {words}").format(words=one.split.words))
    if one.why_none:
        lines.append("  " + _("No way out is open to it; the parties can still sue."))
    return lines


def _courts(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    agreement = _agreement(given, file)
    if given.take:
        return changed_answer(choose_court(desk, file, agreement.id, given.take))
    told = courts_for(desk, file, agreement.id)
    gaps = [one.name for one in invitation_gaps(desk, file)]
    rows = [
        {
            "court": one.name,
            "district": one.district,
            "place": one.place,
            "whose": one.whose,
            "reason": one.reason,
            "basis": one.basis,
        }
        for one in told.candidates
    ]
    data = {"courts": rows, "refused": told.refused, "basis": told.basis, "not_invited": gaps}
    unnamed = _("a basic court of {district}, not in the register")
    lines = [
        f"{one.name or unnamed.format(district=one.place or one.district)}\t"
        f"{one.reason}{_of(one.whose)}（{one.basis}）"
        for one in told.candidates
    ]
    lines += [told.refused] if told.refused else []
    lines += [_("The invitation of {court} does not cover this case.").format(court=one)
              for one in gaps]  # fmt: skip
    return Answer(data, tuple(lines))


def _of(whose: str) -> str:
    return f"：{whose}" if whose else ""


def _agreement(given: Given, file: CaseFile) -> MediationAgreement:
    """Return the agreement that was meant, the last one if none was named."""
    number = len(file.agreements) if given.agreement is None else given.agreement
    return numbered_part("--agreement", file.agreements, number)


def _release(given: Given) -> Answer:
    desk = given.desk()
    file = read_case_file(desk.store, find_case(desk.store, given.case).id)
    codes: list[str] = given.code
    waiting = chosen_by_code(desk, file, codes) if codes else waiting_for_director(desk, file)
    saved = changed_answer(release_case(desk, file, given.reason, given.director, waiting))
    told = [f"{'、'.join(one.codes)} {one.heading}：「{one.words}」" for one in waiting]
    return Answer(saved.data | {"released": waiting}, (*saved.lines, *told))
