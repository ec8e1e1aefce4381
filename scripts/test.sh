#!/usr/bin/env bash
# All that is checked, in the order in which it fails fastest: make test
set -euo pipefail
cd "$(dirname "$0")/.."
ANJU_CHROMIUM="$(scripts/chromium.sh)"
export ANJU_CHROMIUM
if [ -z "${DATABASE_URL:-}" ]; then
    bin/anju postgres start
fi
scripts/lint.sh
echo "· pytest"
ANJU_DATABASE_ROLE=owner exec .venv/bin/python -m pytest "$@"
