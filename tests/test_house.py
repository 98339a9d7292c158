"""The house rules that can be read off the files: what is named, and what must not be there."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "mediatordesk"
LOCKS = ("requirements.txt", "requirements-dev.txt")
REGISTRY = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian|index-url|find-links")
MACHINE_PATH = re.compile(r"""(?<![\w.~/$}])/(work|root|tmp|opt|home)/\w""")


def tracked_texts() -> dict[str, str]:
    """Return what is, or could be, committed, by name; of binary files the readable bytes."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.check_output(command, cwd=ROOT, text=True).split("\0")
    return {
        name: (ROOT / name).read_bytes().decode("utf-8", "ignore")
        for name in names
        if (ROOT / name).is_file() and not name.endswith((".ttf", ".otf"))
    }


def project() -> dict[str, dict[str, object]]:
    """Return the tools' tables of pyproject.toml."""
    tables: dict[str, dict[str, object]] = tomllib.loads(
        (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    )["tool"]
    return tables


def foreign_imports() -> set[str]:
    """Return the top names of all libraries that the source imports."""
    names: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"mediatordesk"}


def test_architecture_names_every_package() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    packages = {path.parent.relative_to(SOURCE.parent) for path in SOURCE.rglob("__init__.py")}
    unnamed = {package.name for package in packages if not re.search(rf"\b{package.name}\b", text)}
    assert not unnamed


def test_every_foreign_library_has_its_room() -> None:
    contracts = project()["importlinter"]["contracts"]
    assert isinstance(contracts, list)
    housed = {name for contract in contracts for name in contract.get("protected_modules", ())}
    assert foreign_imports() <= housed


def test_no_file_names_a_package_registry() -> None:
    own = Path(__file__).relative_to(ROOT).as_posix()
    named = {name for name, text in tracked_texts().items() if REGISTRY.search(text)}
    assert named <= {own}


def test_no_file_names_a_path_of_one_machine() -> None:
    named = {
        (name, found[0])
        for name, text in tracked_texts().items()
        if not name.startswith("tests/") and (found := MACHINE_PATH.search(text))
    }
    assert not named


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_has_a_hash_for_everything_and_no_address(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith(" ")]
    assert pins
    assert all(re.match(r"[\w.-]+==[\w.]+( ;.*)? \\$", pin) for pin in pins)
    hashes = [line for line in lines if line.startswith(" ")]
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in hashes)


def test_what_runs_is_locked_alike_for_users_and_for_developers() -> None:
    runs, builds = (
        {line for line in (ROOT / lock).read_text().splitlines() if "==" in line} for lock in LOCKS
    )
    assert runs <= builds


def test_every_skip_that_ci_allows_has_a_reason() -> None:
    lines = (ROOT / "tests" / "skips.txt").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"tests/\S+\.py::\S+  \S.{9,}", rule) for rule in rules)


def test_icons_carry_their_licence() -> None:
    folder = ROOT / "resources" / "icons"
    assert "ISC License" in (folder / "LICENSE").read_text(encoding="utf-8")
    assert all("currentColor" in icon.read_text() for icon in folder.glob("*.svg"))


def test_demo_and_ci_are_commands_that_can_be_run() -> None:
    for command in (".ci/run", "packaging/setup.sh", "packaging/fresh-root.sh"):
        assert (ROOT / command).stat().st_mode & 0o111, command
