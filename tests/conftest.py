"""In CI a skipped test is a failed one, unless skips.txt names it with a reason.

What the program keeps for the user of this computer goes into a folder of this run only.
"""

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

NAMED = Path(__file__).with_name("skips.txt").read_text(encoding="utf-8")
MAY_SKIP = frozenset(line.split("  ")[0] for line in NAMED.splitlines())

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


MARKS_OF_RUN = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Let tide marks lie in a folder of this run, for this process and those that it starts."""
    # Before any test file is read: some ask for the places as they are read.
    config.stash[MARKS_OF_RUN] = tempfile.mkdtemp(prefix="mediatordesk-test-")
    for name in ("XDG_STATE_HOME", "LOCALAPPDATA"):
        os.environ[name] = config.stash[MARKS_OF_RUN]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove that folder."""
    shutil.rmtree(config.stash[MARKS_OF_RUN], ignore_errors=True)


@pytest.fixture(scope="module", autouse=True)
def _language_of_a_file_stays_there() -> Iterator[None]:
    """Speak English again after a file of tests: a command that was typed in one spoke Chinese."""
    yield
    os.environ.pop("LANGUAGE", None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Look at what became of one test."""
    return explained((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look at what became of reading one file of tests."""
    return explained((yield))


def explained(report: Report) -> Report:
    """Turn a skip in CI that nobody has explained into a failure."""
    may_skip = hasattr(report, "wasxfail") or report.nodeid in MAY_SKIP
    if report.skipped and not may_skip and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, but not named in tests/skips.txt: {report.longrepr}"
    return report
