#!/usr/bin/env bash
# Everything that can be said about the code without running it: make lint
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
export PYTHONPATH="$PWD/src${PYTHONPATH:+:$PYTHONPATH}"

# Every complaint is shown, not only the first tool's.
failed=0
step() {
    echo "· $*"
    "$@" || failed=1
}

step ruff format --check .
step ruff check --output-format concise .
step mypy
step lint-imports --no-logo --no-cache
step bin/anju makemigrations --check --dry-run
step sqlfluff lint --nocolor --disable-progress-bar src/anju
exit "$failed"
