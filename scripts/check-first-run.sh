#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail
# shellcheck source=scripts/environment.sh
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

usage() {
	cat <<'HELP'
Does what the README tells a newcomer to do: runs a development chain with scripts/run.sh, sends the first
transfer, and waits until it is finalised. The chain uses ports that are free, and is gone afterwards.
Then compares docs/reference/json-rpc.md with the methods that the node serves, and docs/reference/runtime.md with what
its runtime tells of itself.

Usage: scripts/check-first-run.sh
HELP
}

case ${1:-} in
-h | --help) usage && exit 0 ;;
"") ;;
*) stop "unknown argument '$1'" "scripts/check-first-run.sh --help says what it does" ;;
esac

log=$(mktemp)
say "starting a chain with scripts/run.sh"
"$CAIRN_ROOT/scripts/run.sh" --rpc-port 0 --port 0 --no-prometheus 2>"$log" &
# `run.sh` turns into the node, so this is the node's id too.
pid=$!

finish() {
	local status=$?
	kill "$pid" 2>/dev/null || true
	wait "$pid" 2>/dev/null || true
	if ((status)); then
		say "the node's last lines:"
		tail -n 40 "$log" >&2
	fi
	rm -f "$log"
}
trap finish EXIT

# until_true WHAT SECONDS COMMAND...: waits for COMMAND, as long as the node lives.
until_true() {
	local what=$1 deadline=$((SECONDS + $2))
	shift 2
	until "$@"; do
		kill -0 "$pid" 2>/dev/null || stop "the node ended before $what" "its log is below"
		((SECONDS < deadline)) || stop "no sign of $what" "the node's log is below"
		sleep 0.2
	done
}

rpc_port() {
	port=$(sed -n 's|.*ws://127\.0\.0\.1:\([0-9][0-9]*\).*|\1|p' "$log" | head -n 1)
	[ -n "$port" ]
}

# rpc METHOD: the JSON answer.
rpc() {
	curl --silent --max-time 5 --header 'Content-Type: application/json' \
		--data "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"$1\",\"params\":[]}" "http://127.0.0.1:$port"
}

first_block() {
	rpc chain_getHeader | grep -q '"number":"0x[1-9a-f]'
}

# The build is in this time as well.
until_true "its JSON-RPC address" 3600 rpc_port
until_true "a first block" 60 first_block
say "first block after $(elapsed 0)"

cd "$CAIRN_ROOT/docs/examples"
npm ci --no-fund --no-audit --silent
node transfer.mjs "ws://127.0.0.1:$port"

rpc rpc_methods | node "$CAIRN_ROOT/scripts/check-rpc-page.mjs"
node "$CAIRN_ROOT/scripts/runtime-reference.mjs" --check --uri "ws://127.0.0.1:$port"
