#!/usr/bin/env bash
# Pin every package with hashes and without any index address, oldest Python first: make lock
set -euo pipefail
cd "$(dirname "$0")/.."
export CUSTOM_COMPILE_COMMAND="make lock"
tools=var/lock-tools
if [ ! -x "$tools/bin/pip-compile" ]; then
    .venv/bin/python -m venv "$tools"
    "$tools/bin/python" -m pip install --quiet pip-tools
fi
compile() {
    "$tools/bin/pip-compile" --quiet --generate-hashes --allow-unsafe --strip-extras \
        --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
        "$@"
}
compile --output-file requirements/run.lock requirements/run.in "$@"
compile --output-file requirements/test.lock --constraint requirements/run.lock requirements/test.in "$@"
compile --output-file requirements/bench.lock --constraint requirements/test.lock requirements/bench.in "$@"
