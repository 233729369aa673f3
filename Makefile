# Every command of the project, for people and for CI. `make` lists them.
# The work is cargo's, Trunk's and scripts/'; each command first gets what this machine lacks (scripts/setup).

# Where serve and dev listen.
PORT ?= 8080
# The address path that the site is built for.
BASE ?= /
# The site's scheme and host, such as https://example.org: for its feed, sitemap and share images.
SITE ?= $(INSIDE_OUT_SITE)
# The articles' folder.
ARTICLES ?= $(INSIDE_OUT_ARTICLES)
# Who keeps the comments: `server` for the one that serves the site, otherwise each reader's device.
COMMENTS ?= $(INSIDE_OUT_COMMENTS)
# How long each fuzzer runs.
FUZZ_SECONDS ?= 60
export INSIDE_OUT_SITE := $(SITE)
export INSIDE_OUT_ARTICLES := $(ARTICLES)
export INSIDE_OUT_COMMENTS := $(COMMENTS)

NATIVE := scripts/native
WASM := scripts/wasm
# The page has two feature sets, which never meet in one command: ssr (native, turned on by prerender) and hydrate (wasm).
PAGE := -p inside-out --target wasm32-unknown-unknown --features hydrate

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help serve dev build test test-unit test-web test-e2e check check-fmt check-clippy check-doc check-unused \
	check-deny check-typos lighthouse sizes bench fuzz clean setup-build setup-unit setup-test setup-check setup-lighthouse setup-fuzz

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup-build setup-unit setup-test setup-check setup-lighthouse setup-fuzz: setup-%:
	@scripts/setup $*

# --- See it ---

serve: setup-build ## release page with comments that all its readers share, at http://127.0.0.1:8080 (PORT=)
	@INSIDE_OUT_COMMENTS=server scripts/site target/site-shared /
	$(NATIVE) cargo run --quiet -p server -- --dir target/site-shared --port $(PORT)

dev: setup-build ## the page, rebuilt on save with live reload (PORT=)
	@mkdir -p target dist # Trunk.toml bids the watcher ignore them
	$(WASM) trunk serve --port $(PORT) --dist target/site-dev

build: setup-build ## release site in dist/ (SITE=https://example.org BASE=/blog/ ARTICLES=folder COMMENTS=server)
	@scripts/site dist $(BASE)

# --- Prove it ---

test: test-unit test-web test-e2e ## every test; each kind alone: make test-unit, test-web, test-e2e

test-unit: setup-unit
	$(NATIVE) cargo test --workspace --exclude e2e

test-web: setup-test
	$(WASM) cargo test $(PAGE) --test web

test-e2e: setup-test
	@INSIDE_OUT_SITE= INSIDE_OUT_ARTICLES= INSIDE_OUT_COMMENTS= scripts/site dist /
	@INSIDE_OUT_SITE=https://example.org INSIDE_OUT_ARTICLES=e2e/fixtures/articles INSIDE_OUT_COMMENTS= scripts/site target/site-blog /blog/
	@INSIDE_OUT_SITE= INSIDE_OUT_ARTICLES= INSIDE_OUT_COMMENTS=server scripts/site target/site-shared /
	$(NATIVE) cargo test -p e2e

check: check-fmt check-clippy check-doc check-unused check-deny check-typos ## every check that runs no test; each alone: make check-fmt, …

check-fmt: setup-check
	$(NATIVE) cargo fmt --all --check

check-clippy: setup-check
	$(NATIVE) cargo clippy --locked --workspace --all-targets -- -D warnings
	@if $(WASM) cargo clippy --version >/dev/null 2>&1; \
	then set -x; $(WASM) cargo clippy --locked $(PAGE) --all-targets -- -D warnings \
		&& $(WASM) cargo clippy --locked $(PAGE),shared -- -D warnings; \
	else echo "SKIPPED: clippy for wasm: Debian's compiler brings none; cargo check instead"; $(WASM) cargo check --locked $(PAGE) --all-targets; fi

check-doc: setup-check
	RUSTDOCFLAGS="-D warnings" $(NATIVE) cargo doc --workspace --no-deps --quiet

check-unused: setup-check
	$(NATIVE) cargo machete --skip-target-dir

check-deny: setup-check
	$(NATIVE) cargo deny --locked --workspace check --hide-inclusion-graph bans licenses sources
	@if $(NATIVE) cargo deny fetch db >/dev/null 2>&1; \
	then $(NATIVE) cargo deny --locked --workspace check advisories; \
	else echo "SKIPPED: security advisories: their database cannot be reached from this machine"; fi

check-typos: setup-check
	$(NATIVE) typos

bench: setup-test ## how a discussion grows on the page, and on the server; when the first comment is there: figures beside each other
	@scripts/site dist /
	@INSIDE_OUT_COMMENTS=server scripts/site target/site-shared /
	$(NATIVE) cargo bench -p e2e --bench first_comment --profile dev
	$(NATIVE) cargo bench -p e2e --bench long_threads --profile dev
	$(NATIVE) cargo bench -p server --bench requests

fuzz: setup-fuzz ## hostile input to what reads comments, until something breaks (FUZZ_SECONDS=60 for each of three)
	@for target in markup cursor import; do \
		printf '▸ %s\n' "$$target"; \
		mkdir -p "fuzz/found/$$target"; \
		$(NATIVE) cargo +nightly fuzz run "$$target" "fuzz/found/$$target" "fuzz/corpus/$$target" -- -max_total_time=$(FUZZ_SECONDS) -max_len=6000 -verbosity=0 || exit; \
	done

lighthouse: setup-lighthouse ## Lighthouse's four scores of the release page
	@scripts/site dist /
	@scripts/lighthouse

sizes: build ## what the release site weighs, as sent; writes it into the README
	@INSIDE_OUT_COMMENTS=server scripts/site target/site-shared /
	@scripts/sizes

clean: ## remove what was built; the tools in the cache folder stay
	rm -rf dist target
