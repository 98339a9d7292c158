"""One PostgreSQL for the tests of a run on one core, a database of its own for each test."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from tests.servers.postgres import PostgresServer, is_there, postgres_server


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """Return a running server."""
    if not is_there():
        pytest.skip("PostgreSQL 15 is not installed")
    with postgres_server() as one:
        yield one


@pytest.fixture
def address(server: PostgresServer) -> str:
    """Return the address of an empty database."""
    return server.another(f"d{uuid4().hex[:12]}")
