# Harborlight: `make run` to try it, `make test` before every change.
SHELL   := /bin/sh
PYTHON  ?= python3
VENV    := .venv
BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip --disable-pip-version-check
STAMPS  := $(VENV)/.stamps
BUILT   := var/built
PORT    ?= 8000

.PHONY: run install install-test install-bench assets lint types contracts check \
        test test-all features bench bench-long lock messages clean help

help:               ## what can be made here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

run: install        ## install, build, and serve a demonstration firm at http://localhost:$(PORT)
	@PORT=$(PORT) $(BIN)/harborlight run --demo

install: $(STAMPS)/runtime $(BUILT)/.made   ## the virtual environment and the assets

$(STAMPS)/venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || \
	  { echo "Harborlight needs Python 3.11 or newer; '$(PYTHON)' is older. Try: make run PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@# What Python compiles goes below .venv too, and not beside the code.
	@echo 'import sys; sys.pycache_prefix = sys.pycache_prefix or sys.prefix + "/pycache"' \
	  > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/pycache.pth"
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: requirements/runtime.lock pyproject.toml | $(STAMPS)/venv
	@echo "Installing what Harborlight needs (about a minute the first time) ..."
	@$(PIP) install --quiet --require-hashes -r requirements/runtime.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(STAMPS)/test: requirements/test.lock $(STAMPS)/runtime
	@echo "Installing what the tests need ..."
	@$(PIP) install --quiet --require-hashes -r requirements/test.lock
	@touch $@

$(STAMPS)/bench: requirements/bench.lock $(STAMPS)/test
	@$(PIP) install --quiet --require-hashes -r requirements/bench.lock
	@touch $@

ASSETS := $(shell find harborlight/ui/assets harborlight/*/templates harborlight/locale -type f -not -name '*.mo' 2>/dev/null)

$(BUILT)/.made: $(STAMPS)/runtime $(ASSETS)
	@$(BIN)/harborlight assets
	@touch $@

assets: $(STAMPS)/runtime   ## style sheet, scripts and translations, built anew
	@$(BIN)/harborlight assets && touch $(BUILT)/.made

$(STAMPS)/programs: tests/setup/packages.py tests/setup/browser.py tests/setup/viewer.py tests/setup/postgres.py | $(STAMPS)/test
	@$(BIN)/python -m tests.setup.browser
	@$(BIN)/python -m tests.setup.viewer
	@$(BIN)/python -m tests.setup.postgres
	@touch $@

install-test: install $(STAMPS)/test $(STAMPS)/programs

install-bench: install-test $(STAMPS)/bench

lint: install-test          ## ruff
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: install-test         ## mypy
	@$(BIN)/mypy

contracts: install-test     ## which room may import which
	@$(BIN)/lint-imports --no-cache

check: lint types contracts ## everything a machine can say without running the code

test: check                 ## all checks and tests, on SQLite and (where it is) PostgreSQL
	@$(BIN)/python -m tests.setup.run

test-all: check             ## `make test`, with every width, language and pack on both databases
	@$(BIN)/python -m tests.setup.run --all

features: install-test      ## the features that no test shows
	@$(BIN)/python -m tests.setup.features

bench: install-bench        ## the figures, as ratios within this run, in var/bench.json
	@$(BIN)/python -m bench

bench-long: install-bench   ## the same with millions of rows
	@$(BIN)/python -m bench --long

messages: install           ## collect new strings into the translation catalogues
	@$(BIN)/harborlight messages

lock:                       ## resolve requirements/*.in anew (needs uv)
	@cd requirements && for set in runtime test bench; do \
	  uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate --python-version 3.11 $$set.in -o $$set.lock || exit 1; done

clean:                      ## remove the environment (your data in var/ stays)
	rm -rf $(VENV) $(BUILT)
