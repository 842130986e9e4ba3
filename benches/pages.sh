#!/usr/bin/env bash
# Prints what the pages of the bundled site weigh, and what Lighthouse (mobile) says of a page of each kind.
# Exits 1 where a goal is missed: the start page at most 40 kB gzip in all, one HTML and one style sheet before the
# first picture of it, at most 3 kB of script before a search, and 100 in every one of Lighthouse's categories (the middle of
# three judgements where the first is less), but for what search engines are told to leave out.
#
# Needs: cargo, Node 20 with npm, and Chromium. Lighthouse is installed below target/.
#
#   LYKTA_SITE      a built site to measure (default: a new build in public/)
#   LYKTA_CHROMIUM  the browser (default: /usr/bin/chromium)
#   LIGHTHOUSE=no   weights alone

set -euo pipefail
cd "$(dirname "$0")/.."

if [[ -z ${LYKTA_SITE:-} ]]; then
  cargo run --release --quiet -- build
  LYKTA_SITE=public
fi
export LYKTA_SITE
tools=target/lighthouse
if [[ ${LIGHTHOUSE:-yes} != no && ! -d $tools/node_modules/lighthouse ]]; then
  mkdir -p "$tools"
  [[ -f $tools/package.json ]] || echo '{"private": true}' >"$tools/package.json"
  # The last version for Node 20.
  (cd "$tools" && npm install --no-fund --no-audit lighthouse@12.2.3)
fi
exec node benches/pages/run.mjs
