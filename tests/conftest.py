"""In CI a skipped test is a failed one, unless skips.txt names it with a reason."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

import pytest

NAMED = Path(__file__).with_name("skips.txt").read_text(encoding="utf-8")
MAY_SKIP = frozenset(line.split("  ")[0] for line in NAMED.splitlines())

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)


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
