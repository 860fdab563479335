#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

readonly bencher_version=0.28.0 # the one of SDK release 2609.2.0

# The pallets of the SDK that are measured in the standard runtime, one file each.
readonly sdk_weights=runtime/standard/src/weights

usage() {
	cat <<'HELP'
Measures what the calls and hooks of pallets cost, and writes it to files that are compiled into the runtimes.

Usage: scripts/measure-weights.sh [OPTIONS] [NAME]...

NAME is one of
  - a folder in `pallets/`, for example tokenomics: written to its `weights.rs`. It is measured in the first runtime that
    names it in its `benchmarks.rs`, the standard one before others;
  - a pallet of the SDK with a file in `runtime/standard/src/weights/`, for example pallet_balances: written to that file,
    for the standard runtime;
  - overhead: what a block without transactions takes and what a transaction that does nothing takes, written to
    `overhead.rs` there, after frame_system and frame_system_extensions, whose results go into it.
Without one, everything is measured. Measure on a machine that does nothing else: the numbers become fees and block
limits. The tests of the pallets and of the runtime are next.

Options:
  --steps N    points along each parameter of a benchmark (default: 50)
  --repeat N   runs at each point (default: 20)
  -h, --help   print this help

The first run installs frame-omni-bencher, which takes about half an hour on 2 cores. Each run builds the runtime with its
benchmarks for Wasm, in a few minutes.

Environment:
  CAIRN_TARGET_DIR  where to build (default: ~/.cache/cairn/target)
HELP
}

# measured_sdk: the names of the SDK's pallets that have a file.
measured_sdk() {
	sed -n 's/^pub mod \(frame_.*\|pallet_.*\);/\1/p' "$sdk_weights/mod.rs"
}

steps=50
repeat=20
names=()
while (($#)); do
	case $1 in
	--steps | --repeat)
		[[ ${2:-} =~ ^[1-9][0-9]*$ ]] || stop "$1 needs a number, not '${2:-}'" "for example: $1 10"
		[ "$1" = --steps ] && steps=$2 || repeat=$2
		shift
		;;
	-h | --help) usage && exit 0 ;;
	-*) stop "unknown option '$1'" "scripts/measure-weights.sh --help lists the options" ;;
	*)
		if [ "$1" != overhead ] && ! (cd "$CAIRN_ROOT" && measured_sdk) | grep -qx "$1" &&
			[ ! -f "$CAIRN_ROOT/pallets/$1/src/benchmarking.rs" ]; then
			stop "there is no pallets/$1/src/benchmarking.rs, and no $sdk_weights/$1.rs" \
				"name a folder of pallets/ that has benchmarks, a file of $sdk_weights/, or overhead"
		fi
		names+=("$1")
		;;
	esac
	shift
done
cd "$CAIRN_ROOT"
if ((${#names[@]} == 0)); then
	for benchmarks in pallets/*/src/benchmarking.rs; do
		names+=("$(basename "${benchmarks%/src/benchmarking.rs}")")
	done
	mapfile -t -O "${#names[@]}" names < <(measured_sdk)
	names+=(overhead)
fi

scripts/setup.sh
wasm_target_installed || stop "the Rust target wasm32v1-none is not installed" "rustup target add wasm32v1-none"

bencher=$CAIRN_CACHE/tools/bin/frame-omni-bencher
if ! "$bencher" --version 2>/dev/null | grep -q " $bencher_version"; then
	say "installing frame-omni-bencher $bencher_version in $CAIRN_CACHE/tools"
	CARGO_TARGET_DIR=$CARGO_TARGET_DIR/tools \
		cargo install --locked --root "$CAIRN_CACHE/tools" --version "$bencher_version" frame-omni-bencher
fi

# runtime_of PALLET: the name of the folder of the runtime that it is measured in.
runtime_of() {
	local runtime
	for runtime in standard authority work; do
		if grep -q "\[pallet_${1//-/_}," "runtime/$runtime/src/benchmarks.rs"; then
			echo "$runtime"
			return
		fi
	done
	stop "no runtime's benchmarks.rs names pallet_${1//-/_}" "add it to that of the runtime to measure it in"
}

# crate_of RUNTIME: the name of its crate.
crate_of() {
	sed -n 's/^name = "\(.*\)"/\1/p' "runtime/$1/Cargo.toml"
}

# build RUNTIME. The builder of the node's own Wasm goes by the features of the native build, which would compile every
# pallet natively with its benchmarks first. So cargo is asked for the Wasm alone, with what that builder passes on.
build() {
	local crate
	crate=$(crate_of "$1")
	say "building $crate with its benchmarks"
	RUSTFLAGS='--cfg substrate_runtime -C link-arg=--export-table -C link-arg=--import-memory -C link-arg=--export=__heap_base' \
		cargo rustc --release --locked --target wasm32v1-none --package "$crate" --lib --crate-type cdylib \
		--no-default-features --features runtime-benchmarks \
		--config "profile.release.package.$crate.opt-level=3" \
		--config 'profile.release.lto=true' --config 'profile.release.codegen-units=1' \
		--config 'profile.release.panic="abort"'
}

# measure PALLET TEMPLATE OUTPUT: the pallet in the Wasm of `$wasm`. Nodes of these chains record no proof of the state
# that a block reads, as those of parachains do, so the time that it would take is no part of the weights.
measure() {
	"$bencher" v1 benchmark pallet --runtime "$wasm" --genesis-builder-preset development \
		--pallet "$1" --extrinsic '*' --steps "$steps" --repeat "$repeat" --min-duration 0 \
		--disable-proof-recording --template "$2" --output "$3"
}

# picoseconds FILE FUNCTION: what the function takes by itself, without its accesses to storage.
picoseconds() {
	sed -n "/fn $2(/,/^\t}/s/^\t\tWeight::from_parts(\([0-9_]*\),.*/\1/p" "$sdk_weights/$1.rs" | tr -d _
}

# fastest FILE FUNCTION: the fastest run of its benchmark.
fastest() {
	sed -n "/fn $2(/,/^\t}/s/.* fastest run took \([0-9_]*\) ps.*/\1/p" "$sdk_weights/$1.rs" | tr -d _
}

# average FILE: the average in a file of the tool, in picoseconds.
average() {
	echo $(($(sed -n 's/.*Average: *\([0-9_]*\).*/\1/p' "$1" | tr -d _) * 1000))
}

# measure_overhead: empty blocks, and blocks full of transactions that do nothing, whole. What all of them read is in the
# cache of the state, as on a node.
measure_overhead() {
	local directory block remark parts=0 part
	directory=$(mktemp -d)
	"$bencher" v1 benchmark overhead --runtime "$wasm" --genesis-builder runtime \
		--genesis-builder-preset development --enable-trie-cache --warmup 10 --repeat 100 \
		--weight-path "$directory"
	block=$(average "$directory/block_weights.rs")
	remark=$(average "$directory/extrinsic_weights.rs")
	rm -r "$directory"
	for part in check_non_zero_sender check_spec_version check_tx_version check_genesis \
		check_mortality_immortal_transaction check_nonce check_weight weight_reclaim; do
		part=$(picoseconds frame_system_extensions "$part")
		parts=$((parts + part))
	done
	# The fastest remark was one of no bytes; those of megabytes make the line through all of them imprecise here.
	parts=$((parts + $(fastest frame_system remark)))
	cat >"$sdk_weights/overhead.rs" <<RUST
// SPDX-License-Identifier: Apache-2.0

//! What a block and a transaction take, as measured by \`scripts/measure-weights.sh\`, which writes this file.
//!
//! Measured on $(date -u +%F) with frame-omni-bencher $bencher_version: whole blocks, 100 times each,
//! $(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1).

/// A block with nothing in it but its inherents, in picoseconds: opening it, their calls, its hooks, closing it.
pub const EMPTY_BLOCK: u64 = $(grouped "$block");

/// A signed transaction that does nothing, in a block full of them, in picoseconds: the call \`system.remark\`, with its
/// signature, its extensions, its fee and its events.
pub const EMPTY_TRANSACTION: u64 = $(grouped "$remark");

/// What the call of that transaction and its extensions except the fee's weigh by themselves, without accesses to the
/// database, in picoseconds.
pub const CALL_AND_CHECKS: u64 = $(grouped "$parts");
RUST
}

# grouped NUMBER: with a line between its thousands, as Rust has it.
grouped() {
	sed -E ':a; s/([0-9])([0-9]{3})(_|$)/\1_\2\3/; ta' <<<"$1"
}

built=()
# use_runtime RUNTIME: builds it if that has not been done yet, and sets `$wasm`.
use_runtime() {
	local crate
	crate=$(crate_of "$1")
	if [[ " ${built[*]-} " != *" $1 "* ]]; then
		build "$1"
		built+=("$1")
	fi
	wasm=$CARGO_TARGET_DIR/wasm32v1-none/release/${crate//-/_}.wasm
	say "measuring $2 in $crate"
}

for name in "${names[@]}"; do
	case $name in
	overhead)
		use_runtime standard overhead
		measure_overhead
		;;
	frame_* | pallet_*)
		use_runtime standard "$name"
		measure "$name" scripts/runtime-weights.hbs "$sdk_weights/$name.rs"
		;;
	*)
		use_runtime "$(runtime_of "$name")" "$name"
		measure "pallet_${name//-/_}" scripts/weights.hbs "pallets/$name/src/weights.rs"
		;;
	esac
done
say "done in $(elapsed 0): look at the differences, run the tests, and commit"
