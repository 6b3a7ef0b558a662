# One word for each thing that is done with this shop. `make help` lists them.
PYTHON ?= python3
PORT ?= 8000
DATA ?= var/demo
PART ?=
RUN := .venv/bin/python
export DATA
export PUBLIC_URL ?= http://localhost:$(PORT)
# Compiled once, by the first start; without, each start compiles all libraries anew.
unexport PYTHONDONTWRITEBYTECODE
# Behind a company's proxy the machine's own certificates are the right ones; pip reads them likewise.
export UV_SYSTEM_CERTS ?= true

.PHONY: help demo dev check test prove soak bench lock kept messages clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: .venv/shop ## Make the demonstration shop and run it (PORT=8000 DATA=var/demo RESET=1)
	@DEBUG=no exec $(RUN) manage.py demo --port $(PORT) $(if $(RESET),--reset)

dev: .venv/tools ## The same, restarted whenever code changes
	@DEBUG=no $(RUN) manage.py demo --prepare $(if $(RESET),--reset)
	@PYTHONPATH=site exec $(RUN) -m demo.reloading $(PORT)

check: .venv/tools ## Lint, imports, catalogues, migrations, unit tests on SQLite (at most a minute)
	@$(RUN) -m tests.run check

test: .venv/tools ## Everything a change must pass (at most ten minutes)
	@$(RUN) -m tests.run test

prove: .venv/tools ## Long proofs, PART=name for one (at most 25 minutes)
	@$(RUN) -m tests.run prove $(PART)

soak: .venv/tools ## Proofs that take hours, PART=name for one; write the result into docs/measurements.md
	@$(RUN) -m tests.run soak $(PART)

bench: .venv/tools ## Pages against a bare Django view, then what is bought, told, searched and asked by programs
	@$(RUN) -m tests.load.bench
	@PYTHONPATH=.:site $(RUN) -m tests.load.buying
	@PYTHONPATH=.:site $(RUN) -m tests.load.searching

lock: .venv/tools ## Resolve requirements*.in anew, with hashes
	@for name in requirements-uv requirements requirements-dev; do \
	  .venv/bin/uv pip compile --quiet --upgrade --python-version 3.11 --generate-hashes --no-header \
	    --no-emit-index-url --no-annotate $$name.in -o $$name.txt; done

kept: .venv/tools ## Keep what migrations, words and loader make of the demonstration, so that make demo need not
	@PYTHONPATH=.:site $(RUN) -m demo.kept

messages: .venv/tools ## Collect the words of templates and code into the catalogues, and compile them
	@$(RUN) -m tests.catalogues update

clean: ## Remove what the commands made: the environment and the demonstration's data
	rm -rf .venv var

# The environment. A file marks what is in it, so that nothing is installed twice.
.venv/uv: requirements-uv.txt
	@$(PYTHON) -c 'import sys; sys.exit("This shop needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@echo "Making a virtual environment …"
	@test -x .venv/bin/python || $(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

.venv/shop: requirements.txt .venv/uv
	@echo "Installing the shop's libraries …"
	@test -e .venv/tools || .venv/bin/uv pip install --quiet --require-hashes -r requirements.txt
	@touch $@

.venv/tools: requirements-dev.txt .venv/uv
	@echo "Installing the shop's libraries and tools …"
	@.venv/bin/uv pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ .venv/shop
