# Two commands for a newcomer: `make demo` and `make test`. Each target is a line or two of a real tool.
.DEFAULT_GOAL := help
.PHONY: help demo serve test test-sqlite test-postgres check style types contracts fast unit e2e screenshots bench messages docs lock chromium clean

VENV := .venv
PY := $(VENV)/bin/python
# Which uv resolves for us, and which index it asks, is the machine's business; the locks hold neither.
LOCKING := $(VENV)/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet
WORKERS ?= 2
PYTEST := $(PY) -m pytest -n $(WORKERS) --dist loadfile
# What takes longest: `make test` runs it, `make check` does not.
LONG := features/exchange architecture/test_statements.py architecture/test_tenancy.py coach/test_measured.py \
	library features/okrs/test_concurrency.py features/okrs/test_api_concurrency.py features/okrs/test_api_properties.py

help:  ## what there is
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

demo: $(VENV)/.run  ## a believable company in your browser, nothing else needed
	$(VENV)/bin/northing demo

serve: $(VENV)/.run  ## your own data
	$(VENV)/bin/northing serve

test: style types contracts unit e2e test-postgres  ## everything, on both databases (`make -k test` goes on after a failure)

test-sqlite: unit e2e  ## everything on SQLite alone

test-postgres: $(VENV)/.dev  ## everything but the browser on PostgreSQL, started and stopped here
	$(PY) -m tests.support.postgres -- $(PYTEST) tests -m "not journey and not bench" --ignore=tests/support/test_browser.py

check: style types contracts fast  ## under three minutes: what is quick without a browser, on SQLite

style: $(VENV)/.dev
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check --quiet
	$(VENV)/bin/deptry --no-ansi src

types: $(VENV)/.dev
	$(VENV)/bin/mypy

contracts: $(VENV)/.dev
	$(VENV)/bin/lint-imports --no-logo

fast: $(VENV)/.dev
	$(PYTEST) tests -m "not journey and not bench" --ignore=tests/support/test_browser.py $(LONG:%=--ignore=tests/%)

unit: $(VENV)/.dev
	$(PYTEST) tests -m "not journey and not bench" --ignore=tests/support/test_browser.py

e2e: $(VENV)/.dev chromium  ## the stories in a browser, and the bench on a tiny organization
	$(PY) -m pytest tests/journeys tests/support/test_browser.py tests/bench

screenshots: $(VENV)/.dev chromium  ## every page in every language, to look at
	$(PY) -m pytest tests/support/screenshots.py

bench: $(VENV)/.dev  ## speed, against floors measured in the same run, on both databases
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
		DATABASE_URL="sqlite:///$$folder/bench.db" $(VENV)/bin/northing bench all --size $(or $(SIZE),S)
	$(PY) -m tests.support.postgres -- $(VENV)/bin/northing bench all --size $(or $(SIZE),S)

messages: $(VENV)/.dev  ## bring the four catalogues up to date with the source
	$(PY) -m tests.support.messages

docs: $(VENV)/.dev  ## the reference pages that are written from the code
	$(PY) -m tests.support.reference

lock: $(VENV)/.dev  ## pin the newest fitting versions, with hashes and without addresses
	$(LOCKING) --upgrade --output-file requirements.lock
	$(LOCKING) --upgrade --extra dev --output-file requirements-dev.lock

clean:  ## forget the virtual environment
	rm -rf $(VENV)

# --- How the environment comes to be: once, and again when a lock changes ------------------------------------------

$(VENV)/bin/python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Northing needs Python 3.11 or newer."; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -q && apt-get install -y -q python3-venv; \
		else echo "Python cannot make virtual environments here: sudo apt-get install python3-venv"; exit 1; fi; }
	python3 -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml CHANGELOG.md hatch_build.py $(wildcard src/northing/locale/*/LC_MESSAGES/*.po) | $(VENV)/bin/python
	$(PY) -m pip install --quiet --require-hashes -r requirements.lock
	$(PY) -m pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml CHANGELOG.md hatch_build.py $(wildcard src/northing/locale/*/LC_MESSAGES/*.po) | $(VENV)/bin/python
	$(PY) -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(PY) -m pip install --quiet --no-deps --editable .
	@touch $@ $(VENV)/.run

chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || [ -n "$$NORTHING_CHROMIUM" ] || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk; \
		else echo "The journeys need a browser: sudo apt-get install chromium fonts-noto-cjk"; exit 1; fi; }
