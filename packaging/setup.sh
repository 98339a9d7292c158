#!/usr/bin/env bash
# Set up what `make demo` or `make test` needs: packaging/setup.sh demo|test
# System packages come through apt where that is allowed; Python packages go into .venv, as locked.
# A stamp remembers what was set up, so that the next run starts at once.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?demo or test}
lists=(packaging/debian-demo.txt packaging/debian-test.txt)
[ "$purpose" = test ] || lists=(packaging/debian-demo.txt)
stamp=.venv/set-up-for-$purpose

# The sum of everything that decides what a set-up does, the folder included: .venv cannot move.
fingerprint() {
    { pwd; cat packaging/debian-*.txt requirements-dev.txt pyproject.toml packaging/setup.sh; } | git hash-object --stdin
}

say() { echo "set-up: $*" >&2; }

missing_packages() {
    grep -hv '^#' "${lists[@]}" | while read -r package; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || echo "$package"
    done
}

install_packages() {
    local as_root=()
    if [ "$(id -u)" != 0 ]; then
        if ! sudo -n true 2>/dev/null; then
            say "please install these Debian packages, then run it again: sudo apt-get install $*"
            exit 1
        fi
        as_root=(sudo -n)
    fi
    say "installing $*"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends)
    # Package lists that are missing or too old show as a package that cannot be had.
    "${as_root[@]}" "${apt[@]}" install "$@" >/dev/null 2>&1 || {
        "${as_root[@]}" apt-get -qq update
        "${as_root[@]}" "${apt[@]}" install "$@" >/dev/null
    }
}

install_requirements() {
    .venv/bin/python -m pip --version >/dev/null 2>&1 || {
        say "making .venv"
        python3 -m venv --clear .venv
    }
    say "installing the locked Python packages"
    local pip=(.venv/bin/python -m pip --disable-pip-version-check -qq install)
    # Python compiles what it imports; compiling all of it beforehand takes longer than everything else.
    pip+=(--no-compile)
    # bagit has no wheel; nothing else is to be built here.
    "${pip[@]}" --require-hashes --only-binary :all: --no-binary bagit -r requirements-dev.txt
    "${pip[@]}" --no-index --no-deps --no-build-isolation --editable .
}

compile_translations() {
    local source
    for source in resources/translations/*/LC_MESSAGES/mediatordesk.po; do
        if [ "$source" -nt "${source%.po}.mo" ]; then
            .venv/bin/pybabel -q compile -i "$source" -o "${source%.po}.mo"
        fi
    done
}

if [ "$(cat "$stamp" 2>/dev/null)" != "$(fingerprint)" ]; then
    if command -v dpkg-query >/dev/null; then
        mapfile -t missing < <(missing_packages)
        [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
    fi
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        say "please install Python 3.11 or newer; python3 is $(python3 --version)"
        exit 1
    }
    install_requirements
    fingerprint >"$stamp"
    [ "$purpose" = demo ] || cp "$stamp" .venv/set-up-for-demo
fi
shopt -s nullglob
compile_translations
