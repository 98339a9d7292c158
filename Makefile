# The two commands: `make demo` runs the main job, `make test` passes the tests. Both set up what they need.

PYTHON := .venv/bin/python
LANGUAGES := resources/translations
# Hypothesis tries the same examples every time, except in `make soak`.
# Tests of one file share what they set up, so a file stays together on one core.
PYTEST := QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n auto --dist loadfile
SEED ?= $(shell date +%s)

.PHONY: demo check lint test corpus soak bench setup lock translations clean

demo: ## The main job, from intake to the centre, into the folder demo/
	@packaging/setup.sh demo
	.venv/bin/mediatordesk demo --to demo

check: lint ## Lint, types, import contracts and the quick tests
	$(PYTEST) --hypothesis-seed=0 -m "not real and not soak"

test: lint ## Everything that check does, and the tests with real servers and tools
	$(PYTEST) --hypothesis-seed=0 --durations=40 -m "not soak"

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

corpus: setup ## The Word files of others that the tests try, pinned by hash, into build/corpus
	$(PYTHON) packaging/corpus.py

soak: setup ## The full counts of the issues; the result is added to docs/soak.md
	$(PYTHON) packaging/soak.py --seed $(SEED)

bench: setup ## Figures beside their peers or floors, into docs/bench.md
	PYTHONPATH=. $(PYTHON) packaging/bench.py

setup: ## System packages, .venv, the locked requirements
	@packaging/setup.sh test

lock: setup ## Choose the newest versions that pyproject.toml allows, and write down their hashes
	packaging/lock.sh --upgrade

translations: setup ## Add the texts that are new in the source to the catalogues, empty
	mkdir -p build
	.venv/bin/pybabel -q extract --no-location --sort-output --omit-header -k _ -k N_ \
		-o build/mediatordesk.pot src/mediatordesk
	.venv/bin/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
		-D mediatordesk -i build/mediatordesk.pot -d $(LANGUAGES)

clean: ## Remove what was built; the virtual environment stays
	rm -rf build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(LANGUAGES) -name '*.mo' -delete
