"""A town with a centre, and what its desks exchange through."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.webdav import WebDavServer, webdav_server

from .offices import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """Return a town; its desks are closed at the end."""
    town = Town(tmp_path)
    yield town
    for desk in town.desks:
        desk.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[WebDavServer]:
    """Return a running WebDAV server."""
    with webdav_server(tmp_path / "云盘") as running:
        yield running
