#!/usr/bin/env bash
# Write requirements.txt (what runs) and requirements-dev.txt (what runs, and what builds and tests it)
# from pyproject.toml, with the hashes of every system's wheels. Takes uv's options, such as --upgrade.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH
lock() { uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate "$@" pyproject.toml; }
command -v uv >/dev/null || { echo "please install uv first: .venv/bin/pip install uv" >&2; exit 1; }
lock "$@" --output-file requirements.txt
lock "$@" --group dev --constraints requirements.txt --output-file requirements-dev.txt
