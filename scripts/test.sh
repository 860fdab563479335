#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

# Each is a function `step_NAME` below. What takes seconds comes first, and `build` before all that shares what
# it compiles.
steps=(format shell spelling pages licences build reference clippy rustdoc features unit new-pallet doctest)
slow_steps=(javascript end-to-end bench first-run)

usage() {
	cat <<'HELP'
Sets up what is missing, builds everything, and runs every test and lint. Stops at the first failure.

Usage: scripts/test.sh [--fast] [--only STEP]...

Options:
  --fast       leave out the steps that run nodes: javascript, end-to-end, bench, first-run
  --only STEP  run this step alone; may be given several times. Most need what `build` makes
  -h, --help   print this help

Steps, in order:
  format      rustfmt
  shell       shellcheck over the scripts
  spelling    typos over code and prose
  pages       links, contents and commands of README and docs
  licences    cargo-deny, where it is installed
  build       everything, in release mode
  reference   docs/reference/cli.md says what `cairn --help` says
  clippy      lints; a warning is a failure
  rustdoc     API documentation; a warning is a failure
  features    the runtimes with runtime-benchmarks and try-runtime
  unit        unit tests
  new-pallet  scripts/new-pallet.sh: makes one in a copy of the checkout, and checks, lints and tests it
  doctest     examples in API documentation
  javascript  installs the JavaScript clients that the end-to-end tests use
  end-to-end  real nodes and networks, driven by real clients
  bench       whether the instruments of docs/performance.md work; how fast anything is does not matter
  first-run   the README's way: scripts/run.sh, then a transfer until it is finalised

Environment:
  CAIRN_TARGET_DIR   where to build (default: ~/.cache/cairn/target)
  PROPTEST_RNG_SEED  what the random cases of the unit tests are drawn from (default: 1)
HELP
}

fast=no
chosen=()
while (($#)); do
	case $1 in
	--fast) fast=yes ;;
	--only)
		[[ " ${steps[*]} ${slow_steps[*]} " == *" ${2:-} "* ]] ||
			stop "--only needs a step, not '${2:-}'" "the steps are: ${steps[*]} ${slow_steps[*]}"
		chosen+=("$2")
		shift
		;;
	-h | --help) usage && exit 0 ;;
	*) stop "unknown argument '$1'" "scripts/test.sh --help lists the options" ;;
	esac
	shift
done
if ((${#chosen[@]} == 0)); then
	chosen=("${steps[@]}")
	[ "$fast" = yes ] || chosen+=("${slow_steps[@]}")
fi

# --- the steps, each in a shell of its own, at the root of the checkout --------------------------------------

step_format() {
	cargo fmt --all --check
}

step_shell() {
	shellcheck --external-sources scripts/*.sh .ci/run
}

step_spelling() {
	local version=1.52.0 venv=$CAIRN_CACHE/typos
	if ! "$venv/bin/typos" --version 2>/dev/null | grep -q " $version\$"; then
		say "installing typos $version in $venv"
		python3 -m venv "$venv"
		"$venv/bin/pip" install --quiet "typos==$version"
	fi
	"$venv/bin/typos" --config typos.toml
}

step_pages() {
	node scripts/check-pages.mjs
}

step_licences() {
	if have cargo-deny; then
		cargo deny --locked check bans licenses sources
	else
		say "cargo-deny is not installed: left out"
	fi
}

step_build() {
	cargo build --release --locked --workspace --all-targets
}

step_reference() {
	scripts/cli-reference.sh --check
}

step_clippy() {
	cargo clippy --release --locked --workspace --all-targets -- -D warnings
}

step_rustdoc() {
	RUSTDOCFLAGS='-D warnings' cargo doc --release --locked --workspace --no-deps --document-private-items
}

step_features() {
	# For Wasm, which is how these runtimes are used, and checked only: to compile and link them takes minutes.
	if ! wasm_target_installed; then
		say "Rust's target wasm32v1-none is not installed: left out"
		return
	fi
	RUSTFLAGS='--cfg substrate_runtime' cargo check --release --locked --target wasm32v1-none --no-default-features \
		--package cairn-runtime --package cairn-authority-runtime --package cairn-work-runtime --lib \
		--features runtime-benchmarks,try-runtime
}

step_unit() {
	# The same random cases in every run, so that a failure can be seen again. Another seed tries others.
	PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-1} cargo test --release --locked --workspace --lib --bins
}

step_new-pallet() {
	scripts/check-new-pallet.sh
}

step_doctest() {
	cargo test --release --locked --workspace --doc
}

step_javascript() {
	npm ci --no-fund --no-audit --prefix tests/javascript
}

step_end-to-end() {
	scripts/end-to-end.sh
}

step_bench() {
	scripts/bench.sh --smoke --no-build
	cargo bench --locked --workspace --bench execution -- --test
}

step_first-run() {
	scripts/check-first-run.sh
}

# --- running them ------------------------------------------------------------------------------------------

summary=()

print_summary() {
	printf '\n%-12s %-8s %s\n' step result time
	printf '%s\n' "${summary[@]}"
	printf '%-12s %-8s %s\n' all "$1" "$(elapsed 0)"
}

cd "$CAIRN_ROOT"
scripts/setup.sh --with-tests
choose_wasm_library
say "building in $CARGO_TARGET_DIR"
if [ ! -e "$CARGO_TARGET_DIR/release/cairn" ]; then
	say "with an empty target directory all of this takes about 75 minutes on 2 cores; later runs about 30"
fi

number=0
for step in "${chosen[@]}"; do
	number=$((number + 1))
	say "step $number of ${#chosen[@]}: $step"
	start=$SECONDS
	# Not `if (...)`: a condition would switch `set -e` off inside.
	set +e
	(
		set -e
		"step_$step"
	)
	status=$?
	set -e
	if ((status)); then
		summary+=("$(printf '%-12s %-8s %s' "$step" FAILED "$(elapsed "$start")")")
		print_summary FAILED
		stop "the step '$step' failed" "scripts/test.sh --only $step runs it alone"
	fi
	say "$step: ok in $(elapsed "$start")"
	summary+=("$(printf '%-12s %-8s %s' "$step" ok "$(elapsed "$start")")")
done
print_summary ok
