# Amends. Every target sets up what it needs in .venv first. PYTHON=python3.12 chooses another Python.

PYTHON ?= python3
PORT ?= 8400
AMENDS_HOME ?= amends-home

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.DEFAULT_GOAL := help
.PHONY: help demo run test check format messages bench lock clean

help: ## what there is
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 10

demo: .venv/base.stamp ## a living system with invented cases, on http://127.0.0.1:8400 (PORT=8500 for another)
	$(BIN)/amends demo --port $(PORT)

run: .venv/base.stamp ## an empty system for real use, kept in ./amends-home (AMENDS_HOME=… for another)
	@test -e $(AMENDS_HOME)/amends.sqlite3 -o -n "$(AMENDS_DATABASE)" || $(BIN)/amends init --home $(AMENDS_HOME)
	$(BIN)/amends run --home $(AMENDS_HOME) --port $(PORT)

test: .venv/dev.stamp ## every test, on SQLite and on PostgreSQL, and the journeys in a real browser
	$(BIN)/python -m tests.lanes

check: .venv/dev.stamp ## style, types, the arrow between the packages, templates
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	AMENDS_HOME=.mypy_cache/home $(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint amends --lint --quiet
	$(BIN)/pytest tests/architecture --quiet

format: .venv/dev.stamp ## put the code into the house's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

messages: .venv/dev.stamp ## take new texts into the catalogues of translations, and compile them
	bin/messages

bench: .venv/dev.stamp ## the measurements
	$(BIN)/python -m bench

lock: ## write requirements/*.txt anew from pyproject.toml
	PYTHON=$(PYTHON) bin/lock --upgrade

clean: ## forget .venv and caches; data stays
	rm -rf .venv .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

# --- set-up: what is locked, with its hashes, and then this folder itself ---

.venv/base.stamp: requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("Amends needs Python 3.11 or later; $(PYTHON) is %d.%d. Try: make $(MAKECMDGOALS) PYTHON=python3.12" % sys.version_info[:2])'
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo "Setting up .venv (once) …"; $(PYTHON) -m venv --clear .venv; }
	@$(PIP) --require-hashes -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/base.stamp
	@echo "Installing what development needs …"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@
