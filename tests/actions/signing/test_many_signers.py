"""Hundreds sign one agreement: who is missing is named at once."""

import time
from pathlib import Path

from mediatordesk.actions.signing.places import PlaceState, missing_on, places_on
from mediatordesk.cli.signed_papers import signing_lines, signing_state
from mediatordesk.core.parties import Party, PartyRole
from mediatordesk.core.records import added
from tests.actions.signing.signing_cases import (
    COMMITTEE,
    MEDIATOR,
    RECORDER,
    agreed,
    agreement_of,
    newest,
    sign_on_paper,
)

BUYERS = 373
"""With the two of the case 375, as many as the source case had (scenario 7)."""
RARE = ("覃𬭎", "Nguyễn Văn Đức", "阿依古丽·买买提")


def test_of_375_signers_the_three_who_are_missing_are_named_at_once(tmp_path: Path) -> None:
    played = agreed(tmp_path / "desk")
    case_id = played.case.id
    played.desk.commit(
        [
            added(
                Party(
                    case_id=case_id,
                    role=PartyRole.THIRD_PARTY,
                    position=3 + number,
                    name=f"{RARE[number % 3]}{number}",
                    address="七星区人民大厦a<b",
                    phone="13800000009",
                )
            )
            for number in range(BUYERS)
        ]
    )
    agreement_of(played)
    parties = played.file.parties
    assert len(parties) == 375
    late = {parties[7].id, parties[200].id, parties[374].id}
    signed = [str(one.id) for one in parties if one.id not in late]
    sign_on_paper(played, "2025-05-13", *signed, MEDIATOR, RECORDER, COMMITTEE)
    file, paper = played.file, newest(played)
    begun = time.process_time()
    state, lines = signing_state(played.desk, file, paper), signing_lines(played.desk, file, paper)
    seconds = time.process_time() - begun
    names = [one.name for one in parties if one.id in late]
    assert state["missing"] == names
    assert (state["signed"], len(state["places"])) == (375, 378)
    assert state["effective_date"] is None
    assert "、".join(names) in "".join(lines)
    assert len(lines) < 10, "who has signed is counted, not listed"
    assert seconds < 2
    for who in names:
        sign_on_paper(played, "2025-05-20", who)
    assert missing_on(played.desk, played.file, paper) == ()
    states = {one.state for one in places_on(played.desk, played.file, paper)}
    assert states == {PlaceState.SIGNED}
    assert str(played.file.agreements[0].effective_on) == "2025-05-20"
