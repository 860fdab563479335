# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
#
# What the scripts that measure share: nodes in a temporary folder, which end with the script. Source it after
# environment.sh, and set `cairn` to the program.

folder=$(mktemp -d)
nodes=()

# end_nodes: ends the nodes that start_node has started, and waits for them.
end_nodes() {
	local pid
	((${#nodes[@]})) || return 0
	for pid in "${nodes[@]}"; do
		kill "$pid" 2>/dev/null || true
	done
	local tries
	for pid in "${nodes[@]}"; do
		for ((tries = 0; tries < 100; tries++)); do
			kill -0 "$pid" 2>/dev/null || break
			sleep 0.1
		done
		# What has not ended in ten seconds is not waited for any longer.
		kill -KILL "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done
	nodes=()
}
trap 'end_nodes; rm -rf "$folder"' EXIT

# start_node NAME ARGUMENT...: starts a node, and sets `uri` to where it answers.
start_node() {
	local name=$1 log=$folder/$1.log
	shift
	# It is read from now on, and the node's process makes it a moment later.
	: >"$log"
	# shellcheck disable=SC2154 # Whoever sources this sets `cairn`.
	"$cairn" "$@" --base-path "$folder/$name" --rpc-port 0 --listen-addr /ip4/127.0.0.1/tcp/0 \
		--no-mdns --no-telemetry --no-prometheus >"$log" 2>&1 &
	local pid=$!
	nodes+=("$pid")
	local tries
	for ((tries = 0; tries < 1200; tries++)); do
		uri=$(sed -n 's|.* JSON-RPC  *\(ws://[^ ]*\).*|\1|p' "$log" | tail -n 1)
		[ -z "$uri" ] || return 0
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.1
	done
	tail -n 20 "$log" >&2
	stop "the node $name did not start" "what it said last is above"
}

# ask URI METHOD [PARAMETER]...: what a node answers. Parameters are JSON.
ask() {
	local method=$2 address=http://${1#ws://}
	shift 2
	local parameters
	parameters=$(
		IFS=,
		printf '%s' "$*"
	)
	curl --silent --show-error --header 'content-type: application/json' \
		--data "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$method\",\"params\":[$parameters]}" "$address"
}

# address_at URI: the address of the node there for other nodes on this machine.
address_at() {
	local answer address
	answer=$(ask "$1" system_localListenAddresses)
	address=$(grep -o -m 1 '/ip4/127\.0\.0\.1/tcp/[0-9]*/p2p/[A-Za-z0-9]*' <<<"$answer" | head -n 1) ||
		stop "the node at $1 tells no address" "it said: $answer"
	printf '%s\n' "$address"
}

# best_block URI: the number of the best block of the node there.
best_block() {
	local answer number
	answer=$(ask "$1" chain_getHeader)
	number=$(sed -n 's/.*"number":"0x\([0-9a-f]*\)".*/\1/p' <<<"$answer")
	[ -n "$number" ] || stop "the node at $1 tells no best block" "it said: $answer"
	printf '%d\n' "0x$number"
}
