# `make` alone says what there is to make. Choose another Python with: make demo PYTHON=python3.12

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

# What `make constraints` passes on: every package is raised to its latest version unless this is empty.
UPGRADE ?= --upgrade

BROWSER := $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)
ifeq ($(BROWSER)$(KGRAPH_REQUIRE_BROWSER),)
WITHOUT := -m "not browser"
endif

.PHONY: help demo test check licences model quality constraints clean

help: ## Say what there is to make
	@awk -F ': .*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## Build the graph of the sample documents and ask it three questions
	$(BIN)/kgraph build seeds/documents --output output
	@echo
	@echo "Who supplies the Metropolitan Police?"
	$(BIN)/kgraph query suppliers --force "Metropolitan Police" --limit 8 --format table
	@echo
	@echo "Who criticizes whom and what?"
	$(BIN)/kgraph query criticism --limit 8 --format table
	@echo
	@echo "Which contracts are there, and what are they worth?"
	$(BIN)/kgraph query contracts --limit 8 --format table
	@echo
	@echo "Now open the page in a browser: $(CURDIR)/output/graph.html"

test: $(READY) ## Run the tests; those of the page only where Chromium is installed
	$(BIN)/python -m pytest $(WITHOUT)
ifdef WITHOUT
	@echo "The browser tests were left out: Chromium is not installed."
endif

check: $(READY) ## Lint, check types, then test: what must pass before a change lands
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(WITHOUT)

licences: $(READY) ## List the licences of everything that is installed along with kgraph
	$(BIN)/python tools/licences.py

model: $(READY) ## Train the network anew on seeds/passages and seeds/plain, which takes two hours
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[train]"
	$(BIN)/kgraph train seeds/passages seeds/plain --into model

quality: $(READY) ## Measure the extraction anew and write docs/quality.md
	$(BIN)/python docs/generate_quality.py

constraints: ## Pin anew the versions and hashes of all dependencies
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && "$$tools/bin/pip" install --quiet pip-tools && \
	"$$tools/bin/pip-compile" --quiet $(UPGRADE) --extra dev --build-deps-for editable --build-deps-for wheel \
	  --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-options \
	  --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --output-file constraints.txt pyproject.toml

clean: ## Remove the environment, what was built (not what people judged) and all caches
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find output -mindepth 1 ! -name README.md ! -name judgements.txt -delete
	find kgraph tests tools docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment is made anew when the dependencies change. The first line keeps an old Python from failing in the middle.
$(READY): constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "kgraph needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make PYTHON=python3.11"; exit 1; }
	@echo "Installing into $(VENV); this takes a minute or two."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
