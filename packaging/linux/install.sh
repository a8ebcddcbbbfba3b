#!/bin/sh
# Puts Vistazo into the menu of this user: ./install.sh, and ./install.sh --remove takes it out again.
# PROGRAM is the command to start; without it, the program beside this script, else `vistazo` of the search path.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
if [ -n "${PROGRAM:-}" ]; then program=$PROGRAM
elif [ -x "$here/vistazo" ]; then program=$here/vistazo
else program=$(command -v vistazo) || { echo "vistazo is not on the search path: set PROGRAM=/path/to/vistazo" >&2; exit 1; }
fi
picture=$here/vistazo.svg  # in the program folder; in a checkout it lies with the other resources
[ -f "$picture" ] || picture=$here/../../resources/app/vistazo.svg
entry=$data/applications/vistazo.desktop
kind=$data/mime/packages/vistazo-mime.xml
icon=$data/icons/hicolor/scalable/apps/vistazo.svg
if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$kind" "$icon"
else
    mkdir -p "$(dirname "$entry")" "$(dirname "$kind")" "$(dirname "$icon")"
    # A path with spaces is quoted, as desktop entries want it; \ & | would mean something to sed.
    quoted=$(printf '%s' "$program" | sed 's/[\\&|]/\\&/g')
    sed "s|^Exec=vistazo|Exec=\"$quoted\"|" "$here/vistazo.desktop" > "$entry.partial"
    mv "$entry.partial" "$entry"
    cp "$here/vistazo-mime.xml" "$kind"
    cp "$picture" "$icon"
fi
# Desktops notice by themselves sooner or later; these make it sooner, where they are installed.
if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$data/applications" || true; fi
if command -v update-mime-database >/dev/null && [ -d "$data/mime" ]; then update-mime-database "$data/mime" || true; fi
if command -v gtk-update-icon-cache >/dev/null; then gtk-update-icon-cache -qtf "$data/icons/hicolor" || true; fi
