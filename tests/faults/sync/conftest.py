"""What the works assert is told in full."""

import pytest

NAMES = ("edits", "five_desks", "lines", "misfortunes", "offices", "work_visits")
pytest.register_assert_rewrite(*(f"tests.faults.sync.{name}" for name in NAMES))
