# shellcheck shell=bash disable=SC2034
# Every tool's version, once. Read by scripts/lib.sh; change a number here and the set-up follows.
# Two versions live where their own tools read them: the compiler's in rust-toolchain.toml, wasm-bindgen's in Cargo.lock.

# From crates.io
TRUNK=0.21.14 # 0.22 needs a newer compiler than rust-toolchain.toml's
GECKODRIVER=0.37.1
CARGO_DENY=0.20.2
CARGO_MACHETE=0.9.2
CARGO_FUZZ=0.13.1

# From npm
BINARYEN=132.0.0 # wasm-opt
ESBUILD=0.28.2
AXE_CORE=4.14.1
READABILITY_JS=0.6.0
VNU_JAR=26.9.27
LIGHTHOUSE=12.8.2 # 13 needs Node 22
ICAL_JS=2.2.1

# From PyPI
TYPOS=1.52.0
# The first reads calendar files, the second says when their events are; the rest is what these two need.
CALENDAR_READERS="icalendar==7.3.0 recurring-ical-events==3.8.2
  x-wr-timezone==2.0.1 click==8.5.1 python-dateutil==2.9.0.post0 six==1.17.0 tzdata==2026.6 typing-extensions==4.16.0"

# From Debian, for machines where rustup's wasm target cannot be had
DEBIAN_LLVM=19 # its wasm-ld links what Debian's rustc-web compiles
