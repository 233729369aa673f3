# shellcheck shell=bash disable=SC2034
# What every script here shares: where things are, which compiler makes the wasm, how to stop.
# Input:  INSIDE_OUT_CACHE  the cache folder (default: the user's, ~/.cache/inside-out)
#         INSIDE_OUT_WASM   rustup | debian: forces one of the two ways to the wasm target
# Output: ROOT, CACHE, TARGET, CHANNEL, WASM_BINDGEN and the versions; PATH with our tools first; the shell stands in ROOT.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
CACHE=${INSIDE_OUT_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/inside-out}
cd "$ROOT" || exit
# shellcheck source=versions.sh
source scripts/versions.sh

# Inside `scripts/wasm`, CARGO_TARGET_DIR is the wasm's; the first one asked for is kept beside it.
TARGET=${INSIDE_OUT_TARGET_DIR:-${CARGO_TARGET_DIR:-$ROOT/target}}
CHANNEL=${RUSTUP_TOOLCHAIN:-$(sed -n 's/^channel *= *"\(.*\)".*/\1/p' rust-toolchain.toml)}
WASM_BINDGEN=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock)

DEBIAN_TOOLCHAIN=inside-out-debian # the name under which rustup knows Debian's compiler
DEBIAN_LINKER=/usr/lib/llvm-$DEBIAN_LLVM/bin/wasm-ld

export PATH="$CACHE/tools/bin:$CACHE/npm/node_modules/.bin:$CACHE/python/bin:$PATH"
# What the browser tests put into the page, or run on it.
export AXE="$CACHE/npm/node_modules/axe-core/axe.min.js"
export READABILITY="$CACHE/npm/node_modules/@mozilla/readability/Readability.js"
export VNU="$CACHE/npm/node_modules/vnu-jar/build/dist/vnu.jar"
# What reads the page's calendar files in the browser tests: a module of Node's, a folder of Python's.
export ICAL="$CACHE/npm/node_modules/ical.js/dist/ical.js"
export ICALENDAR="$CACHE/python-calendar"
# What asks the API all kinds of things: a folder of Python's.
export SCHEMATHESIS="$CACHE/python-api"

have() { command -v "$1" >/dev/null 2>&1; }

# The first of the commands that this machine has, as a path. first_of COMMAND…
first_of() {
  local name
  for name in "$@"; do command -v "$name" 2>/dev/null && return; done
  return 1
}

chrome() {
  first_of chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
}

# stop THING COMMAND MEND: ends the script, telling what is missing, what was tried and what helps.
stop() {
  printf '\n✗ %s could not be had\n  failed: %s\n  mend:   %s\n' "$@" >&2
  exit 1
}

# Whether the project's own toolchain has a standard library for wasm, compiled (for development) and as source (for the
# release, which builds it for size). Looks at files: starts no compiler.
has_wasm_std() {
  local rustc library
  rustc=$(rustup which --toolchain "$CHANNEL" rustc 2>/dev/null) || return
  library=${rustc%/bin/*}/lib/rustlib
  compgen -G "$library/wasm32-unknown-unknown/lib/libstd-*.rlib" >/dev/null && [[ -e $library/src/rust/library/std ]]
}

# Which way to the wasm target is in force: prints rustup or debian.
wasm_way() {
  case ${INSIDE_OUT_WASM:-} in
    rustup | debian) echo "$INSIDE_OUT_WASM" ;;
    "") if has_wasm_std; then echo rustup; else echo debian; fi ;;
    *) stop "the wasm target" "INSIDE_OUT_WASM=$INSIDE_OUT_WASM" "set it to rustup or debian, or unset it" ;;
  esac
}
