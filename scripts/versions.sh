# shellcheck shell=bash disable=SC2034
# Every tool's version, once. Read by scripts/lib.sh; change a number here and the set-up follows.
# Two versions live where their own tools read them: the compiler's in rust-toolchain.toml, wasm-bindgen's in Cargo.lock.

# From crates.io
TRUNK=0.21.14 # 0.22 needs a newer compiler than rust-toolchain.toml's
GECKODRIVER=0.37.1
CARGO_DENY=0.20.2
CARGO_MACHETE=0.9.2

# From npm
BINARYEN=132.0.0 # wasm-opt
ESBUILD=0.28.2
AXE_CORE=4.14.1
READABILITY_JS=0.6.0
VNU_JAR=26.9.27
LIGHTHOUSE=12.8.2 # 13 needs Node 22

# From PyPI
TYPOS=1.52.0

# From Debian, for machines where rustup's wasm target cannot be had
DEBIAN_LLVM=19 # its wasm-ld links what Debian's rustc-web compiles
