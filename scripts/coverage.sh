#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

readonly llvm_cov_version=0.9.1

# What is not counted: tests and mocks, benchmarks, and the numbers that these measured.
readonly not_counted='/src/(tests/.*|tests|mock|benchmarking|weights)\.rs$'

usage() {
	cat <<'HELP'
Runs the unit tests of pallets, and tells how many of the pallets' lines they ran.

Usage: scripts/coverage.sh [OPTIONS] [PALLET]...

PALLET is the name of a folder in `pallets/`, for example escrow. Without one, all are measured.
Lines of tests, mocks and benchmarks are not counted, nor those of weights.rs. Percentages are rounded down.

Options:
  --missing    list the lines that no test ran, too
  --json       print JSON instead of a table
  -h, --help   print this help

The first run installs cargo-llvm-cov, in about a minute, and LLVM's tools for the Rust of this checkout where they are
missing. It builds what the tests need for itself, in a few minutes.

Environment:
  CAIRN_TARGET_DIR          where to build (default: ~/.cache/cairn/target)
  LLVM_COV, LLVM_PROFDATA   LLVM's tools, where neither rustup nor the system has them
  PROPTEST_RNG_SEED         what the random cases of the tests are drawn from (default: 1)
HELP
}

missing=no
format=table
pallets=()
while (($#)); do
	case $1 in
	--missing) missing=yes ;;
	--json) format=json ;;
	-h | --help) usage && exit 0 ;;
	-*) stop "unknown option '$1'" "scripts/coverage.sh --help lists the options" ;;
	*)
		[ -f "$CAIRN_ROOT/pallets/$1/Cargo.toml" ] ||
			stop "there is no pallets/$1/Cargo.toml" "name a folder of pallets/"
		pallets+=("$1")
		;;
	esac
	shift
done
cd "$CAIRN_ROOT"
if ((${#pallets[@]} == 0)); then
	for manifest in pallets/*/Cargo.toml; do
		pallets+=("$(basename "${manifest%/Cargo.toml}")")
	done
fi

# choose_llvm_tools: has cargo-llvm-cov find llvm-cov and llvm-profdata. They must know what the compiler writes, so they
# are the toolchain's own, or the system's of the same version of LLVM.
choose_llvm_tools() {
	if [ -n "${LLVM_COV:-}" ] && [ -n "${LLVM_PROFDATA:-}" ]; then
		return
	fi
	local own version system
	own=$(rustc --print target-libdir)
	own=${own%/lib}/bin
	if [ -x "$own/llvm-cov" ] && [ -x "$own/llvm-profdata" ]; then
		return
	fi
	if have rustup; then
		say "installing rustup's component llvm-tools"
		if rustup component add llvm-tools >&2; then
			return
		fi
	fi
	version=$(rustc --version --verbose | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
	system=/usr/lib/llvm-$version/bin
	if [ -x "$system/llvm-cov" ] && [ -x "$system/llvm-profdata" ]; then
		export LLVM_COV=$system/llvm-cov LLVM_PROFDATA=$system/llvm-profdata
		return
	fi
	stop "there are no tools of LLVM $version, which the compiler is built on" \
		"rustup component add llvm-tools, or apt-get install llvm-$version, or set LLVM_COV and LLVM_PROFDATA"
}

scripts/setup.sh
choose_llvm_tools
PATH=$CAIRN_CACHE/tools/bin:$PATH
if ! cargo-llvm-cov llvm-cov --version 2>/dev/null | grep -q " $llvm_cov_version\$"; then
	say "installing cargo-llvm-cov $llvm_cov_version in $CAIRN_CACHE/tools"
	CARGO_TARGET_DIR=$CARGO_TARGET_DIR/tools \
		cargo install --locked --root "$CAIRN_CACHE/tools" --version "$llvm_cov_version" cargo-llvm-cov
fi

# A log for each source file, with a line for each line of code: LCOV's format.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
say "running the tests of ${pallets[*]}"
PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-1} cargo llvm-cov test --locked --lib "${pallets[@]/#/--package=pallet-}" \
	--no-cfg-coverage --ignore-filename-regex "$not_counted" --lcov --output-path "$log" >&2

for pallet in "${pallets[@]}"; do
	grep -q "^SF:$CAIRN_ROOT/pallets/$pallet/src/" "$log" ||
		stop "the report has no file of pallets/$pallet" "remove $CARGO_TARGET_DIR/llvm-cov-target and try again"
done

# Of LCOV's lines, `SF:` names a file, and `DA:` tells how often a line of it was run.
awk -F: -v root="$CAIRN_ROOT/" -v names="${pallets[*]}" -v format="$format" -v missing="$missing" '
	function close_range() {
		if (first) gaps[pallet] = gaps[pallet] file ":" first (last > first ? "-" last : "") "\n"
		first = 0
	}
	$1 == "SF" {
		file = substr($0, 4)
		sub(root, "", file)
		split(file, part, "/")
		pallet = part[2]
	}
	$1 == "DA" {
		split($2, run, ",")
		lines[pallet]++
		if (run[2] > 0) { covered[pallet]++; close_range(); next }
		if (!first) first = run[1]
		last = run[1]
	}
	$1 == "end_of_record" { close_range() }
	END {
		count = split(names, wanted, " ")
		if (format == "table") printf "%-20s %6s %8s %8s\n", "pallet", "lines", "covered", "percent"
		else printf "["
		for (n = 1; n <= count; n++) {
			pallet = wanted[n]
			percent = int(1000 * covered[pallet] / lines[pallet]) / 10
			if (format == "table") {
				printf "%-20s %6d %8d %8.1f\n", pallet, lines[pallet], covered[pallet], percent
				continue
			}
			printf "%s\n  {\"pallet\": \"%s\", \"lines\": %d, \"covered\": %d, \"percent\": %.1f", \
				(n > 1 ? "," : ""), pallet, lines[pallet], covered[pallet], percent
			if (missing == "yes") {
				list = gaps[pallet]
				sub(/\n$/, "", list)
				gsub(/\n/, "\", \"", list)
				printf ", \"missing\": [%s]", (list == "" ? "" : "\"" list "\"")
			}
			printf "}"
		}
		if (format == "json") print "\n]"
		else if (missing == "yes") for (n = 1; n <= count; n++) printf "%s", gaps[wanted[n]]
	}
' "$log"
