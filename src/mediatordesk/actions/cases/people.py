"""The parties of a case: adding, finding and correcting them."""

from uuid import UUID

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.core.case_files import CaseFile
from mediatordesk.core.changes import Change
from mediatordesk.core.errors import DeskError
from mediatordesk.core.parties import Party
from mediatordesk.core.records import changed
from mediatordesk.core.texts import N_


class NoSuchParty(DeskError):
    """A name that no party of the case has."""

    happened = N_("No party of this case is called “{name}”; there are: {known}.")
    kept = N_("Nothing was changed.")
    to_do = N_("Correct the name and try again.")


def rename_party(desk: Desk, party_id: UUID, name: str) -> Change:
    """Correct a party's name."""
    party = desk.store.get(Party, party_id)
    return desk.commit([changed(party, party.renamed(name))])


def named_party(file: CaseFile, name: str) -> Party:
    """Return the party of a case by its name or id; NoSuchParty if there is none."""
    for party in file.parties:
        if name in {party.name, str(party.id)}:
            return party
    raise NoSuchParty(name=name, known="、".join(party.name for party in file.parties))
