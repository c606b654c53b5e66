# Everything that is done with the project; `make help` lists it.
.DEFAULT_GOAL := help
PYTHON ?= python3.11
PORT ?= 8000
BIN := .venv/bin

.PHONY: help install face demo test elasticsearch gallery lint format bench messages migrations clean

help:  ## what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

.venv/installed: requirements.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 is needed (PYTHON=... names another one)."; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

node_modules/installed: package-lock.json core/letters.py .venv/installed
	$(BIN)/python manage.py install_face
	touch $@

LEXICON := search/analysis/lexicon

$(LEXICON)/words.marisa: .venv/installed $(wildcard $(LEXICON)/*.py) search/analysis/norwegian.py search/analysis/nynorsk.py search/analysis/nynorsk.txt
	$(BIN)/python manage.py build_lexicon

install: .venv/installed face $(LEXICON)/words.marisa  ## the virtual environment and the face of the site

face: node_modules/installed  ## styles, fonts and translations
	$(BIN)/python manage.py compile_messages

demo: install  ## a living site at http://127.0.0.1:$(PORT)/
	@exec env PORT="$(PORT)" DJANGO_SETTINGS_MODULE=settings.demo $(BIN)/python manage.py serve_demo --port "$(PORT)" $(if $(LIBRARY),--library "$(LIBRARY)")

test: .venv/installed-dev install  ## everything, in parallel, on SQLite, PostgreSQL and Elasticsearch
	$(BIN)/python -m tests.run

elasticsearch: .venv/installed-dev install  ## a node for trying out, at PORT (9200), fetched when it is first asked for
	@exec $(BIN)/python -m tests.elastic_node

gallery: .venv/installed-dev install  ## a picture of everything people meet, in gallery/index.html; ARGS="--only idea"
	$(BIN)/python -m tests.gallery $(ARGS)

lint: .venv/installed-dev install  ## style, types, layers, templates, missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet site/templates
	DJANGO_SETTINGS_MODULE=settings.test $(BIN)/python manage.py makemigrations --check --dry-run

format: .venv/installed-dev  ## put the code into its one form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/installed-dev install  ## what pages cost, in times of a bare Django answer (ARGS="--save" keeps it)
	$(BIN)/python -m tests.bench $(ARGS)

messages:  ## collect the strings to be translated (needs gettext)
	$(BIN)/python manage.py makemessages -l nb -l nn --no-wrap --no-obsolete -i node_modules -i var -i .venv

clean:  ## remove everything the site has stored, after asking
	@printf 'This removes var/ with its database, files and mail. Go on? [y/N] '; read answer; test "$$answer" = y && rm -rf var
