# `make run` and `make test` make their environment first; `make help` lists what else there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

PYTHON ?= python3
export ADDRESS ?= 127.0.0.1
export PORT ?= 8000
POSTGRESQL_URL ?= postgres://postgres@127.0.0.1:5432/register

VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
TO_RUN := $(VENV)/.installed-to-run
TO_TEST := $(VENV)/.installed-to-test
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
MESSAGES := $(patsubst %.po,%.mo,$(wildcard cooperation/locale/*/LC_MESSAGES/*.po))
STATIC := staticfiles/staticfiles.json

# The checks do not depend on anybody's .env.
CHECK := REGISTER_ENV_FILE=tests/settings.env
PRODUCTION := REGISTER_ENV_FILE= REGISTER_ALLOWED_HOSTS=register.example.org

.PHONY: help install install-test run test check checks format lint types templates migrations deploy translations \
	test-postgresql lock

help:  ## this list
	@sed -nE 's/^([a-z-]+):.*  ## (.*)/  make \1\t\2/p' Makefile | expand -t 26

run: install .env $(STATIC)  ## serve the register on this machine; other doors with ADDRESS= and PORT=
	@$(MANAGE) prepare_register
	@exec $(BIN)/gunicorn --config config/server.py

test: install-test  ## the tests on SQLite, and in a browser where there is Chromium
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal

check: export CI := true
check: checks test test-postgresql  ## everything that CI runs; needs Chromium, Java, PostgreSQL and gettext

checks: lint types templates migrations deploy translations  ## what CI runs besides the tests

install: $(TO_RUN) $(MESSAGES)  ## the environment that runs the register

install-test: $(TO_TEST) $(MESSAGES)  ## the same, with what tests and checks need

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info[:2] <= (3, 14) else "The register needs Python 3.11 to 3.14, and $(PYTHON) is " + sys.version.split()[0] + ". Name another: make PYTHON=python3.13")'
	@echo "Making the environment in $(VENV), which takes about a minute."
	@$(PYTHON) -m venv $(VENV)

$(TO_RUN): requirements.txt | $(BIN)/python
	@$(PIP_INSTALL) -r $<
	@touch $@

$(TO_TEST): requirements-test.txt | $(BIN)/python
	@$(PIP_INSTALL) -r $<
	@touch $@ $(TO_RUN)  # the second list holds the first, with the same versions

$(MESSAGES): %.mo: %.po | $(TO_RUN)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

.env:
	@umask 077 && printf '%s\n' '# Written by the first make run, for this machine only. .env.example tells what each line is.' \
		"REGISTER_SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		'REGISTER_ALLOWED_HOSTS=127.0.0.1,localhost' 'REGISTER_HTTPS=off' > $@.new && mv $@.new $@

$(STATIC): $(TO_RUN) $(shell find static cooperation -path '*static/*' -type f 2>/dev/null)
	@$(MANAGE) collectstatic --no-input --clear --verbosity 0
	@touch $@

format:  ## write the code as ruff would
format: install-test
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format .

lint: install-test
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: install-test
	@$(CHECK) $(BIN)/mypy

templates: install-test
	@$(BIN)/djlint --lint --quiet templates

migrations: install-test
	@$(CHECK) $(MANAGE) makemigrations --check --dry-run

# As a ministry would run it: no warning, and every file that a stylesheet names is there.
deploy: export REGISTER_STATIC_ROOT = $(CURDIR)/$(VENV)/staticfiles-checked
deploy: export REGISTER_SECRET_KEY = $(shell $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')
deploy: install-test
	@$(PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING
	@$(PRODUCTION) $(MANAGE) collectstatic --no-input --clear --verbosity 0

# Everything marked for translation has its Danish, and no placeholder was lost on the way.
translations: install-test
	@command -v msgcmp > /dev/null || { echo "Checking the translations needs gettext: apt-get install gettext" >&2; exit 1; }
	@$(CHECK) $(MANAGE) makemessages --exclude da --ignore 'tests/*' --keep-pot --verbosity 0
	@msgcmp cooperation/locale/da/LC_MESSAGES/django.po cooperation/locale/django.pot
	@msgfmt --check --output-file=/dev/null cooperation/locale/da/LC_MESSAGES/django.po

test-postgresql: install-test
	@DATABASE_URL=$(POSTGRESQL_URL) $(BIN)/python -m pytest --numprocesses auto --dist worksteal -m "not browser"

lock:  ## write both requirements files anew from pyproject.toml; UPGRADE=--upgrade takes newer releases
	@$(PYTHON) -m venv $(VENV)/lock
	@$(VENV)/lock/bin/python -m pip install --quiet --upgrade uv
	@for output in requirements.txt 'requirements-test.txt --group test --constraints requirements.txt'; do \
		$(VENV)/lock/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
			--no-header --no-annotate --no-emit-index-url --no-emit-find-links $(UPGRADE) --output-file $$output; done
