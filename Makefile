# Everything a person needs, on a machine with Python 3.11 or later (venv), git, make and PyPI.
#   make chat [DOCS=folder]   install, index and open the chat at http://127.0.0.1:7860
#   make test                 install and run every test but the browser's
#   make release-check        every check before a release; writes artifacts/release.html
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/.installed
BROWSER_STAMP := .venv/.installed-browser
RELEASE_STAMP := .venv/.installed-release
# zsh, the shell of macOS, passes DOCS=~/articles on as it is written
FOLDER = $(if $(filter ~/%,$(DOCS)),$(subst ~/,$(HOME)/,$(DOCS)),$(DOCS))
HOST ?= 127.0.0.1
PORT ?= 7860

.PHONY: install chat test eval lint docs format browser release-check clean

install: $(STAMP)

$(STAMP): pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: Python 3.11 to 3.14 is needed; name one with PYTHON=" >&2; exit 2; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@echo "Installing into .venv: about 1.2 GB, two to five minutes the first time."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	@touch $@

chat: $(STAMP)
	$(BIN)/dateline chat $(if $(DOCS),--documents "$(FOLDER)",--samples) --host $(HOST) --port $(PORT)

test: $(STAMP)
	$(BIN)/python -m pytest -m "not browser"

eval: $(STAMP)
	$(BIN)/dateline eval

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# The parts of README.md and docs/ that come from the program, written anew.
docs: $(STAMP)
	$(BIN)/python docs/refresh.py

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The browser's tests skip themselves without Playwright and Chromium; DATELINE_BROWSER=required turns that into failure.
browser: $(BROWSER_STAMP)
	@command -v chromium >/dev/null || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium; } \
		|| { echo "make: install Debian's chromium first" >&2; exit 2; }
	DATELINE_BROWSER=required $(BIN)/python -m pytest -m browser

$(BROWSER_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[browser]'
	@touch $@

# Tests, accuracy, speed, the wheel in an empty environment, licences, known holes: ONLY="wheel smoke" runs some of them.
release-check: $(RELEASE_STAMP)
	$(BIN)/python -m eval.release $(addprefix --only ,$(ONLY))

$(RELEASE_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[release]'
	@touch $@

clean:
	rm -rf .venv build dist *.egg-info artifacts
