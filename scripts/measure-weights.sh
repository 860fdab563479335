#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

readonly bencher_version=0.28.0 # the one of SDK release 2609.2.0

usage() {
	cat <<'HELP'
Measures what the calls and hooks of pallets cost, and writes it to their `weights.rs`. Each is measured in the first
runtime that names it in its `benchmarks.rs`, the standard one before others.

Usage: scripts/measure-weights.sh [OPTIONS] [PALLET]...

PALLET is the name of a folder in `pallets/`, for example tokenomics. Without one, all that have benchmarks are measured.
Measure on a machine that does nothing else: the numbers become fees and block limits. The pallets' tests are next.

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

steps=50
repeat=20
pallets=()
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
		[ -f "$CAIRN_ROOT/pallets/$1/src/benchmarking.rs" ] ||
			stop "there is no pallets/$1/src/benchmarking.rs" "name a folder of pallets/ that has benchmarks"
		pallets+=("$1")
		;;
	esac
	shift
done
cd "$CAIRN_ROOT"
if ((${#pallets[@]} == 0)); then
	for benchmarks in pallets/*/src/benchmarking.rs; do
		pallets+=("$(basename "${benchmarks%/src/benchmarking.rs}")")
	done
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

built=()
for pallet in "${pallets[@]}"; do
	runtime=$(runtime_of "$pallet")
	if [[ " ${built[*]-} " != *" $runtime "* ]]; then
		build "$runtime"
		built+=("$runtime")
	fi
	crate=$(crate_of "$runtime")
	wasm=$CARGO_TARGET_DIR/wasm32v1-none/release/${crate//-/_}.wasm
	say "measuring $pallet in $crate"
	"$bencher" v1 benchmark pallet --runtime "$wasm" --genesis-builder-preset development \
		--pallet "pallet_${pallet//-/_}" --extrinsic '*' --steps "$steps" --repeat "$repeat" \
		--template scripts/weights.hbs --output "pallets/$pallet/src/weights.rs"
done
say "done in $(elapsed 0): look at the differences, run the tests, and commit"
