# Everything a newcomer needs: `make demo` and `make test` set up what they use.
# Needs only Python 3.11 or newer, make and a package index.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes --no-deps

# Bytecode makes the second start quick, whatever the machine's default.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help demo test crash week lint format bench lock clean

help:  ## show this list
	@grep -hE '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

demo: $(VENV)/.run  ## the whole product on this machine, no account needed
	@$(BIN)/likewise demo $(ARGS)

test: $(VENV)/.dev  ## the test suite (ARGS="-k name" for a part of it)
	$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

crash: $(VENV)/.dev  ## kill it at random points, and count (ARGS="--kills 1000 --seed 11")
	$(BIN)/python -m tests.chaos $(ARGS)

week: $(VENV)/.dev  ## days of one account in virtual time (ARGS="--limits sandbox --days 2")
	$(BIN)/python -m tests.chaos.week $(ARGS)

lint: $(VENV)/.dev  ## style and strict types, everywhere
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/.dev  ## let ruff arrange the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev  ## the benchmarks, each a ratio
	@for script in bench/[a-z]*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

lock: $(VENV)/.dev  ## renew the pins (needs uv on the PATH)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	    pyproject.toml requirements/build.in -o requirements/run.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	    pyproject.toml requirements/build.in --group dev -c requirements/run.lock -o requirements/dev.lock

clean:  ## remove what make made (your demo's world too)
	rm -rf $(VENV) .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "Likewise needs Python 3.11 or newer; say which with: make demo PYTHON=python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements/run.lock pyproject.toml
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PIP) -r requirements/run.lock
	@$(BIN)/python -m pip --quiet --disable-pip-version-check install --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.lock
	@echo "Adding the developers' tools ..."
	@$(PIP) -r requirements/dev.lock
	@touch $@
