# Everything here is also a plain command: see docs/operate.md.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
CHECK := 'import sys; v = sys.version_info[:2]; v >= (3, 11) or sys.exit("The portal needs Python 3.11 or later; %s is Python %d.%d. Name another one: make PYTHON=python3.11" % ((sys.executable,) + v))'

help:  ## Print this help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(READY)  ## Make the environment (.venv, with .venv/bin/portal) and nothing else

$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c $(CHECK)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

serve: $(READY)  ## Check, load, release and serve the portal on http://127.0.0.1:8001
	$(BIN)/portal serve --publish $(SERVE)

demo: $(READY)  ## Make a copy anew, serve it with --watch, show it and print the tour
	$(BIN)/portal demo $(DEMO)

publish: $(READY)  ## Check the datasets and put what changed into a new release
	$(BIN)/portal publish

validate: $(READY)  ## Check the datasets and change nothing
	$(BIN)/portal validate

test: $(READY)  ## Run the whole test suite
	$(BIN)/python -m pytest

test-browser: $(READY)  ## Look at every page with Chromium (four minutes; docs/develop.md)
	$(BIN)/python -m pytest -m browser tests/browser

tour: $(READY)  ## Play the tour in Chromium and write docs/tour.en.md and .ar.md
	$(BIN)/python -m scripts.tour
	$(BIN)/python -m pytest -m browser tests/browser/test_tour.py

kill-test: $(READY)  ## Kill the publisher at 200 random moments
	PORTAL_KILLS=200 $(BIN)/python -m pytest tests/release/test_kill.py

parity: $(READY)  ## Compare with Frictionless on 20,000 generated files (about ten minutes)
	PORTAL_PARITY=20000 $(BIN)/python -m pytest --timeout 0 tests/tabular/test_parity.py tests/tabular/test_parity_stretches.py

benchmark: $(READY)  ## Hold the check and the load against other tools (a network, 5 GB, 20 minutes)
	$(BIN)/python -m benchmarks.load

network-test: $(READY)  ## Rebuild the datasets from their pinned sources and compare (needs a network)
	$(BIN)/python -m pytest -m network

lint: $(READY)  ## Check style, types and the translations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m scripts.translate --check

format: $(READY)  ## Format the code
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(READY)  ## Resolve the dependencies again, within pyproject.toml
	$(BIN)/uv pip compile -q --upgrade $(COMPILE) pyproject.toml -o requirements-serve.txt
	$(BIN)/uv pip compile -q --upgrade $(COMPILE) pyproject.toml --extra publish -c requirements-serve.txt -o requirements.txt
	$(BIN)/uv pip compile -q --upgrade $(COMPILE) pyproject.toml --extra publish --extra dev -c requirements.txt -o requirements-dev.txt

COMPILE := --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command='make lock'

clean:  ## Remove what can be rebuilt: the environment and build/, never archive/
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache

.PHONY: help install serve demo publish validate test test-browser tour kill-test parity benchmark network-test lint format lock clean
