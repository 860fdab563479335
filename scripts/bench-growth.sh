#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Measures how a chain's speed changes as it grows, on this machine: prints tables, and writes curves as JSON and as a
picture. Nothing else should run meanwhile. docs/performance.md says what the numbers mean.

Usage: scripts/bench-growth.sh [SECTION]... [OPTIONS]

Sections; without any, all of them:
  --accounts    one validator, with 10 k, 100 k and 1 M accounts in the state
  --validators  1, 2, 4, 8 and 16 validators, all on this machine
  --delay       4 validators, whose messages take 0, 50 and 150 ms longer, each way
  --sync        a new node imports the whole chain: blocks and transactions a second
  --database    bytes on disk after 250 k, 500 k and 1 M transfers, on a node that keeps all states and on one that does not

Options:
  --output DIR     where the results go (default: growth)
  --duration S     how long each load lasts (default: 20)
  --rate TPS       the moderate load (default: 300)
  --in-flight N    the load that fills blocks: so many transfers on their way (default: 20000)
  --smoke          little of everything: whether it works, not how fast it is
  --no-build       take the programs that are there
  -h, --help       print this help

A result that is there is kept, and new points are added. All sections take about 45 minutes beside building; --smoke takes
three.

Environment:
  CAIRN_TARGET_DIR  where to build (default: ~/.cache/cairn/target)
HELP
}

sections=() output=growth duration=20 rate=300 in_flight=20000 smoke=no build=yes
while (($#)); do
	case $1 in
	--accounts | --validators | --delay | --sync | --database) sections+=("${1#--}") ;;
	--output | --duration | --rate | --in-flight)
		[ -n "${2:-}" ] || stop "$1 needs a value" "scripts/bench-growth.sh --help lists the options"
		case $1 in
		--output) output=$2 ;;
		--duration) duration=$2 ;;
		--rate) rate=$2 ;;
		--in-flight) in_flight=$2 ;;
		esac
		shift
		;;
	--smoke) smoke=yes ;;
	--no-build) build=no ;;
	-h | --help) usage && exit 0 ;;
	*) stop "unknown argument '$1'" "scripts/bench-growth.sh --help lists the options" ;;
	esac
	shift
done
((${#sections[@]})) || sections=(accounts validators delay sync database)
have curl || stop "there is no curl" "install it"

accounts=(10000 100000 1000000) validators=(1 2 4 8 16) delays=(0 50 150) senders=1000
transfers=200000 steps=(250000 500000 1000000)
if [ "$smoke" = yes ]; then
	accounts=(100 200) validators=(1 2) delays=(0 50) senders=50
	transfers=600 steps=(200 400) duration=4 rate=20 in_flight=400
fi

if [ "$build" = yes ]; then
	"$CAIRN_ROOT/scripts/setup.sh"
	choose_wasm_library
	(cd "$CAIRN_ROOT" &&
		cargo build --release --locked --workspace --bin cairn --bin cairn-bench --bin cairn-network)
fi
cairn=$CARGO_TARGET_DIR/release/cairn
bench=$CARGO_TARGET_DIR/release/cairn-bench
network=$CARGO_TARGET_DIR/release/cairn-network
for program in "$cairn" "$bench" "$network"; do
	[ -x "$program" ] || stop "there is no $program" "leave out --no-build"
done
# shellcheck source=scripts/nodes.sh
source "$CAIRN_ROOT/scripts/nodes.sh"
trap 'end_nodes; network_down; rm -rf "$folder"' EXIT
mkdir -p "$output"

# load NAME ARGUMENT...: puts a load on the nodes at `uris`, and writes what was measured to a file of that name. Refusals
# and dropped transactions are part of the result.
load() {
	local name=$1 pid
	shift
	local arguments=(transfer "$@" "${uris[@]}" --quiet --json-to "$folder/$name.json")
	for pid in "${pids[@]}"; do
		arguments+=(--pid "$pid")
	done
	"$bench" "${arguments[@]}" >"$folder/$name.txt" || {
		cat "$folder/$name.txt" >&2
		stop "the load '$name' failed" "what was measured until then is above"
	}
}

# loads CURVE TITLE X: a load that fills blocks and a moderate one, as a point of a curve.
loads() {
	say "$3: as much as the chain takes"
	load full --accounts "$senders" --duration "$duration" --in-flight "$in_flight" --connections "$connections"
	say "$3: $rate a second"
	load moderate --accounts "$senders" --duration "$duration" --rate "$rate" --connections "$connections"
	"$bench" point --curve "$output/$1.json" --title "$2" --x "$3" --report "full=$folder/full.json" \
		--report "moderate=$folder/moderate.json"
}

# spec FILE [OPTION]: the specification of a development chain with a name of its own, so that two nodes can share it.
spec() {
	"$cairn" chain-spec create --preset development --chain-type local --name "Cairn Growth" --output "$@"
}

# author NAME SPEC ARGUMENT...: starts the one validator of a chain.
author() {
	local name=$1 chain=$2
	shift 2
	start_node "$name" --chain "$chain" --alice --validator --force-authoring "$@"
	uris=(--uri "$uri") pids=("${nodes[-1]}") connections=2
}

measure_accounts() {
	local count
	spec "$folder/small.json" --raw
	for count in "${accounts[@]}"; do
		say "making a chain with $count accounts"
		"$bench" accounts --count "$count" --into "$folder/small.json" >"$folder/accounts.json"
		author "accounts-$count" "$folder/accounts.json"
		senders=$count loads accounts 'Accounts in the state' "accounts=$count"
		end_nodes
		rm -rf "$folder/accounts-$count" "$folder/accounts.json"
	done
}

network_down() {
	"$network" --dir "$folder/network" down >/dev/null
}

# network_up ARGUMENT...: starts a network of validators, and sets where they are.
network_up() {
	"$network" --dir "$folder/network" up --chain standard --timeout 600 "$@" >/dev/null
	"$network" --dir "$folder/network" status --json >"$folder/status.json"
	local each
	uris=() pids=()
	while read -r each; do uris+=(--uri "$each"); done < <(sed -n 's/.*"rpc": "\(.*\)".*/\1/p' "$folder/status.json")
	while read -r each; do pids+=("$each"); done < <(sed -n 's/.*"pid": \([0-9]*\).*/\1/p' "$folder/status.json")
	connections=${#pids[@]}
}

measure_validators() {
	local count
	for count in "${validators[@]}"; do
		network_up --nodes "$count" --validators "$count" --namespaces off
		loads validators 'Validators on one machine' "validators=$count"
		network_down
	done
}

measure_delay() {
	local delay count=4
	[ "$smoke" = no ] || count=2
	for delay in "${delays[@]}"; do
		network_up --nodes "$count" --namespaces off --delay "$delay"
		loads delay "$count validators with slow links" "delay of a message, ms=$delay"
		network_down
	done
}

measure_sync() {
	local height address begun now best=0
	spec "$folder/sync.json"
	author sync-author "$folder/sync.json"
	say "making a chain of $transfers transfers"
	load full --accounts "$senders" --count "$transfers" --in-flight "$in_flight" --connections 2
	height=$(best_block "$uri")
	address=$(address_at "$uri")
	say "a new node imports $height blocks"
	start_node sync-new --chain "$folder/sync.json" --sync full --bootnodes "$address"
	# The clock starts when the new node was last seen without a block: until then it looks for others.
	while ((best < height)); do
		now=$(now_ms)
		((best > 0)) || begun=$now
		((now - begun < 3600000)) ||
			stop "the new node has $best of $height blocks after an hour" "the chain may be too long for this"
		sleep 0.05
		best=$(best_block "$uri")
	done
	local seconds
	seconds=$(awk "BEGIN { print ($(now_ms) - $begun) / 1000 }")
	"$bench" point --curve "$output/sync.json" --title 'A new node imports the chain' --x "transfers=$transfers" \
		--value "import [blocks/s]=$(awk "BEGIN { print $best / $seconds }")" \
		--value "import [TPS]=$(awk "BEGIN { print $transfers / $seconds }")" \
		--value "time [s]=$seconds" --report "authoring=$folder/full.json"
	end_nodes
}

now_ms() {
	date +%s%3N
}

measure_database() {
	local kind step done_ before bytes arguments
	spec "$folder/database.json"
	for kind in pruned archive; do
		arguments=()
		[ "$kind" = pruned ] || arguments=(--state-pruning archive)
		author "database-$kind" "$folder/database.json" "${arguments[@]}"
		# What a chain has before anything happens on it, the runtime foremost.
		before=$(stored "database-$kind")
		done_=0
		for step in "${steps[@]}"; do
			say "$kind: up to $step transfers"
			load "database-$kind" --accounts "$senders" --count $((step - done_)) --in-flight "$in_flight" \
				--connections 2 --no-outcomes
			done_=$step
			bytes=$(($(stored "database-$kind") - before))
			"$bench" point --curve "$output/database.json" --title 'What transfers take on disk' \
				--x "transfers=$step" --value "$kind [MB]=$(awk "BEGIN { print $bytes / 1e6 }")" \
				--value "$kind, each [bytes]=$((bytes / step))"
		done
		end_nodes
		rm -rf "$folder/database-$kind"
	done
}

# stored NAME: the bytes that a node's folder takes on disk.
stored() {
	du --summarize --block-size=1 "$folder/$1" | cut -f1
}

for section in "${sections[@]}"; do
	"measure_$section"
done
curves=()
for section in accounts validators delay sync database; do
	[ ! -e "$output/$section.json" ] || curves+=("$output/$section.json")
done
"$bench" plot "${curves[@]}" --output "$output/growth.svg"
say "measured in $(elapsed 0); the picture is $output/growth.svg"
