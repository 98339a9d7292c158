"""In CI no test is skipped in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

RULE = Path(__file__).parents[1] / "conftest.py"
A_SKIP = "import pytest\ndef test_a_printer(): pytest.skip('there is none')\n"
A_FILE_SKIP = "import pytest\npytest.importorskip('no_such_library')\n"
NAMED = "tests/test_printer.py::test_a_printer  no printer stands at this machine\n"


def run(folder: Path, test: str, *, ci: str, skips: str = "") -> subprocess.CompletedProcess[str]:
    """Run one test file under the rule, as a project of its own."""
    tests = folder / "tests"
    tests.mkdir()
    (folder / "pytest.ini").write_text("[pytest]\n")
    (tests / "conftest.py").write_bytes(RULE.read_bytes())
    (tests / "skips.txt").write_text(skips)
    (tests / "test_printer.py").write_text(test)
    command = [sys.executable, "-m", "pytest", "--import-mode=importlib"]
    environment = os.environ | {"CI": ci, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("test", [A_SKIP, A_FILE_SKIP])
def test_a_skip_that_nobody_explained_fails_in_ci(tmp_path: Path, test: str) -> None:
    outcome = run(tmp_path, test, ci="true")
    assert outcome.returncode
    assert "not named in tests/skips.txt" in outcome.stdout


def test_a_skip_with_a_reason_is_allowed_in_ci(tmp_path: Path) -> None:
    outcome = run(tmp_path, A_SKIP, ci="true", skips=NAMED)
    assert outcome.returncode == 0
    assert "1 skipped" in outcome.stdout


def test_a_skip_at_a_developers_desk_is_only_a_skip(tmp_path: Path) -> None:
    assert "1 skipped" in run(tmp_path, A_SKIP, ci="").stdout
