#!/bin/bash
# Runs a command with a real Secret Service (gnome-keyring) of its own, in a session without a screen.
# It is unlocked, or, with SECRET_SERVICE=locked, locked and nobody is there to unlock it.
set -e
export HOME=$(mktemp -d) XDG_RUNTIME_DIR=$(mktemp -d)
chmod 700 "$XDG_RUNTIME_DIR"
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
trap 'rm -rf "$HOME" "$XDG_RUNTIME_DIR"' EXIT
unlock='printf "\n" | gnome-keyring-daemon --unlock --components=secrets'
[ "$SECRET_SERVICE" = locked ] && unlock='gnome-keyring-daemon --start --components=secrets'
dbus-run-session -- bash -c "$unlock"' >/dev/null; "$@"' _ "$@"
