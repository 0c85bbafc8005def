# Two commands to know: `make site` builds the sample site, `make test` runs all checks.
# Both set up their own virtual environment first; nothing outside .venv is touched.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# What the tests run on: the checkout, or with INSTALL=. the wheel that users get.
INSTALL ?= --editable .
export NO_MKDOCS_2_WARNING := 1

# The order of the tests, and what Hypothesis draws. The same for everybody, so that a
# change that is not at fault does not fail; SEED=random looks for what is left.
SEED   ?= 1
PYTEST  = $(BIN)/pytest --numprocesses auto --dist loadgroup \
  $(if $(filter random,$(SEED)),,--randomly-seed=$(SEED) --hypothesis-seed=$(SEED))

.PHONY: help site serve test lint types pytest coverage fuzz benchmarks schemas golden figures same-site clean

help:  ## Show what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev $(INSTALL)
	touch $@

# Without --quiet: MkDocs counts no warning then, and --strict finds nothing.
site: $(STAMP)  ## Build the sample site into site/
	$(BIN)/cx-audit check
	$(BIN)/mkdocs build --strict
	@echo "Open site/index.html"

serve: $(STAMP)  ## Serve the sample site with live reload on 127.0.0.1:8000
	$(BIN)/mkdocs serve

test: $(STAMP) lint types pytest  ## Style, types and all tests, in about four minutes on two cores

lint: $(STAMP)  ## Style, imports, YAML
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/yamllint --strict audits

types: $(STAMP)  ## mypy, strict
	$(BIN)/mypy

pytest: $(STAMP)  ## All tests; SEED=random for another order and other examples
	$(PYTEST)

coverage: $(STAMP)  ## All tests, and how much of the code they run; fails below the floor
	$(PYTEST) --cov --cov-report term:skip-covered

figures: $(STAMP)  ## Run what attacks and breaks; write the table in the docs' threat models
	CX_REQUIRE_BROWSER=1 CX_THOROUGH=1 $(BIN)/pytest --numprocesses auto --dist loadgroup -m "threat or fault" --figures=.pytest_cache/figures.json
	$(BIN)/python tests/support/security_figures.py .pytest_cache/figures.json

fuzz: $(STAMP)  ## Read 200,000 spoilt files; CASES=… for more or fewer
	CX_FUZZ_CASES=$(or $(CASES),200000) $(BIN)/pytest --numprocesses auto tests/reading/test_fuzz.py

benchmarks: $(STAMP)  ## Print the ratios that CONTRIBUTING speaks of
	$(BIN)/python tests/benchmarks/run.py

same-site: $(STAMP)  ## Compare the built sample sites with those of a commit: BASE=main
	$(BIN)/python tests/support/same_site.py $(or $(BASE),main)

schemas: $(STAMP)  ## Write the JSON Schemas for editors anew
	$(BIN)/cx-audit schema --out audits/schemas

golden: $(STAMP)  ## Write the golden results of the sample anew
	$(BIN)/python tests/support/golden_results.py

clean:  ## Remove what was built
	rm -rf site dist .venv .cache .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis
