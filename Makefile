# make run: plan the fifth five-year plan and replay its decrees. make test: lint, types, layers and tests.
# Both set up .venv by themselves and are quick the second time.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test bench look docs data lock clean

run: .venv/run.stamp
	$(BIN)/balances plan data/fifth_plan.xlsx --variant Malenkov -o reports/fifth_plan.xlsx

test: .venv/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

bench: .venv/test.stamp
	$(BIN)/python benchmarks/overhead.py
	$(BIN)/python -m benchmarks.replay --decrees 40

look: .venv/test.stamp
	$(BIN)/python -m tests.look

# The documentation as a website in site/, which opens from disk.
docs: .venv/test.stamp
	$(BIN)/python -m mkdocs build --strict --quiet

data: .venv/run.stamp
	$(BIN)/python data/build.py

# Locked requirements, without addresses: made on the oldest supported Python.
lock: .venv/test.stamp
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile $(LOCKING) --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra dev --extra figures --output-file requirements-dev.lock pyproject.toml

LOCKING := --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

clean:
	rm -rf site .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/bin/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "balances needs Python 3.11 or newer with the venv module (try: make PYTHON=python3.12 ...)"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

.venv/test.stamp: .venv/run.stamp requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@
