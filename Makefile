# The door to everything; what each target does lies in scripts/ and in src/anju/batch/demo.
.PHONY: demo demo-reset stop test lint bench rows install install-test lock

demo: install
	@exec .venv/bin/python -m anju.batch.demo up

demo-reset: install
	@exec .venv/bin/python -m anju.batch.demo reset

stop:
	@.venv/bin/python -m anju.batch.demo stop

test: install-test
	@scripts/test.sh

lint: install-test
	@scripts/lint.sh

bench:
	@scripts/install.sh bench
	@PYTHONPATH=$(CURDIR)/src:$(CURDIR) .venv/bin/python -m bench $(ARGS)

rows:
	@.venv/bin/python scripts/rows.py $(ARGS)

install:
	@scripts/install.sh run

install-test:
	@scripts/install.sh test

lock:
	@scripts/lock.sh

export PYTHONPATH := $(CURDIR)/src
