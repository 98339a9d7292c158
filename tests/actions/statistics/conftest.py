"""Desks with some cases of a border county, made once."""

from collections.abc import Iterator
from datetime import date

import pytest

from mediatordesk.actions.desks.desk import Desk
from mediatordesk.actions.desks.places import Places
from mediatordesk.core.records import added
from mediatordesk.core.screening_visits import ScreeningVisit

from .border_cases import border_desk, enter_cases

SOME = 120
"""Cases that are spread over the first weeks; enough that every figure of them says something."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Return a desk with some of the cases and three rounds of the screening log."""
    folder = tmp_path_factory.mktemp("border") / "desk"
    made = border_desk(folder, Places.installed().without_marks())
    enter_cases(made, SOME)
    rounds = [
        ScreeningVisit(visited_on=date(2024, month, 5), place="a<b 屯", found=month, prevented=1)
        for month in (1, 1, 2)
    ]
    made.commit([added(one) for one in rounds])
    yield made
    made.close()
