#!/bin/sh
# Makes the npm package from what is generated and what is written, tests it, and packs it. It needs Node 20 or later; on a
# machine without it there is no package, except in CI, where that is a failure.
set -eu
cd "$(dirname "$0")"

if ! node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2>/dev/null; then
  echo "The TypeScript client is not built: there is no Node 20 here"
  [ -z "${CI:-}" ]
  exit
fi

# What is installed is what the lock names.
if ! cmp -s package-lock.json node_modules/installed; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/installed
fi

rm -rf target/package target/documentation target/*.tgz
cp -R src/. target/source/
mkdir -p target/package
cp package.json README.md ../../LICENSE target/package/
node_modules/.bin/tsc --project tsconfig.json
node_modules/.bin/tsc --project tsconfig.programs.json
# By its own name the package finds itself, as those find it who install it.
node --test --test-reporter=dot target/package/test/
node_modules/.bin/typedoc --logLevel Error --disableSources --tsconfig tsconfig.json --out target/documentation target/source/index.ts
(cd target/package && npm pack --silent --pack-destination ..)
