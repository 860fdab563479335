#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Measures a development chain, and a chain of four validators, on this machine, and prints the tables.
Nothing else should run meanwhile. docs/performance.md says what the numbers mean.

Usage: scripts/bench.sh [--smoke] [--json DIR] [--no-build] [CHAIN]...

  CHAIN       `dev`: one validator; `local`: four of them; default: both

Options:
  --smoke     a few hundred transactions each: whether it works, not how fast it is
  --json DIR  write the results there too, as JSON, one file each
  --no-build  take the programs that are there
  -h, --help  print this help

It takes about 4 minutes beside building; --smoke takes one.

Environment:
  CAIRN_TARGET_DIR  where to build (default: ~/.cache/cairn/target)
HELP
}

smoke=no
build=yes
results=
chains=()
while (($#)); do
	case $1 in
	--smoke) smoke=yes ;;
	--no-build) build=no ;;
	--json)
		results=${2:?--json needs a folder}
		shift
		;;
	dev | local) chains+=("$1") ;;
	-h | --help) usage && exit 0 ;;
	*) stop "unknown argument '$1'" "scripts/bench.sh --help lists the options" ;;
	esac
	shift
done
((${#chains[@]})) || chains=(dev local)

if [ "$build" = yes ]; then
	"$CAIRN_ROOT/scripts/setup.sh"
	choose_wasm_library
	(cd "$CAIRN_ROOT" && cargo build --release --locked --workspace --bin cairn --bin cairn-bench)
fi
cairn=$CARGO_TARGET_DIR/release/cairn
bench=$CARGO_TARGET_DIR/release/cairn-bench
for program in "$cairn" "$bench"; do
	[ -x "$program" ] || stop "there is no $program" "leave out --no-build"
done

# shellcheck source=scripts/nodes.sh
source "$CAIRN_ROOT/scripts/nodes.sh"

# measure TITLE ARGUMENT...: runs the load generator on the nodes that run, and shows what it says.
measure() {
	local title=$1 pid
	shift
	local arguments=("$@" "${uris[@]}")
	for pid in "${nodes[@]}"; do
		arguments+=(--pid "$pid")
	done
	if [ -n "$results" ]; then
		arguments+=(--json-to "$results/$(tr -cs 'a-z0-9' '-' <<<"${title,,}" | sed 's/-*$//').json")
	fi
	say "$title"
	printf '\n== %s ==\n' "$title"
	"$bench" "${arguments[@]}"
}

[ -z "$results" ] || mkdir -p "$results"
if [ "$smoke" = yes ]; then
	full=(--accounts 50 --count 400)
	moderate=(--accounts 50 --rate 50 --duration 4)
else
	full=(--accounts 5000 --duration 20 --in-flight 20000)
	moderate=(--accounts 1000 --rate 600 --duration 20)
fi

bench_dev() {
	start_node dev --dev
	uris=(--uri "$uri")
	measure 'dev, transfers, as many as it takes' transfer "${full[@]}"
	measure 'dev, transfers, moderate' transfer "${moderate[@]}"
	measure 'dev, one account' hot "${full[@]}"
	measure 'dev, mix' mix "${full[@]}"
	end_nodes
}

bench_local() {
	have curl || stop "there is no curl" "install it, or measure \`dev\` only"
	local name number=0 arguments address
	uris=()
	for name in alice bob charlie dave; do
		number=$((number + 1))
		arguments=(--chain local "--$name" --validator --node-key "$(printf '%064x' "$number")")
		((number == 1)) || arguments+=(--bootnodes "$address")
		start_node "$name" "${arguments[@]}"
		uris+=(--uri "$uri")
		if ((number == 1)); then
			address=$(address_at "$uri")
		fi
	done
	measure 'local, four validators, transfers, moderate' transfer "${moderate[@]}" --connections 4
	measure 'local, four validators, transfers, as many as they take' transfer "${full[@]}" --connections 4
	end_nodes
}

for chain in "${chains[@]}"; do
	"bench_$chain"
done
say "measured in $(elapsed 0)"
