"""The wheel holds everything the desk needs, and nothing from this machine."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA = "mediatordesk/data/"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from this checkout, without network."""
    built = tmp_path_factory.mktemp("wheel")
    offline = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet"]
    command = [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", str(built), "."]
    subprocess.run(command, cwd=ROOT, check=True)
    [made] = built.glob("*.whl")
    return made


@pytest.mark.real
def test_every_pack_and_resource_is_in_the_wheel(wheel: Path) -> None:
    tracked = {
        file.relative_to(ROOT).as_posix()
        for folder in ("forms", "resources")
        for file in (ROOT / folder).rglob("*")
        if file.is_file()
    }
    shipped = {
        name.removeprefix(DATA)
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith(DATA)
    }
    left_out = tracked - shipped
    assert shipped
    assert left_out <= {
        "resources/fonts/source/FandolFang-Regular.otf",
        "resources/translations/mediatordesk.pot",
    }


@pytest.mark.real
def test_every_translation_is_in_the_wheel_as_gettext_reads_it(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    catalogues = list((ROOT / "resources/translations").rglob("*.po"))
    assert {
        DATA + catalogue.with_suffix(".mo").relative_to(ROOT).as_posix() for catalogue in catalogues
    } <= names


@pytest.mark.real
def test_every_module_and_licence_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = (ROOT / "src").rglob("*.py")
    assert {module.relative_to(ROOT / "src").as_posix() for module in modules} <= names
    assert "mediatordesk-0.1.0.dist-info/licenses/LICENSE" in names


@pytest.mark.real
def test_the_demo_runs_from_the_wheel_in_an_environment_of_its_own(
    wheel: Path, tmp_path: Path
) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    install = [str(environment / "bin/python"), "-m", "pip", "-qq", "install", "--no-compile"]
    lock = ROOT / "requirements.txt"
    subprocess.run(
        [*install, "--require-hashes", "--requirement", str(lock)], cwd=tmp_path, check=True
    )
    subprocess.run([*install, "--no-deps", str(wheel)], cwd=tmp_path, check=True)
    no_screen = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    demo = [str(environment / "bin/mediatordesk"), "demo", "--to", "demo"]
    subprocess.run(demo, cwd=tmp_path, env=no_screen, stdin=subprocess.DEVNULL, check=True)
    assert (tmp_path / "demo" / "index.html").is_file()
