# Filon: `make run` starts everything on this machine, `make test` proves that it works. `make help` lists the rest.

PYTHON ?= python3
VENV := .venv/bin
BUILD = $(VENV)/python tools/assets.py build && $(VENV)/python tools/catalogues.py compile

ifdef PORT
export FILON_PORT := $(PORT)
endif
ifdef DATA
export FILON_DATA := $(DATA)
endif

.DEFAULT_GOAL := help
.PHONY: help run test check format bench lock setup dev build browser telephony

help: ## What can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo "  make run PORT=8001 DATA=/some/folder  another port, another data folder"

run: setup build ## Start Filon: database, web, worker, mail sandbox; Ctrl-C stops all
	@exec $(VENV)/filon run

test: dev build browser telephony ## Unit, integration and browser tests
	@$(VENV)/python -m pytest -n 3 --dist loadgroup $(ARGS)

check: dev build ## Style, types, layers, templates, translations, migrations, requirement table
	@$(VENV)/python tools/check.py $(ARGS)

format: dev ## Put source and templates into the form that `make check` wants
	@$(VENV)/ruff check --fix --quiet; $(VENV)/ruff format --quiet
	@find src -path '*/templates/*.html' | xargs $(VENV)/djade --target-version 3.0 >/dev/null 2>&1 || true

bench: setup build ## Measure against the promised figures, and write them to docs/performance.md
	@$(VENV)/filon bench all --write docs/performance.md

lock: ## Take the newest allowed versions into the lock files
	@$(PYTHON) tools/setup.py dev
	@sh tools/lock.sh

setup:
	@$(PYTHON) tools/setup.py run

dev:
	@$(PYTHON) tools/setup.py dev

build:
	@$(BUILD)

browser:
	@$(VENV)/python tools/browser.py

telephony:
	@$(VENV)/python tools/telephony.py
