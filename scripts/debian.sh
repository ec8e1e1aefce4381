#!/usr/bin/env bash
# Debian packages, with root and without.
#   debian.sh install <package>...           into the system, as root
#   debian.sh unpack <folder> <package>...   into a folder, as anybody, with all they depend on
set -euo pipefail

deed="$1"
shift

if [ "$deed" = install ]; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get install --yes --quiet --quiet --no-install-recommends "$@" >/dev/null 2>&1 && exit
    apt-get update --quiet --quiet >/dev/null
    apt-get install --yes --quiet --quiet --no-install-recommends "$@" >/dev/null
    exit
fi

folder="$1"
shift
mkdir -p "$folder"
folder="$(cd "$folder" && pwd)"
work="$folder/.apt"
mkdir -p "$work/state/lists/partial" "$work/cache/archives/partial"

# apt's own folders belong to root, so it is given private ones; its sources and keys stay.
apt_get() {
    apt-get --quiet --quiet --yes --no-install-recommends \
        -o "Dir::State=$work/state" -o "Dir::State::status=/var/lib/dpkg/status" \
        -o "Dir::Cache=$work/cache" -o Debug::NoLocking=1 -o APT::Sandbox::User="$(id -un)" "$@"
}
apt_get update
apt_get --download-only install "$@"
for archive in "$work"/cache/archives/*.deb; do
    dpkg-deb --extract "$archive" "$folder"
done
rm -rf "$work"
