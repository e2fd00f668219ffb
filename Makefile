# What a machine with Python, pip, venv and make can do. Each target sets up its own .venv from nothing.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHELL  := /bin/sh
# What was tested together: a checkout of today builds the same next year. The ranges in pyproject.toml are for users.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check \
           --constraint constraints.txt --build-constraint constraints.txt

QUICK := tests/test_layers.py tests/test_architecture.py tests/parser/texts/test_headings_of_a_text.py \
         tests/parser/texts/test_tables_of_a_text.py tests/data/test_frames.py \
         tests/data/check/test_check_of_small_reports.py tests/data/queries/test_variances.py tests/data/queries/test_bridge.py \
         tests/tui/screens/test_registry.py tests/tui/cli/test_answers.py tests/tui/tree/test_detail.py

# Programs that the tests and benchmarks start are compiled once, as installed ones are.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check quick lowest pythons audit lock fix fuzz bench data screenshots words manual clean

help: ## What there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 14

run: $(VENV)/run.stamp ## Open the explorer on the report opened last, else on the bundled one
	@$(BIN)/doelboom

test: $(VENV)/dev.stamp ## Run the tests
	$(BIN)/python -m pytest

check: $(VENV)/dev.stamp ## All that CI runs: format, lint, types, layers, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --cov --cov-report=term

quick: $(VENV)/dev.stamp ## What a change most likely breaks, in some seconds
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(QUICK)

lowest: ## Install the lowest versions that pyproject.toml admits, and try them
	$(PYTHON) -m tests.lowest

pythons: ## Try the newest versions that pyproject.toml admits, on every Python from 3.11 that is at hand
	$(PYTHON) -m tests.pythons

audit: ## Look up whether a version of constraints.txt has a known weakness
	$(PYTHON) -m tests.audit

lock: ## Choose the newest versions anew and write them down
	rm -rf .venv.lock
	$(PYTHON) -m venv .venv.lock
	.venv.lock/bin/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	.venv.lock/bin/python -m pip install --quiet --disable-pip-version-check --group dev . hatchling
	.venv.lock/bin/python -m pip freeze --all --exclude doelboom --exclude setuptools > constraints.txt
	rm -rf .venv.lock

fix: $(VENV)/dev.stamp ## Format, and mend what the linter can mend
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

fuzz: $(VENV)/dev.stamp ## Spoil and invent reports for longer than the tests do: make fuzz [SECONDS=600] [EXAMPLES=200] [SCREENS=10000]
	$(BIN)/python -m tests.hostile.fuzz $(or $(SECONDS),600)
	$(BIN)/python -m tests.tui.whole_screens $(or $(SCREENS),10000)
	EXAMPLES=$(or $(EXAMPLES),200) $(BIN)/python -m pytest tests/parser tests/data/check/test_check_of_wrong_digits.py

bench: $(VENV)/dev.stamp ## Measure speed and memory, as ratios of two things in one run
	$(BIN)/python -m tests.benchmarks

data: $(VENV)/dev.stamp ## Make the bundled data from a report: make data REPORT=FILE
	@test -n "$(REPORT)" || { echo 'usage: make data REPORT=FILE'; exit 2; }
	$(BIN)/python -m doelboom.data.storage.bundle "$(REPORT)"

screenshots: $(VENV)/dev.stamp ## Take the pictures of the README
	$(BIN)/python -m screenshots.take

words: $(VENV)/dev.stamp ## Bring the message catalogue up to date and compile it
	$(BIN)/python -m doelboom.tui.locale.update

manual: $(VENV)/dev.stamp ## Bring the manual page up to date
	$(BIN)/python -m doelboom.tui.cli.manual > tui/doelboom.1

clean: ## Remove the virtual environment and what tools left behind
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .fuzz .import_linter_cache

$(VENV)/pip.stamp:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "doelboom needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade --constraint constraints.txt pip
	@touch $@

$(VENV)/run.stamp: $(VENV)/pip.stamp pyproject.toml constraints.txt
	$(INSTALL) --editable .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(INSTALL) --group dev
	@touch $@
