#!/bin/sh
# Installs newman here as the lock names it, unless it is.
set -eu
cd "$(dirname "$0")"

if ! cmp -s package-lock.json node_modules/installed; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/installed
fi
