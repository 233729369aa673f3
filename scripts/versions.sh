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
# The first asks the API all kinds of things; the rest is what it needs.
API_TESTER="schemathesis==4.32.5
  anyio==4.16.0 certifi==2026.10.19.post1 charset-normalizer==3.5.3 click==8.5.1 graphql-core==3.3.2 harfile==0.6.0
  hypothesis==6.170.17 hypothesis-graphql==0.13.5 idna==3.20 iniconfig==2.3.1 jsonschema_rs==0.60.3 markdown-it-py==4.3.0
  markupsafe==3.0.4 mdurl==0.1.2 packaging==26.4 pluggy==1.7.0 pygments==2.21.0 pyrate-limiter==4.5.1 pytest==9.2.0
  pyyaml==6.0.4 requests==2.34.2 rich==15.0.0 sortedcontainers==2.4.0 typing-extensions==4.16.0 urllib3==2.8.0
  werkzeug==3.1.9"
# The first reads calendar files, the second says when their events are; the rest is what these two need.
CALENDAR_READERS="icalendar==7.3.0 recurring-ical-events==3.8.2
  x-wr-timezone==2.0.1 click==8.5.1 python-dateutil==2.9.0.post0 six==1.17.0 tzdata==2026.6 typing-extensions==4.16.0"

# From Debian, for machines where rustup's wasm target cannot be had
DEBIAN_LLVM=19 # its wasm-ld links what Debian's rustc-web compiles
