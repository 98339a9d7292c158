"""Which court may confirm an agreement, as a pack lays it down: rules in their order."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from mediatordesk.core.courts import CourtLevel
from mediatordesk.core.texts import _
from mediatordesk.forms.definitions.rules import Expression, Name, Rule


class CourtPlace(StrEnum):
    """Where a court is looked for."""

    INVITING = "inviting"
    """The court that referred the case to the organisation (委派、委托)."""
    PARTY = "party"
    """Where a party lives or has its seat (住所地)."""
    SUBJECT = "subject"
    """Where the matter in dispute is: land, a house (标的物所在地)."""
    ORGANISATION = "organisation"
    """Where the organisation is that mediated."""
    JOINT = "joint"
    """Where any of the organisations is that mediated together."""


class JurisdictionRule(Rule):
    """A rule on which court may confirm; `when` is asked of each `agreement`.

    Where it holds, the courts of its `places` are candidates, and if it stands `alone`, no later
    rule is asked. With `refused` no court may confirm, and it says why.
    """

    name: Name
    title: str
    """The reason, as it is said beside the court."""
    places: tuple[CourtPlace, ...] = ()
    level: CourtLevel = CourtLevel.BASIC
    when: Expression = ""
    alone: bool = False
    refused: str = ""

    @model_validator(mode="after")
    def _names_places_or_refuses(self) -> Self:
        if bool(self.places) == bool(self.refused):
            raise ValueError(_("a rule names places, or says why no court may confirm"))
        return self
