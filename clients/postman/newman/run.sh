#!/bin/sh
# Runs a collection with newman, which is installed here as the lock names it. Arguments: as of newman run.
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)

if ! cmp -s "$here/package-lock.json" "$here/node_modules/installed"; then
  (cd "$here" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp "$here/package-lock.json" "$here/node_modules/installed"
fi

exec "$here/node_modules/.bin/newman" run "$@" --color off
