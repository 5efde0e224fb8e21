# Two commands: `make site` and `make test`. Each makes its own virtual environment in .venv first.
# Needed on the machine: Python 3.11 or newer, make, git.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
PORT ?= 8000

.PHONY: site serve test check freeze bench successor clean
.DEFAULT_GOAL := site

$(VENV)/core.done: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Variorum needs Python 3.11 or newer, this is " + sys.version.split()[0] + ". Name another one: make site PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/dev.done: $(VENV)/core.done
	$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

site: $(VENV)/core.done  ## build this repository's own content into build/site
	$(BIN)/variorum build

serve: $(VENV)/core.done  ## show the site at http://127.0.0.1:8000/ and rebuild it on every change
	$(BIN)/variorum serve --port $(PORT)

test: $(VENV)/dev.done  ## lint, types, tests
	$(BIN)/ruff check generator tests
	$(BIN)/ruff format --check generator tests
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n auto -m 'not quality'

check: $(VENV)/core.done  ## what is wrong with content/, without building
	$(BIN)/variorum check

freeze: $(VENV)/core.done  ## freeze the editions that have ended
	$(BIN)/variorum freeze

bench: $(VENV)/dev.done  ## time and memory of each stage on synthetic articles
	$(BIN)/python bench/grouping.py

successor: site  ## build the same pages with Zensical, which follows mkdocs-material, into build/successor
	$(PYTHON) -m venv $(VENV)/zensical
	$(VENV)/zensical/$(notdir $(BIN))/python -m pip --quiet --disable-pip-version-check install 'zensical==0.0.73'
	sed 's/"site_dir": "site"/"site_dir": "successor"/' build/mkdocs.yml > build/successor.yml
	cd build && ../$(VENV)/zensical/$(notdir $(BIN))/zensical build --strict --config-file successor.yml
	cd build/site && find . -name '*.html' | sort | xargs -I{} test -f ../successor/{}

clean:  ## remove what was built, not the environment
	rm -rf build
