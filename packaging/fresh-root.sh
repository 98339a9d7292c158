#!/usr/bin/env bash
# Prove that a stranger's machine is enough: in a new Debian 12 root with nothing but git, make and
# python3, clone this checkout's commit and run its commands. Needs root and debootstrap.
#
#   packaging/fresh-root.sh             demo, demo again, test
#   packaging/fresh-root.sh setup       other targets of the Makefile
#
# The host's settings for apt, pip, certificates and names are lent to the root; nothing of them is kept.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "fresh root: $*"; }

make_root() {
    say "a minimal Debian 12 in $root"
    debootstrap --variant=minbase --include=git,make,python3,ca-certificates bookworm "$root" >"$root/log" || {
        tail -n 20 "$root/log" >&2
        exit 1
    }
    git clone --quiet --no-hardlinks . "$root/srv/mediatordesk"
    [ -z "$(git status --porcelain)" ] || say "what is not committed is not in it"
}

# Copy what tells this host's apt, pip and name service where to look.
copy_settings() {
    local setting
    for setting in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources /etc/apt/auth.conf.d \
        /etc/apt/apt.conf.d/*proxy* /etc/resolv.conf /etc/hosts /etc/pip.conf "$HOME"/.config/pip /etc/ssl/certs; do
        if [ -e "$setting" ]; then
            rm -rf "${root:?}$setting"
            mkdir -p "$(dirname "$root$setting")"
            cp -rL "$setting" "$root$setting"
        elif [ "$setting" = /etc/apt/sources.list ]; then
            rm -f "$root$setting"
        fi
    done
}

# Folders of packages that pip's settings name; the files of an index lie beside its pages.
pip_folders() {
    python3 -m pip config list | grep -oE "(file://)?/[^ ']+" | sed 's#^file://##' | while read -r path; do
        [ ! -d "$path" ] || echo "${path%/simple}"
    done
}

# Run the targets; the mounts are seen by this and its children only, and end with it.
run_targets() {
    local folder target started outcome failed=0
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    mount --rbind /sys "$root/sys"
    for folder in $(pip_folders); do
        mkdir -p "$root$folder"
        mount --bind "$folder" "$root$folder"
        mount -o remount,bind,ro "$root$folder"
    done
    say "$(inside dpkg-query -W | wc -l) packages, $(inside python3 --version)"
    for target in "$@"; do
        started=$SECONDS
        outcome=passed
        inside make --no-print-directory -C /srv/mediatordesk "$target" </dev/null || outcome=FAILED
        say "make $target $outcome after $((SECONDS - started)) s"
        [ "$outcome" = passed ] || failed=1
    done
    return $failed
}

# Certificates, proxies and pip's settings are all of the environment that goes in.
inside() {
    local settings
    mapfile -t settings < <(env | grep -E '^(PIP_\w*|\w*(CERT|CA_BUNDLE|PROXY|proxy)\w*|CI)=')
    env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 "${settings[@]}" chroot "$root" "$@"
}

if [ "${1:-}" = --in-namespace ]; then
    root=$2
    shift 2
    run_targets "$@"
    exit
fi

root=$(mktemp -d "${TMPDIR:-/var/tmp}/fresh-root.XXXXXX")
chmod 755 "$root"
trap 'rm -rf --one-file-system "$root"' EXIT
make_root
copy_settings
[ $# -gt 0 ] || set -- demo demo test
unshare --mount --pid --fork --kill-child "$PWD/packaging/fresh-root.sh" --in-namespace "$root" "$@"
