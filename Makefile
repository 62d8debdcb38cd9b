# From a fresh clone to a running bot with Python 3.11 or newer and make, GNU make 3.81 included.
# Environments live in .venv (the bot, then what its tests need) and .venv-peer (a second, independent client).

.PHONY: demo run check test lint bench lock clean install

PYTHONS = python3.13 python3.12 python3.11 python3.14 python3 python
VENV = .venv
PEER = .venv-peer
LOCKER = .venv-lock
BIN = $(VENV)/bin

# Hashed, and wheels only: nothing is compiled on the way.
INSTALL = -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:

demo: $(VENV)/runtime.stamp
	$(BIN)/heard demo

run: $(VENV)/runtime.stamp
	$(BIN)/heard run

check: $(VENV)/runtime.stamp
	$(BIN)/heard check

test: install
	$(BIN)/pytest -n 2 $(PYTEST_ARGS)

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/hadolint --failure-threshold info Dockerfile

bench: $(VENV)/dev.stamp
	$(BIN)/python -m benchmarks

install: $(VENV)/dev.stamp $(PEER)/peer.stamp

$(VENV)/runtime.stamp: requirements.lock requirements-build.lock pyproject.toml bot/__init__.py $(BIN)/python
	@echo "Installing Heard into $(VENV) (the first time takes a minute)"
	@$(BIN)/python $(INSTALL) -r requirements.lock -r requirements-build.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index -e .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/runtime.stamp
	@echo "Installing what the tests need into $(VENV)"
	@$(BIN)/python $(INSTALL) -r requirements-dev.lock
	@touch $@

$(PEER)/peer.stamp: tests/peer/requirements.lock $(PEER)/bin/python
	@echo "Installing the independent client into $(PEER)"
	@$(PEER)/bin/python $(INSTALL) -r tests/peer/requirements.lock
	@touch $@

# A name on the PATH is not yet a Python: each candidate is asked for its version and its venv module.
$(BIN)/python $(PEER)/bin/python $(LOCKER)/bin/python:
	@for python in $(PYTHONS); do \
		if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
			exec $$python -m venv --clear $(patsubst %/bin/python,%,$@); \
		fi; \
	done; \
	echo "Heard needs Python 3.11 or newer with venv: install it (Debian, Ubuntu: python3-venv), or run make PYTHONS=/path/to/python3" >&2; \
	exit 1

# Newest versions, for Linux and macOS and every Python we support. The dev lock is resolved first and the
# others are held to it, so that a package has one version everywhere.
LOCK = $(LOCKER)/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

lock: $(LOCKER)/bin/uv
	$(LOCK) pyproject.toml --group dev -o requirements-dev.lock
	$(LOCK) pyproject.toml -c requirements-dev.lock -o requirements.lock
	$(LOCK) --group build -c requirements-dev.lock -o requirements-build.lock
	$(LOCK) tests/peer/requirements.in -o tests/peer/requirements.lock

$(LOCKER)/bin/uv: $(LOCKER)/bin/python
	@$(LOCKER)/bin/python -m pip install --quiet --disable-pip-version-check --only-binary :all: uv

# Never data/ or keys/: those are the forum's.
clean:
	rm -rf $(VENV) $(PEER) $(LOCKER) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find bot tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
