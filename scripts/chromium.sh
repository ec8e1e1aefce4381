#!/usr/bin/env bash
# Print the path of a Chromium that can draw Chinese, fetching it from Debian where it is missing.
# The one without a window does the same work with two thirds of the processor's time.
set -euo pipefail
cd "$(dirname "$0")/.."
folder="$PWD/var/chromium"

has_chinese() { [ -n "$(fc-list ':lang=zh-cn' file 2>/dev/null | head -n 1)" ]; }
on_path() {
    command -v chromium-headless-shell || command -v chromium || command -v chromium-browser ||
        command -v google-chrome
}
fetch() {
    "$@" chromium-headless-shell fonts-noto-cjk fontconfig fonts-dejavu-core >&2 ||
        "$@" chromium fonts-noto-cjk fontconfig fonts-dejavu-core >&2
}

if [ -n "${ANJU_CHROMIUM:-}" ]; then
    echo "$ANJU_CHROMIUM"
    exit
fi
if [ -x "$folder/chromium" ]; then
    echo "$folder/chromium"
    exit
fi
if browser="$(on_path)" && has_chinese; then
    echo "$browser"
    exit
fi
if ! command -v apt-get >/dev/null; then
    echo "anju: install Chromium and a Chinese font, or set ANJU_CHROMIUM to a browser." >&2
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    echo "anju: installing Chromium and Chinese fonts" >&2
    fetch scripts/debian.sh install
    on_path
    exit
fi

echo "anju: fetching Chromium and Chinese fonts into var/chromium (no root needed)" >&2
rm -rf "$folder"
fetch scripts/debian.sh unpack "$folder/system"
system="$folder/system"
cat >"$folder/fonts.conf" <<XML
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>$system/usr/share/fonts</dir>
  <cachedir>$folder/font-cache</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
</fontconfig>
XML
cat >"$folder/chromium" <<SH
#!/bin/sh
# Debian's Chromium, unpacked without root: its libraries and fonts lie beside it.
here="\$(dirname "\$(readlink -f "\$0")")"
for folder in "\$here"/system/lib/*-linux-gnu "\$here"/system/usr/lib/*-linux-gnu \\
    "\$here"/system/usr/lib/*-linux-gnu/*; do
    [ ! -d "\$folder" ] || LD_LIBRARY_PATH="\$folder\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}"
done
export LD_LIBRARY_PATH
export FONTCONFIG_FILE="\$here/fonts.conf"
for program in chromium-headless-shell chromium; do
    program="\$here/system/usr/lib/chromium/\$program"
    [ ! -x "\$program" ] || exec "\$program" "\$@"
done
SH
chmod +x "$folder/chromium"
echo "$folder/chromium"
