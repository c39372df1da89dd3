# make run    fetch what is missing and open the portal     make test   everything CI checks
# make bench  measure it against its goals                  make soak   200 visits to a tiny model's customer
# make help   the other verbs

# The web address of the portal: make run PORT=9000 HOST=0.0.0.0
PORT ?= 8501
HOST = 127.0.0.1

# The interpreter that .venv is made from: the first of these that is 3.11 or newer, or the one you name.
PYTHON =
CANDIDATES = $(if $(PYTHON),"$(PYTHON)",python3.13 python3.12 python3.11 python3 python3.14)

UV_VERSION = 0.13.9
BIN = .venv/bin
# Compiled once, here, and not at the first start, nor at every start where Python may not write beside its sources.
INSTALL = $(BIN)/uv pip install --compile-bytecode --python $(BIN)/python
# The folder is part of the stamp's name: a .venv that was moved or copied does not work, and is made anew.
HERE := $(shell printf '%s' "$(CURDIR)" | cksum | cut -d' ' -f1)
UV_STAMP = .venv/.uv-$(UV_VERSION)-$(HERE)
RUN_STAMP = .venv/.installed-$(HERE)
DEV_STAMP = .venv/.installed-dev-$(HERE)

.PHONY: help setup setup-dev run test bench soak lint format lock clean

help:
	@echo 'make setup    make .venv and install what the portal needs'
	@echo 'make run      open the portal with a demo bank; PORT=8501 HOST=127.0.0.1'
	@echo 'make test     format, lint, types, arrows between modules, and all tests'
	@echo 'make bench    measure the portal against its goals, into one table'
	@echo 'make soak     200 visits to a customer played by a tiny model: docs/soak/soak.md; about an hour'
	@echo 'make lint     format check, lint, types and arrows, without the tests'
	@echo 'make format   put the code into its one layout'
	@echo 'make lock     choose versions anew, after a change of dependencies in pyproject.toml'
	@echo 'make clean    remove .venv and caches; var/, with the data of your runs, stays'

setup: $(RUN_STAMP)
	@:

setup-dev: $(DEV_STAMP)
	@:

# Where this is set, every start would compile anew all that it imports: a third of the time to the first page.
run: setup
	@unset PYTHONDONTWRITEBYTECODE; exec $(BIN)/lms serve --demo --port $(PORT) --address $(HOST)

test: setup-dev
	@.ci/stages all

lint: setup-dev
	@.ci/stages lint

format: setup-dev
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix-only --quiet .

bench: setup-dev
	@$(BIN)/python -m tests.bench

soak: setup-dev
	@$(BIN)/python -m tests.soak

# No host may enter the locks: every machine asks the index it is set up for.
lock: $(UV_STAMP)
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links \
		--extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	@! grep -nE '(https?|file)://' requirements.lock requirements-dev.lock

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis build dist *.egg-info

$(UV_STAMP):
	@set -e; found=; \
	for candidate in $(CANDIDATES); do \
		if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			found=$$candidate; break; \
		fi; \
	done; \
	if [ -z "$$found" ]; then \
		echo 'Python 3.11 or newer was not found.' >&2; \
		echo '  Debian, Ubuntu:  apt-get install python3 python3-venv' >&2; \
		echo '  macOS:           brew install python@3.13' >&2; \
		echo '  elsewhere:       make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/python3.11' >&2; \
		exit 1; \
	fi; \
	if ! "$$found" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
		version=$$("$$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
		echo "Python $$version is here, but not its module venv, or not ensurepip." >&2; \
		echo "  Debian, Ubuntu:  apt-get install python3-venv   (or python$$version-venv)" >&2; \
		echo '  elsewhere:       name a complete Python with PYTHON=' >&2; \
		exit 1; \
	fi; \
	echo "Making .venv with $$("$$found" --version) …"; \
	"$$found" -m venv --clear .venv; \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION); \
	touch $@

$(RUN_STAMP): $(UV_STAMP) requirements.lock pyproject.toml
	@echo 'Installing what the portal needs …'
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --quiet --no-deps --editable .
	@touch $@

$(DEV_STAMP): $(RUN_STAMP) requirements-dev.lock
	@echo 'Installing what the tests need …'
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
