# The whole developer interface: make run, test, soak, lint, gate, bench [DATA=FOLDER].
# Each of them installs what it needs into .venv first; Python 3.11 or 3.12 is all it asks for.
VENV := .venv
PY := $(VENV)/bin/python
READY := $(VENV)/.ready
ARTICLE ?= corpora/spun_health/spun/S01_migraine_acupuncture.txt
.PHONY: run test soak lint gate bench

run: $(READY)
	@mkdir -p out
	$(VENV)/bin/healthtext fix --diff $(ARTICLE)
	$(VENV)/bin/healthtext fix $(ARTICLE) -o out/repaired.txt
	$(VENV)/bin/healthtext check --skip clean,despin,grammar out/repaired.txt || test $$? -eq 1
	$(VENV)/bin/healthtext report $(ARTICLE) -o out/report.html
	@echo "the report, for a browser: $(CURDIR)/out/report.html"

test: $(READY)
	$(PY) -m pytest -n 2 --dist loadfile

soak: $(READY)
	$(PY) -m pytest -m soak

lint: $(READY)
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	@npm i -s --no-package-lock --prefix tests/browser || exit 0; cd tests/browser && node_modules/.bin/tsc

gate: $(READY)
	@mkdir -p out
	$(PY) -m benchmarks.own --json out/own.json
	$(PY) -m benchmarks.gate out/own.json --only context --only claims --only verdicts --only repair

bench: $(READY)
	$(PY) -m benchmarks.bench $(if $(DATA),--data "$(DATA)")

$(READY): pyproject.toml constraints.txt | $(PY)
	@echo "installing into $(VENV), once; this takes a minute or two"
	$(PY) -m pip install -q -c constraints.txt pip hatchling editables setuptools
	$(PY) -m pip install -q -c constraints.txt --no-build-isolation -e . --group dev
	$(VENV)/bin/healthtext setup languagetool || echo "going on without the step grammar"
	@touch $@

$(PY):
	@for python in python3.11 python3.12 python3; do \
	  $$python -c 'import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' \
	    2>/dev/null && exec $$python -m venv --clear $(VENV); \
	done; echo "no Python 3.11 or 3.12 with venv here; on Debian install python3-venv" >&2; exit 1
