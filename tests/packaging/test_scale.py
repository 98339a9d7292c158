"""The page of the scale says what its inputs make of it."""

import runpy
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_page_is_what_its_inputs_make_of_it() -> None:
    script = runpy.run_path(str(ROOT / "packaging" / "scale.py"))
    inputs = tomllib.loads((ROOT / "packaging" / "scale.toml").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "scale.md").read_text(encoding="utf-8")
    assert page == script["page"](inputs)
    assert "| changes a second in working hours; at the peak | 0.0001; 0.00051 | 0.2; 1 |" in page
