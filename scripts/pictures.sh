#!/usr/bin/env bash
# Takes the reference pictures of the pages anew (tests/browser/pictures/), where they differ from what the pages now
# look like. Look at every one that changed before you commit it: `git status tests/browser/pictures`.
#
# Needs what scripts/test.sh installs.

set -euo pipefail
cd "$(dirname "$0")/.."

build=(cargo run --release --quiet -- build --strict --date 2026-11-23)
"${build[@]}" --root tests/fixtures/kinds --output target/kinds-site
"${build[@]}" --root docs --output target/manual
cd tests/browser
LYKTA_KINDS_SITE=../../target/kinds-site LYKTA_MANUAL=../../target/manual LYKTA_PICTURES=renew \
  node --test --test-reporter=spec pictures.test.mjs
