"""Which timestamp authority an office asks."""

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.office_settings import settings_of
from mediatordesk.core.errors import DeskError
from mediatordesk.core.texts import N_
from mediatordesk.signing import TimestampAuthority

SETTING = "timestamp_authority"


class NoAuthorityNamed(DeskError):
    """Neither the command nor the office's settings name a timestamp authority."""

    happened = N_("No timestamp was added: no timestamp authority is named.")
    kept = N_("The paper is unchanged.")
    to_do = N_(
        "Name one with --timestamp, or lay it down: “desk set setting timestamp_authority URL”."
    )


def office_authority(desk: Desk) -> TimestampAuthority | None:
    """Return the authority that the office has laid down; None if it asks none."""
    url = str(settings_of(desk.store).get(SETTING, ""))
    return TimestampAuthority(url) if url else None
