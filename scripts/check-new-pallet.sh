#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Does what a user of scripts/new-pallet.sh does, in a copy of the checkout that is thrown away: makes a pallet, changes
it as docs/add-a-pallet.md says, and checks, lints and tests it and the runtime with it in. Before that, it tries the
names and files that the script must refuse, and sees to it that nothing is changed then.

Usage: scripts/check-new-pallet.sh [--refusals]

Options:
  --refusals  only that; it compiles nothing
  -h, --help  print this help

Environment:
  CAIRN_TARGET_DIR   where the workspace was built; it must have been (default: ~/.cache/cairn/target)
  PROPTEST_RNG_SEED  what the random cases of the tests are drawn from (default: 1)
HELP
}

refusals_only=no
case ${1:-} in
-h | --help) usage && exit 0 ;;
--refusals) refusals_only=yes ;;
"") ;;
*) stop "unknown argument '$1'" "scripts/check-new-pallet.sh --help says what it does" ;;
esac

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
copy_checkout "$copy"
cd "$copy"

# --- what is refused ---------------------------------------------------------------------------------------

# What is in the copy, by name and content.
contents() {
	find . -type f -print0 | sort -z | xargs -0 sha256sum
}

# refused CAUSE ARGUMENT...: the script must end with that cause and a way out, and leave everything as it was.
refused() {
	local cause=$1 before output
	shift
	before=$(contents)
	if output=$(scripts/new-pallet.sh "$@" 2>&1); then
		stop "new-pallet.sh accepts '$*'" "it must refuse it: $cause"
	fi
	if [[ $output != *"error: "*"$cause"* || $output != *"  help: "* ]]; then
		stop "new-pallet.sh refuses '$*' with other words: $output" "it must say: $cause, and a way out"
	fi
	[ "$(contents)" = "$before" ] || stop "new-pallet.sh refuses '$*', but changes something" "it must change nothing"
}

say "what must be refused"
refused "a name is missing"
refused "the name is empty" ""
refused "one name at a time" one two
refused "unknown argument" --name one
refused "needs the name" one --into
refused "exclude each other" one --into standard --crate-only
for name in Notes price_board 2nd price- -price price--board prïce "price board" ../notes; do
	case $name in
	-*) refused "unknown argument" "$name" ;;
	*) refused "is no name" "$name" ;;
	esac
done
refused "allowed are 32" a-name-that-is-longer-than-anybody-needs
refused "is put before it" pallet-notes
refused "is a keyword" match
refused "is reserved" result
refused "is reserved" test
refused "is there already" tokenomics
refused "is there already" validator-count
# Crates of others, of which the second is a pallet of the runtime.
refused "there is a crate" staking-reward-fn
refused "there is a crate" utility
# Types of the runtime: a pallet that is called otherwise than its crate, an alias, an import, one that a macro makes.
for name in technical-committee address balance runtime-call; do
	refused "in runtime/standard/src/lib.rs is called" "$name"
done
refused "configs/tokens.rs is there already" tokens
refused "configs/governance is there already" governance
refused "there is no runtime" one --into nowhere
refused "there is no runtime" one --into ../runtime/standard

# refused_after FILE SED_SCRIPT CAUSE: the same, after FILE was changed.
refused_after() {
	cp "$1" "$copy/.original"
	sed -i "$2" "$1"
	refused "$3" one
	mv "$copy/.original" "$1"
}

here=runtime/standard
refused_after $here/src/lib.rs '/new pallets go above/d' "$here/src/lib.rs is not as expected"
refused_after $here/src/lib.rs '/new pallets go above/{p}' "$here/src/lib.rs is not as expected"
refused_after $here/src/lib.rs 's/new pallets go above/#[runtime::pallet_index(199)]\n&/' "are used up"
refused_after $here/src/configs/mod.rs '/warn(missing_docs)/d' "$here/src/configs/mod.rs is not as expected"
refused_after $here/src/benchmarks.rs 's/define_benchmarks/measure/' "$here/src/benchmarks.rs is not as expected"
refused_after $here/Cargo.toml '/^try-runtime = /d' "$here/Cargo.toml is not as expected"
refused_after $here/README.md '/^| 100 to 199/d' "$here/README.md is not as expected"
refused_after Cargo.toml 's/# --- this workspace/# ---/' "Cargo.toml is not as expected"
refused_after templates/pallet/src/lib.rs 's/^pub mod pallet {/pub mod {/' "rustfmt cannot read"
refused_after Cargo.lock '0,/^version = "1/s//version = "01/' "cargo refuses the workspace"
refused_after Cargo.lock 's/^name = "zstd"$/name = "zstd-x"/' "Cargo.lock was not current"
refused_after Cargo.toml 's/^futures = .*/futures = "=0.0.1"/' "cargo refuses the workspace"

if [ "$refusals_only" = yes ]; then
	say "all of it is refused, and nothing changed"
	exit
fi

# --- what is made ------------------------------------------------------------------------------------------

# One that the checkout does not have, whatever its user has made.
name=throwaway
scripts/new-pallet.sh "$name"
refused "pallets/$name is there already" "$name"
# What the tutorial adds to it.
# shellcheck disable=SC2016 # the backquotes are Markdown
sed -n '/^```diff$/,/^```$/{/^```/!p}' docs/add-a-pallet.md |
	sed "s/notes/$name/g; s/Notes/${name^}/g" | git apply --whitespace=nowarn -

cargo fmt --all --check

# Building all of it anew would take half an hour; building it in the checkout's target directory would leave there what
# does not belong to the checkout: cargo knows a crate by its name and its place in the workspace, not by the workspace's
# own place, so it would have the runtime built, its Wasm too, once here and once more in the checkout afterwards. So
# there is a target directory for this alone, with links to the artefacts that the steps before have made. It takes a few
# seconds and little space. Cargo goes by the dates of files, which `copy_checkout` keeps, and finds everything up to date
# but what depends on the pallet, and what it could not find by its old path: the scripts that build the Wasm.
#
# Whatever is compiled again takes the place of a link, and leaves the artefact behind it alone. Only what is written to
# in place must not be a link: cargo's notes of what is up to date, what build scripts make, and lists of dependencies,
# which nobody reads.
release=$CARGO_TARGET_DIR/release
[ -x "$release/cairn" ] || stop "nothing is built in $CARGO_TARGET_DIR" "scripts/test.sh --only build builds it"
linked=$CARGO_TARGET_DIR/new-pallet
trap 'rm -rf "$copy" "$linked"' EXIT
rm -rf "$linked"
mkdir -p "$linked/release"
cp -a "$release/.fingerprint" "$release/build" "$linked/release"
cp -al "$release/deps" "$linked/release"
find "$linked/release/deps" -name '*.d' -delete
export CARGO_TARGET_DIR=$linked

# The Wasm takes minutes, and is not built with the pallet in it. What could fail there alone is a use of Rust's standard
# library, which the pallet lacks in native builds too (`no_std` in its `lib.rs`).
export SKIP_WASM_BUILD=1

say "lints"
cargo clippy --release --locked --workspace --all-targets -- -D warnings
say "with runtime-benchmarks and try-runtime"
# Of all runtimes: cargo compiles a pallet once for all of them, and one with benchmarks wants more of each runtime.
features=""
for runtime in cairn-runtime cairn-authority-runtime cairn-work-runtime; do
	features+="$runtime/runtime-benchmarks,$runtime/try-runtime,"
done
cargo check --release --locked --workspace --lib --features "${features%,}"
say "tests of the pallet, and of the runtime with it"
cargo test --release --locked --workspace --lib --no-run --message-format=json-render-diagnostics >"$copy/.built"
for crate in "pallet_$name" cairn_runtime; do
	program=$(sed -n "s|.*\"executable\":\"\([^\"]*/$crate-[0-9a-f]*\)\".*|\1|p" "$copy/.built")
	[ -x "$program" ] || stop "cargo names no test program of $crate" "see what it prints with --message-format=json"
	PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-1} "$program" --quiet
done
