#!/bin/sh
# Runs a collection with newman. Arguments: as of newman run.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)

"$here/install.sh"
exec "$here/node_modules/.bin/newman" run "$@" --color off
