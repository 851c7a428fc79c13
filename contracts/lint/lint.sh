#!/bin/sh
# Holds the contracts to their rules with the tools that integrators use. They run on Node 20 or later; on a machine without
# it nothing is looked at, except in CI, where that is a failure.
set -eu
cd "$(dirname "$0")"

if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null; then
  echo "The contracts are not linted: there is no Node 20 here"
  [ -z "${CI:-}" ]
  exit
fi

# What is installed is what the lock names.
if ! cmp -s package-lock.json node_modules/installed; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/installed
fi

REDOCLY_SUPPRESS_UPDATE_NOTICE=true NODE_NO_WARNINGS=1 npm run --silent lint
