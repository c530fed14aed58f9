# Every target installs what it needs first; nothing is installed outside this folder.

PYTHON ?= python3
APP = .venv/app/bin/python
INSTALL = $(PYTHON) tools/install.py

.PHONY: run test train talk doctor check check-files setup bench eval visitors requirements

run: setup            ## train if needed, start everything, print the addresses
	@exec $(APP) -m banter run

setup:                ## build both environments, or do nothing when they are current
	@$(INSTALL) app rasa

setup-dev:
	@$(INSTALL) app rasa dev rasa-dev

train: setup          ## write models/*.tar.gz, if what the assistant learns from has changed
	@$(APP) -m banter train

check-files: setup    ## say what is wrong in banter.yml, qualification.yml, crm.yml and data/; start nothing
	@$(APP) -m banter check

talk: setup           ## a conversation in the terminal
	@$(APP) -m banter talk

doctor: setup         ## what is configured, what is on, what can be reached
	@$(APP) -m banter doctor

test: setup-dev       ## every test that this machine can run
	$(APP) -m banter train
	.venv/rasa/bin/python -m pytest tests/bot/in_rasa
	$(APP) -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

check: setup-dev      ## style, types, import rules, training data
	.venv/app/bin/ruff check .
	.venv/app/bin/ruff format --check .
	.venv/app/bin/mypy
	.venv/app/bin/lint-imports
	RASA_TELEMETRY_ENABLED=false PYTHONWARNINGS=ignore .venv/rasa/bin/python -m rasa data validate --domain domain.yml --data data 

bench: setup-dev      ## measure a turn, side by side
	$(APP) -m benchmarks.turns
	@PYTHONWARNINGS=ignore .venv/rasa/bin/python -m benchmarks.understanding.speed

eval: setup train     ## measure what is understood, with every miss listed
	@PYTHONWARNINGS=ignore .venv/rasa/bin/python -m benchmarks.understanding.evaluate

visitors: setup-dev train  ## 500 random visitors talk to the product; fails when it falls short (docs/visitors.md)
	$(APP) -m benchmarks.visitors $(VISITORS)

requirements:         ## compile the pinned requirement files from their inputs
	$(INSTALL) --compile
