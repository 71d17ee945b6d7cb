# One command each; `make` alone lists them. All but help first make .venv, if it is missing or old.
unexport PYTHONDONTWRITEBYTECODE
ready := .venv/.complete
python := .venv/bin/python
first_notebook = $(patsubst notebooks/%,%,$(firstword $(sort $(wildcard notebooks/*/*.ipynb))))
UV ?= uv

.PHONY: help lab test test-slow test-all demo check bench notebooks readme lock

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(ready): requirements.lock pyproject.toml
	@.ci/setup $(PYTHON)

lab: $(ready) ## set up, and open JupyterLab on the first notebook (on a server: ARGS=--no-browser)
	@.venv/bin/jupyter lab --ServerApp.root_dir=notebooks $(if $(filter 0,$(shell id -u)),--allow-root) \
		--LabApp.default_url=/lab/tree/$(first_notebook) $(ARGS)

test: $(ready) ## every test but the slow ones and those in a browser
	$(python) -m pytest -m "not slow and not browser" $(ARGS)

test-slow: $(ready) ## the tests that `make test` leaves out, but for the soak
	$(python) -m pytest -m "(slow or browser) and not soak" $(ARGS)

test-all: $(ready) ## every test; the result goes to tests/last_full_run.txt
	$(python) tests/full_run.py $(ARGS)

demo: $(ready) ## grade the sample submissions, and say where feedback and report are
	$(python) tests/course/demo.py $(ARGS)

check: $(ready) ## format, lint, types, imports, fast tests and doctests
	$(python) -m ruff format --check .
	$(python) -m ruff check .
	$(python) -m mypy
	.venv/bin/lint-imports
	$(python) -m pytest -q -m "not (slow or browser or sandbox or real_data or kernel)" $(ARGS)

bench: $(ready) ## measure every benchmark against its limit
	$(python) tests/benchmarks $(ARGS)

notebooks: $(ready) ## build the student edition from course/source
	.venv/bin/autograder release course

readme: $(ready) ## list every public name in tlkit/README.md, from the docstrings
	$(python) tests/tlkit/support/readme.py

lock: ## resolve requirements.lock anew from pyproject.toml (needs uv)
	{ cat .ci/lock_header; $(UV) pip compile pyproject.toml --extra dev --universal \
		--python-version 3.11 --only-binary :all: --generate-hashes --no-header --quiet; } >requirements.lock.new
	mv requirements.lock.new requirements.lock
