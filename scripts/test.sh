#!/usr/bin/env bash
# Runs every test of Lykta, and first installs what they need where it is missing.
#
# Needs: the Rust toolchain, Node 20 or newer with npm, and apt (as root, or with sudo).
# Goes on after a failed step, so that one run shows all that is wrong; the exit code is 0 only if every step passed.
#
#   LYKTA_SHARED    folder with the corpora that some tests read (default: ../shared beside the checkout, if there)
#   LYKTA_CHROMIUM  the browser to drive (default: /usr/bin/chromium)
#   LYKTA_FIREFOX   the other one, for what must be the same in both (default: /usr/bin/firefox-esr)

set -uo pipefail
cd "$(dirname "$0")/.." || exit

if [[ -z ${LYKTA_SHARED:-} && -d ../shared ]]; then LYKTA_SHARED=$(cd ../shared && pwd); fi
[[ -n ${LYKTA_SHARED:-} ]] && export LYKTA_SHARED

export CARGO_TERM_PROGRESS_WHEN=never CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
build=(cargo run --release --quiet -- build)
temporary=$(mktemp -d)
trap 'rm -rf "$temporary"' EXIT

passed=0
failed=0
summary=()

# step NAME COMMAND…: runs the command, tells how it went and how long it took, and answers with its exit code.
step() {
  local name=$1 began=$SECONDS code=0
  shift
  printf '\n── %s\n' "$name"
  # Nobody is there to answer a question.
  "$@" </dev/null || code=$?
  local took=$((SECONDS - began)) result=ok
  if ((code)); then result=FAILED failed=$((failed + 1)); else passed=$((passed + 1)); fi
  printf '── %s: %s, %d s\n' "$name" "$result" "$took"
  summary+=("$(printf '%-6s %5d s  %s' "$result" "$took" "$name")")
  return "$code"
}

# cannot NAME WHY: a step that a failed one makes impossible has failed too.
cannot() {
  printf '\n── %s: FAILED, not run: %s\n' "$1" "$2"
  failed=$((failed + 1))
  summary+=("$(printf '%-6s %5s    %s (not run: %s)' FAILED - "$1" "$2")")
}

as_root() {
  if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

# Debian's packages and the npm packages of tests/browser/; asks no registry when all is there.
install_tools() {
  local node_major missing=()
  node_major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null) || node_major=0
  if ((node_major < 20)) || ! command -v npm >/dev/null; then
    echo "Node 20 or newer, with npm, is needed: https://nodejs.org or your distribution's packages" >&2
    return 1
  fi
  [[ -x ${LYKTA_CHROMIUM:-/usr/bin/chromium} ]] || missing+=(chromium)
  [[ -x ${LYKTA_FIREFOX:-/usr/bin/firefox-esr} ]] || missing+=(firefox-esr)
  # The Nu HTML checker is written in Java.
  command -v java >/dev/null || missing+=(default-jre-headless)
  # The fonts of the reference pictures: see tests/browser/fonts.conf.
  [[ -f /usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf ]] || missing+=(fonts-noto-core)
  [[ -f /usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf ]] || missing+=(fonts-liberation)
  if ((${#missing[@]})); then
    echo "installing ${missing[*]}"
    as_root apt-get update -q || return
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" || return
  fi
  local lock=tests/browser/package-lock.json installed=tests/browser/node_modules/.lykta-lock.json
  if ! cmp -s "$lock" "$installed"; then
    (cd tests/browser && npm ci) && cp "$lock" "$installed"
  fi
}

# The name, inode, size and time of every file of the built site: all that a write would change.
state_of_public() {
  find public -type f -printf '%P\t%i\t%s\t%T@\n' | LC_ALL=C sort
}

build_again_writes_nothing() {
  state_of_public >"$temporary/before"
  "${build[@]}" || return
  state_of_public >"$temporary/after"
  if ! cmp -s "$temporary/before" "$temporary/after"; then
    echo 'a build with no change has written to public/:' >&2
    LC_ALL=C comm -3 "$temporary/before" "$temporary/after" | sed 's/^\t//' | cut -f 1 | sort -u | head -n 20 >&2
    return 1
  fi
}

browser_suite() (
  cd tests/browser || exit
  LYKTA_SITE=../../public LYKTA_BASE_URL_SITE=$temporary/base-url LYKTA_LANGUAGES_SITE=$temporary/languages LYKTA_MANUAL=$temporary/manual LYKTA_KINDS_SITE=$temporary/kinds \
    node --test --test-reporter=spec
)

step 'install what is missing' install_tools
tools=$?
step 'cargo fmt --check' cargo fmt --check
step 'cargo clippy' cargo clippy --all-targets -- -D warnings
step 'cargo test' cargo test --no-fail-fast
if step 'compile the release' cargo build --release; then
  step 'build the bundled site' "${build[@]}"
  built=$?
  if ((built == 0)); then step 'a second build writes nothing' build_again_writes_nothing
  else cannot 'a second build writes nothing' 'no site'; fi
  step 'build the manual' "${build[@]}" --root docs --output "$temporary/manual" --strict
  step 'build the site in four languages' "${build[@]}" --root tests/fixtures/languages --output "$temporary/languages" --strict || built=1
  step 'build a page of each kind' "${build[@]}" --root tests/fixtures/kinds --output "$temporary/kinds" --strict --date 2026-11-23 || built=1
  step 'build with a base URL' "${build[@]}" --base-url https://example.org/a/ --output "$temporary/base-url" || built=1
else
  built=1
  cannot 'build the bundled site' 'no program'
fi
if ((tools)); then cannot 'browser suite' 'tools are missing'
elif ((built)); then cannot 'browser suite' 'no site'
else step 'browser suite' browser_suite; fi

printf '\n'
printf '%s\n' "${summary[@]}"
printf '\n%d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
